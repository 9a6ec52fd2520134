import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables, type Tables, writeParquet } from '@mlgate/tables'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CheckResult, none, type Plan, runPlan } from '../../index.ts'

let folder: string
let tables: Tables

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-orphans-'))
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

let counter = 0

async function csv(text: string): Promise<string> {
  const path = join(folder, `file-${counter++}.csv`)
  await writeFile(path, text)
  return path
}

async function orphansOf(
  child: string,
  parent: string | undefined,
  key: { readonly columns?: readonly string[]; readonly of?: readonly string[]; readonly where?: string } = {},
): Promise<CheckResult> {
  const { columns = ['station'], of = ['id'], where } = key
  const plan: Plan = {
    object: 'rides',
    columns: [],
    sensitive: new Set(),
    checks: [
      {
        name: 'key',
        expectation: 'every station is known',
        measure: { counts: 'orphans', columns, references: { file: 'stations', columns: of } },
        limit: none,
        severity: 'error',
        position: { file: 'c.yaml', line: 1, column: 1 },
        ...(where === undefined ? {} : { where: { condition: where, ifNoRows: 'error' } }),
      },
    ],
  }
  const files = new Map(parent === undefined ? [] : [['stations', parent]])
  const { checks } = await runPlan(plan, tables, child, { files })
  return checks[0]
}

const rowsOf = ({ firstRows }: CheckResult): number[] => firstRows.map(({ row }) => row)

test('names the rows whose key the other file lacks, and leaves out those that have none', async () => {
  const child = await csv('station,bike\n1,a\n9,b\n,c\n2,d\n9,e\n')
  const result = await orphansOf(child, await csv('id\n1\n2\n3\n'))
  expect(result).toMatchObject({ verdict: 'fail', observed: '2 rows of 4', matchingRows: 2 })
  expect(result.firstRows).toEqual([
    { row: 2, value: '9' },
    { row: 5, value: '9' },
  ])
  expect(await orphansOf(child, await csv('id\n1\n2\n9\n'))).toMatchObject({ verdict: 'pass', observed: '0 rows of 4' })
})

test('looks at the rows that where chooses', async () => {
  const child = await csv('station,bike\n1,a\n9,b\n9,a\n')
  const result = await orphansOf(child, await csv('id\n1\n'), { where: "data.bike = 'a'" })
  expect(result).toMatchObject({ observed: '1 row of 2', firstRows: [{ row: 3 }] })
})

test('a key of several columns is one key, and a part that is missing leaves the row out', async () => {
  const child = await csv('city,station\nX,1\nX,2\nY,1\n,2\nY,\n')
  const parent = await csv('id,town\n1,X\n2,Y\n')
  const result = await orphansOf(child, parent, { columns: ['city', 'station'], of: ['town', 'id'] })
  expect(rowsOf(result)).toEqual([2, 3])
  expect(result.observed).toBe('2 rows of 3')
})

test('a text of digits with leading zeros is not the number', async () => {
  expect(rowsOf(await orphansOf(await csv('station\n01\n2\n'), await csv('id\n1\n2\n')))).toEqual([1])
})

test('files that store a key otherwise still hold the same keys', async () => {
  const parquet = join(folder, 'stations.parquet')
  await writeParquet(parquet, {
    rows: 3,
    columns: new Map([
      ['id', { kind: 'number', values: Float64Array.of(1, 2, Number.NaN) }],
      ['code', { kind: 'string', values: ['1', '2', '2024-01-31'] }],
    ]),
  })
  const child = await csv('station\n1\n2\n7\n')
  expect(rowsOf(await orphansOf(child, parquet))).toEqual([3])
  expect(rowsOf(await orphansOf(child, parquet, { of: ['code'] }))).toEqual([3])
})

test('a file or a column that is not there is an error, not a failure of the rows', async () => {
  const child = await csv('station\n1\n')
  expect(await orphansOf(child, undefined)).toMatchObject({
    verdict: 'error',
    observed: 'there is no file of the name "stations". Name it in data.tables of mlgate.yml.',
  })
  expect(await orphansOf(child, await csv('name\n1\n'))).toMatchObject({
    verdict: 'error',
    observed: 'stations has no column "id".',
  })
})

test('another file without rows has no key', async () => {
  expect(rowsOf(await orphansOf(await csv('station\n1\n2\n'), await csv('id\n')))).toEqual([1, 2])
})
