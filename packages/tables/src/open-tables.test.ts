import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTables, quoteName, quoteText, type Tables } from './index.ts'

let folder: string
let tables: Tables
let counter = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-tables-'))
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

async function file(extension: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, `file-${counter++}.${extension}`)
  await writeFile(path, content)
  return path
}

/** Writes a Parquet file with a DuckDB of the test's own, which is not locked. */
async function parquet(select: string): Promise<string> {
  const path = join(folder, `file-${counter++}.parquet`)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (${select}) TO ${quoteText(path)} (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
  return path
}

async function types(path: string): Promise<Record<string, string>> {
  return Object.fromEntries((await tables.columns(path)).map(({ name, type }) => [name, type]))
}

async function valuesOf(path: string): Promise<Record<string, unknown[]>> {
  const table = await tables.read(path)
  return Object.fromEntries([...table.columns].map(([name, column]) => [name, [...column.values]]))
}

async function refusal(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ConfigurationError)
  return (error as ConfigurationError).message
}

describe('types of a CSV file', () => {
  test('come from all rows, so that a late text makes the column text', async () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => `${index}`)
    rows[49_000] = 'n/a'
    const path = await file('csv', `n\n${rows.join('\n')}\n`)
    expect(await types(path)).toEqual({ n: 'VARCHAR' })
    expect((await tables.read(path)).columns.get('n')?.values[49_000]).toBe('n/a')
  })

  test.each([
    ['integers', ['1', '-20', '0'], 'BIGINT', [1, -20, 0]],
    ['numbers', ['1', '.5', '-1e-3', '2.'], 'DOUBLE', [1, 0.5, -0.001, 2]],
    ['numbers with NaN and infinity', ['1', 'NaN', '-inf'], 'DOUBLE', [1, Number.NaN, -Infinity]],
    ['true and false', ['true', 'False', 'TRUE'], 'BOOLEAN', [true, false, true]],
    ['leading zeros are identifiers', ['01234', '2'], 'VARCHAR', ['01234', '2']],
    ['leading zeros among decimals', ['01.5', '2.5'], 'VARCHAR', ['01.5', '2.5']],
    ['digits with separators', ['1_000', '2'], 'VARCHAR', ['1_000', '2']],
    ['spaces around digits', [' 1', '2'], 'VARCHAR', [' 1', '2']],
    ['ids beyond 2^53', ['9007199254740993', '9007199254740992'], 'VARCHAR', ['9007199254740993', '9007199254740992']],
    ['ids beyond 2^53 among decimals', ['9007199254740993', '1.5'], 'VARCHAR', ['9007199254740993', '1.5']],
    ['the largest exact integer', ['9007199254740992'], 'BIGINT', [9007199254740992]],
    ['dates as written', ['2024-01-31', '01/02/2024'], 'VARCHAR', ['2024-01-31', '01/02/2024']],
  ])('%s', async (_, texts, type, expected) => {
    const path = await file('csv', `c\n${texts.join('\n')}\n`)
    expect(await types(path)).toEqual({ c: type })
    expect(await valuesOf(path)).toEqual({ c: expected })
  })

  test('an empty field is missing: NaN among numbers, null among texts and booleans', async () => {
    const path = await file('csv', 'n,s,b,none\n1,a,true,\n,,,\n"","","",\n')
    expect(await types(path)).toEqual({ n: 'BIGINT', s: 'VARCHAR', b: 'BOOLEAN', none: 'VARCHAR' })
    expect(await valuesOf(path)).toEqual({
      n: [1, Number.NaN, Number.NaN],
      s: ['a', null, null],
      b: [true, null, null],
      none: [null, null, null],
    })
  })
})

