import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, gzipSync, zstdCompressSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTables, quoteText } from './index.ts'

// Arrow files and DuckDB databases that are damaged are beside their readers.

let folder: string
let counter = 0
const files = new Map<string, Buffer>()

const rows = 60
const objects = Array.from({ length: rows }, (_, row) => ({
  id: row,
  x: row / 2,
  s: row % 3 === 0 ? null : `t${row % 4}`,
}))
const csv = `id,x,s\n${objects.map(({ id, x, s }) => `${id},${x},"${s ?? ''}"\n`).join('')}`
const lines = objects.map((row) => `${JSON.stringify(row)}\n`).join('')
const zstd = (text: string) => zstdCompressSync(text, { params: { [constants.ZSTD_c_checksumFlag]: 1 } })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-hostile-'))
  const select = `SELECT i AS id, i / 2 AS x, CASE WHEN i % 3 = 0 THEN NULL ELSE 't' || (i % 4) END AS s FROM range(${rows}) t(i)`
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  for (const [name, options] of [
    ['snappy', 'COMPRESSION snappy'],
    ['zstd', 'COMPRESSION zstd'],
    ['groups', 'COMPRESSION uncompressed, ROW_GROUP_SIZE 32'],
    ['v2', "PARQUET_VERSION 'V2'"],
  ]) {
    const path = join(folder, `${name}.parquet`)
    await connection.run(`COPY (${select}) TO ${quoteText(path)} (FORMAT parquet, ${options})`)
    files.set(`${name}.parquet`, await readFile(path))
  }
  connection.closeSync()
  instance.closeSync()
  files.set('rows.csv', Buffer.from(csv)).set('rows.csv.gz', gzipSync(csv)).set('rows.csv.zst', zstd(csv))
  files.set('rows.jsonl', Buffer.from(lines)).set('rows.jsonl.gz', gzipSync(lines)).set('rows.jsonl.zst', zstd(lines))
  files.set('rows.json', Buffer.from(JSON.stringify(objects)))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** All rows; undefined when they are refused, as people can understand. Everything else is a fault. */
async function read(name: string, bytes: Uint8Array): Promise<string[] | undefined> {
  const path = join(folder, `${counter++}-${name}`)
  await writeFile(path, bytes)
  try {
    await using tables = await openTables({ allow: [path], memoryMb: 512, threads: 1 })
    await tables.columns(path)
    const found = (await tables.query(path, 'SELECT * FROM data')).map((row) => JSON.stringify([...row]))
    const [[count] = []] = await tables.query(path, 'SELECT count(*) FROM numbered')
    expect(Number(count)).toBe(found.length)
    return found
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError)
    expect((error as ConfigurationError).message).toContain(path)
    return undefined
  } finally {
    await rm(path, { force: true })
  }
}

const whole = (name: string): Buffer => files.get(name) ?? Buffer.alloc(0)
const binary = ['snappy.parquet', 'zstd.parquet', 'groups.parquet', 'v2.parquet']
const packed = ['rows.csv.gz', 'rows.csv.zst', 'rows.jsonl.gz', 'rows.jsonl.zst']
const lineByLine = ['rows.csv', 'rows.jsonl']

/** The same cases every time: a new one that fails is for whoever looks for it, not for everybody's next change. */
const sameCases = { seed: 20_260_301, endOnFailure: true } as const

describe('a file that is cut off', () => {
  test.each([...binary, ...packed, 'rows.json'])('is refused: %s', async (name) => {
    const place = fc.integer({ min: 0, max: whole(name).length - 1 })
    await fc.assert(
      fc.asyncProperty(place, async (length) => {
        expect(await read(name, whole(name).subarray(0, length))).toBeUndefined()
      }),
      { ...sameCases, numRuns: 6 },
    )
  })

  test.each(lineByLine)('is refused, or has the rows that are left: %s', async (name) => {
    const all = (await read(name, whole(name))) ?? []
    expect(all).toHaveLength(rows)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 7, max: whole(name).length - 1 }), async (length) => {
        const left = whole(name).subarray(0, length)
        const found = await read(name, left)
        const written = left.toString().trimEnd().split('\n').length - (name.endsWith('.csv') ? 1 : 0)
        if (found !== undefined) expect(found).toHaveLength(written)
        // The last value may have lost its end.
        expect(all.slice(0, Math.max(0, (found?.length ?? 0) - 1))).toEqual(found?.slice(0, -1) ?? [])
      }),
      { ...sameCases, numRuns: 8 },
    )
  })
})

describe('a file with a bit that turned', () => {
  test.each([...binary, ...packed])('is refused, or has all its rows: %s', async (name) => {
    const bit = fc.tuple(fc.integer({ min: 0, max: whole(name).length - 1 }), fc.integer({ min: 0, max: 7 }))
    await fc.assert(
      fc.asyncProperty(bit, async ([at, of]) => {
        const bytes = Buffer.from(whole(name))
        bytes[at] = (bytes[at] ?? 0) ^ (1 << of)
        const found = await read(name, bytes)
        if (found !== undefined) expect(found).toHaveLength(rows)
      }),
      { ...sameCases, numRuns: 8 },
    )
  })

  test.each([...lineByLine, 'rows.json'])('is refused, or a table: %s', async (name) => {
    const bit = fc.tuple(fc.integer({ min: 0, max: whole(name).length - 1 }), fc.integer({ min: 0, max: 7 }))
    await fc.assert(
      fc.asyncProperty(bit, async ([at, of]) => {
        const bytes = Buffer.from(whole(name))
        bytes[at] = (bytes[at] ?? 0) ^ (1 << of)
        await read(name, bytes)
      }),
      { ...sameCases, numRuns: 8 },
    )
  })

  test('in the number of rows that a Parquet file says is refused, wherever it says it', async () => {
    const bytes = whole('v2.parquet')
    const footer = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8)
    // 60 as Thrift's compact protocol writes it: twice the number.
    const places = [...bytes.keys()].filter((at) => at >= footer && bytes[at] === 2 * rows)
    expect(places.length).toBeGreaterThan(2)
    for (const at of places) {
      for (const fewer of [2, 2 * rows - 2, 2 * rows + 2]) {
        const changed = Buffer.from(bytes)
        changed[at] = fewer
        const found = await read('v2.parquet', changed)
        if (found !== undefined) expect(found).toHaveLength(rows)
      }
    }
  })
})

test('any bytes are refused, or a table, whatever they are called', async () => {
  const extensions = ['csv', 'csv.gz', 'json', 'jsonl', 'jsonl.zst', 'parquet', 'arrow', 'arrows', 'duckdb'] as const
  // Beginnings that lead further into the readers than noise does.
  const start = fc.constantFrom(
    '',
    'PAR1',
    'ARROW1\0\0',
    '\xff\xff\xff\xff',
    '\x1f\x8b\x08\0',
    '\x28\xb5\x2f\xfd',
    '[',
    '{"a":',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...extensions),
      start,
      fc.uint8Array({ maxLength: 300 }),
      async (extension, head, tail) => {
        await read(`noise.${extension}`, Buffer.concat([Buffer.from(head, 'latin1'), tail]))
      },
    ),
    { ...sameCases, numRuns: 60 },
  )
})
