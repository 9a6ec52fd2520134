import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTables, type Table, type Tables, writeParquet } from './index.ts'

let folder: string
let tables: Tables

const rowCount = 5000
const table: Table = {
  rows: rowCount,
  columns: new Map([
    [
      'n',
      { kind: 'number', values: Float64Array.from({ length: rowCount }, (_, i) => (i % 7 === 0 ? Number.NaN : i / 8)) },
    ],
    ['id', { kind: 'string', values: Array.from({ length: rowCount }, (_, i) => (i === 4000 ? null : `row ${i}`)) }],
    ['on', { kind: 'boolean', values: Array.from({ length: rowCount }, (_, i) => (i % 3 === 0 ? null : i % 2 === 0)) }],
  ]),
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-batches-'))
  await writeParquet(join(folder, 'rows.parquet'), table)
  await writeFile(join(folder, 'late.csv'), `x\n${'1\n'.repeat(4999)}9007199254740993\n`)
  await writeFile(join(folder, 'header.csv'), 'x,y\n')
  await writeFile(join(folder, 'broken.csv'), 'x,y\n1,2\n1,2,3\n')
  tables = await openTables({ allow: [folder] })
})
afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

async function batchesOf(name: string, rows: number, columns?: readonly string[]): Promise<readonly Table[]> {
  const options = columns === undefined ? { rows } : { rows, columns }
  const parts: Table[] = []
  for await (const part of tables.batches(join(folder, name), options)) parts.push(part)
  return parts
}

function joined(parts: readonly Table[]): Map<string, unknown[]> {
  const names = [...(parts[0]?.columns.keys() ?? [])]
  return new Map(names.map((name) => [name, parts.flatMap((part) => [...(part.columns.get(name)?.values ?? [])])]))
}

describe('batches of a file', () => {
  test('joined are the whole file, for every size', async () => {
    const whole = joined([await tables.read(join(folder, 'rows.parquet'))])
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6000 }), async (rows) => {
        const parts = await batchesOf('rows.parquet', Math.max(rows, 50))
        const sizes = parts.map((part) => part.rows)
        expect(sizes.slice(0, -1).every((size) => size === Math.max(rows, 50))).toBe(true)
        expect(sizes.at(-1)).toBeGreaterThan(0)
        expect(joined(parts)).toEqual(whole)
      }),
      { numRuns: 12, examples: [[1], [2048], [5000], [5001]] },
    )
  })

  test('have the columns asked for, in that order', async () => {
    const [first] = await batchesOf('rows.parquet', 10, ['on', 'n'])
    expect([...(first?.columns.keys() ?? [])]).toEqual(['on', 'n'])
    await expect(batchesOf('rows.parquet', 10, ['nn'])).rejects.toThrow('has no column "nn"')
  })

  test('have columns of one kind, which the last row may decide', async () => {
    const parts = await batchesOf('late.csv', 1000)
    expect(parts.map((part) => part.columns.get('x')?.kind)).toEqual(Array(5).fill('string'))
    expect(parts.at(-1)?.columns.get('x')?.values.at(-1)).toBe('9007199254740993')
  })

  test('are none where there are no rows', async () => {
    expect(await batchesOf('header.csv', 10)).toEqual([])
  })

  test('may be left before the end', async () => {
    for await (const part of tables.batches(join(folder, 'rows.parquet'), { rows: 100 })) {
      expect(part.rows).toBe(100)
      break
    }
    expect((await tables.read(join(folder, 'rows.parquet'))).rows).toBe(rowCount)
  })

  test('of a file that cannot be read say so, and of no size at all', async () => {
    await expect(batchesOf('broken.csv', 10)).rejects.toThrow('broken.csv:3:5 3 fields where there are 2 columns')
    await expect(batchesOf('rows.parquet', 0)).rejects.toThrow(RangeError)
  })
})