describe('dialects of CSV', () => {
  test.each([
    [';', 'a;b\n1,5;x\n'],
    ['tab', 'a\tb\n1,5\tx\n'],
    ['|', 'a|b\n1,5|x\n'],
    ['CRLF and a byte order mark', '\ufeffa,b\r\n"1,5",x\r\n'],
    ['no newline at the end', 'a,b\n"1,5",x'],
  ])('%s', async (_, content) => {
    expect(await valuesOf(await file('csv', content))).toEqual({ a: ['1,5'], b: ['x'] })
  })

  test('quoted fields hold delimiters, quotes and newlines, also in the header', async () => {
    const path = await file('csv', '"a,""1""","b\nc"\n"x,y","line 1\nline ""2"""\n')
    expect(await valuesOf(path)).toEqual({ 'a,"1"': ['x,y'], 'b\nc': ['line 1\nline "2"'] })
  })

  test('a header alone is a table without rows', async () => {
    const table = await tables.read(await file('csv', 'a,b\n'))
    expect(table.rows).toBe(0)
    expect([...table.columns.keys()]).toEqual(['a', 'b'])
  })
})

describe('files that cannot be read say where and what to do', () => {
  test.each([
    ['a row with too few fields', 'a,b\n1,2\n3\n', ':3:2 1 field where there are 2 columns'],
    ['a row with too many fields', 'a,b\n1,2\n3,4\n5,6,7\n', ':4:5 3 fields where there are 2 columns'],
    ['an open quote', 'a,b\n1,"x\n2,y\n', ':2:3 a quoted field begins here that is not closed'],
    ['text after a closing quote', 'a,b\n1,"x"y\n', ':2:6 there is text after a closing quote'],
    ['a nameless column', ',a\n0,1\n', 'column 1 has no name in the header'],
    ['a repeated column', 'a,b,a\n1,2,3\n', 'the header names "a" and "a"'],
    ['columns that differ in case only', 'a,A\n1,2\n', 'the header names "a" and "A"'],
    ['an open quote in the header', '"a,b\n1,2\n', ':1:1 a quoted field begins here that is not closed'],
    ['NUL bytes', 'a,b\n1,\0\n', ':2:3 holds a NUL byte'],
    ['nothing', '', 'is empty'],
  ])('CSV with %s', async (_, content, expected) => {
    const path = await file('csv', content)
    const message = await refusal(tables.read(path))
    expect(message).toContain(path)
    expect(message).toContain(expected)
  })

  test('bytes that are not UTF-8, far into the file, with their line', async () => {
    const good = 'some text,1\n'.repeat(200_000)
    const path = await file('csv', Buffer.concat([Buffer.from(`a,b\n${good}`), Buffer.from('caf\xe9,2\n', 'latin1')]))
    expect(await refusal(tables.columns(path))).toBe(
      `${path}:200002:4 is not UTF-8. Save the file as UTF-8, or declare its encoding in data.reading.`,
    )
  })

  test('UTF-8 whose characters lie across the parts in which a file is read is fine', async () => {
    const path = await file('csv', `a\n${'é'.repeat(700_000)}\n`)
    expect((await tables.read(path)).columns.get('a')?.values).toEqual(['é'.repeat(700_000)])
  })

  test.each([
    ['jsonl', '{"a":1}\n{"a":2\n{"a":3}\n', ':3:1 malformed JSON'],
    ['json', '[{"a":1},{"a":2}', 'malformed JSON'],
    ['json', '[1,2]', ':1:2 malformed JSON: a value that is no object'],
    ['json', '[]', 'holds no JSON objects'],
    ['json', '', 'is empty'],
    ['jsonl', '{"a":1}\n{"A":2}\n', 'the key "A" is empty or differs from another by case alone'],
    ['json', '[{"a":1,"":2}]', 'the key "" is empty'],
    ['jsonl', '{"a":1}\n[2]\n', ':2:1 malformed JSON: a list stands where a row'],
    ['parquet', '', 'cannot be read as Parquet'],
    ['parquet', 'PAR1abc', 'cannot be read as Parquet'],
    ['parquet', `PAR1${'x'.repeat(100)}PAR1`, 'cannot be read as Parquet'],
    ['parquet', `a,b\n${'1,2\n'.repeat(100)}`, 'cannot be read as Parquet'],
  ])('%s %.30j', async (extension, content, expected) => {
    const path = await file(extension, content)
    const message = await refusal(tables.read(path))
    expect(message).toContain(path)
    expect(message).toContain(expected)
  })

  test('a file that ends in the middle of its data', async () => {
    const whole = await parquet("SELECT i, 'text ' || i AS s FROM range(50000) t(i)")
    const bytes = await readFile(whole)
    const cut = await file('parquet', bytes.subarray(0, bytes.length / 2))
    expect(await refusal(tables.read(cut))).toContain('cannot be read as Parquet')
    const hole = Buffer.from(bytes)
    hole.fill(0xff, 1000, 60_000)
    expect(await refusal(tables.read(await file('parquet', hole)))).toContain('cannot be read as Parquet')
  })

  test('an unknown extension, a missing file, a folder', async () => {
    expect(await refusal(tables.read(await file('xlsx', 'x')))).toContain('Use .csv, .tsv, .parquet')
    expect(await refusal(tables.read(join(folder, 'missing.csv')))).toContain('no such file')
    await mkdir(join(folder, 'folder.csv'))
    expect(await refusal(tables.read(join(folder, 'folder.csv')))).toContain('is not a file')
  })

  test('a column that is not there, with those that are', async () => {
    const path = await file('csv', 'age,name\n1,x\n')
    expect(await refusal(tables.read(path, { columns: ['Age'] }))).toBe(
      `${path}: has no column "Age". Its columns: age, name.`,
    )
  })
})

