import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables, type Tables } from '@mlgate/tables'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CheckResult, planChecks, readContract, runPlan } from '../index.ts'

let folder: string
let tables: Tables
let counter = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-value-rules-'))
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** A CSV file of these columns; null is an empty field. */
async function csv(columns: Readonly<Record<string, readonly (string | number | null)[]>>): Promise<string> {
  const path = join(folder, `file-${counter++}.csv`)
  const field = (value: string | number | null): string =>
    value === null ? '' : `"${String(value).replaceAll('"', '""')}"`
  const names = Object.keys(columns)
  const length = Math.max(...names.map((name) => columns[name]?.length ?? 0))
  const lines = Array.from({ length }, (_, row) => names.map((name) => field(columns[name]?.[row] ?? null)).join(','))
  await writeFile(path, `${names.map(field).join(',')}\n${lines.join('\n')}\n`)
  return path
}

interface Given {
  readonly columns: Readonly<Record<string, readonly (string | number | null)[]>>
  readonly property?: object
  readonly object?: object
  readonly classification?: string
  readonly now?: Date
  readonly files?: ReadonlyMap<string, string>
}

/** What becomes of one rule, about the first column or the table. */
async function judged({ columns, property, object, classification, now, files }: Given): Promise<CheckResult> {
  const file = await csv(columns)
  const quality = (implementation: object | undefined) =>
    implementation && [{ type: 'custom', engine: 'mlgate', name: 'the rule', implementation }]
  const properties = Object.keys(columns).map((name, index) => ({
    name,
    ...(classification === undefined ? {} : { classification }),
    ...(index === 0 && property !== undefined ? { quality: quality(property) } : {}),
  }))
  const head = { apiVersion: 'v3.1.0', kind: 'DataContract', id: 'c', version: '1', status: 'active' }
  const rows = { name: 'rows', properties, ...(object === undefined ? {} : { quality: quality(object) }) }
  const plan = planChecks(readContract(JSON.stringify({ ...head, schema: [rows] }), 'c.yaml'))
  const { checks } = await runPlan(plan, tables, file, {
    ...(now === undefined ? {} : { now }),
    ...(files === undefined ? {} : { files }),
  })
  const found = checks.find(({ check }) => check.name.endsWith('the rule'))
  if (found === undefined) throw new Error('the rule was not run')
  return found
}

const rowsOf = ({ firstRows }: CheckResult): readonly number[] => firstRows.map(({ row }) => row)

