import { type Block, code, type Inline, type Report } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import type { FindingGroup } from '../finding.ts'
import { withFindings } from '../findings.ts'
import {
  inventClassifier,
  inventTruth,
  judgeInputOf,
  type ScoredCase,
  tableOf,
  valueScores,
} from '../invented-scores.ts'
import { judge } from '../judge.ts'
import { judgeMeasured } from '../judge-measured.ts'
import type { GateSection } from '../section/gate-section.ts'
import { gateReport } from './gate-report.ts'

const truth = inventTruth(800, 1)
const origins = truth.map((_, row) => ['JFK', 'LIT', 'MDW', 'ORD'][row % 4] as string)
const test = tableOf({ delayed: truth, origin: origins })
const even = inventClassifier(truth, 0.8, 2)
const worseInChicago = inventClassifier(truth, (row) => (origins[row] === 'MDW' ? 0.3 : 0.95), 3)

const context = {
  model: 'flight-delay',
  step: 'evaluate-gate',
  baselineName: 'production v1.3.0',
  candidate: { name: 'out/model.onnx', digest: `sha256:${'ab12'.repeat(16)}` },
  baseline: { name: 'models/v1.3.0.onnx', digest: `sha256:${'77f0'.repeat(16)}` },
  testData: { name: 'data/test.parquet', digest: `sha256:${'9c3e'.repeat(16)}` },
  policy: 'main@4f1c2d, unchanged here',
  versions: { mlgate: '1.0.0', 'onnxruntime-node': '1.2.3' },
  notes: [['the test data have judged 14 candidates']],
  repeat: 'npx mlgate evaluate-gate --seed 42',
} as const

function report(gate: GateSection, change: Partial<ScoredCase> = {}): Report {
  const judgement = judge(
    judgeInputOf({
      task: 'classification',
      gate: { baseline: { from: ['branch:main'] }, confidence: { resamples: 400 }, ...gate },
      test,
      label: 'delayed',
      candidate: even,
      baseline: inventClassifier(truth, 0.8, 4),
      ...change,
    }),
  )
  return gateReport(judgement, context)
}

/** The words of inlines, code in backquotes, verdicts and intervals in brackets. */
function text(content: readonly Inline[]): string {
  return content
    .map((inline) => {
      if (typeof inline === 'string') return inline
      if (inline.kind === 'code') return `\`${inline.text}\``
      if (inline.kind === 'verdict') return `[${inline.verdict}]`
      if (inline.kind === 'interval') return '[interval]'
      return text(inline.content)
    })
    .join('')
}

const rowsOf = (block: Block | undefined): string[][] =>
  block?.kind === 'table' ? block.rows.map((row) => row.map(text)) : []
const titlesOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => (block.kind === 'fold' ? [text(block.title)] : []))
const foldOf = (blocks: readonly Block[], title: RegExp): readonly Block[] => {
  const found = blocks.find((block) => block.kind === 'fold' && title.test(text(block.title)))
  return found?.kind === 'fold' ? found.blocks : []
}