describe('Parquet and JSON', () => {
  test('every SQL type becomes number, text or boolean', async () => {
    const path = await parquet(`
      SELECT 7::TINYINT AS tiny, 9007199254740993::BIGINT AS wide, 5::BIGINT AS narrow, 18446744073709551615::UBIGINT AS u,
        1.25::DECIMAL(9,2) AS price, 'NaN'::FLOAT AS f, DATE '2024-02-29' AS d, TIME '10:20:30' AS t,
        TIMESTAMP '2024-02-29 10:20:30.5' AS ts, TIMESTAMPTZ '2024-02-29 10:20:30+02' AS tz, true AS b,
        '00000000-0000-0000-0000-000000000001'::UUID AS id, [1, NULL] AS list, {'x': 'y'} AS struct, NULL::INTEGER AS n`)
    expect(await valuesOf(path)).toEqual({
      tiny: [7],
      wide: ['9007199254740993'],
      narrow: [5],
      u: ['18446744073709551615'],
      price: [1.25],
      f: [Number.NaN],
      d: ['2024-02-29'],
      t: ['10:20:30'],
      ts: ['2024-02-29T10:20:30.5'],
      tz: ['2024-02-29T08:20:30Z'],
      b: [true],
      id: ['00000000-0000-0000-0000-000000000001'],
      list: ['[1,null]'],
      struct: ['{"x":"y"}'],
      n: [Number.NaN],
    })
  })

  test('bytes are refused unless they are left out', async () => {
    const path = await parquet("SELECT 'abc'::BLOB AS picture, 1 AS n")
    expect(await refusal(tables.read(path))).toContain('column "picture" holds BLOB')
    expect((await tables.read(path, { columns: ['n'] })).rows).toBe(1)
  })

  test('JSON keeps texts as they are and ids whole', async () => {
    const content = [
      '{"d":"2024-01-01","z":"012","big":9007199254740993,"mixed":9007199254740993,"n":1,"l":[1]}',
      '{"z":"1","big":1,"mixed":1.5,"n":2.5,"b":true}',
    ]
    const expected = {
      d: ['2024-01-01', null],
      z: ['012', '1'],
      big: ['9007199254740993', '1'],
      mixed: ['9007199254740993', '1.5'],
      n: [1, 2.5],
      l: ['[1]', null],
      b: [null, true],
    }
    expect(await valuesOf(await file('jsonl', content.join('\n')))).toEqual(expected)
    expect(await valuesOf(await file('json', `[${content.join(',')}]`))).toEqual(expected)
  })

  test('200,000 rows of 10 columns keep their order and are read in well under a second', async () => {
    const path = await parquet(`
      SELECT i AS row, i * 1.5 AS d, i % 7 AS k, 'origin' || (i % 300) AS o, i / 3.0 AS f, 'xyz' AS z, i % 2 = 0 AS t,
        DATE '2000-01-01' + (i % 9000)::INTEGER AS dt, hash(i) AS h, random() AS r FROM range(200000) t(i)`)
    await tables.columns(path)
    const start = performance.now()
    const table = await tables.read(path)
    expect(performance.now() - start).toBeLessThan(3000)
    expect(table.rows).toBe(200_000)
    expect(table.columns.get('row')?.values).toEqual(Float64Array.from({ length: 200_000 }, (_, row) => row))
    const numbered = await tables.query(path, `SELECT bool_and("#row" = row + 1), max("#row") FROM numbered`)
    expect(numbered).toEqual([[true, 200_000]])
  })
})

