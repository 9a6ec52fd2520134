import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { openTables, type Tables } from '@mlgate/tables'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CheckResult, type DataRoles, planChecks, readContract, runPlan } from '../../../index.ts'

let folder: string
let tables: Tables
let counter = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-ml-'))
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const roles: DataRoles = { label: 'y', id: 'id', group: 'patient', time: 'day' }

interface Given {
  /** CSV of the file that is checked; its header names the contract's properties. */
  readonly train: string
  readonly others?: Readonly<Record<string, string>>
  readonly roles?: DataRoles
  readonly sensitive?: readonly string[]
  readonly data?: string
}

function contractOf(implementation: object, columns: readonly string[], sensitive: readonly string[] = []): string {
  const properties = columns.map((name) => ({
    name,
    ...(sensitive.includes(name) ? { classification: 'restricted' } : {}),
  }))
  const quality = [{ type: 'custom', engine: 'mlgate', implementation }]
  const head = { apiVersion: 'v3.1.0', kind: 'DataContract', id: 'c', version: '1', status: 'active' }
  return JSON.stringify({ ...head, schema: [{ name: 'rows', properties, quality }] })
}

async function csv(text: string): Promise<string> {
  const path = join(folder, `file-${counter++}.csv`)
  await writeFile(path, text.endsWith('\n') ? text : `${text}\n`)
  return path
}

async function judged(implementation: object, given: Given): Promise<CheckResult> {
  const { train, others = {}, sensitive, data = 'train' } = given
  const columns = train.slice(0, train.indexOf('\n')).split(',')
  const contract = readContract(contractOf(implementation, columns, sensitive), 'c.yaml', {
    roles: given.roles ?? roles,
  })
  const file = await csv(train)
  const files = new Map([[data, file]])
  for (const [name, text] of Object.entries(others)) files.set(name, await csv(text))
  const { checks } = await runPlan(planChecks(contract, undefined, { data }), tables, file, { files, listedRows: 100 })
  return checks.at(-1)!
}

const failing = ({ firstRows }: CheckResult): readonly number[] => firstRows.map(({ row }) => row)

