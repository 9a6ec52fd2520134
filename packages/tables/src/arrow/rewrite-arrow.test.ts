import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { quoteName, quoteText } from '../quoting.ts'
import { rewriteArrow } from './rewrite-arrow.ts'

const fixtures = join(import.meta.dirname, 'testdata')
let folder: string
let instance: DuckDBInstance
let counter = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-arrow-'))
  instance = await DuckDBInstance.create(':memory:', { threads: '1' })
})

afterAll(async () => {
  instance.closeSync()
  await rm(folder, { recursive: true, force: true })
})

/** The rows of an Arrow file, each value as the SQL expression tells it. */
async function read(path: string, select = '*'): Promise<readonly (readonly unknown[])[]> {
  const copy = join(folder, `copy-${counter++}.parquet`)
  await rewriteArrow({ path, file: 'data.arrow' }, copy)
  const connection = await instance.connect()
  try {
    return (await connection.runAndReadAll(`SELECT ${select} FROM read_parquet(${quoteText(copy)})`)).getRowsJS()
  } finally {
    connection.closeSync()
    await rm(copy)
  }
}

async function refusal(path: string): Promise<string> {
  const error = await read(path).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ConfigurationError)
  return (error as ConfigurationError).message
}

async function fileOf(bytes: Uint8Array): Promise<string> {
  const path = join(folder, `file-${counter++}.arrow`)
  await writeFile(path, bytes)
  return path
}

const instants = new Set(['seconds', 'millis', 'micros', 'zoned', 'time32', 'time64'])

/** As values.json has them. */
function told(name: string): string {
  const column = quoteName(name)
  if (name.startsWith('float')) return `${column}::DOUBLE`
  if (name === 'nanos') return `epoch_ns(${column})::VARCHAR`
  return instants.has(name) ? `epoch_us(${column})::VARCHAR` : `${column}::VARCHAR`
}

describe('values that pyarrow wrote', () => {
  test.each(['plain.arrow', 'batches.arrow', 'stream.arrows', 'lz4.arrow', 'zstd.arrow', 'default.feather'])(
    'are the same in %s',
    async (name) => {
      const values: Record<string, unknown[]> = JSON.parse(await readFile(join(fixtures, 'values.json'), 'utf8'))
      const names = Object.keys(values)
      const rows = await read(join(fixtures, name), names.map(told).join(', '))
      expect(Object.fromEntries(names.map((column, index) => [column, rows.map((row) => row[index])]))).toEqual(values)
    },
  )

  test('are the same in structs', async () => {
    const rows = await read(join(fixtures, 'plain.arrow'), 'struct.x, struct.y, struct IS NULL')
    expect(rows).toEqual([
      [1n, 'a', false],
      [null, null, true],
      [null, 'b', false],
      [3n, null, false],
      [4n, 'd', false],
    ])
  })

  test.each(['long-lz4.arrow', 'long-zstd.arrows'])(
    'are the same in the 5,000 rows of %s, in their order',
    async (name) => {
      const rows = await read(join(fixtures, name))
      expect(rows).toEqual(
        Array.from({ length: 5000 }, (_, n) => [
          BigInt(n),
          n % 2 === 0,
          ['apple', 'pear', null][n % 3],
          `row number ${Math.floor(n / 10)} of many`,
        ]),
      )
    },
  )

  test('follow dictionaries that grow and that are replaced', async () => {
    const rows = await read(join(fixtures, 'deltas.arrows'))
    expect(rows.flat()).toEqual(['a', 'b', 'c', 'a', 'z', null])
  })

  test('have the types that hold all of them', async () => {
    const names = ['int8', 'uint16', 'uint32', 'int64', 'uint64', 'float16', 'float64', 'decimal128', 'bool', 'text']
    const more = ['category', 'date64', 'time64', 'seconds', 'nanos', 'zoned', 'list', 'struct']
    const [row] = await read(
      join(fixtures, 'plain.arrow'),
      [...names, ...more].map((name) => `typeof(${quoteName(name)})`).join(', '),
    )
    expect(row).toEqual([
      ...['TINYINT', 'USMALLINT', 'UINTEGER', 'BIGINT', 'UBIGINT', 'FLOAT', 'DOUBLE', 'DECIMAL(19,2)', 'BOOLEAN'],
      ...['VARCHAR', 'VARCHAR', 'DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMP_NS', 'TIMESTAMP WITH TIME ZONE', 'BIGINT[]'],
      'STRUCT(x BIGINT, y VARCHAR)',
    ])
  })

  test('may be none', async () => {
    expect(await read(join(fixtures, 'no-rows.arrow'))).toEqual([])
  })
})

describe('what is not read is refused by name', () => {
  test.each([
    ['refused-map.arrow', 'column "x": holds map, which is not read.'],
    ['refused-duration.arrow', 'column "x": holds duration, which is not read.'],
    ['refused-decimal256.arrow', 'column "x": holds decimals of 256 bits, which is not read.'],
    ['refused-fixed-size-binary.arrow', 'column "x": holds fixed_size_binary, which is not read.'],
    ['refused-run-ends.arrow', 'column "x": holds run_end_encoded, which is not read.'],
    ['refused-nanoseconds.arrow', 'with nanoseconds, which would be lost. Write it in microseconds.'],
    ['same-names.arrow', '"A" names a column twice, or but for letter case. Rename one.'],
    ['version1.feather', 'is Feather version 1, which is not read. Write it as version 2.'],
  ])('%s', async (name, message) => {
    const text = await refusal(join(fixtures, name))
    expect(text).toContain(message)
    expect(text).toMatch(/^data\.arrow: /)
  })

  test('an empty file', async () => {
    expect(await refusal(await fileOf(new Uint8Array()))).toBe('data.arrow: is empty.')
  })

  test('another file', async () => {
    expect(await refusal(await fileOf(Buffer.from('a,b\n1,2\n1,2\n1,2\n')))).toContain('is no Arrow file')
  })
})

describe('a damaged file', () => {
  test.each(['batches.arrow', 'stream.arrows', 'lz4.arrow', 'deltas.arrows'])(
    '%s is refused wherever it is cut off',
    async (name) => {
      const whole = await readFile(join(fixtures, name))
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
          await refusal(await fileOf(whole.subarray(0, length)))
        }),
        { numRuns: 15 },
      )
    },
  )

  test('is refused when a batch is missing from its end, though all others are whole', async () => {
    const whole = await readFile(join(fixtures, 'stream.arrows'))
    expect(await refusal(await fileOf(whole.subarray(0, -8)))).toContain('is no whole Arrow file (it is cut off)')
  })

  test.each([
    ['batches.arrow', 5],
    ['stream.arrows', 5],
    ['lz4.arrow', 5],
    ['zstd.arrow', 5],
    ['deltas.arrows', 6],
  ])('%s is refused or has all its rows, whatever bytes are changed', async (name, count) => {
    const whole = await readFile(join(fixtures, name))
    const change = fc.tuple(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }))
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const bytes = Buffer.from(whole)
        for (const [at, by] of changes) bytes[at] = (bytes[at] ?? 0) ^ by
        const rows = await read(await fileOf(bytes), 'count(*)').catch((error: unknown) => {
          expect(error).toBeInstanceOf(ConfigurationError)
          return undefined
        })
        if (rows !== undefined) expect(rows).toEqual([[BigInt(count)]])
      }),
      { numRuns: 12 },
    )
  })
})