describe('a query', () => {
  let data: string
  beforeAll(async () => {
    data = await file('csv', 'a,b\n3,x\n1,\n2,z\n')
  })

  test('answers with plain values', async () => {
    expect(
      await tables.query(data, "SELECT count(*), sum(a), avg(a), max(b), NULL, DATE '2024-01-01' FROM data"),
    ).toEqual([[3, 6, 2, 'z', null, '2024-01-01']])
    expect(await tables.query(data, 'SELECT 9007199254740993::HUGEINT FROM data LIMIT 1')).toEqual([
      ['9007199254740993'],
    ])
  })

  test('knows the rows by number in file order', async () => {
    expect(await tables.query(data, 'SELECT "#row" FROM numbered WHERE a < 3')).toEqual([[2], [3]])
  })

  test('can ask for a column exactly as written, when the file does not declare its type', async () => {
    const path = await file('csv', 'version,n\n1.10,1\n')
    expect(await tables.columns(path)).toEqual([
      { name: 'version', type: 'DOUBLE', declared: false },
      { name: 'n', type: 'BIGINT', declared: false },
    ])
    const sql = 'SELECT version, n FROM data'
    expect(await tables.query(path, sql)).toEqual([[1.1, 1]])
    expect(await tables.query(path, sql, { asText: ['version'] })).toEqual([['1.10', 1]])
    const typed = await file('json', '{"version":1.10}')
    expect(await tables.query(typed, 'SELECT version FROM data', { asText: ['version'] })).toEqual([[1.1]])
  })

  test('is refused when the file has a column of that name', async () => {
    expect(await refusal(tables.query(await file('csv', '#Row\n1\n'), 'SELECT 1'))).toContain('is kept for row numbers')
  })

  test('sees other files beside it, whatever their formats, with their rows numbered', async () => {
    const codes = await file('jsonl', '{"code": "x", "name": "one"}\n{"code": "z", "name": "two"}\n')
    const more = await parquet("SELECT 'y' AS b, 7 AS weight")
    const beside = new Map([
      ['codes', codes],
      ['more', more],
    ])
    const joined = 'SELECT n."#row", c."#row", c.name FROM numbered n JOIN numbered_codes c ON n.b = c.code ORDER BY 1'
    expect(await tables.query(data, joined, { beside })).toEqual([
      [1, 1, 'one'],
      [3, 2, 'two'],
    ])
    expect(await tables.query(data, 'SELECT (SELECT count(*) FROM codes), sum(weight) FROM more', { beside })).toEqual([
      [2, 7],
    ])
    expect(await tables.query(data, 'SELECT count(*) FROM data JOIN twin USING (a)', same('twin', data))).toEqual([[3]])
  })

  const same = (name: string, path: string) => ({ beside: new Map([[name, path]]) })

  test('takes columns of files beside as they are written, too', async () => {
    const versions = await file('csv', 'version\n1.10\n')
    const options = { ...same('versions', versions), asTextBeside: new Map([['versions', ['version']]]) }
    expect(await tables.query(data, 'SELECT version FROM versions', options)).toEqual([['1.10']])
    expect(await tables.query(data, 'SELECT version FROM versions', same('versions', versions))).toEqual([[1.1]])
  })

  test.each(['Data', 'data', 'numbered', 'a b', '"', '1a', 'numbered_x'])(
    'knows no file beside it by the name %s',
    async (name) => {
      const beside = new Map([
        ['x', data],
        [name, data],
      ])
      await expect(tables.query(data, 'SELECT 1', { beside })).rejects.toThrow(RangeError)
    },
  )

  test('reads a file beside it only while it is there, and only what is allowed', async () => {
    const other = await file('csv', 'a\n1\n')
    expect(await tables.query(data, 'SELECT a FROM other', same('other', other))).toEqual([[1]])
    expect(await refusal(tables.query(data, 'SELECT a FROM other'))).toContain('the query cannot run')
    expect(await refusal(tables.query(data, 'SELECT 1', same('other', '/etc/passwd.csv')))).toContain('no such file')
    expect(await refusal(tables.query(data, 'SELECT 1', same('other', await file('csv', 'a,b\n1\n'))))).toContain(
      ':2:2 1 field',
    )
    const third = await file('csv', 'secret\n1\n')
    const sql = `SELECT * FROM other, '${third}'`
    expect(await refusal(tables.query(data, sql, same('other', other)))).toContain(
      'file system operations are disabled',
    )
    const numbered = await file('csv', '#row\n1\n')
    expect(await refusal(tables.query(data, 'SELECT 1', same('other', numbered)))).toContain('kept for row numbers')
  })

  test('that is wrong is the caller’s fault, not a bug', async () => {
    expect(await refusal(tables.query(data, 'SELECT nope FROM data'))).toContain('the query cannot run')
    expect(await refusal(tables.query(data, 'SELEC'))).toContain('only one SELECT can be asked')
    expect(await refusal(tables.query(data, ''))).toContain('one SELECT is expected, not 0')
    expect(await refusal(tables.query(data, 'SELECT 1; SELECT 2'))).toContain('one SELECT is expected, not 2')
  })

  test('of one caller does not see another’s file', async () => {
    const other = await file('csv', 'a\n10\n')
    const sums = await Promise.all(
      Array.from({ length: 20 }, (_, index) => tables.query(index % 2 ? data : other, 'SELECT sum(a) FROM data')),
    )
    expect(sums).toEqual(Array.from({ length: 20 }, (_, index) => [[index % 2 ? 6 : 10]]))
  })
})