describe('checks of rows', () => {
  test.each<[object, readonly (string | number | null)[], readonly number[]]>([
    [{ check: 'null' }, [null, 'a', null], [2]],
    [{ check: 'inSet', values: ['a', 'b'] }, ['a', 'c', null, 'b'], [2]],
    [{ check: 'inSet', values: [1, 2.5] }, [1, 2.5, '2.50', 3], [4]],
    [{ check: 'notInSet', values: ['x'] }, ['a', 'x', null], [2]],
    [{ check: 'range', minimum: 0, exclusiveMaximum: 10 }, [-1, 0, 9.5, 10, null, 'NaN'], [1, 4]],
    [{ check: 'range', minimum: 0 }, [1, 'x', -1], [2, 3]],
    [{ check: 'range', minimum: '2024-01-31' }, ['2024-01-30', '2024-01-31', '2024-02-01T00:00:00', 'soon'], [1, 4]],
    [{ check: 'range', exclusiveMaximum: '2024-01-31T10:00:00Z' }, ['2024-01-31', '2024-01-31T12:00:00+02:00'], [2]],
    [{ check: 'range', minimum: '09:00' }, ['08:59:59', '09:00', '25:00'], [1, 3]],
    [{ check: 'matches', pattern: '^a' }, ['ab', 'ba', null], [2]],
    [{ check: 'matches', patterns: ['^a', 'z$'] }, ['ab', 'bz', 'bb'], [3]],
    [{ check: 'matches', patterns: ['^a', 'z$'], all: true }, ['az', 'bz', 'ab'], [2, 3]],
    [{ check: 'matches', pattern: 'a+', whole: true }, ['aa', 'aab'], [2]],
    [{ check: 'notMatches', patterns: ['a', 'b'] }, ['c', 'ab', 'b', null], [2, 3]],
    [{ check: 'length', minimum: 2, maximum: 3 }, ['a', 'ab', 'abc', 'abcd', '🐧🐧'], [1, 4]],
    [{ check: 'dateFormat', format: '%d.%m.%Y' }, ['31.01.2024', '30.02.2024', '2024-01-31'], [2, 3]],
    [{ check: 'dateFormat', format: 'yyyyMMdd' }, ['20240131', '20240230'], [2]],
    [{ check: 'dateParseable' }, ['2024-01-31', '31.01.2024', 'Jan 31, 2024', '1/31/2024 10:30', 'x'], [5]],
    [{ check: 'json' }, ['{"a":1}', '[1', '1'], [2]],
    [{ check: 'type', is: 'integer' }, ['1', '1.5', 'x'], [2, 3]],
    [{ check: 'type', is: ['integer', 'date'] }, ['1', '2024-01-31', 'x'], [3]],
    [{ check: 'zScore', below: 1.5 }, [1, 1, 1, 1, 1, 100], [6]],
    [{ check: 'zScore', below: 1.5, both: false }, [1, 1, 1, 1, 1, -100], []],
    [{ check: 'increasing' }, [1, 2, 2, null, 1, 3], [5]],
    [{ check: 'increasing', strict: true }, [1, 2, 2, null, 3], [3]],
    [{ check: 'decreasing' }, [3, 3, 4, 2], [3]],
    [{ check: 'increasing' }, ['9', '10', 'x', '11'], [4]],
    [{ check: 'unique' }, ['a', 'b', 'a', null, null], [3]],
    [{ check: 'unique', count: 'all' }, ['a', 'b', 'a', null, null], [1, 3]],
  ])('%j over %j fails in rows %j', async (property, values, expected) => {
    const result = await judged({ columns: { c: values }, property })
    expect(rowsOf(result)).toEqual(expected)
    expect(result.verdict).toBe(expected.length === 0 ? 'pass' : 'fail')
    expect(result.matchingRows).toBe(expected.length)
  })

  test('order within groups, and by another column', async () => {
    const columns = { c: [1, 5, 2, 4], g: ['a', 'b', 'a', 'b'], t: [4, 3, 2, 1] }
    expect(rowsOf(await judged({ columns, property: { check: 'increasing', by: ['g'] } }))).toEqual([4])
    expect(rowsOf(await judged({ columns, property: { check: 'increasing', orderBy: 't' } }))).toEqual([1, 3])
  })

  test('a tolerance is of the rows that have a value', async () => {
    const columns = { c: ['a', 'b', 'x', null, null] }
    const rule = { check: 'inSet', values: ['a', 'b'] }
    expect((await judged({ columns, property: { ...rule, mostly: 0.66 } })).verdict).toBe('pass')
    expect((await judged({ columns, property: { ...rule, mostly: 0.67 } })).verdict).toBe('fail')
  })
})

describe('checks of several columns', () => {
  const columns = { a: [1, 2, null, 3, null], b: [1, 3, 1, 2, null] }
  test.each<[object, readonly number[]]>([
    [{ check: 'equalColumns', columns: ['a', 'b'] }, [2, 3, 4]],
    [{ check: 'equalColumns', columns: ['a', 'b'], ignoreRowIf: 'anyMissing' }, [2, 4]],
    [{ check: 'greaterColumn', columns: ['a', 'b'] }, [1, 2]],
    [{ check: 'greaterColumn', columns: ['a', 'b'], orEqual: true, ignoreRowIf: 'allMissing' }, [2, 3]],
    [{ check: 'distinctWithinRow', columns: ['a', 'b'] }, [1]],
    [
      {
        check: 'pairInSet',
        columns: ['a', 'b'],
        values: [
          [1, 1],
          [2, 3],
        ],
      },
      [4],
    ],
    [{ check: 'sumOfColumns', columns: ['a', 'b'], equals: 5 }, [1]],
    [{ check: 'condition', expression: 'a <= b' }, [4]],
    [{ check: 'unique', columns: ['a', 'b'] }, []],
    [{ check: 'violations', query: 'SELECT "#row" FROM numbered WHERE a > b;' }, [4]],
  ])('%j fails in rows %j', async (object, expected) => {
    const result = await judged({ columns, object })
    expect(rowsOf(result)).toEqual(expected)
    expect(result.verdict).toBe(expected.length === 0 ? 'pass' : 'fail')
  })

  test('a compound key may count what is missing as a value', async () => {
    const keys = { a: ['x', 'x', null], b: [null, null, null] }
    const rule = { check: 'unique', columns: ['a', 'b'] }
    expect((await judged({ columns: keys, object: rule })).verdict).toBe('pass')
    expect(rowsOf(await judged({ columns: keys, object: { ...rule, ignoreRowIf: 'allMissing' } }))).toEqual([2])
  })

  test('sums forgive what rounding leaves', async () => {
    const object = { check: 'sumOfColumns', columns: ['a', 'b'], equals: 0.3 }
    expect((await judged({ columns: { a: [0.1], b: [0.2] }, object })).verdict).toBe('pass')
    expect((await judged({ columns: { a: [0.1], b: [0.2] }, object: { ...object, tolerance: 0 } })).verdict).toBe(
      'fail',
    )
  })

  test('columns of any name', async () => {
    const odd = { 'select "x" from': [1, 2], "o'clock": [2, 1] }
    const object = { check: 'greaterColumn', columns: Object.keys(odd) }
    expect(rowsOf(await judged({ columns: odd, object }))).toEqual([1])
  })
})