describe('rows that another file has as well', () => {
  test('ids in both are found, whatever type a file stores them in, and missing ones are not alike', async () => {
    const train = 'id,x\n1,a\n2,b\n,c\n4,d\n2,e'
    const found = await judged(
      { check: 'sharedIds', with: 'test' },
      { train, others: { test: 'id,x\n2,q\n,r\nA7,s\n' } },
    )
    expect(found).toMatchObject({ verdict: 'fail', observed: '2 rows of 4: 2 in test (1 different value)' })
    expect(found.firstRows).toEqual([
      { row: 2, value: '2' },
      { row: 5, value: '2' },
    ])
  })

  test('several files are compared, a row in both counted once', async () => {
    const others = { validation: 'id\n1\n2\n', test: 'id\n2\n3\n' }
    const found = await judged(
      { check: 'sharedIds', with: ['validation', 'test'] },
      { train: 'id\n1\n2\n3\n4', others },
    )
    expect(found).toMatchObject({ verdict: 'fail', matchingRows: 3 })
    expect(failing(found)).toEqual([1, 2, 3])
  })

  test('ids of sensitive columns are not shown', async () => {
    const given = { train: 'id\n1\n2', others: { test: 'id\n2\n' }, sensitive: ['id'] }
    expect((await judged({ check: 'sharedIds', with: 'test' }, given)).firstRows).toEqual([{ row: 2 }])
  })

  test('a tolerance and where choose as everywhere', async () => {
    const given = { train: 'id,x\n1,a\n2,a\n3,b\n4,b', others: { test: 'id\n2\n' } }
    expect(await judged({ check: 'sharedIds', with: 'test', mostly: 0.75 }, given)).toMatchObject({ verdict: 'pass' })
    expect(await judged({ check: 'sharedIds', with: 'test', mostly: 0.76 }, given)).toMatchObject({ verdict: 'fail' })
    expect(await judged({ check: 'sharedIds', with: 'test', where: "x = 'b'" }, given)).toMatchObject({
      verdict: 'pass',
      observed: '0 rows of 2: none in test',
    })
  })

  test('groups in both are found', async () => {
    const given = { train: 'patient,x\np1,1\np1,2\np2,3', others: { test: 'patient\np1\np9\n' } }
    const found = await judged({ check: 'groupLeakage', with: 'test' }, given)
    expect(found.observed).toBe('2 rows of 3: 2 in test (1 different value)')
    expect(failing(found)).toEqual([1, 2])
  })

  test('the same row is found although its id differs and a value is missing in both', async () => {
    const given = { train: 'id,x,y\n1,5,a\n2,,a\n3,5,b', others: { test: 'id,x,y\n9,,a\n8,5.0,a\n7,6,b\n' } }
    const found = await judged({ check: 'sharedRows', with: 'test' }, given)
    expect(failing(found)).toEqual([1, 2])
    expect(failing(await judged({ check: 'sharedRows', with: 'test', columns: ['x'] }, given))).toEqual([1, 2, 3])
    expect(await judged({ check: 'sharedRows', with: 'test', except: ['x', 'id'] }, given)).toMatchObject({
      matchingRows: 3,
    })
  })

  test('rows that are written a little otherwise are near duplicates', async () => {
    const given = {
      train: 'id,x,name,y\n1,1.2341,Ada  Lovelace,a\n2,1.2341,Bob,a\n3,-0.0012341,Cleo,b\n4,0,Dan,b',
      others: { test: 'id,x,name,y\n9,1.2339, ada lovelace,b\n8,1.25,bob,a\n7,-0.0012339,cleo,b\n6,0.0,DAN,a\n' },
    }
    expect(failing(await judged({ check: 'nearDuplicates', with: 'test' }, given))).toEqual([1, 3, 4])
    expect(failing(await judged({ check: 'nearDuplicates', with: 'test', digits: 2 }, given))).toEqual([1, 3, 4])
    expect(failing(await judged({ check: 'nearDuplicates', with: 'test', digits: 5 }, given))).toEqual([4])
  })

  test('exactly the rows that an obvious loop finds', async () => {
    const cell = fc.constantFrom('', '1', '2', '2.5', 'x', 'X', '01')
    const row = fc.tuple(cell, cell)
    const some = fc.array(row, { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(some, some, async (own, other) => {
        const text = (rows: readonly (readonly string[])[]): string =>
          `a,b\nx,x\n${rows.map((r) => r.join(',')).join('\n')}`
        const found = await judged(
          { check: 'sharedRows', with: 'test' },
          { train: text(own), others: { test: text(other) } },
        )
        const known = new Set(['x,x', ...other.map((r) => r.join(','))])
        const expected = [1, ...own.flatMap((r, index) => (known.has(r.join(',')) ? [index + 2] : []))]
        expect(failing(found)).toEqual(expected)
      }),
      { numRuns: 10 },
    )
  })

  test('a file that is not there is an error, and so is one without the column', async () => {
    expect(await judged({ check: 'sharedIds', with: 'test' }, { train: 'id\n1' })).toMatchObject({
      verdict: 'error',
      observed: expect.stringContaining('no file of the name "test"'),
    })
    expect(
      await judged({ check: 'sharedIds', with: 'test' }, { train: 'id\n1', others: { test: 'x\n1\n' } }),
    ).toMatchObject({
      verdict: 'error',
      observed: 'test has no column "id".',
    })
  })

  test('the file that others are compared with is not asked, and of two only the other one is', async () => {
    const read = (with_: string | string[]) =>
      readContract(contractOf({ check: 'sharedIds', with: with_ }, ['id']), 'c.yaml', { roles })
    const plan = planChecks(read('test'), undefined, { data: 'test' })
    expect(plan.checks.map(({ name }) => name)).toEqual(['id: present'])
    expect(plan.leftOut).toMatchObject([{ because: 'It compares other files with test.' }])
    const both = planChecks(read(['validation', 'test']), undefined, { data: 'test' })
    expect(both.checks.at(-1)?.measure).toMatchObject({ with: ['validation'] })
  })
})

describe('labels', () => {
  test('rows alike with unlike labels are found, those without a label are not', async () => {
    const train = 'id,x,z,y\n1,1,a,p\n2,1,a,n\n3,1,b,p\n4,,b,p\n5,,b,n\n6,1,a,\n7,2,b,p\n8,2,b,p'
    const found = await judged({ check: 'conflictingLabels' }, { train })
    expect(found.observed).toBe('4 rows of 8, in 2 sets of rows alike')
    expect(failing(found)).toEqual([1, 2, 4, 5])
  })

  test('a missing label is found', async () => {
    expect(failing(await judged({ check: 'targetMissing' }, { train: 'x,y\n1,a\n2,\n3,nan' }))).toEqual([2])
    expect(failing(await judged({ check: 'targetMissing' }, { train: 'x,y\n1,1\n2,\n3,nan' }))).toEqual([2, 3])
  })

  test('a class below its least share, or above the largest, is said', async () => {
    const train = `x,y\n${'1,a\n'.repeat(8)}1,b\n1,c\n1,`
    expect(await judged({ check: 'labelBalance', minimumShare: 0.1 }, { train })).toMatchObject({ verdict: 'pass' })
    expect(await judged({ check: 'labelBalance', minimumShare: 0.11 }, { train })).toMatchObject({
      verdict: 'fail',
      observed:
        '2 of 3 classes out of bounds: the least has 10 % ("b"), the largest 80 % ("a"), of 10 rows with a label',
    })
    expect(await judged({ check: 'labelBalance', maximumShare: 0.7 }, { train, sensitive: ['y'] })).toMatchObject({
      verdict: 'fail',
      observed: '1 of 3 classes out of bounds: the least has 10 %, the largest 80 %, of 10 rows with a label',
    })
  })

  test('one class alone, or none, is no balance', async () => {
    expect(await judged({ check: 'labelBalance', minimumShare: 0.1 }, { train: 'x,y\n1,a\n2,a' })).toMatchObject({
      verdict: 'fail',
    })
    expect(await judged({ check: 'labelBalance', minimumShare: 0.1 }, { train: 'x,y\n1,\n2,' })).toMatchObject({
      verdict: 'fail',
    })
  })

  test('labels that train lacks are named, unless they are sensitive', async () => {
    const given = { train: 'x,y\n1,a\n2,z\n3,\n4,q', others: { train: 'x,y\n1,a\n2,b\n' }, data: 'test' }
    const found = await judged({ check: 'unseenLabels' }, given)
    expect(found).toMatchObject({ verdict: 'fail', observed: '2 rows of 3, 2 unseen labels: "q", "z"' })
    expect(failing(found)).toEqual([2, 4])
    const hidden = await judged({ check: 'unseenLabels' }, { ...given, sensitive: ['y'] })
    expect(hidden).toMatchObject({ observed: '2 rows of 3, 2 unseen labels', firstRows: [{ row: 2 }, { row: 4 }] })
  })

  test('labels that are likely wrong are found by a model’s probabilities, in columns or a file', async () => {
    const rows = Array.from({ length: 40 }, (_, index) => ({
      id: index + 1,
      y: index % 2 === 0 ? 'no' : 'yes',
      p: index % 2 === 0 ? 0.1 : 0.9,
    }))
    const wrong = rows.map((row) => (row.id === 7 ? { ...row, y: 'yes' } : row))
    const train = `id,y,no,yes\n${wrong.map(({ id, y, p }) => `${id},${y},${(1 - p).toFixed(2)},${p}`).join('\n')}`
    const rule = { check: 'labelErrors', maximumShare: 0.02 }
    const found = await judged({ ...rule, probabilities: { no: 'no', yes: 'yes' } }, { train })
    expect(found).toMatchObject({ verdict: 'fail', observed: '1 row of 40 with a label that is likely wrong (2.5 %)' })
    expect(failing(found)).toEqual([7])
    const predictions = `id,probability_no,probability_yes\n${rows
      .toReversed()
      .map(({ id, p }) => `${id},${(1 - p).toFixed(2)},${p}`)
      .join('\n')}`
    const beside = { train, others: { predictions } }
    expect(failing(await judged({ ...rule, probabilities: 'predictions' }, beside))).toEqual([7])
    expect(await judged({ ...rule, probabilities: 'predictions', maximumShare: 0.025 }, beside)).toMatchObject({
      verdict: 'pass',
    })
    const lacking = { train, others: { predictions: predictions.slice(0, predictions.lastIndexOf('\n')) } }
    expect(await judged({ ...rule, probabilities: 'predictions' }, lacking)).toMatchObject({
      verdict: 'error',
      observed: 'row 1: the probability of class "no" is not a number from 0 to 1.',
    })
    const more = { train: train.replace('3,no', '3,maybe') }
    expect(await judged({ ...rule, probabilities: { no: 'no', yes: 'yes' } }, more)).toMatchObject({
      verdict: 'error',
      observed: 'row 3: its label "maybe" is none of the classes that have probabilities.',
    })
  })
})

describe('features', () => {
  const lines = (header: string, count: number, row: (index: number) => string): string =>
    `${header}\n${Array.from({ length: count }, (_, index) => row(index)).join('\n')}`

  test('constant and nearly constant ones are named, missing values being one value', async () => {
    const train = lines('id,same,empty,nearly,half,y', 1000, (i) => `${i},7,,${i < 999 ? 'a' : 'b'},${i % 2},1`)
    expect(await judged({ check: 'constantFeatures' }, { train })).toMatchObject({
      verdict: 'fail',
      observed: '3 of 4 features: "same" one value in 100 %, "empty" no value in 100 %, "nearly" one value in 99.9 %',
    })
    expect(await judged({ check: 'constantFeatures', nearly: 1 }, { train })).toMatchObject({
      observed: expect.stringMatching(/^2 of 4/),
    })
    expect(await judged({ check: 'constantFeatures', except: ['same', 'empty', 'nearly'] }, { train })).toMatchObject({
      verdict: 'pass',
    })
  })

  const noise = (index: number): number => (index * 7919) % 1009
  const revealing = { check: 'revealingFeatures' }

  test('one that copies the label is found as a number, a code, a text or by where it is missing', async () => {
    const train = lines('id,number,code,text,gone,noise,y', 400, (i) => {
      const y = noise(i) % 2
      return `${i},${y * 10 + noise(i + 3) / 1009},${y === 1 ? 2 : 1 + 2 * (noise(i + 5) % 2)},${y === 1 ? 'paid' : 'open'},${y === 1 ? noise(i + 9) : ''},${noise(i * 3 + 1)},${y}`
    })
    const found = await judged(revealing, { train })
    expect(found.verdict).toBe('fail')
    expect(found.observed).toMatch(/^4 of 5 features: /)
    for (const name of ['number', 'code', 'text', 'gone']) expect(found.observed).toContain(`"${name}" 1`)
    expect(found.observed).not.toContain('noise')
    const rest = await judged({ ...revealing, columns: ['noise'] }, { train })
    expect(rest).toMatchObject({ verdict: 'pass', observed: expect.stringContaining('AUC on 400 rows') })
  })

  test('names that stand once tell nothing', async () => {
    const train = lines('name,y', 200, (i) => `n${i},${i % 2}`)
    expect(await judged(revealing, { train })).toMatchObject({
      verdict: 'pass',
      observed: expect.stringContaining('"name" 0.5'),
    })
  })

  test('a number is told by rank, in either direction', async () => {
    const train = lines('copy,noise,y', 200, (i) => `${-(i ** 3)},${noise(i)},${i * 1.5}`)
    expect(await judged(revealing, { train })).toMatchObject({
      verdict: 'fail',
      observed: '1 of 2 features: "copy" 1 (rank correlation on 200 rows)',
    })
  })

  test('a large file is judged by a sample, which is said', async () => {
    const train = lines('copy,y', 45_000, (i) => `${noise(i) % 2},${noise(i) % 2}`)
    expect((await judged(revealing, { train })).observed).toMatch(
      /^1 of 1 features: "copy" 1 \(AUC on a sample of 1[45],\d\d\d rows\)$/,
    )
  })

  test('too few rows are an error, not a pass', async () => {
    expect(await judged(revealing, { train: 'x,y\n1,a\n2,b' })).toMatchObject({ verdict: 'error' })
  })
})

describe('time', () => {
  test('rows later than the earliest of test are found, equal days are not', async () => {
    const given = {
      train: 'day,x\n2024-01-01,1\n2024-02-01,2\n2024-02-02,3\n,4',
      others: { test: 'day\n2024-03-01\n2024-02-01\n' },
    }
    const found = await judged({ check: 'timeLeakage', with: 'test' }, given)
    expect(found.verdict).toBe('fail')
    expect(found.observed).toContain('1 row of 3: the latest is of 2024-02-02')
    expect(failing(found)).toEqual([3])
    const hidden = await judged({ check: 'timeLeakage', with: 'test' }, { ...given, sensitive: ['day'] })
    expect(hidden).toMatchObject({ observed: '1 row of 3: later than in test', firstRows: [{ row: 3 }] })
  })

  test('with a group, rows are compared with those of the same group', async () => {
    const given = { train: 'day,shop\n5,a\n1,b\n9,c', others: { test: 'day,shop\n6,a\n1,b\n0,b\n' } }
    expect(failing(await judged({ check: 'timeLeakage', with: 'test', group: 'shop' }, given))).toEqual([2])
    expect(failing(await judged({ check: 'timeLeakage', with: 'test' }, given))).toEqual([1, 2, 3])
  })

  test('what is no time cannot be compared, which is an error', async () => {
    const given = { train: 'day\n01.02.2024\n2024-01-01', others: { test: 'day\n2024-03-01\n' } }
    expect(await judged({ check: 'timeLeakage', with: 'test' }, given)).toMatchObject({
      verdict: 'error',
      observed: '1 value of day in the file is neither a number nor an ISO 8601 date or time.',
    })
  })
})

test.each([
  [{ check: 'sharedIds', with: 'test' }, 'needs to know the id column. Give id here, or data.id in mlgate.yml.'],
  [{ check: 'targetMissing' }, 'data.label'],
  [{ check: 'timeLeakage', with: 'test' }, 'data.time'],
  [{ check: 'groupLeakage', with: 'test' }, 'data.group'],
  [{ check: 'targetMissing', label: 'yy' }, 'no such property'],
  [{ check: 'labelBalance', label: 'y' }, 'demands nothing'],
  [{ check: 'sharedRows', with: 'test', columns: ['x'], except: ['y'] }, 'has no meaning beside columns'],
  [{ check: 'sharedRows', with: 'test', except: ['x', 'y'] }, 'has no column to look at'],
])('a rule that cannot be run is refused with its place: %j', (implementation, words) => {
  const read = (): unknown => readContract(contractOf(implementation, ['x', 'y']), 'c.yaml')
  expect(read).toThrow(ConfigurationError)
  expect(read).toThrow(words)
  expect(read).toThrow('c.yaml:1:')
})
