import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import { openTables, quoteText, type Tables } from '@mlgate/tables'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CheckResult, type PlanResult, planChecks, readContract, runPlan } from '../index.ts'

let folder: string
let tables: Tables
let counter = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-contracts-'))
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

async function file(extension: string, content: string): Promise<string> {
  const path = join(folder, `file-${counter++}.${extension}`)
  await writeFile(path, content)
  return path
}

async function parquet(select: string): Promise<string> {
  const path = join(folder, `file-${counter++}.parquet`)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (${select}) TO ${quoteText(path)} (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
  return path
}

/** A CSV file of one column `c`. */
function column(...values: readonly string[]): Promise<string> {
  return file('csv', `c\n${values.map((value) => `"${value.replaceAll('"', '""')}"`).join('\n')}\n`)
}

/** JSON is YAML, so that tests need not care for its quoting. */
function contractOf(object: object): string {
  return JSON.stringify({
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: 'c',
    version: '1',
    status: 'active',
    schema: [{ name: 'rows', ...object }],
  })
}

async function run(object: object, path: string): Promise<PlanResult> {
  return runPlan(planChecks(readContract(contractOf(object), 'c.yaml')), tables, path)
}

async function runProperty(property: object, path: string): Promise<readonly CheckResult[]> {
  return (await run({ properties: [{ name: 'c', ...property }] }, path)).checks
}

/** Row numbers of the failing rows of the check whose name ends so; [] when it passes. */
async function failing(property: object, key: string, path: string): Promise<number[]> {
  const checks = await runProperty(property, path)
  const result = checks.find(({ check }) => check.name.endsWith(`: ${key}`))
  if (result === undefined) throw new Error(`no check ${key} among ${checks.map(({ check }) => check.name)}`)
  expect(result.verdict).toBe(result.firstRows.length > 0 ? 'fail' : 'pass')
  expect(result.firstRows).toHaveLength(result.matchingRows ?? -1)
  return result.firstRows.map(({ row }) => row)
}

async function refusal(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ConfigurationError)
  return (error as ConfigurationError).message
}

describe('logical types in a CSV file', () => {
  test.each([
    ['string', ['01', 'x', '1.50', '', 'true'], []],
    ['integer', ['1', '-20', '+3', '007', '1.0', '1e3', 'x', '', ' 4'], [5, 6, 7, 9]],
    ['integer', ['1', '1.5', '2', ''], [2]],
    ['integer', ['9007199254740993', '12345678901234567890123'], []],
    ['number', ['1', '1.5', '-1e-3', '1,5', 'x', '', 'NaN'], [4, 5, 7]],
    ['boolean', ['true', 'FALSE', 'yes', '1', ''], [3, 4]],
    ['boolean', ['1', '0'], [1, 2]],
    ['date', ['2024-02-29', '2023-02-29', '2024-2-9', '29.02.2024', '2024-02-29T00:00:00', ''], [2, 3, 4, 5]],
    [
      'timestamp',
      [
        '2024-02-29T10:00:00',
        '2024-02-29 10:00',
        '2024-02-29T10:00:00.5Z',
        '2024-02-29T10:00:00+02:00',
        '2024-02-29',
        '2024-02-29T25:00:00',
        '',
      ],
      [5, 6],
    ],
    ['time', ['10:00', '10:00:59.25', '24:30', '9:00', '10', ''], [3, 4, 5]],
  ])('%s over %j fails in rows %j', async (logicalType, values, expected) => {
    expect(await failing({ logicalType }, 'logicalType', await column(...values))).toEqual(expected)
  })

  test.each([
    ['dd.MM.yyyy', ['29.02.2024', '29.2.2024', '30.02.2024', '2024-02-29'], [2, 3, 4]],
    ["yyyy/MM/dd 'at' HH", ['2024/02/29 at 10', '2024/02/29 10'], [2]],
    ['yyyyMMdd', ['20240229', '20240230', '202402'], [2, 3]],
  ])('dates written %s', async (format, values, expected) => {
    const property = { logicalType: 'date', logicalTypeOptions: { format } }
    expect(await failing(property, 'logicalType', await column(...values))).toEqual(expected)
  })
})

describe('logical types in a file that declares its types', () => {
  const cases: readonly (readonly [sql: string, holds: readonly string[]])[] = [
    ['5::TINYINT', ['integer', 'number']],
    ['5::HUGEINT', ['integer', 'number']],
    ['5.0::DOUBLE', ['integer', 'number']],
    ['5.5::DOUBLE', ['number']],
    ['5.50::DECIMAL(9,2)', ['number']],
    ["'inf'::DOUBLE", ['number']],
    ["'5'", ['string']],
    ["'2024-01-01'", ['string', 'date']],
    ["'2024-01-01T10:00:00Z'", ['string', 'timestamp']],
    ["'10:00'", ['string', 'time']],
    ["'true'", ['string']],
    ['true', ['boolean']],
    ["DATE '2024-01-01'", ['date']],
    ["TIMESTAMP '2024-01-01 10:00:00'", ['timestamp']],
    ["TIMESTAMP '2024-01-01 00:00:00'", ['timestamp', 'date']],
    ["TIMESTAMP_NS '2024-01-01 10:00:00'", ['timestamp']],
    ["TIMESTAMPTZ '2024-01-01 10:00:00Z'", ['timestamp']],
    ["TIME '10:00:00'", ['time']],
    ["'00000000-0000-0000-0000-000000000001'::UUID", ['string']],
    ["'x'::BLOB", []],
    ['[1]', []],
    ['NULL::INTEGER', ['string', 'integer', 'number', 'boolean', 'date', 'timestamp', 'time']],
    ["'NaN'::DOUBLE", ['string', 'integer', 'number', 'boolean', 'date', 'timestamp', 'time']],
  ]
  test.each(cases)('%s is %j', async (sql, holds) => {
    const path = await parquet(`SELECT ${sql} AS c`)
    const types = ['string', 'integer', 'number', 'boolean', 'date', 'timestamp', 'time']
    const verdicts = await Promise.all(types.map((logicalType) => failing({ logicalType }, 'logicalType', path)))
    expect(types.filter((_, index) => verdicts[index]?.length === 0)).toEqual(
      types.filter((type) => holds.includes(type)),
    )
  })

  test('a text of digits in JSON is no number, and a number no text', async () => {
    expect(await failing({ logicalType: 'integer' }, 'logicalType', await file('json', '[{"c":"5"}]'))).toEqual([1])
    expect(await failing({ logicalType: 'string' }, 'logicalType', await file('json', '[{"c":5}]'))).toEqual([1])
  })

  test('wide numbers in JSON are numbers although a double cannot hold them', async () => {
    const path = await file('json', '[{"c":9007199254740993},{"c":1.5}]')
    expect(await failing({ logicalType: 'number' }, 'logicalType', path)).toEqual([])
    expect(await failing({ logicalType: 'integer' }, 'logicalType', path)).toEqual([2])
  })
})

describe('physicalType', () => {
  const found = async (physicalType: string, path: string) => {
    const checks = await runProperty({ physicalType }, path)
    return checks.find(({ check }) => check.name === 'c: physicalType')
  }

  test.each([
    ['1::INTEGER', ['INT', 'integer', 'INT32'], ['BIGINT', 'INT64', 'VARCHAR(3)', 'DOUBLE']],
    ['1::BIGINT', ['INT', 'bigint', 'INT64', 'INT8'], ['SMALLINT', 'INT32', 'STRING']],
    ['1::DOUBLE', ['FLOAT', 'double precision', 'FLOAT64'], ['REAL', 'DECIMAL(9,2)']],
    ['1::DECIMAL(9,2)', ['DECIMAL', 'NUMERIC(9, 2)'], ['DECIMAL(10,2)', 'DECIMAL(9)', 'DOUBLE']],
    ["'a'", ['VARCHAR', 'varchar(255)', 'STRING', 'TEXT'], ['DATE', 'BOOLEAN']],
    ["DATE '2024-01-01'", ['DATE'], ['TIMESTAMP']],
    ["TIMESTAMP '2024-01-01'", ['TIMESTAMP', 'DATETIME', 'TIMESTAMP_NTZ'], ['TIMESTAMPTZ', 'DATE']],
    ["TIMESTAMPTZ '2024-01-01 00:00:00Z'", ['TIMESTAMP', 'timestamp with time zone'], ['TIMESTAMP_NTZ']],
  ])('%s in Parquet is %j, not %j', async (sql, same, other) => {
    const path = await parquet(`SELECT ${sql} AS c`)
    for (const type of same) expect(await found(type, path), type).toMatchObject({ verdict: 'pass' })
    for (const type of other) {
      expect(await found(type, path), type).toMatchObject({
        verdict: 'fail',
        observed: expect.stringContaining('the file declares'),
      })
    }
  })

  test('is not compared where the file declares none', async () => {
    const observed = 'not compared: the file declares no types'
    expect(await found('VARCHAR', await column('1'))).toMatchObject({ verdict: 'pass', observed })
    expect(await found('VARCHAR', await file('json', '[{"c":1}]'))).toMatchObject({ verdict: 'pass', observed })
  })

  test.each(['NUMBER(38,0)', 'VARIANT', 'VARCHAR(MAX)', 'DECIMAL(a,b)', 'constructor'])(
    'of another system is told, not checked: %s',
    (physicalType) => {
      const contract = readContract(contractOf({ properties: [{ name: 'c', physicalType }] }), 'c.yaml')
      const { checks, notes } = planChecks(contract)
      expect(checks).toHaveLength(1)
      expect(notes).toEqual([{ name: 'c: physicalType', text: `${physicalType} is no type that a data file declares` }])
    },
  )
})

describe('logicalTypeOptions', () => {
  const options = (logicalType: string, key: string, value: unknown, more: object = {}): [object, string] => [
    { logicalType, logicalTypeOptions: { [key]: value, ...more } },
    key,
  ]

  test.each([
    ['number', 'minimum', 1, ['0.9', '1', '1.1', ''], [1]],
    ['number', 'exclusiveMinimum', 1, ['0.9', '1', '1.1', ''], [1, 2]],
    ['number', 'maximum', 1, ['0.9', '1', '1.1', '', 'inf'], [3, 5]],
    ['number', 'exclusiveMaximum', 1, ['0.9', '1', '1.1', ''], [2, 3]],
    ['integer', 'minimum', -5, ['-6', '-5', 'x'], [1]],
    ['number', 'maximum', 1e21, ['1e20', '1e22'], [2]],
    ['date', 'minimum', '2024-01-31', ['2024-01-30', '2024-01-31', '2024-02-01', 'x', ''], [1]],
    ['date', 'exclusiveMaximum', '2024-01-31', ['2024-01-30', '2024-01-31', '2024-02-01'], [2, 3]],
    ['timestamp', 'maximum', '2024-01-31T10:00:00Z', ['2024-01-31 10:00', '2024-01-31T10:00:00-01:00'], [2]],
    ['time', 'minimum', '09:00', ['08:59:59', '09:00', '23:00'], [1]],
    ['string', 'minLength', 2, ['a', 'ab', '🐧', '🐧🐧', ''], [1, 3]],
    ['string', 'maxLength', 2, ['a', 'ab', 'abc', '🐧🐧', ''], [3]],
    ['string', 'minLength', 5, ['01234', '1.50', '1.500'], [2]],
    ['string', 'pattern', '^\\d{5}$', ['01234', '12345', '1234', '123456', ''], [3, 4]],
    ['string', 'pattern', 'b', ['abc', 'ac', 'B'], [2, 3]],
    ['string', 'pattern', '^1[.]10$', ['1.10', '1.1'], [2]],
    ['string', 'format', 'email', ['a@b.org', 'a@b', 'a b@c.org', '@c.org'], [2, 3, 4]],
    ['string', 'format', 'uuid', ['00000000-0000-0000-0000-00000000000A', '0000'], [2]],
    ['string', 'format', 'uri', ['https://a.org/x?y', 'urn:x:y', 'a.org', 'http://a b'], [3, 4]],
    ['string', 'format', 'hostname', ['a.b-c.org', '-a.org', 'a..b', 'a_b'], [2, 3, 4]],
    ['string', 'format', 'ipv4', ['1.2.3.255', '1.2.3.256', '01.2.3.4', '1.2.3'], [2, 3, 4]],
    [
      'string',
      'format',
      'ipv6',
      ['::', '::1', '1:2:3:4:5:6:7:8', '2001:db8::1', '1::2::3', '1:2:3', '::ffff:1.2.3.4', 'g::'],
      [5, 6, 8],
    ],
    ['integer', 'format', 'i8', ['-129', '-128', '127', '128'], [1, 4]],
    ['integer', 'format', 'u64', ['-1', '0', '18446744073709551615', '18446744073709551616'], [1, 4]],
    ['number', 'format', 'f32', ['3.4e38', '3.5e38', '-1e300'], [2, 3]],
    ['integer', 'multipleOf', 5, ['0', '-10', '7', ''], [3]],
    ['number', 'multipleOf', 0.1, ['0.3', '0.7', '1.1', '-0.6', '0.35', '123456.7', 'inf'], [5, 7]],
    ['number', 'multipleOf', 0.01, ['19.99', '1234567.89', '19.999'], [3]],
  ])('%s %s %j over %j fails in rows %j', async (type, key, value, values, expected) => {
    expect(await failing(...options(type, key, value), await column(...values))).toEqual(expected)
  })

  test('bounds of dates may be written in the format of the column', async () => {
    const path = await column('30.01.2024', '31.01.2024', '01.02.2024')
    const format = { format: 'dd.MM.yyyy' }
    expect(await failing(...options('date', 'minimum', '31.01.2024', format), path)).toEqual([1])
    expect(await failing(...options('date', 'minimum', '2024-01-31', format), path)).toEqual([1])
  })

  test('times in a format of their own', async () => {
    const path = await column('0859', '0900', '2460')
    const property = options('time', 'minimum', '0900', { format: 'HHmm' })
    expect(await failing(...property, path)).toEqual([1])
    expect(await failing(property[0], 'logicalType', path)).toEqual([3])
  })

  test('a missing value breaks no bound, and NaN is missing', async () => {
    const path = await parquet("SELECT unnest([1, 'NaN'::DOUBLE, NULL, 5]) AS c")
    for (const key of ['minimum', 'maximum', 'multipleOf']) {
      expect(await failing(...options('number', key, 3), path)).not.toContain(2)
    }
    expect(await failing(...options('number', 'minimum', 3), path)).toEqual([1])
    expect(await failing({ required: true }, 'required', path)).toEqual([2, 3])
  })

  test('bounds mean what JavaScript’s comparisons mean', async () => {
    const numbers = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(numbers, fc.integer({ min: -20, max: 20 }), async (values, bound) => {
        const path = await column(...values.map(String))
        const rowsWhere = (fails: (value: number) => boolean): number[] =>
          values.flatMap((value, index) => (fails(value) ? [index + 1] : [])).slice(0, 10)
        const result = await runProperty(
          { logicalType: 'integer', logicalTypeOptions: { minimum: bound, exclusiveMaximum: bound } },
          path,
        )
        const rows = result.slice(2).map(({ firstRows }) => firstRows.map(({ row }) => row))
        expect(rows).toEqual([rowsWhere((value) => value < bound), rowsWhere((value) => value >= bound)])
      }),
      { numRuns: 15 },
    )
  })
})