describe('checks of numbers', () => {
  const c = [2.5, 4, 8, 16.25, null]
  // numpy 2: mean, sum, std(ddof=1), var(ddof=1), median, quantile(.3) of [2.5, 4, 8, 16.25]
  test.each<[string, number, object]>([
    ['mean', 7.6875, {}],
    ['sum', 30.75, {}],
    ['standardDeviation', 6.162301382870959, {}],
    ['variance', 37.973958333333336, {}],
    ['median', 6, {}],
    ['quantile', 3.8499999999999996, { level: 0.3 }],
    ['quantile', 4, { level: 0.3, interpolation: 'nearest' }],
    ['quantile', 2.5, { level: 0.3, interpolation: 'lower' }],
    ['quantile', 3.25, { level: 0.3, interpolation: 'midpoint' }],
    ['minimumValue', 2.5, {}],
    ['maximumValue', 16.25, {}],
    ['distinctCount', 4, {}],
    ['distinctShare', 1, {}],
    ['nullCount', 1, {}],
    ['nullShare', 0.2, {}],
  ])('%s is %d', async (check, value, keys) => {
    const near = 1e-12 * Math.max(1, value)
    const bounds = { minimum: value - near, maximum: value + near }
    expect(await judged({ columns: { c }, property: { check, ...keys, ...bounds } })).toMatchObject({ verdict: 'pass' })
    const above = { exclusiveMinimum: value + near }
    expect(await judged({ columns: { c }, property: { check, ...keys, ...above } })).toMatchObject({ verdict: 'fail' })
  })

  test.each<[object, readonly (string | number | null)[], 'pass' | 'fail' | 'error', string]>([
    [{ check: 'mean', minimum: 0 }, [null, 'NaN'], 'error', 'no value'],
    [{ check: 'mean', minimum: 0 }, ['1', 'x', '2'], 'error', '1 value of 3 is no number'],
    [{ check: 'standardDeviation', minimum: 0 }, [1], 'error', 'one value'],
    [{ check: 'standardDeviation', minimum: 0 }, [1, 'inf', 2], 'error', 'infinite'],
    [{ check: 'zScore', below: 3 }, [1, 1], 'error', 'do not vary'],
    [{ check: 'maximumValue', maximum: '2024-06-01' }, ['2024-05-01', '2024-06-02'], 'fail', '2024-06-02'],
    [{ check: 'maximumValue', maximum: '2024-06-01' }, ['2024-05-01', 'never'], 'error', 'no date'],
    [
      {
        check: 'quantiles',
        levels: [
          { level: 0.5, maximum: 2 },
          { level: 1, maximum: 2 },
        ],
      },
      [1, 2, 3],
      'fail',
      '3 at 1',
    ],
    [{ check: 'distinctValues', in: ['a', 'b'] }, ['a', 'c', null], 'fail', '1 other value ("c")'],
    [{ check: 'distinctValues', contain: ['a', 'b'] }, ['a', 'c'], 'fail', 'missing ("b")'],
    [{ check: 'distinctValues', equal: ['a', 'b'] }, ['b', 'a', 'b'], 'pass', ''],
    [{ check: 'mostCommonValue', in: ['a'] }, ['a', 'a', 'b'], 'pass', '"a", in 2 rows'],
    [{ check: 'mostCommonValue', in: ['a'] }, ['a', 'b'], 'fail', '"a", "b"'],
    [{ check: 'mostCommonValue', in: ['a'], tiesOk: true }, ['a', 'b'], 'pass', ''],
    [{ check: 'textLengthMean', minimum: 2.5, maximum: 2.5 }, ['a', 'abcd'], 'pass', '2.5'],
  ])('%j over %j is %s: %s', async (property, values, verdict, words) => {
    expect(await judged({ columns: { c: values }, property })).toMatchObject({
      verdict,
      observed: expect.stringContaining(words),
    })
  })

  test('freshness counts from the run’s beginning, and a date far ahead is not fresh', async () => {
    const at = (now: string, within: string) =>
      judged({
        columns: { c: ['2024-05-01', '2024-05-02T12:00:00Z'] },
        property: { check: 'freshness', within },
        now: new Date(now),
      })
    expect((await at('2024-05-03T12:00:00Z', '24h')).verdict).toBe('pass')
    expect((await at('2024-05-03T12:00:01Z', 'P1D')).verdict).toBe('fail')
    expect((await at('2024-04-30T12:00:00Z', 'P1D')).verdict).toBe('fail')
  })

  test('a sensitive column’s values stand in no words', async () => {
    for (const property of [
      { check: 'maximumValue', maximum: 5 },
      { check: 'mean', maximum: 5 },
      { check: 'median', maximum: 5 },
      { check: 'mostCommonValue', in: [5] },
      { check: 'distinctValues', in: [5] },
      { check: 'inSet', values: [5] },
    ]) {
      const { verdict, observed, firstRows } = await judged({
        columns: { c: [4711, 4711] },
        property,
        classification: 'secret',
      })
      expect(verdict).toBe('fail')
      expect(observed + JSON.stringify(firstRows)).not.toContain('4711')
    }
  })
})