describe('the lock', () => {
  let data: string
  let neighbour: string
  beforeAll(async () => {
    data = await file('csv', 'a\n1\n')
    neighbour = await file('csv', 'secret\n1\n')
  })

  test.each([
    ["SELECT * FROM read_text('/etc/passwd')", 'may not be called in a query'],
    ["SELECT * FROM read_csv('/etc/passwd')", 'may not be called in a query'],
    ["SELECT * FROM '/etc/passwd'", 'the query cannot run'],
    ["SELECT * FROM glob('/etc/*')", 'may not be called in a query'],
    ["SELECT * FROM sniff_csv('/etc/passwd')", 'may not be called in a query'],
    ["SELECT * FROM read_blob('{neighbour}')", 'may not be called in a query'],
    ["SELECT * FROM read_csv('{data}/../{neighbour}')", 'may not be called in a query'],
    ["SELECT getenv('HOME')", 'the query cannot run'],
    ["SELECT * FROM query('COPY (SELECT 1) TO ''{data}''')", 'may not be called in a query'],
    ["SELECT * FROM enable_logging(storage='file', storage_path='{folder}/log')", 'may not be called in a query'],
    ["SELECT (SELECT content FROM read_text('{neighbour}'))", 'may not be called in a query'],
    ["WITH x AS (FROM read_text('{data}')) SELECT * FROM x", 'may not be called in a query'],
    ["SELECT * FROM '{neighbour}'", 'file system operations are disabled'],
    ["COPY (SELECT 1) TO '{data}'", 'only one SELECT'],
    ["COPY (SELECT 1) TO '{folder}/new.csv'", 'only one SELECT'],
    ["EXPORT DATABASE '{folder}/new'", 'only one SELECT'],
    ["ATTACH '{folder}/new.db'", 'only one SELECT'],
    ['INSTALL httpfs', 'only one SELECT'],
    ['LOAD httpfs', 'only one SELECT'],
    ["LOAD '{folder}/evil.duckdb_extension'", 'only one SELECT'],
    ['SET enable_external_access = true', 'only one SELECT'],
    ['SET lock_configuration = false', 'only one SELECT'],
    ['RESET lock_configuration', 'only one SELECT'],
    ["SET allowed_directories = ['/']", 'only one SELECT'],
    ['CREATE SECRET (TYPE s3)', 'only one SELECT'],
    ['CREATE TABLE t (i INTEGER)', 'only one SELECT'],
    ['PRAGMA database_list', 'only one SELECT'],
    ['CALL pragma_version()', 'only one SELECT'],
    ["EXPLAIN ANALYZE COPY (SELECT 1) TO '{data}'", 'only one SELECT'],
    ["SELECT 1; COPY (SELECT 1) TO '{data}'", 'only one SELECT'],
    ["PREPARE p AS COPY (SELECT 1) TO '{data}'", 'only one SELECT'],
  ])('refuses %s', async (sql, expected) => {
    const filled = sql.replaceAll('{data}', data).replaceAll('{neighbour}', neighbour).replaceAll('{folder}', folder)
    expect(await refusal(tables.query(data, filled))).toContain(expected)
    expect(await tables.query(data, "SELECT current_setting('enable_external_access'), count(*) FROM data")).toEqual([
      [false, 1],
    ])
    expect(['new.csv', 'new', 'new.db', 'log'].filter((name) => existsSync(join(folder, name)))).toEqual([])
  })

  test('holds for files outside the allowed folders, also behind a symbolic link', async () => {
    expect(await refusal(tables.read('/etc/passwd.csv'))).toContain('no such file')
    const link = join(folder, 'link.csv')
    await symlink('/etc/passwd', link)
    expect(await refusal(tables.read(link))).toContain('outside the folders that may be read')
    await mkdir(`${folder}-twin`)
    await writeFile(join(`${folder}-twin`, 'x.csv'), 'a\n1\n')
    expect(await refusal(tables.read(join(`${folder}-twin`, 'x.csv')))).toContain('outside the folders')
    await rm(`${folder}-twin`, { recursive: true })
  })

  test('opens for a single allowed file and not for its neighbour', async () => {
    await using single = await openTables({ allow: [data] })
    expect((await single.read(data)).rows).toBe(1)
    expect(await refusal(single.read(neighbour))).toContain('outside the folders')
    expect(await refusal(openTables({ allow: [join(folder, 'nowhere')] }))).toContain('no such file or folder')
  })

  test('memory is limited', async () => {
    await using small = await openTables({ allow: [data], memoryMb: 64, threads: 1 })
    const sql = 'SELECT count(DISTINCT hash(i)) FROM range(20000000) t(i)'
    expect(await refusal(small.query(data, sql))).toContain('needs more memory')
  })
})