describe('required, unique and keys', () => {
  test('unique counts surplus rows and points at them; missing values are no duplicates', async () => {
    const [, result] = await runProperty({ unique: true }, await column('a', 'b', 'a', '', 'a', ''))
    expect(result).toMatchObject({
      verdict: 'fail',
      observed: '2 surplus rows of 6',
      firstRows: [
        { row: 3, value: 'a' },
        { row: 5, value: 'a' },
      ],
    })
  })

  test('a compound primary key is unique as a whole and has every part', async () => {
    const path = await file('csv', 'b,a\n1,1\n1,2\n1,1\n,2\n')
    const { checks } = await run(
      {
        properties: [
          { name: 'a', primaryKey: true, primaryKeyPosition: 2 },
          { name: 'b', primaryKey: true, primaryKeyPosition: 1 },
        ],
      },
      path,
    )
    expect(checks.slice(2).map(({ check, observed, firstRows }) => [check.name, observed, firstRows])).toEqual([
      ['primary key (b, a): required', '1 row of 4', [{ row: 4 }]],
      ['primary key (b, a): unique', '1 surplus row of 4', [{ row: 3 }]],
    ])
  })

  test('a column that is missing fails every check about it', async () => {
    const results = await runProperty({ required: true, logicalType: 'string' }, await file('csv', 'x\n1\n'))
    expect(results.map(({ verdict, observed }) => `${verdict}: ${observed}`)).toEqual(
      Array.from({ length: 3 }, () => 'fail: no column "c"'),
    )
  })

  test('names differ by case', async () => {
    const [present] = await runProperty({}, await file('csv', 'C\n1\n'))
    expect(present?.verdict).toBe('fail')
  })
})

