import { type Block, digestOfBytes, type Inline } from '@mlgate/core'
import { describe, expect, test } from 'vitest'
import {
  type CheckedData,
  type CheckResult,
  type ContractReportContext,
  contractReport,
  none,
  type PlannedCheck,
  type PlanResult,
} from './index.ts'

const context: ContractReportContext = {
  model: 'delay',
  step: 'validate-data',
  contract: { file: 'contracts/flights.odcs.yaml', version: '1.2.0', digest: digestOfBytes('contract') },
}

function planned(name: string, severity: PlannedCheck['severity'] = 'error'): PlannedCheck {
  return {
    name,
    severity,
    expectation: 'every value is at least 0',
    measure: { counts: 'rows' },
    limit: none,
    position: { file: 'contracts/flights.odcs.yaml', line: 7, column: 3 },
  }
}

function passed(name: string): CheckResult {
  return {
    check: planned(name),
    verdict: 'pass',
    observed: '0 rows of 1,200',
    matchingRows: 0,
    rows: 1200,
    firstRows: [],
  }
}

function failed(name: string, severity: PlannedCheck['severity'] = 'error'): CheckResult {
  return {
    check: planned(name, severity),
    verdict: 'fail',
    observed: '3 rows of 1,200',
    matchingRows: 3,
    rows: 1200,
    firstRows: [
      { row: 7, value: '-1' },
      { row: 12, value: '|@everyone\n' },
    ],
  }
}

function data(name: string, ...checks: PlanResult['checks']): CheckedData {
  const result: PlanResult = {
    object: 'flights',
    rows: 1200,
    checks,
    nullShares: new Map([['distance', 0.25]]),
    asText: [],
  }
  return { name, file: `data/${name}.csv`, digest: digestOfBytes(name), bytes: 52_000, result }
}

function plain(content: readonly Inline[]): string {
  return content
    .map((part) => {
      if (typeof part === 'string') return part
      if (part.kind === 'code') return part.text
      if (part.kind === 'verdict') return part.verdict
      return 'content' in part ? plain(part.content) : ''
    })
    .join('')
}

function rowsOf(block: Block | undefined): string[][] {
  if (block?.kind === 'fold') return block.blocks.flatMap(rowsOf)
  return block?.kind === 'table' ? block.rows.map((row) => row.map(plain)) : []
}