describe('a table that would fill the memory', () => {
  test('is refused before it is read where the file knows its rows, however small the file', async () => {
    const path = await parquet("SELECT 1 AS a, 2.5::FLOAT AS b, 0 AS c, 'x' AS d FROM range(20000000)")
    expect((await stat(path)).size).toBeLessThan(1e6)
    const started = performance.now()
    expect(await refusal(tables.read(path))).toContain(
      `${path}: 20000000 rows of 4 columns would take more than 2000 MB of memory`,
    )
    expect(performance.now() - started).toBeLessThan(2000)
    expect((await tables.query(path, 'SELECT count(*) FROM data'))[0]).toEqual([20_000_000])
  })

  test.each([
    ['csv', `a\n${'1\n'.repeat(10_000)}`],
    ['csv', `a\n${'true\n'.repeat(10_000)}`],
    ['csv', `a\n${'x\n'.repeat(3_000)}`],
    ['csv', `a\n${'x'.repeat(120_000)}\n`],
    ['jsonl', '{"a": 1}\n'.repeat(10_000)],
  ])('is refused while a %s file is read', async (extension, content) => {
    const path = await file(extension, content)
    await using small = await openTables({ allow: [folder], memoryMb: 512, tableMb: 0.1 })
    expect(await refusal(small.read(path))).toContain('the table would take more than 0 MB of memory')
    await using large = await openTables({ allow: [folder], memoryMb: 512, tableMb: 1 })
    expect((await large.read(path)).rows).toBeGreaterThan(0)
  })

  test('counts a long text for each row that has it', async () => {
    const path = await parquet("SELECT repeat('x', 1000) AS a FROM range(1500)")
    await using small = await openTables({ allow: [folder], memoryMb: 512, tableMb: 1 })
    expect(await refusal(small.read(path))).toContain('the table would take more than 1 MB of memory')
  })
})

