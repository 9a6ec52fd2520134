import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTables, placeOfRow, quoteText, type Tables, type TablesOptions } from './index.ts'

let folder: string
let counter = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-sets-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

type Content = string | Uint8Array

/** Opens files as the one table `set`, in the order given. */
async function openSet(files: Readonly<Record<string, Content>>, options: Partial<TablesOptions> = {}) {
  const base = join(folder, String(counter++))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(base, name)), { recursive: true })
    await writeFile(join(base, name), content)
  }
  const set = Object.keys(files).map((name) => ({ name, path: join(base, name) }))
  return openTables({ allow: [base], memoryMb: 512, sets: new Map([['set', set]]), ...options })
}

/** Column names, then all rows as they come, their numbers first. */
async function rowsOf(tables: Tables, sql = 'SELECT * FROM numbered'): Promise<unknown[][]> {
  const names = (await tables.columns('set')).map(({ name }) => name)
  return [names, ...(await tables.query('set', sql)).map((row) => [...row])]
}

async function rows(files: Readonly<Record<string, Content>>, options?: Partial<TablesOptions>) {
  await using tables = await openSet(files, options)
  // The tables are open until then.
  return await rowsOf(tables)
}

async function refusal(files: Readonly<Record<string, Content>>): Promise<string> {
  const error = await rows(files).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ConfigurationError)
  return (error as ConfigurationError).message
}