describe('the report of a contract', () => {
  test('that holds says how much was checked', () => {
    const report = contractReport([data('train', passed('a'), passed('b'))], context)
    expect(report).toMatchObject({ verdict: 'pass', outcome: 'data holds', model: 'delay', step: 'validate-data' })
    expect(plain(report.reason)).toBe('2 of 2 checks hold on 1,200 rows of train.')
    expect(report.blocks.map(({ kind }) => kind)).toEqual(['fold', 'fold'])
  })

  test('shows what the files hold where that is known, as pictures that a comment leaves out', () => {
    const column = { name: 'x', kind: 'text', missing: 0, distinct: 1 } as const
    const file = { data: 'train', file: 'a.csv', digest: digestOfBytes('a'), rows: 1, columns: [column] }
    const { blocks } = contractReport([data('train', passed('a'))], {
      ...context,
      profile: { format: 'mlgate-profile/1', files: [file] },
    })
    const fold = blocks.find((block) => block.kind === 'fold' && block.title[0] === 'What the data hold')
    expect(fold?.kind === 'fold' && fold.blocks.map(({ kind }) => kind)).toEqual(['chart'])
  })

  test('that fails begins with the failed checks and their rows', () => {
    const report = contractReport([data('train', passed('a'), failed('b')), data('test', failed('b'))], context)
    expect(report.verdict).toBe('fail')
    expect(plain(report.reason)).toBe('2 of 3 checks failed on 2,400 rows of train, test.')
    const rows = '7: -1, 12: |@everyone\n, …'
    expect(rowsOf(report.blocks[0])).toEqual([
      ['train', 'b', 'every value is at least 0', '3 rows of 1,200', rows],
      ['test', 'b', 'every value is at least 0', '3 rows of 1,200', rows],
    ])
    expect(rowsOf(report.blocks[1]).map((row) => `${row[0]} ${row[1]} ${row[4]}`)).toEqual([
      'train a pass',
      'train b fail',
      'test b fail',
    ])
  })

  test('with warnings alone passes and says so', () => {
    const report = contractReport([data('train', passed('a'), failed('b', 'warning'))], context)
    expect(report.verdict).toBe('pass')
    expect(plain(report.reason)).toBe(
      '1 of 2 checks hold on 1,200 rows of train. 1 more failed as warning, which does not decide.',
    )
    expect(rowsOf(report.blocks[0])[0]?.[0]).toBe('b (warning)')
    expect(report.checks[1]).toMatchObject({ verdict: 'fail', severity: 'warning' })
  })

  test('puts what could not be run first, then errors, and says how many only warn or tell', () => {
    const unrun: CheckResult = { ...failed('c', 'info'), verdict: 'error', firstRows: [] }
    const report = contractReport(
      [data('train', failed('a', 'info'), failed('b', 'warning'), failed('d'), unrun)],
      context,
    )
    expect(plain(report.reason)).toBe(
      '2 of 4 checks failed on 1,200 rows of train. 1 of them could not be run. 1 more failed as warning, which does not decide. 1 more failed for information, which does not decide.',
    )
    expect(rowsOf(report.blocks[0]).map(([name]) => name)).toEqual(['c (info)', 'd', 'b (warning)', 'a (info)'])
    expect(report.checks.map(({ severity }) => severity)).toEqual(['info', 'warning', 'error', 'error'])
    expect(report.verdict).toBe('error')
  })

  test.each([
    ['error', ['pass', 'pass', 'fail']],
    ['warning', ['pass', 'fail', 'fail']],
    ['info', ['fail', 'fail', 'fail']],
    ['never', ['pass', 'pass', 'pass']],
  ] as const)('that fails on %s: broken info, warning and error come to %j', (failOn, verdicts) => {
    const severities = ['info', 'warning', 'error'] as const
    const found = severities.map((severity) =>
      contractReport([data('train', failed('b', severity))], { ...context, failOn }),
    )
    expect(found.map(({ verdict }) => verdict)).toEqual(verdicts)
    // What decides is an error to every machine that reads it, and what does not is none.
    expect(found.map(({ checks }) => checks[0]?.severity === 'error')).toEqual(
      verdicts.map((verdict) => verdict === 'fail'),
    )
  })

  test('that never fails still is an error where a check could not be run', () => {
    const unrun: CheckResult = { ...failed('c', 'info'), verdict: 'error', firstRows: [] }
    expect(contractReport([data('train', unrun)], { ...context, failOn: 'never' }).verdict).toBe('error')
  })

  test('shows what is for people once, whatever the number of files', () => {
    const notes = [{ name: 'owner', text: 'asks the stewards' }]
    const both = [data('train', passed('a')), data('test', passed('a'))].map((one) => ({ ...one, notes }))
    const fold = contractReport(both, context).blocks.at(-2)
    expect(fold).toMatchObject({ kind: 'fold', title: ['Not checked: 1 statement of the contract'] })
    expect(JSON.stringify(fold)).toContain('asks the stewards')
  })

  test('about no data is an error, never a pass', () => {
    const report = contractReport([], context)
    expect(report.verdict).toBe('error')
    expect(plain(report.reason)).toBe('Nothing was checked: there were no data.')
  })

  test('gives each check a name of its own, its place in the contract and its numbers', () => {
    const { checks } = contractReport([data('train', failed('b')), data('test', passed('b'))], context)
    expect(checks).toEqual([
      {
        name: 'train: b',
        verdict: 'fail',
        message: 'Expected: every value is at least 0. Found: 3 rows of 1,200. First rows: 7, 12.',
        severity: 'error',
        position: { file: 'contracts/flights.odcs.yaml', line: 7, column: 3 },
      },
      expect.objectContaining({
        name: 'test: b',
        message: 'Expected: every value is at least 0. Found: 0 rows of 1,200.',
      }),
    ])
  })

  test('measures rows, failures and missing values', () => {
    const { measurements } = contractReport([data('train', passed('a'), failed('b'))], context)
    expect(measurements.map(({ name, labels, value }) => [name, labels, value])).toEqual([
      ['data_rows', { data: 'train' }, 1200],
      ['data_bytes', { data: 'train' }, 52_000],
      ['contract_failed_checks', { data: 'train', severity: 'error' }, 1],
      ['contract_failed_checks', { data: 'train', severity: 'warning' }, 0],
      ['contract_failed_checks', { data: 'train', severity: 'info' }, 0],
      ['contract_failed_rows', { data: 'train', check: 'a' }, 0],
      ['contract_failed_rows', { data: 'train', check: 'b' }, 3],
      ['data_null_ratio', { data: 'train', column: 'distance' }, 0.25],
    ])
  })

  test('names the digests that it speaks about', () => {
    const decision = contractReport([data('train', passed('a'))], { ...context, unchecked: ['weather'] }).blocks.at(-1)
    const list = decision?.kind === 'fold' ? decision.blocks[0] : undefined
    expect(list?.kind === 'list' ? list.items.map(plain) : []).toEqual([
      `Contract contracts/flights.odcs.yaml, version 1.2.0: ${digestOfBytes('contract')}`,
      `train: data/train.csv, 1,200 rows, 52,000 bytes, as object flights: ${digestOfBytes('train')}`,
      'weather: not checked, the contract has no object of the name',
      'A broken rule decides when its severity is error',
    ])
  })

  test('shortens long values and lists rows without one by number', () => {
    const result: CheckResult = {
      ...failed('b'),
      matchingRows: 3,
      firstRows: [{ row: 1, value: '🐧'.repeat(50) }, { row: 2, value: null }, { row: 3 }],
    }
    const rows = rowsOf(contractReport([data('train', result)], context).blocks[0])
    expect(rows[0]?.at(-1)).toBe(`1: ${'🐧'.repeat(40)}…, 2, 3`)
  })
})