describe('a blocked change', () => {
  const blocked = report(
    { metrics: { roc_auc: { min: 0.5 }, accuracy: { max_regression: 0.1, slices: ['origin'] } } },
    { candidate: worseInChicago },
  )

  it('says first what got worse, with the numbers, and that the rest is fine', () => {
    expect(blocked).toMatchObject({ model: 'flight-delay', step: 'evaluate-gate', verdict: 'fail', outcome: 'blocked' })
    expect(text(blocked.reason)).toBe(
      'accuracy on `origin = MDW` fell from 0.77 to 0.25 (Δ −0.52, interval −0.58 to −0.44), allowed −0.1. All other gates pass.',
    )
    expect(blocked.reason[0]).toMatchObject({ kind: 'strong' })
  })

  it('shows the gates worst first, with baseline, change, interval and what is allowed', () => {
    const [table] = blocked.blocks
    expect(table?.kind === 'table' && table.columns.map((column) => column.title)).toEqual([
      '',
      'Gate',
      'production v1.3.0',
      'this change',
      'Δ (interval)',
      'allowed',
      '',
    ])
    const rows = rowsOf(table)
    expect(rows[0]?.slice(0, 2)).toEqual(['[fail]', 'accuracy · `origin = MDW`'])
    expect(rows[0]?.[4]).toMatch(/^−0\.\d+ \(−0\.\d+, −0\.\d+\) \[interval\]$/)
    expect(rows[0]?.slice(5)).toEqual(['−0.1', 'worse'])
    expect(rows.slice(1).map((row) => row[1])).toEqual([
      'roc_auc',
      'accuracy',
      expect.stringContaining('origin'),
      expect.stringContaining('origin'),
      expect.stringContaining('origin'),
    ])
    expect(rows[1]?.[5]).toBe('≥ 0.5')
  })

  it('sorts slices of the same verdict by how much they lost', () => {
    const slices = rowsOf(blocked.blocks[0]).filter((row) => row[0] === '[pass]' && row[1]?.includes('origin'))
    const changes = slices.map((row) => Number(row[4]?.split(' ')[0]?.replace('−', '-')))
    expect(changes).toHaveLength(3)
    expect(changes).toEqual([...changes].sort((a, b) => a - b))
    expect(changes[0]).toBeLessThan(changes[2] as number)
  })

  it('counts the answers that changed', () => {
    const sentence = blocked.blocks.find((block) => block.kind === 'paragraph')
    expect(sentence?.kind === 'paragraph' && text(sentence.content)).toMatch(
      /^\d+ of 800 answers changed: \d+ newly right, \d+ newly wrong\.$/,
    )
  })

  it('draws all gates that may lose something on one scale, where −1 is the limit of each', () => {
    const forests = blocked.blocks.flatMap((block) =>
      block.kind === 'chart' && block.chart.type === 'forest' ? [{ ...block, chart: block.chart }] : [],
    )
    expect(forests).toHaveLength(1)
    const rows = forests[0]?.chart.rows ?? []
    expect(rows[0]).toMatchObject({ label: 'accuracy on origin = MDW', limit: -1, verdict: 'fail' })
    for (const row of rows) {
      if (row.verdict === 'fail') expect(row.high).toBeLessThan(-1)
      if (row.verdict === 'pass') expect(row.low).toBeGreaterThanOrEqual(-1)
    }
    expect(new Set(rows.map(({ label }) => label.split(' on ')[0]))).toEqual(new Set(['accuracy']))
    expect(rows[0]?.note).toMatch(/^−0\.\d+ \(−0\.\d+, −0\.\d+\), allowed −0\.1/)
    expect(forests[0]?.summary).toContain('accuracy on origin = MDW: −0.')
  })

  it('gives machines a check and numbers for every gate', () => {
    expect(blocked.checks).toHaveLength(6)
    expect(blocked.checks[0]).toMatchObject({ name: 'accuracy on origin = MDW', verdict: 'fail', severity: 'error' })
    expect(new Set(blocked.checks.map((check) => check.name)).size).toBe(6)
    const passed = blocked.measurements.filter((one) => one.name === 'gate_passed')
    expect(passed.map((one) => one.value).sort()).toEqual([0, 1, 1, 1, 1, 1])
    expect(blocked.measurements.every((one) => /^[a-z_][a-z0-9_]*$/.test(one.name) && Number.isFinite(one.value))).toBe(
      true,
    )
    expect(blocked.measurements.find((one) => one.labels.slice_value === 'MDW')?.labels).toEqual({
      metric: 'accuracy',
      slice_column: 'origin',
      slice_value: 'MDW',
      role: 'candidate',
    })
  })

  it('speaks of no interval where nothing but numbers was compared', () => {
    const measured = judgeMeasured({
      task: 'classification',
      gate: { metrics: { roc_auc: { max_regression: 0.01 } } },
      candidate: new Map([['roc_auc', 0.8]]),
      baseline: { metrics: new Map([['roc_auc', 0.8]]), identical: false },
    })
    const [list] = foldOf(gateReport(measured, context).blocks, /^How this was decided/)
    const items = list?.kind === 'list' ? list.items.map(text) : []
    expect(items).toContain('comparison: as they stand: nothing is known of how sure the numbers are')
    expect(items.join()).not.toContain('interval')
  })

  it('keeps refs and digests as code when they come so, for a digest with a hidden break cannot be copied', () => {
    const judged = judge({
      task: 'classification',
      gate: { metrics: { accuracy: { min: 0.5 } } },
      test,
      label: 'delayed',
      candidate: { scores: even },
    })
    const policy = ['mlgate.yml at ', code('main@4f1c2d'), ', ', code('sha256:9c3e')]
    const [list] = foldOf(gateReport(judged, { ...context, policy }).blocks, /^How this was decided/)
    expect(list?.kind === 'list' && list.items[3]).toEqual(['policy: ', ...policy])
  })

  it('tells how it was decided and how to repeat it', () => {
    const [list, command] = foldOf(blocked.blocks, /^How this was decided, and how to repeat it$/)
    expect(list?.kind === 'list' && list.items.map(text)).toEqual([
      'candidate: `out/model.onnx` `sha256:ab12ab12ab12`, scored here',
      'baseline: `models/v1.3.0.onnx` `sha256:77f077f077f0`, scored here',
      'test data: `data/test.parquet` `sha256:9c3e9c3e9c3e`, 800 rows',
      'policy: main@4f1c2d, unchanged here',
      expect.stringMatching(
        /^comparison on the same rows: Tango’s .* each bound is one-sided at 95 %, .* two-sided 90 % one$/,
      ),
      expect.stringContaining('min and max judge the measured value'),
      'a row counts as positive from a probability of 0.5',
      'mlgate 1.0.0 · onnxruntime-node 1.2.3',
      'the test data have judged 14 candidates',
    ])
    expect(command).toEqual({ kind: 'code', text: 'npx mlgate evaluate-gate --seed 42', language: 'sh' })
  })
})