describe('the metrics of the quality library', () => {
  const values = ['a', '', 'N/A', 'b', 'a', 'x', '', 'A']

  test.each([
    ['nullValues', {}, 2],
    ['missingValues', { missingValues: [null, 'N/A'] }, 3],
    ['missingValues', { missingValues: ['N/A'] }, 1],
    ['missingValues', { missingValues: [''] }, 2],
    ['invalidValues', { validValues: ['a', 'b'] }, 3],
    ['invalidValues', { pattern: '^[a-z]$' }, 2],
    ['invalidValues', { validValues: ['a', 'A'], pattern: '^[a-z]$' }, 4],
    ['duplicateValues', {}, 1],
  ])('%s with %j counts %d of 8', async (metric, args, count) => {
    const rule = (operator: object): object => ({
      quality: [{ metric, ...operator, ...(Object.keys(args).length > 0 ? { arguments: args } : {}) }],
    })
    const path = await column(...values)
    const verdict = async (operator: object): Promise<unknown> => (await runProperty(rule(operator), path))[1]?.verdict
    expect(await verdict({ mustBe: count })).toBe('pass')
    expect(await verdict({ mustBe: count + 1 })).toBe('fail')
    expect(await verdict({ mustBeLessThan: count })).toBe('fail')
    expect(await verdict({ mustBe: (100 * count) / 8, unit: 'percent' })).toBe('pass')
  })

  test.each([
    ['mustBe', 2, true],
    ['mustBe', 3, false],
    ['mustNotBe', 2, false],
    ['mustNotBe', 3, true],
    ['mustBeGreaterThan', 2, false],
    ['mustBeGreaterThan', 1, true],
    ['mustBeGreaterOrEqualTo', 2, true],
    ['mustBeGreaterOrEqualTo', 3, false],
    ['mustBeLessThan', 2, false],
    ['mustBeLessThan', 3, true],
    ['mustBeLessOrEqualTo', 2, true],
    ['mustBeLessOrEqualTo', 1, false],
    ['mustBeBetween', [1, 3], true],
    ['mustBeBetween', [2, 3], false],
    ['mustBeBetween', [1, 2], false],
    ['mustNotBeBetween', [1, 3], false],
    ['mustNotBeBetween', [2, 3], true],
    ['mustNotBeBetween', [1, 2], true],
  ])('2 rows keep %s %j: %s', async (operator, value, expected) => {
    const { checks } = await run({ quality: [{ metric: 'rowCount', [operator]: value }] }, await column('a', 'b'))
    expect(checks[0].verdict).toBe(expected ? 'pass' : 'fail')
    expect(checks[0].observed).toBe('2 rows')
  })

  test('say their numbers: rows, percent, and that ranges exclude their bounds', async () => {
    const results = await runProperty(
      {
        quality: [
          { metric: 'nullValues', mustBeLessThan: 10, unit: 'percent' },
          { metric: 'duplicateValues', mustBeBetween: [1, 5] },
        ],
      },
      await column(...values),
    )
    expect(results.slice(1).map(({ check, observed }) => [check.expectation, observed])).toEqual([
      ['the share of rows without a value is less than 10 %', '2 rows of 8 (25 %)'],
      [
        'the number of surplus rows (each beyond the first with the same value) is more than 1 and less than 5 (the standard excludes the bounds)',
        '1 surplus row of 8',
      ],
    ])
  })

  test('show no rows when there are too few', async () => {
    const rule = { quality: [{ metric: 'nullValues', mustBeGreaterThan: 5 }] }
    expect((await runProperty(rule, await column('', 'a')))[1]).toMatchObject({ verdict: 'fail', firstRows: [] })
  })

  test('compare numbers as numbers', async () => {
    const path = await column('-999', '1', '-999.0', '2.5')
    const missing = { quality: [{ metric: 'missingValues', mustBe: 0, arguments: { missingValues: [-999] } }] }
    expect(await failing(missing, 'missingValues', path)).toEqual([1, 3])
    const written = { quality: [{ metric: 'missingValues', mustBe: 0, arguments: { missingValues: ['-999.0'] } }] }
    expect(await failing(written, 'missingValues', path)).toEqual([3])
    const valid = { quality: [{ metric: 'invalidValues', mustBe: 0, arguments: { validValues: [1, 2.5] } }] }
    expect(await failing(valid, 'invalidValues', path)).toEqual([1, 3])
  })

  test('duplicates over several columns, named as in the contract', async () => {
    const { checks } = await run(
      {
        properties: [{ name: 'tenant', physicalName: 'T' }, { name: 'order' }],
        quality: [{ metric: 'duplicateValues', mustBe: 0, arguments: { properties: ['tenant', 'order'] } }],
      },
      await file('csv', 'T,order\n1,1\n1,2\n1,1\n1,1\n'),
    )
    expect(checks[2]).toMatchObject({ observed: '2 surplus rows of 4', firstRows: [{ row: 3 }, { row: 4 }] })
  })
})

