import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTables, type Tables, tableName } from './index.ts'

let folder: string
let tables: Tables
let several: string
let counter = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-duckdb-'))
  tables = await openTables({ allow: [folder], memoryMb: 512 })
  several = await database(
    'CREATE TABLE flights AS SELECT 9007199254740993 + range AS id, range::VARCHAR AS name FROM range(5000)',
    'CREATE SCHEMA raw; CREATE TABLE raw.stations (code VARCHAR)',
    `CREATE TABLE "od'd/na.me#" AS SELECT 1 AS x`,
    'CREATE VIEW late AS SELECT * FROM flights',
    'CREATE TABLE computed (x INTEGER, y INTEGER GENERATED ALWAYS AS (x + 1))',
  )
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** A database of these statements. */
async function database(...statements: string[]): Promise<string> {
  const path = join(folder, `data-${counter++}.duckdb`)
  const instance = await DuckDBInstance.create(path, { threads: '1' })
  const connection = await instance.connect()
  for (const statement of statements) await connection.run(statement)
  connection.closeSync()
  instance.closeSync()
  return path
}

async function refusal(file: string): Promise<string> {
  const error = await tables.columns(file).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ConfigurationError)
  return (error as ConfigurationError).message
}

describe('a table of a DuckDB database', () => {
  test('is read by its name, rows in the order in which they were inserted, integers exact', async () => {
    const rows = await tables.query(`${several}#flights`, 'SELECT id::VARCHAR, name FROM numbered ORDER BY "#row"')
    expect(rows).toEqual(Array.from({ length: 5000 }, (_, n) => [`${9007199254740993n + BigInt(n)}`, `${n}`]))
  })

  test('needs no name when it is the only one', async () => {
    const path = await database('CREATE TABLE t AS SELECT 7 AS x', 'CREATE VIEW v AS SELECT 8 AS x')
    expect(await tables.query(path, 'SELECT x FROM data')).toEqual([[7]])
    expect(await tables.written(path)).toBe('a DuckDB table')
  })

  test('stands beside other tables of its database', async () => {
    const beside = new Map([['odd', `${several}#od'd/na.me#`]])
    expect(await tables.query(`${several}#flights`, 'SELECT count(*), max(x) FROM data, odd', { beside })).toEqual([
      [5000, 1],
    ])
  })

  test('of another schema is named with it', async () => {
    expect(await tables.columns(`${several}#raw.stations`)).toEqual([{ name: 'code', type: 'VARCHAR', declared: true }])
  })

  test('keeps its types, or what holds their values exactly', async () => {
    const path = await database(
      `CREATE TABLE t AS SELECT 5::HUGEINT AS huge, 1::UBIGINT AS big, 1.5::DECIMAL(10, 2) AS price, 'a'::ENUM('a') AS kind,
       TIMESTAMP '2024-02-29 01:02:03' AT TIME ZONE 'UTC' AS zoned, '2024-02-29 01:02:03'::TIMESTAMP_S AS seconds,
       '2024-02-29 01:02:03.004'::TIMESTAMP_MS AS millis, {'bit': 1, 'b': [2]} AS nested, '{}'::JSON AS document`,
    )
    const types = (await tables.columns(path)).map(({ name, type }) => [name, type])
    expect(Object.fromEntries(types)).toEqual({
      huge: 'DECIMAL(38,0)',
      big: 'UBIGINT',
      price: 'DECIMAL(10,2)',
      kind: 'VARCHAR',
      zoned: 'TIMESTAMP WITH TIME ZONE',
      seconds: 'TIMESTAMP',
      millis: 'TIMESTAMP',
      nested: 'STRUCT("bit" INTEGER, "b" INTEGER[])',
      document: 'VARCHAR',
    })
    expect(
      await tables.query(path, 'SELECT huge::VARCHAR, seconds::VARCHAR, millis::VARCHAR, epoch_us(zoned) FROM data'),
    ).toEqual([['5', '2024-02-29 01:02:03', '2024-02-29 01:02:03.004', Date.UTC(2024, 1, 29, 1, 2, 3) * 1000]])
  })
})