it('a number with thousands stays whole in the verdict', () => {
  const prices = truth.map((_, row) => 1000 + row * 10)
  const off = (by: number) => valueScores(prices.map((price, row) => price + (row % 2 === 0 ? by : -by)))
  const worse = report(
    { metrics: { mae: { max_regression: '1%' } } },
    { task: 'regression', test: tableOf({ delayed: prices }), candidate: off(1720), baseline: off(1500) },
  )
  expect(worse.reason[0]).toEqual({ kind: 'strong', content: ['mae', ' rose from 1,500.0 to 1,720.0'] })
})

describe('a change that passes', () => {
  it('is one sentence, and its many passing slices are folded', () => {
    const places = tableOf({ delayed: truth, place: truth.map((_, row) => `P${row % 8}`) })
    const passing = report({ metrics: { accuracy: { min: 0.1, slices: ['place'] } } }, { test: places })
    expect(passing.outcome).toBe('passes')
    expect(text(passing.reason)).toMatch(
      /^All 9 gates pass: accuracy is 0\.\d+ \(0\.\d+ to 0\.\d+\), at least 0\.1 wanted\.$/,
    )
    expect(rowsOf(passing.blocks[0])).toHaveLength(1)
    expect(titlesOf(passing.blocks)[0]).toBe('8 slices that pass')
    expect(rowsOf(foldOf(passing.blocks, /slices that pass/)[0])).toHaveLength(8)
  })

  it('without a baseline leaves out what compares', () => {
    const alone = report({ metrics: { accuracy: { min: 0.1 } } }, { baseline: undefined })
    const [table] = alone.blocks
    expect(table?.kind === 'table' && table.columns.map((column) => column.title)).toEqual([
      '',
      'Gate',
      'this change',
      'allowed',
      '',
    ])
    expect(alone.blocks.some((block) => block.kind === 'chart')).toBe(false)
    expect(text(alone.reason)).toMatch(/^The gate passes: accuracy is/)
  })
})

describe('a change that is not decided', () => {
  it('says how many rows there are and about how many it takes', () => {
    const undecided = report({ metrics: { accuracy: { max_regression: 0.001 } } })
    expect(undecided.outcome).toBe('undecided')
    expect(text(undecided.reason)).toMatch(/: 800 rows cannot decide, about [\d,]+ needed\. It is the only gate\.$/)
    expect(rowsOf(undecided.blocks[0])[0]?.at(-1)).toMatch(/^undecided: 800 rows, about [\d,]+ needed$/)
  })

  it('shows where the bound must keep a limit, not the value', () => {
    const certain = report({ metrics: { accuracy: { min: 0.5, confident: true } } })
    expect(JSON.stringify(certain.blocks)).toContain('≥ 0.5 for certain')
  })

  it('may be let through, and says so', () => {
    const lenient = report({
      confidence: { resamples: 400, on_inconclusive: 'pass' },
      metrics: { accuracy: { max_regression: 0.001 } },
    })
    expect(lenient).toMatchObject({ verdict: 'inconclusive', outcome: 'undecided, let through' })
    expect(text(lenient.reason)).toContain('The policy lets an undecided gate through.')
  })

  it('for want of rows says how many there are of how many', () => {
    const few = report({ metrics: { accuracy: { min: 0, min_rows: 1000 } } })
    expect(rowsOf(few.blocks[0])[0]?.at(-1)).toBe('too few rows: 800 of 1,000')
  })
})