describe('hostile names', () => {
  test('of files and columns are only names', async () => {
    const path = join(folder, `it's "; DROP TABLE x; --\n@everyone [*]?.csv`)
    const names = ['"; drop table data; --', "it's", 'a|b', 'line\nbreak', '@everyone', '${x}', '\\', 'select', '🐧']
    const header = names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',')
    await writeFile(path, `${header}\n${names.map((_, index) => index).join(',')}\n`)
    expect(await valuesOf(path)).toEqual(Object.fromEntries(names.map((name, index) => [name, [index]])))
    const sums = await tables.query(
      path,
      `SELECT ${names.map((name) => `sum(${quoteName(name)})`).join(', ')} FROM data`,
    )
    expect(sums).toEqual([names.map((_, index) => index)])
  })

  test.each(['p*.csv', 'p[12].csv', 'p?.parquet', '**.jsonl', 'a[!b].csv', '[].csv', 'in[1]/q*.csv'])(
    'of a file are no pattern: %s',
    async (name) => {
      const path = join(folder, 'patterns', name)
      await mkdir(dirname(path), { recursive: true })
      if (name.endsWith('.parquet')) await rename(await parquet('SELECT 1 AS a'), path)
      else await writeFile(path, name.endsWith('.csv') ? 'a\n1\n' : '{"a": 1}\n')
      for (const twin of ['1', '']) {
        const other = path.replaceAll(/[*?[\]!]+/g, twin)
        await mkdir(dirname(other), { recursive: true })
        await writeFile(other, 'b\n2\n')
      }
      expect(await valuesOf(path)).toEqual({ a: [1] })
      expect(await tables.query(path, 'SELECT * FROM data')).toEqual([[1]])
    },
  )

  test('that DuckDB could only take for another file are refused', async () => {
    const path = join(folder, 'p\\*.csv')
    await writeFile(path, 'a\n1\n')
    await writeFile(join(folder, 'p\\[*].csv'), 'a\n2\n')
    expect(await refusal(tables.read(path))).toContain('a path with a backslash and one of * ? [ cannot be read')
  })

  test.each(['csv', 'jsonl', 'parquet'])('of folders make no column of a %s file', async (extension) => {
    const inside = join(folder, `label=1`, `year=2026`)
    await mkdir(inside, { recursive: true })
    const path = join(inside, `x.${extension}`)
    if (extension === 'parquet') await rename(await parquet('SELECT 1 AS a'), path)
    else await writeFile(path, extension === 'csv' ? 'a\n1\n' : '{"a": 1}\n')
    expect(await valuesOf(path)).toEqual({ a: [1] })
    expect(await types(path)).toEqual({ a: expect.any(String) })
  })

  test('any text survives as a literal and as a name', async () => {
    const data = await file('csv', 'a\n1\n')
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((value) => !value.includes('\0'))
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const sql = `SELECT ${quoteText(value)}, ${quoteName(value)} FROM (SELECT 42 AS ${quoteName(value)})`
        expect(await tables.query(data, sql)).toEqual([[value, 42]])
      }),
      { numRuns: 50 },
    )
  })
})
