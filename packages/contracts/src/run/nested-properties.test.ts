import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { openTables, quoteText, type Tables } from '@mlgate/tables'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CheckResult, compareContracts, planChecks, readContract, runPlan } from '../index.ts'
import { quarantinedRows } from '../quarantine/failing-rows.ts'

let folder: string
let tables: Tables
let counter = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-nested-'))
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** A JSONL file, a text for each row that is JSON already. */
async function jsonLines(rows: readonly string[]): Promise<string> {
  const path = join(folder, `file-${counter++}.jsonl`)
  await writeFile(path, rows.map((row) => `${row}\n`).join(''))
  return path
}

/** A JSONL file of the column `c`. */
const jsonOf = (...values: readonly unknown[]): Promise<string> =>
  jsonLines(values.map((c, index) => JSON.stringify({ c, row: index + 1 })))

async function parquet(select: string): Promise<string> {
  const path = join(folder, `file-${counter++}.parquet`)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (${select}) TO ${quoteText(path)} (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
  return path
}

const contractOf = (...properties: readonly object[]) =>
  readContract(
    JSON.stringify({
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: 'c',
      version: '1',
      status: 'active',
      schema: [{ name: 'rows', properties }],
    }),
    'c.yaml',
  )

async function judged(path: string, property: object): Promise<readonly CheckResult[]> {
  return (await runPlan(planChecks(contractOf({ name: 'c', ...property })), tables, path)).checks
}

/** Failing rows by the check's name; what could not be asked of rows is told in words. */
async function failing(path: string, property: object): Promise<Record<string, unknown>> {
  const checks = await judged(path, property)
  const told = checks.filter(({ verdict }) => verdict !== 'pass')
  return Object.fromEntries(
    told.map(({ check, firstRows, observed }) => [
      check.name,
      firstRows.length > 0 ? firstRows.map(({ row }) => row) : observed,
    ]),
  )
}

const address = (...properties: readonly object[]): object => ({ logicalType: 'object', properties })

describe('nested properties', () => {
  const rules = address(
    { name: 'city', logicalType: 'string', required: true, unique: true, logicalTypeOptions: { minLength: 2 } },
    {
      name: 'zip',
      logicalType: 'integer',
      logicalTypeOptions: { minimum: 1000 },
      quality: [
        { metric: 'nullValues', mustBe: 0 },
        { type: 'custom', engine: 'mlgate', implementation: { check: 'inSet', values: [999, 5000] } },
        { type: 'sql', query: 'SELECT max(${property}) FROM data', mustBe: 5000 },
      ],
    },
  )
  const broken = {
    'c.city: required': [3, 4],
    'c.city: unique': [5],
    'c.city: minLength': [2],
    'c.zip: minimum': [2],
    'c.zip: nullValues': [4],
    'c.zip: inSet': [3],
  }

  test('of objects in JSON are checked like columns', async () => {
    const path = await jsonOf({ city: 'Oslo', zip: 5000 }, { city: 'X', zip: 999 }, { city: null, zip: 4000 }, null, {
      city: 'Oslo',
      zip: 5000,
      more: 1,
    })
    expect(await failing(path, rules)).toEqual(broken)
  })

  test('of structs in Parquet are checked like columns', async () => {
    const path = await parquet(
      `SELECT unnest([{'city': 'Oslo', 'zip': 5000}, {'city': 'X', 'zip': 999}, {'city': NULL, 'zip': 4000}, NULL, {'city': 'Oslo', 'zip': 5000}]) AS c`,
    )
    expect(await failing(path, rules)).toEqual(broken)
  })

  test('of JSON text in CSV and of maps in Parquet are checked as well', async () => {
    const property = address({ name: 'n', logicalType: 'integer', logicalTypeOptions: { maximum: 4 } })
    const csv = join(folder, 'text.csv')
    await writeFile(csv, 'c\n"{""n"": 4}"\n"{""n"": 5}"\n"{bad"\n')
    expect(await failing(csv, property)).toEqual({ 'c: logicalType': [3], 'c.n: maximum': [2] })
    const map = await parquet(`SELECT unnest([MAP {'n': 4}, MAP {'n': 5}]) AS c`)
    expect(await failing(map, property)).toEqual({ 'c.n: maximum': [2] })
  })

  test('show the value that fails', async () => {
    const checks = await judged(
      await jsonOf({ n: 1 }, { n: 9 }),
      address({ name: 'n', logicalType: 'integer', logicalTypeOptions: { maximum: 4 } }),
    )
    expect(checks.at(-1)?.firstRows).toEqual([{ row: 2, value: '9' }])
  })

  test('have the types of JSON: a number is none of text', async () => {
    const integer = address({ name: 'n', logicalType: 'integer' })
    expect(await failing(await jsonOf({ n: '5' }, { n: 'x' }), integer)).toEqual({ 'c.n: logicalType': [1, 2] })
    expect(await failing(await jsonOf({ n: 5 }, { n: 1.5 }), integer)).toEqual({ 'c.n: logicalType': [2] })
    const text = address({ name: 'n', logicalType: 'string' })
    expect(await failing(await jsonOf({ n: 5 }), text)).toEqual({ 'c.n: logicalType': [1] })
    const boolean = address({ name: 'n', logicalType: 'boolean' })
    expect(await failing(await jsonOf({ n: true }, {}), boolean)).toEqual({})
  })

  test('keep whole numbers that no double holds', async () => {
    const path = await jsonLines(['{"c":{"n":9007199254740993}}', '{"c":{"n":9007199254740992}}'])
    const property = address({ name: 'n', logicalType: 'integer', unique: true })
    expect(await failing(path, property)).toEqual({})
    const checks = await judged(
      path,
      address({ name: 'n', logicalType: 'integer', logicalTypeOptions: { maximum: 9007199254740992 } }),
    )
    expect(checks.at(-1)?.firstRows).toEqual([{ row: 1, value: '9007199254740993' }])
  })

  test('are missing when no row has the field, whatever its case', async () => {
    const property = address({ name: 'city', required: true })
    const missing = { 'c.city: present': 'no column "c.city"', 'c.city: required': 'no column "c.city"' }
    expect(await failing(await jsonOf({ City: 'x' }), property)).toEqual(missing)
    expect(await failing(await parquet(`SELECT {'City': 'x'} AS c`), property)).toEqual(missing)
    expect(await failing(await jsonOf(5), property)).toEqual({ 'c: logicalType': [1], ...missing })
  })

  test.each([
    'a"b',
    "a'b",
    'a.b',
    'a[0]',
    '$',
    '$.x',
    '*',
    '/',
    '~',
    '~1',
    '0',
    '-',
    ' ',
    'a\\b',
    'ä🐧',
    '"); DROP TABLE data; --',
    '#item',
    '${property}',
  ])('may be called %j', async (name) => {
    const property = address({ name, logicalType: 'integer', required: true, logicalTypeOptions: { maximum: 4 } })
    const rules = { [`c.${name}: required`]: [3], [`c.${name}: maximum`]: [2] }
    expect(await failing(await jsonOf({ [name]: 4 }, { [name]: 5 }, { other: 1 }), property)).toEqual(rules)
    const field = `'${name.replaceAll("'", "''")}'`
    const struct = await parquet(`SELECT unnest([{${field}: 4}, {${field}: 5}, NULL]) AS c`)
    expect(await failing(struct, property)).toEqual(rules)
  })

  test('are no item of an array, though they are called by digits', async () => {
    const property = address({ name: '0', logicalType: 'integer', logicalTypeOptions: { maximum: 4 } })
    expect(await failing(await jsonOf({ 0: 1 }, [9]), property)).toEqual({ 'c: logicalType': [2] })
  })

  test('are refused where the file has a column of the same name', async () => {
    const path = await jsonLines(['{"c":{"x":1},"C.x":2}'])
    await expect(judged(path, address({ name: 'x' }))).rejects.toThrow('has a column "c.x"')
  })

  test('take part in conditions by their quoted name, and find their rows for the quarantine', async () => {
    const path = await jsonOf({ n: 1, kind: 'a' }, { n: 9, kind: 'a' }, { n: 9, kind: 'b' })
    const implementation = { check: 'range', maximum: 4, where: `"c.kind" = 'a'` }
    const property = address(
      { name: 'n', quality: [{ type: 'custom', engine: 'mlgate', implementation }] },
      { name: 'kind' },
    )
    expect(await failing(path, property)).toEqual({ 'c.n: range': [2] })
    const result = await runPlan(planChecks(contractOf({ name: 'c', ...property })), tables, path)
    expect(await quarantinedRows(result, tables, path, 10)).toMatchObject({ rows: [2], reasons: [['c.n: range']] })
  })

  test('have numbers, an order and partners in other files', async () => {
    const stations = join(folder, 'stations.csv')
    await writeFile(stations, 'number\n1\n2\n')
    const rule = (implementation: object): object => ({ type: 'custom', engine: 'mlgate', implementation })
    const quality = [
      rule({ check: 'mean', minimum: 9 }),
      rule({ check: 'quantile', level: 0.5, maximum: 1 }),
      rule({ check: 'increasing' }),
    ]
    const plan = planChecks(contractOf({ name: 'c', ...address({ name: 'n', quality }) }))
    const orphan = {
      ...plan.checks[0],
      name: 'orphans',
      measure: { counts: 'orphans', columns: ['c.n'], references: { file: 'stations', columns: ['number'] } },
    } as const
    const path = await jsonOf({ n: 1 }, { n: 3 }, { n: 2 })
    const { checks } = await runPlan({ ...plan, checks: [...plan.checks, orphan] }, tables, path, {
      files: new Map([['stations', stations]]),
    })
    const told = checks.map(({ check, observed, firstRows }) => [check.name, observed, firstRows.map(({ row }) => row)])
    expect(told.slice(3)).toEqual([
      ['c.n: mean', 'mean 2', []],
      ['c.n: quantile', 'median 2', []],
      ['c.n: increasing', '1 row of 3', [3]],
      ['orphans', '1 row of 3', [2]],
    ])
  })

  test('do not count as columns of the file', async () => {
    const path = await jsonOf({ n: 1 })
    const contract = contractOf({ name: 'c', ...address({ name: 'n' }) })
    const plan = planChecks(contract)
    const check = { ...plan.checks[0], measure: { counts: 'columns' } } as const
    const { checks } = await runPlan({ ...plan, checks: [check] }, tables, path)
    expect(checks[0].observed).toBe('2 columns')
  })
})

describe('objects', () => {
  test('are told from what is none', async () => {
    const path = await jsonOf({}, [1], 'text', 5, null, '{"a":1}')
    expect(await failing(path, { logicalType: 'object' })).toEqual({ 'c: logicalType': [2, 3, 4] })
    expect(await failing(path, { logicalType: 'array' })).toEqual({ 'c: logicalType': [1, 3, 4, 6] })
    const struct = await parquet(`SELECT {'a': 1} AS c`)
    expect(await failing(struct, { logicalType: 'object' })).toEqual({})
    expect(await failing(struct, { logicalType: 'array' })).toEqual({ 'c: logicalType': [1] })
    expect(await failing(await parquet('SELECT 5 AS c'), { logicalType: 'object' })).toEqual({ 'c: logicalType': [1] })
  })

  test('have so many fields with a value, and those that are required', async () => {
    const property = {
      logicalType: 'object',
      logicalTypeOptions: { minProperties: 1, maxProperties: 2, required: ["a'/~b", 'x'] },
    }
    const name = "a'/~b"
    const path = await jsonOf({ [name]: 1, x: 1 }, {}, { [name]: 1, x: 2, y: 3 }, { [name]: null, x: 1 }, null)
    const broken = { 'c: minProperties': [2], 'c: maxProperties': [3], 'c: required': [2, 4] }
    expect(await failing(path, property)).toEqual(broken)
    const struct = `{"a'/~b": 1, 'x': 1, 'y': NULL}, {"a'/~b": NULL, 'x': NULL, 'y': NULL}, {"a'/~b": 1, 'x': 2, 'y': 3}, {"a'/~b": NULL, 'x': 1, 'y': NULL}, NULL`
    const structs = await parquet(`SELECT unnest([${struct.replaceAll(`"a'/~b"`, "'a''/~b'")}]) AS c`)
    expect(await failing(structs, property)).toEqual(broken)
    const nan = await parquet(`SELECT {'x': 'nan'::DOUBLE} AS c`)
    const needed = { logicalType: 'object', logicalTypeOptions: { required: ['x'] } }
    expect(await failing(nan, needed)).toEqual({ 'c: required': [1] })
  })
})

describe('arrays', () => {
  const property = {
    logicalType: 'array',
    logicalTypeOptions: { minItems: 1, maxItems: 3, uniqueItems: true },
    items: { logicalType: 'integer', required: true, logicalTypeOptions: { maximum: 4 } },
  }
  const broken = {
    'c: minItems': [2],
    'c: maxItems': [3],
    'c: uniqueItems': [4],
    'c.items: required': [5],
    'c.items: maximum': [6],
  }

  test('in JSON and in Parquet keep what is demanded of them and of their items', async () => {
    expect(await failing(await jsonOf([1], [], [1, 2, 3, 4], [1, 1], [1, null, null], [1, 5], null), property)).toEqual(
      broken,
    )
    const lists = `[1], [], [1, 2, 3, 4], [1, 1], [1, NULL, NULL], [1, 5], NULL`
    expect(await failing(await parquet(`SELECT unnest([${lists}]::INT[][]) AS c`), property)).toEqual(broken)
  })

  test('of texts are checked item by item', async () => {
    const options = { pattern: '^[a-z]+$', maxLength: 3 }
    const texts = { logicalType: 'array', items: { logicalType: 'string', logicalTypeOptions: options } }
    const found = { 'c.items: pattern': [2], 'c.items: maxLength': [3] }
    expect(await failing(await jsonOf(['ab'], ['a', 'B'], ['abcd'], []), texts)).toEqual(found)
    expect(await failing(await parquet(`SELECT unnest([['ab'], ['a', 'B'], ['abcd'], []]) AS c`), texts)).toEqual(found)
    const dates = { logicalType: 'array', items: { logicalType: 'date', logicalTypeOptions: { format: 'dd.MM.yyyy' } } }
    expect(await failing(await jsonOf(['31.01.2024'], ['30.02.2024']), dates)).toEqual({ 'c.items: logicalType': [2] })
  })

  test('compare JSON numbers as numbers, and never with texts', async () => {
    const unique = { logicalType: 'array', logicalTypeOptions: { uniqueItems: true } }
    const path = await jsonLines(['{"c":[1,1.0]}', '{"c":[1,"1"]}', '{"c":[null,null]}', '{"c":[0.5,5e-1]}'])
    expect(await failing(path, unique)).toEqual({ 'c: uniqueItems': [1, 4] })
  })

  test('that are no arrays fail their type alone', async () => {
    expect(await failing(await jsonOf([1], { a: 1 }, 'x'), property)).toEqual({ 'c: logicalType': [2, 3] })
  })
})

test('a sensitive part hides the values of the whole column and of its other parts', async () => {
  const bad = { name: 'n', logicalType: 'integer', logicalTypeOptions: { maximum: 4 } }
  const checks = await judged(await jsonOf({ n: 9, ssn: 'secret' }, 'secret'), {
    ...address(bad, { name: 'ssn', classification: 'restricted' }),
    quality: [{ metric: 'invalidValues', arguments: { pattern: '^$' }, mustBe: 0 }],
  })
  const failed = checks.filter(({ verdict }) => verdict === 'fail')
  expect(failed.map(({ check }) => check.name)).toEqual(['c: logicalType', 'c: invalidValues', 'c.n: maximum'])
  expect(failed.flatMap(({ firstRows }) => firstRows.map(({ value }) => value))).toEqual(
    failed.flatMap(({ firstRows }) => firstRows.map(() => undefined)),
  )
  expect([...contractOf({ name: 'c', ...address({ name: 'x', encryptedName: 'y' }) }).objects[0].sensitive]).toEqual([
    'c',
    'c.x',
  ])
})

describe('a contract is refused', () => {
  test.each<[object, string]>([
    [{ logicalType: 'string', properties: [{ name: 'x' }] }, 'properties: needs logicalType: object'],
    [{ items: { logicalType: 'string' } }, 'items: needs logicalType: array'],
    [address({ name: 'x', logicalType: 'object', properties: [] }), 'properties[0].properties: lies too deep'],
    [address({ name: 'x', logicalType: 'array', items: {} }), 'properties[0].items: lies too deep'],
    [{ logicalType: 'array', items: { logicalType: 'object', properties: [] } }, 'items.properties: lies too deep'],
    [address({ name: 'x', primaryKey: true }), 'a part of a column is no key'],
    [{ logicalType: 'array', items: { unique: true } }, 'items.unique: cannot be checked of items'],
    [{ logicalType: 'array', logicalTypeOptions: { minLength: 1 } }, 'supported: minItems, maxItems, uniqueItems'],
    [
      { logicalType: 'object', logicalTypeOptions: { minItems: 1 } },
      'supported: minProperties, maxProperties, required',
    ],
    [address({ name: 'x' }, { name: 'X' }), '"c.X" is the name of another column or part too'],
    [address({ name: 'x', wrong: 1 }), 'wrong'],
    [
      address({
        name: 'x',
        quality: [{ type: 'custom', engine: 'mlgate', implementation: { check: 'command', command: ['true'] } }],
      }),
      'programs see whole columns',
    ],
  ])('for %j', (property, words) => {
    expect(() => contractOf({ name: 'c', ...property })).toThrow(words)
  })

  test('when a column has the name of a part', () => {
    expect(() => contractOf({ name: 'c.x' }, { name: 'c', ...address({ name: 'x' }) })).toThrow('"c.x" is the name')
  })
})

test('a change of what is nested is told by what it demands', () => {
  const text = (maxItems: number, maxLength: number, required: readonly string[]): string =>
    JSON.stringify({
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: 'c',
      version: '1',
      status: 'active',
      schema: [
        {
          name: 'rows',
          properties: [
            {
              name: 'l',
              logicalType: 'array',
              logicalTypeOptions: { maxItems },
              items: { logicalType: 'string', logicalTypeOptions: { maxLength } },
            },
            { name: 'o', logicalType: 'object', logicalTypeOptions: { required } },
          ],
        },
      ],
    })
  const compared = (before: string, after: string) =>
    compareContracts({ text: before, file: 'a' }, { text: after, file: 'b' }).map((change) => [
      change.column,
      change.class,
    ])
  expect(compared(text(3, 3, ['a']), text(2, 2, ['a', 'b']))).toEqual([
    ['l', 'stricter'],
    ['l.items', 'stricter'],
    ['o', 'stricter'],
  ])
  expect(compared(text(2, 2, ['a', 'b']), text(3, 3, ['a'])).map(([, kind]) => kind)).toEqual([
    'breaking',
    'breaking',
    'breaking',
  ])
})

test('whatever the rows hold, those fail that break the rules', async () => {
  const field = fc.constantFrom('n', 'a.b', '"', "'", '0', '~')
  const number = fc.option(fc.integer({ min: -9, max: 9 }))
  const object = fc.dictionary(field, number)
  const value = fc.oneof(object, object, fc.constant(null), fc.array(fc.integer()), fc.constant('text'), fc.nat())
  const names = ['n', 'a.b', '"', "'", '0', '~']
  const property = {
    logicalType: 'object',
    logicalTypeOptions: { maxProperties: 2, required: ["'"] },
    properties: names.map((name) => ({
      name,
      logicalType: 'integer',
      required: true,
      logicalTypeOptions: { maximum: 3 },
    })),
  }
  await fc.assert(
    fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 8 }), async (rows) => {
      const isObject = (row: unknown): row is Record<string, number | null> =>
        typeof row === 'object' && row !== null && !Array.isArray(row)
      const where = (breaks: (row: unknown) => boolean): readonly number[] =>
        rows.flatMap((row, index) => (breaks(row) ? [index + 1] : []))
      const expected: Record<string, unknown> = {
        'c: logicalType': where((row) => row !== null && !isObject(row)),
        'c: maxProperties': where((row) => isObject(row) && Object.values(row).filter((v) => v !== null).length > 2),
        'c: required': where((row) => isObject(row) && (row["'"] ?? null) === null),
      }
      for (const name of names) {
        const isThere = rows.some((row) => isObject(row) && Object.hasOwn(row, name))
        const missing = `no column ${JSON.stringify(`c.${name}`)}`
        if (!isThere) {
          for (const key of ['present', 'logicalType']) expected[`c.${name}: ${key}`] = missing
        }
        expected[`c.${name}: required`] = isThere
          ? where((row) => !isObject(row) || (row[name] ?? null) === null)
          : missing
        expected[`c.${name}: maximum`] = isThere ? where((row) => isObject(row) && (row[name] ?? 0) > 3) : missing
      }
      const broken = Object.entries(expected).filter(([, found]) => !Array.isArray(found) || found.length > 0)
      expect(await failing(await jsonOf(...rows), property)).toEqual(Object.fromEntries(broken))
    }),
    { numRuns: 15 },
  )
})