describe('what could not be judged', () => {
  const absolute: Pick<GateSection, 'baseline'> = { baseline: { from: ['branch:main'], if_missing: 'absolute-only' } }

  it('is named when there was nothing to compare with', () => {
    const nothing = report({ ...absolute, metrics: { log_loss: { max_regression: 1 } } }, { baseline: undefined })
    expect(nothing).toMatchObject({ verdict: 'error', outcome: 'could not be judged' })
    expect(text(nothing.reason)).toBe('Nothing was judged: there is no baseline, and the policy demands no min or max.')
    expect(nothing.checks).toEqual([
      {
        name: 'log_loss',
        verdict: 'inconclusive',
        severity: 'warning',
        message: 'log_loss: max_regression was not judged: no baseline',
      },
    ])
  })

  it('is told beside what passed', () => {
    const half = report({ ...absolute, metrics: { accuracy: { min: 0, max_regression: 1 } } }, { baseline: undefined })
    expect(half.verdict).toBe('pass')
    expect(text(half.reason)).toMatch(/1 comparison was not judged: no baseline\.$/)
  })

  it('comes before everything else', () => {
    const broken = { ...even, probabilities: undefined, labels: new Int32Array(800) }
    const found = report({ metrics: { accuracy: { min: 0.99 }, log_loss: { max: 1 } } }, { candidate: broken })
    expect(rowsOf(found.blocks[0]).map((row) => [row[0], row.at(-1)])).toEqual([
      ['[error]', 'cannot be judged'],
      ['[fail]', 'too low'],
    ])
    expect(text(found.reason)).toBe(
      'log_loss cannot be judged: it needs probabilities, which the candidate does not give. 1 gate fails.',
    )
  })
})

it('text from outside is passed on as it is, for the renderers to make harmless', () => {
  const evil = '</details>@everyone|::error::'
  const table = tableOf({ delayed: truth, [evil]: truth.map(() => evil) })
  const hostile = report({ metrics: { accuracy: { min: 0.99, slices: [evil] } } }, { test: table })
  const codes = hostile.blocks.flatMap((block) =>
    block.kind === 'table'
      ? block.rows.flatMap((row) => row[1] ?? []).filter((inline) => typeof inline !== 'string')
      : [],
  )
  expect(codes).toEqual([{ kind: 'code', text: `${evil} = ${evil}` }])
})

describe('what is found beside the metrics', () => {
  const unfair: FindingGroup = {
    kind: 'fairness',
    title: 'Fairness by sex: beyond the limit',
    findings: [
      { name: 'selection rate', verdict: 'pass', reason: 'selection rate by sex differs by 0.02' },
      { name: 'odds by sex', verdict: 'fail', reason: 'odds by sex differ by 0.3, at most 0.1 wanted' },
    ],
    blocks: [{ kind: 'paragraph', content: ['details'] }],
    measurements: [{ name: 'gate_fairness', help: 'A disparity.', labels: { by: 'sex' }, value: 0.3 }],
    details: { by: 'sex' },
  }
  const judgementOf = (gate: GateSection) =>
    judge({ task: 'classification', gate, test, label: 'delayed', candidate: { scores: even } })

  it('fails a change whose gates pass, and says so first', () => {
    const judgement = withFindings(judgementOf({ metrics: { accuracy: { min: 0.5 } } }), [unfair])
    const blocked = gateReport(judgement, context)
    expect(blocked.verdict).toBe('fail')
    expect(text(blocked.reason)).toBe('odds by sex differ by 0.3, at most 0.1 wanted. 1 gate passes.')
    expect(blocked.checks.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['accuracy', 'pass'],
      ['selection rate', 'pass'],
      ['odds by sex', 'fail'],
    ])
    expect(titlesOf(blocked.blocks)[0]).toBe('Fairness by sex: beyond the limit')
    expect(blocked.measurements.at(-1)?.name).toBe('gate_fairness')
  })

  it('comes after a gate that fails, too', () => {
    const judgement = withFindings(judgementOf({ metrics: { accuracy: { min: 0.99 } } }), [unfair])
    expect(text(gateReport(judgement, context).reason)).toMatch(
      /^accuracy is .* It is the only gate\. Besides, odds by sex differ by 0\.3, at most 0\.1 wanted\.$/,
    )
  })

  it('never turns a judgement that is worse into a better one', () => {
    const passing = { ...unfair, findings: unfair.findings.slice(0, 1) }
    expect(withFindings(judgementOf({ metrics: { accuracy: { min: 0.99 } } }), [passing]).verdict).toBe('fail')
    expect(withFindings(judgementOf({ metrics: { accuracy: { min: 0.5 } } }), [passing]).verdict).toBe('pass')
  })
})