describe('a database is refused', () => {
  test('without the name of one of its tables, and told which there are', async () => {
    expect(await refusal(several)).toContain(
      `name one of its tables behind it, as in ${several}#name. It has "computed", "flights", "od'd/na.me#", "raw.stations".`,
    )
  })

  test('when it does not have the table', async () => {
    expect(await refusal(`${several}#fligths`)).toContain('has no table "fligths". It has "computed", "flights"')
  })

  test('when what is named is a view, or has computed columns', async () => {
    expect(await refusal(`${several}#late`)).toContain('"late" is a view, which is not read')
    expect(await refusal(`${several}#computed`)).toContain('has computed columns (GENERATED ALWAYS)')
  })

  test('when Parquet would change a column', async () => {
    const path = await database("CREATE TABLE t AS SELECT INTERVAL 1 DAY AS span, '101'::BIT AS bits")
    expect(await refusal(path)).toContain('column "span" holds INTERVAL, which is not read.')
    const large = await database('CREATE TABLE t AS SELECT 170141183460469231731687303715884105727::HUGEINT AS x')
    expect(await refusal(large)).toContain('holds integers of more than 38 digits')
  })

  test('when it is not written to the end', async () => {
    const path = await database('CREATE TABLE t AS SELECT 1 AS x')
    await writeFile(`${path}.wal`, 'more')
    expect(await refusal(path)).toContain('has changes in')
  })

  test('when it is encrypted', async () => {
    const path = join(folder, 'encrypted.duckdb')
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    await connection.run("SET force_mbedtls_unsafe = 'true'")
    await connection.run(`ATTACH '${path}' AS secret (ENCRYPTION_KEY 'abc'); CREATE TABLE secret.t (x INTEGER)`)
    await connection.run('DETACH secret')
    connection.closeSync()
    instance.closeSync()
    expect(await refusal(path)).toContain('is encrypted, which is not read.')
  })

  test('when it is empty, or something else', async () => {
    for (const content of ['', 'a,b\n1,2\n'.repeat(5000)]) {
      const path = join(folder, `other-${counter++}.duckdb`)
      await writeFile(path, content)
      expect(await refusal(path)).toContain('is no DuckDB database.')
    }
  })

  test('or has all its rows, wherever it is cut off or changed', async () => {
    const original = await database('CREATE TABLE t AS SELECT range AS x FROM range(3000)')
    const whole = await readFile(original)
    const place = fc.integer({ min: 0, max: whole.length - 1 })
    await fc.assert(
      fc.asyncProperty(place, fc.option(fc.integer({ min: 1, max: 255 })), async (at, by) => {
        const path = join(folder, `changed-${counter++}.duckdb`)
        await copyFile(original, path)
        const bytes = Buffer.from(whole)
        if (by !== null) bytes[at] = (bytes[at] ?? 0) ^ by
        await writeFile(path, by === null ? bytes.subarray(0, at) : bytes)
        const rows = await tables.query(path, 'SELECT count(*), sum(x)::BIGINT FROM data').catch((error: unknown) => {
          expect(error).toBeInstanceOf(ConfigurationError)
          return undefined
        })
        if (rows !== undefined) expect(rows).toEqual([[3000, (3000 * 2999) / 2]])
      }),
      { numRuns: 20 },
    )
  })
})

describe('a name', () => {
  test.each([
    ['data/db.duckdb#flights', { file: 'data/db.duckdb', table: 'flights' }],
    ['db.DDB#a.duckdb#b', { file: 'db.DDB', table: 'a.duckdb#b' }],
    ['a#b.csv', { file: 'a#b.csv' }],
    ['a#b.duckdb', { file: 'a#b.duckdb' }],
  ])('%s is of a table only behind a database', (name, expected) => {
    expect(tableName(name)).toEqual(expected)
  })
})