describe('a run', () => {
  test('without rows is refused: nothing was checked', async () => {
    const path = await file('csv', 'c\n')
    expect(await refusal(run({ properties: [{ name: 'c' }] }, path))).toBe(
      `${path}: has no rows, so nothing was checked.`,
    )
    expect(await refusal(run({ properties: [{ name: 'other' }] }, path))).toContain('nothing was checked')
  })

  test('lists the first failing rows and counts all', async () => {
    const path = await column(...Array.from({ length: 100 }, (_, index) => String(index)))
    const contract = readContract(
      contractOf({ properties: [{ name: 'c', logicalType: 'integer', logicalTypeOptions: { maximum: 9 } }] }),
      'c.yaml',
    )
    const { checks, rows } = await runPlan(planChecks(contract), tables, path, { listedRows: 3 })
    expect(rows).toBe(100)
    expect(checks[2]).toMatchObject({
      matchingRows: 90,
      observed: '90 rows of 100',
      firstRows: [{ row: 11 }, { row: 12 }, { row: 13 }],
    })
  })

  test('measures the share of missing values, NaN included', async () => {
    const path = await parquet("SELECT unnest([1, 'NaN'::DOUBLE, NULL, 5]) AS c, 'x' AS d")
    const { nullShares } = await run({ properties: [{ name: 'c' }, { name: 'd' }, { name: 'gone' }] }, path)
    expect([...nullShares]).toEqual([
      ['c', 0.5],
      ['d', 0],
    ])
  })

  test('treats NaN among numbers as missing, also when a rule reads the column as written', async () => {
    const path = await column('1.5', 'NaN', '2', 'nan')
    const quality = [{ metric: 'missingValues', mustBe: 0, arguments: { missingValues: ['2'] } }]
    const property = { required: true, logicalType: 'number', logicalTypeOptions: { maximum: 5 }, quality }
    expect(await failing(property, 'required', path)).toEqual([2, 4])
    expect(await failing(property, 'logicalType', path)).toEqual([])
    expect(await failing(property, 'maximum', path)).toEqual([])
    expect(await failing(property, 'missingValues', path)).toEqual([3])
  })

  test('with a pattern that RE2 does not know is the contract’s error, with its place', async () => {
    const property = { name: 'c', logicalType: 'string', logicalTypeOptions: { pattern: '\\cA' } }
    expect(await refusal(run({ properties: [property] }, await column('a')))).toMatch(
      /^c\.yaml:1:\d+ pattern "\\\\cA" is not one that RE2 can search with\.$/,
    )
  })

  test('searches as ECMAScript does: $ is the very end, and . no newline', async () => {
    const path = await column('a', 'a\n', 'a\nb', 'axb')
    const pattern = (text: string): object => ({ logicalType: 'string', logicalTypeOptions: { pattern: text } })
    for (const text of ['^a$', 'a.b', 'b$', '^[^a]*$|a\\s']) {
      const rows = ['a', 'a\n', 'a\nb', 'axb'].flatMap((value, index) =>
        new RegExp(text).test(value) ? [] : [index + 1],
      )
      expect(await failing(pattern(text), 'pattern', path)).toEqual(rows)
    }
  })

  test('takes hostile names, values and patterns as what they are', async () => {
    const names = ['"; DROP TABLE data; --', "it's", 'a|b', 'line\nbreak', '@everyone', '</details>', '#rows', '🐧']
    const header = names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',')
    const path = await file(
      'csv',
      `${header}\n${names.map(() => `"'); --"`).join(',')}\n${names.map(() => 'x').join(',')}\n`,
    )
    const result = await run(
      {
        properties: names.map((name) => ({
          name,
          unique: true,
          logicalType: 'string',
          logicalTypeOptions: { pattern: "^'[)]; --$" },
          quality: [{ metric: 'invalidValues', mustBe: 0, arguments: { validValues: ["'); --"] } }],
        })),
        quality: [{ metric: 'duplicateValues', mustBe: 0, arguments: { properties: names } }],
      },
      path,
    )
    const failed = result.checks.filter(({ verdict }) => verdict === 'fail')
    expect(failed.map(({ check, firstRows }) => [check.name, firstRows])).toEqual(
      names.flatMap((name) => ['pattern', 'invalidValues'].map((key) => [`${name}: ${key}`, [{ row: 2, value: 'x' }]])),
    )
  })

  test('asks the data once when all holds', async () => {
    const queries: string[] = []
    const counted: Tables = {
      ...tables,
      query: (path, sql, options) => {
        queries.push(sql)
        return tables.query(path, sql, options)
      },
    }
    const contract = readContract(
      contractOf({ properties: [{ name: 'c', required: true, unique: true, logicalType: 'integer' }] }),
      'c.yaml',
    )
    const plan = planChecks(contract)
    await runPlan(plan, counted, await column('1', '2'))
    expect(queries).toHaveLength(1)
    // The scan has found the rows of keys as well.
    await runPlan(plan, counted, await column('1', '1'))
    expect(queries).toHaveLength(2)
    // Rows that conditions find are looked for once, and the values of the first.
    await runPlan(plan, counted, await column('1', ''))
    expect(queries).toHaveLength(5)
  })

  test('names the rows of a sensitive column, and none of its values', async () => {
    const path = await column('1', '999')
    for (const secret of [{ classification: 'confidential' }, { classification: 7 }, { encryptedName: 'c_enc' }]) {
      const property = { name: 'c', logicalType: 'integer', logicalTypeOptions: { maximum: 5 }, ...secret }
      const { checks } = await run({ properties: [property] }, path)
      expect(checks.flatMap(({ firstRows }) => firstRows)).toEqual([{ row: 2 }])
    }
    const shown = { name: 'c', logicalTypeOptions: { maximum: 5 }, logicalType: 'integer', classification: 'Public' }
    const { checks } = await run({ properties: [shown] }, path)
    expect(checks.flatMap(({ firstRows }) => firstRows)).toEqual([{ row: 2, value: '999' }])
  })
})