async function parquet(select: string): Promise<Uint8Array> {
  const path = join(folder, `source-${counter++}.parquet`)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (${select}) TO ${quoteText(path)} (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
  return readFile(path)
}

describe('several files as one table', () => {
  test('have row numbers that run on, and types that hold the values of all', async () => {
    expect(await rows({ 'b.csv': 'x,y\n1,a\n2,b\n', 'a.csv': 'x,y\n2.5,c\n' })).toEqual([
      ['x', 'y'],
      [1, 1, 'a'],
      [2, 2, 'b'],
      [3, 2.5, 'c'],
    ])
  })

  test('may be compressed each in its way, and written with other delimiters', async () => {
    expect(await rows({ 'a.csv': 'x,y\n1,a\n', 'b.csv.gz': gzipSync('x,y\n2,b\n'), 'c.tsv': 'x\ty\n3\tc\n' })).toEqual([
      ['x', 'y'],
      [1, 1, 'a'],
      [2, 2, 'b'],
      [3, 3, 'c'],
    ])
  })

  test('are Parquet with the same types', async () => {
    const files = { 'a.parquet': await parquet('SELECT 1 AS x'), 'b.parquet': await parquet('SELECT 2 AS x') }
    expect(await rows(files)).toEqual([['x'], [1, 1], [2, 2]])
    const changed = { ...files, 'b.parquet': await parquet("SELECT 'a' AS x") }
    expect(await refusal(changed)).toMatch(/b\.parquet: column "x" holds VARCHAR, and INTEGER in .*a\.parquet/)
  })

  test('know which row is which of which file', async () => {
    await using tables = await openSet({ 'a.csv': 'x\n1\n2\n', 'b.csv': 'x\n', 'c.csv': 'x\n3\n' })
    const parts = (await tables.parts('set')) ?? []
    expect(parts.map(({ name, rows }) => [name, rows])).toEqual([
      ['a.csv', 2],
      ['b.csv', 0],
      ['c.csv', 1],
    ])
    expect(placeOfRow(parts, 2)).toMatchObject({ name: 'a.csv', row: 2 })
    expect(placeOfRow(parts, 3)).toMatchObject({ name: 'c.csv', row: 1 })
    expect([placeOfRow(parts, 0), placeOfRow(parts, 4)]).toEqual([undefined, undefined])
    expect(await tables.written('set')).toMatch(/^3 files of CSV/)
  })

  test('may have names that mean something elsewhere', async () => {
    const names = ["it's.csv", '[ab].csv', '*.csv', '; DROP TABLE x --.csv', '$(id).csv', '"quoted".csv']
    const files = Object.fromEntries(names.map((name, index) => [name, `x\n${index}\n`]))
    expect(await rows({ ...files, 'a=\'b"/a.csv': 'x\n9\n' }).catch((error: Error) => error.message)).toContain(
      'the folders of',
    )
    expect(await rows(files)).toEqual([['x'], ...names.map((_, index) => [index + 1, index])])
    expect(await rows({ "\"k'='; DROP TABLE x --/a.csv": 'x\n9\n' })).toEqual([
      ['x', '"k\''],
      [1, 9, "'; DROP TABLE x --"],
    ])
  })
})

describe('folders such as year=2026', () => {
  test('are columns after those of the files, of the narrowest type', async () => {
    const files = {
      'year=2025/month=01/a.csv': 'x\n1\n2\n',
      'year=2025/month=02/a.csv': 'x\n3\n',
      'year=2026/month=01/a.csv': 'x\n4\n',
    }
    await using tables = await openSet(files)
    expect(await tables.columns('set')).toEqual([
      { name: 'x', type: 'BIGINT', declared: false },
      { name: 'year', type: 'BIGINT', declared: false },
      { name: 'month', type: 'VARCHAR', declared: false },
    ])
    expect((await rowsOf(tables)).slice(1)).toEqual([
      [1, 1, 2025, '01'],
      [2, 2, 2025, '01'],
      [3, 3, 2025, '02'],
      [4, 4, 2026, '01'],
    ])
    const texts = await tables.query('set', 'SELECT year FROM data WHERE x = 4', { asText: ['year'] })
    expect(texts).toEqual([['2026']])
    expect((await tables.read('set', { columns: ['year'] })).columns.get('year')?.values).toEqual(
      Float64Array.of(2025, 2025, 2025, 2026),
    )
    expect((await tables.parts('set'))?.map((part) => part.rows)).toEqual([2, 1, 1])
  })

  test('may hold escaped characters, and no value', async () => {
    const files = {
      'at=a%3Ab%/a.csv': 'x\n1\n',
      'at=a%3Ab/a.csv': 'x\n2\n',
      'at=__HIVE_DEFAULT_PARTITION__/a.csv': 'x\n3\n',
    }
    expect((await rows(files)).slice(1)).toEqual([
      [1, 1, 'a%3Ab%'],
      [2, 2, 'a:b'],
      [3, 3, null],
    ])
  })

  test('are columns of JSON and of files that are written anew, too', async () => {
    expect(await rows({ 'k=1/a.jsonl': '{"x":1}\n', 'k=2/a.jsonl': '{"x":2}\n' })).toEqual([
      ['x', 'k'],
      [1, 1, 1],
      [2, 2, 2],
    ])
    expect(await rows({ 'k=1/a.csv': 'x;y\n1;a\n', 'k=2/a.csv': 'x,y\n2,b\n' })).toEqual([
      ['x', 'y', 'k'],
      [1, 1, 'a', 1],
      [2, 2, 'b', 2],
    ])
  })

  test('are refused where files have the column, and where they differ', async () => {
    expect(await refusal({ 'X=1/a.csv': 'x\n1\n' })).toContain('the files have a column "X", and so do their folders')
    expect(await refusal({ 'k=1/a.csv': 'x\n1\n', 'a.csv': 'x\n1\n' })).toContain(
      'the folders of "a.csv" have the columns none, and those of "k=1/a.csv" k',
    )
    expect(await refusal({ 'k=1/l=2/a.csv': 'x\n1\n', 'l=2/k=1/a.csv': 'x\n1\n' })).toContain('have the columns l, k')
    expect(await refusal({ 'k=1/K=2/a.csv': 'x\n1\n' })).toContain('folders name the column "K" twice')
  })
})

async function database(...statements: readonly string[]): Promise<Uint8Array> {
  const path = join(folder, `source-${counter++}.duckdb`)
  const instance = await DuckDBInstance.create(path)
  const connection = await instance.connect()
  for (const statement of statements) await connection.run(statement)
  connection.closeSync()
  instance.closeSync()
  return readFile(path)
}

describe('files that are copied as Parquet first', () => {
  const arrow = (name: string) => readFile(join(import.meta.dirname, 'arrow', 'testdata', name))

  test('are one table in Arrow IPC, file and stream format together, with columns of their folders', async () => {
    const [file, stream] = [await arrow('plain.arrow'), await arrow('stream.arrows')]
    await using tables = await openSet({ 'day=1/a.arrow': file, 'day=2/b.feather': file, 'day=2/c.arrows': stream })
    await using alone = await openSet({ 'a.arrow': file })
    const sql = 'SELECT * EXCLUDE (day) FROM data'
    const one = await alone.query('set', 'SELECT * FROM data')
    expect(await tables.query('set', sql)).toEqual([...one, ...one, ...one])
    expect(await tables.query('set', 'SELECT day, "#row" FROM numbered WHERE "#row" IN (5, 6, 15)')).toEqual([
      [1, 5],
      [2, 6],
      [2, 15],
    ])
    expect((await tables.parts('set'))?.map(({ name, rows }) => [name, rows])).toEqual([
      ['day=1/a.arrow', 5],
      ['day=2/b.feather', 5],
      ['day=2/c.arrows', 5],
    ])
    expect(await tables.written('set')).toBe('3 files of Arrow IPC')
  })

  test('must have the same columns in Arrow IPC, too, and one that is cut off is told by its name', async () => {
    const plain = await arrow('plain.arrow')
    const other = await refusal({ 'a.arrow': plain, 'b.arrows': await arrow('deltas.arrows') })
    expect(other).toMatch(/b\.arrows: /)
    const cut = await refusal({ 'a.arrow': plain, 'b.arrow': plain.subarray(0, -20) })
    expect(cut).toMatch(/b\.arrow: is no whole Arrow file/)
  })

  test('are one table in databases of one table each, and a database of several is told by its name', async () => {
    const [a, b] = [
      await database('CREATE TABLE t AS SELECT 1 AS x'),
      await database('CREATE TABLE u AS SELECT 2 AS x'),
    ]
    expect(await rows({ 'k=1/a.duckdb': a, 'k=2/b.ddb': b })).toEqual([
      ['x', 'k'],
      [1, 1, 1],
      [2, 2, 2],
    ])
    const several = await database('CREATE TABLE t AS SELECT 1 AS x', 'CREATE TABLE u AS SELECT 2 AS x')
    expect(await refusal({ 'a.duckdb': a, 'b.duckdb': several })).toMatch(/b\.duckdb: name one of its tables/)
  })
})

describe('files that are no one table are refused', () => {
  test('with the columns that differ', async () => {
    const message = await refusal({ 'a.csv': 'x,y\n1,2\n', 'b.csv': 'x,z\n1,2\n' })
    expect(message).toMatch(/b\.csv: does not have the columns of .*a\.csv: it has "z" besides and lacks "y"/)
    expect(await refusal({ 'a.csv': 'x,y\n1,2\n', 'b.csv': 'y,x\n1,2\n' })).toContain('has them in another order')
  })

  test('with the file of another format, or of none that is known', async () => {
    expect(await refusal({ 'a.csv': 'x\n1\n', 'b.json': '[{"x":1}]' })).toContain(
      'set: "b.json" is another format than "a.csv"',
    )
    expect(await refusal({ 'a.csv': 'x\n1\n', 'README.md': '# x' })).toContain('name those that are data by a pattern')
  })

  test('with the line of the one that is malformed', async () => {
    expect(await refusal({ 'a.csv': 'x,y\n1,2\n', 'b.csv': 'x,y\n1,2\n3\n' })).toMatch(/b\.csv:3:2 /)
  })

  test('when one lies outside the folders that may be read', async () => {
    const outside = join(folder, 'outside.csv')
    await writeFile(outside, 'x\n1\n')
    await using tables = await openSet(
      { 'a.csv': 'x\n1\n' },
      { sets: new Map([['set', [{ name: 'a.csv', path: outside }]]]) },
    )
    await expect(tables.columns('set')).rejects.toThrow('lies (or links) outside the folders')
  })
})

test('a table reads the same however its rows are parted into files and folders', async () => {
  const cell = fc.oneof(fc.integer({ min: -9, max: 99 }).map(String), fc.constantFrom('', 'a', '"b\nc"', '1.5'))
  const format = fc.constantFrom('csv', 'jsonl')
  const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 })
  const parting = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(table, parting, fc.boolean(), format, async (cells, lengths, inFolders, ending) => {
      const written = (some: typeof cells): string =>
        ending === 'csv'
          ? `n,m\n${some.map((row) => `${row.join(',')}\n`).join('')}`
          : some.map(([n, m]) => `${JSON.stringify({ n, m })}\n`).join('')
      const whole = await rows({ [`all.${ending}`]: written(cells) })
      const files: Record<string, string> = {}
      let at = 0
      for (const [index, length] of [...lengths, cells.length].entries()) {
        // An empty file of JSON has no columns, and there would be none.
        if (ending === 'csv' || at < Math.min(at + length, cells.length)) {
          files[`${inFolders ? `part=${index % 2}/` : ''}${index}.${ending}`] = written(cells.slice(at, at + length))
        }
        at += length
      }
      const [names = [], ...parted] = await rows(files)
      expect([names.slice(0, 2), ...parted.map((row) => row.slice(0, 3))]).toEqual(whole)
    }),
    { numRuns: 12 },
  )
}, 60_000)

test('many rows keep their order over files and folders', async () => {
  const part = (from: number) => Array.from({ length: 30_000 }, (_, index) => `${from + index}\n`).join('')
  const files = Object.fromEntries([0, 1, 2, 3].map((k) => [`k=${k}/a.csv`, `x\n${part(k * 30_000)}`]))
  await using tables = await openSet(files)
  expect(await tables.query('set', 'SELECT count(*), count(*) FILTER ("#row" <> x + 1) FROM numbered')).toEqual([
    [120_000, 0],
  ])
})
