import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTables, type Table, writeParquet } from './index.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-parquet-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

it('a table that was written is read back as it was, whatever its columns are called', async () => {
  const table: Table = {
    rows: 3,
    columns: new Map([
      ['id "x", y', { kind: 'string', values: ["a'b", null, 'c'] }],
      ['whole', { kind: 'number', values: Float64Array.of(1, Number.NaN, 2 ** 53 - 1) }],
      ['share', { kind: 'number', values: Float64Array.of(0.5, 1e-300, Number.NaN) }],
      ['right', { kind: 'boolean', values: [true, false, null] }],
    ]),
  }
  const file = join(folder, "it's.parquet")
  await writeParquet(file, table)
  await using tables = await openTables({ allow: [folder] })
  expect(await tables.read(file)).toEqual(table)
  const types = (await tables.columns(file)).map(({ type }) => type)
  expect(types).toEqual(['VARCHAR', 'BIGINT', 'DOUBLE', 'BOOLEAN'])
  expect(await readdir(folder)).toEqual(["it's.parquet"])
})

it('numbers come back to the last bit, narrow ones from half the bytes', async () => {
  const table: Table = {
    rows: 3,
    columns: new Map([
      ['single', { kind: 'number', values: Float64Array.of(Math.fround(0.1), Number.NaN, Number.POSITIVE_INFINITY) }],
      ['double', { kind: 'number', values: Float64Array.of(0.1, 5e-324, -Number.MAX_VALUE) }],
      ['signed zero', { kind: 'number', values: Float64Array.of(-0, 0, 1) }],
    ]),
  }
  const file = join(folder, 'narrow.parquet')
  await writeParquet(file, table, { narrow: true })
  await using tables = await openTables({ allow: [folder] })
  expect(await tables.read(file)).toEqual(table)
  expect((await tables.columns(file)).map(({ type }) => type)).toEqual(['FLOAT', 'DOUBLE', 'FLOAT'])
})

it('columns of different length are refused, and nothing is left behind', async () => {
  const columns = new Map([
    ['a', { kind: 'number', values: Float64Array.of(1) }],
    ['b', { kind: 'number', values: Float64Array.of(1, 2) }],
  ] as const)
  await expect(writeParquet(join(folder, 'no.parquet'), { rows: 1, columns })).rejects.toThrow('b has 2 values, not 1')
  expect(await readdir(folder)).not.toContain('no.parquet')
})