describe('checks of the table', () => {
  const columns = { a: [1, 2, 3], b: [1, 1, 1] }
  test.each<[object, 'pass' | 'fail' | 'error', string]>([
    [{ check: 'rowCount', minimum: 3 }, 'pass', '3 rows'],
    [{ check: 'rowCount', maximum: 0, where: 'a > 3' }, 'pass', '0 rows'],
    [{ check: 'columnCount', minimum: 3 }, 'fail', '2 columns'],
    [{ check: 'columns', equal: ['b', 'a'] }, 'pass', ''],
    [{ check: 'columns', equal: ['b', 'a'], ordered: true }, 'fail', 'another order'],
    [{ check: 'columns', contain: ['c'] }, 'fail', 'missing "c"'],
    [{ check: 'columns', in: ['a'] }, 'fail', 'not listed "b"'],
    [{ check: 'sqlValue', query: 'SELECT max(a) FROM data', maximum: 2 }, 'fail', '3'],
    [{ check: 'sqlValue', query: 'SELECT a FROM data', maximum: 2 }, 'error', 'one row'],
    [{ check: 'violations', query: 'SELECT a FROM data GROUP BY a HAVING count(*) > 1' }, 'pass', '0 rows'],
    [{ check: 'violations', query: 'SELEC' }, 'error', ''],
    [{ check: 'condition', expression: 'zz > 1' }, 'error', 'no column "zz"'],
    [{ check: 'rowCountEquals', table: 'nowhere' }, 'error', 'data.tables'],
  ])('%j is %s: %s', async (object, verdict, words) => {
    expect(await judged({ columns, object })).toMatchObject({ verdict, observed: expect.stringContaining(words) })
  })

  test('rows against another file’s', async () => {
    const files = new Map([['old', await csv({ x: [1, 2] })]])
    const change = { check: 'rowCountChange', against: { table: 'old' }, minimum: 0, maximum: 0.4 }
    expect(await judged({ columns, object: change, files })).toMatchObject({
      verdict: 'fail',
      observed: expect.stringMatching(/^0.5: 3 rows here, 2 in old/),
    })
    expect((await judged({ columns, object: { check: 'rowCountEquals', table: 'old' }, files })).verdict).toBe('fail')
  })
})

test('counts are those of a plain loop, whatever the values', async () => {
  const value = fc.option(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant('NaN')), { freq: 4 })
  await fc.assert(
    fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 15 }), async (values) => {
      // A column without any value is text to the reader.
      const columns = { c: [...values, 0] }
      const present = columns.c.flatMap((one, row) => (typeof one === 'number' ? [{ one, row: row + 1 }] : []))
      const failing = async (property: object) => rowsOf(await judged({ columns, property }))
      const rows = (fails: (one: number, index: number) => boolean) =>
        present
          .filter(({ one }, index) => fails(one, index))
          .map(({ row }) => row)
          .slice(0, 10)
      const numbers = present.map(({ one }) => one)
      expect(await failing({ check: 'range', minimum: -2, maximum: 2 })).toEqual(rows((one) => one < -2 || one > 2))
      expect(await failing({ check: 'inSet', values: [0, 1] })).toEqual(rows((one) => one !== 0 && one !== 1))
      expect(await failing({ check: 'unique' })).toEqual(rows((one, index) => numbers.indexOf(one) < index))
      expect(await failing({ check: 'unique', count: 'all' })).toEqual(
        rows((one) => numbers.filter((other) => other === one).length > 1),
      )
      expect(await failing({ check: 'increasing' })).toEqual(
        rows((one, index) => one < (numbers[index - 1] ?? -Infinity)),
      )
    }),
    { numRuns: 8 },
  )
})
