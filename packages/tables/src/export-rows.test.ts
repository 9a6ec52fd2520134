import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTables } from './open-tables.ts'
import { quoteText } from './quoting.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-export-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function rowsOf(path: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const reader = await connection.runAndReadAll(`SELECT * FROM ${quoteText(path)}`)
  const rows = reader.getRowObjectsJson()
  connection.closeSync()
  instance.closeSync()
  return rows
}

const told = (...values: string[]) => new Map([['why', { kind: 'text' as const, values }]])

describe('rows of a file', () => {
  it('are written with their numbers, what is told of them and the columns asked for, types kept', async () => {
    const source = join(folder, 'source.parquet')
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    await connection.run(
      `COPY (SELECT i AS id, DATE '2024-01-01' + i::INTEGER AS day, [i, NULL] AS pair, 'x' AS secret FROM range(5) t(i)) TO ${quoteText(source)}`,
    )
    connection.closeSync()
    instance.closeSync()
    await using tables = await openTables({ allow: [source], memoryMb: 512 })
    const target = join(folder, 'out', "it's [here].parquet")
    await tables.exportRows(source, target, {
      rows: [2, 5],
      rowName: 'row',
      columns: ['id', 'day', 'pair'],
      beside: new Map([
        ['reasons', { kind: 'list', values: [['a', 'it\'s "b"'], ['c']] }],
        ['severity', { kind: 'text', values: ['error', 'warning'] }],
      ]),
    })
    expect(await rowsOf(target)).toEqual([
      { row: '2', reasons: ['a', 'it\'s "b"'], severity: 'error', id: '1', day: '2024-01-02', pair: ['1', null] },
      { row: '5', reasons: ['c'], severity: 'warning', id: '4', day: '2024-01-05', pair: ['4', null] },
    ])
  })

  it('are not written at all when the file cannot be read through', async () => {
    const source = join(folder, 'rows.jsonl')
    await writeFile(source, '{"a": 1}\n{"a": 2}\n')
    await using tables = await openTables({ allow: [source], memoryMb: 512 })
    await tables.columns(source)
    await writeFile(source, '{"a": 1}\n{"a": \n')
    const target = join(folder, 'broken', 'rows.parquet')
    const selection = { rows: [1], rowName: 'row', columns: ['a'], beside: told('x') }
    await expect(tables.exportRows(source, target, selection)).rejects.toThrow(/rows\.jsonl/)
    expect(await readdir(join(folder, 'broken'))).toEqual([])
  })
})
