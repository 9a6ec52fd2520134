import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { openTables, quoteText } from '@mlgate/tables'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readContract } from '../contract.ts'
import { planChecks } from '../plan/plan.ts'
import { runPlan } from '../run/run-plan.ts'
import { leaveQuarantine } from './leave-quarantine.ts'

let folder: string
let counter = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-quarantine-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const contractOf = (properties: readonly object[]) =>
  JSON.stringify({
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: 'c',
    version: '1.0.0',
    status: 'active',
    schema: [{ name: 'rows', properties }],
  })

/** What is left of a CSV file that is checked by properties. */
async function quarantined(csv: string, properties: readonly object[], limit?: number) {
  const path = join(folder, `${counter++}.csv`)
  await writeFile(path, csv)
  await using tables = await openTables({ allow: [path], memoryMb: 512 })
  const plan = planChecks(readContract(contractOf(properties), 'c.yaml'))
  const result = await runPlan(plan, tables, path)
  const target = join(folder, `${counter}`, 'train.parquet')
  const { sensitive } = plan
  const options = { target, name: 'quarantine/train.parquet', sensitive, ...(limit === undefined ? {} : { limit }) }
  const left = await leaveQuarantine(result, tables, path, options)
  return { left, target, rows: existsSync(target) ? await rowsOf(target) : undefined }
}

async function rowsOf(path: string) {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const reader = await connection.runAndReadAll(`SELECT * FROM ${quoteText(path)}`)
  const rows = reader.getRowObjectsJson()
  connection.closeSync()
  instance.closeSync()
  return rows
}

const x = { name: 'x', logicalType: 'integer', logicalTypeOptions: { maximum: 5 }, unique: true }

describe('rows that break a contract', () => {
  it('are all left, each with every check that it breaks', async () => {
    const city = { name: 'city', required: true, quality: [{ metric: 'nullValues', mustBe: 0, severity: 'warning' }] }
    const { left, rows } = await quarantined('x,city\n1,york\n9,\n2,leeds\n2,\n9,hull\n', [x, city])
    expect(left).toEqual({ file: 'quarantine/train.parquet', rows: 3, isCut: false, without: [] })
    expect(rows).toEqual([
      {
        row: '2',
        reasons: ['x: maximum', 'city: required', 'city: nullValues'],
        severity: 'error',
        x: '9',
        city: null,
      },
      { row: '4', reasons: ['x: unique', 'city: required', 'city: nullValues'], severity: 'error', x: '2', city: null },
      { row: '5', reasons: ['x: unique', 'x: maximum'], severity: 'error', x: '9', city: 'hull' },
    ])
  })

  it('are not left when there are none: no file is made', async () => {
    const { left, rows } = await quarantined('x\n1\n2\n', [x])
    expect(left).toBeUndefined()
    expect(rows).toBeUndefined()
  })

  it('are left without their sensitive columns, whatever case their names have', async () => {
    const secret = { name: 'SSN', classification: 'restricted', logicalType: 'string' }
    const { left, rows } = await quarantined('x,ssn\n9,CANARY\n', [x, secret])
    expect(left?.without).toEqual(['ssn'])
    expect(rows).toEqual([{ row: '1', reasons: ['x: maximum'], severity: 'error', x: '9' }])
  })

  it('keep their own columns called row and reasons', async () => {
    const { rows } = await quarantined('row,reasons,x\na,b,9\n', [x])
    expect(rows).toEqual([{ _row: '1', _reasons: ['x: maximum'], severity: 'error', row: 'a', reasons: 'b', x: '9' }])
  })

  it('are cut at a number, the first ones whole, and that is said', async () => {
    const csv = `x\n${Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? 7 : 8)).join('\n')}\n`
    const { left, rows } = await quarantined(csv, [x], 4)
    expect(left).toMatchObject({ rows: 4, isCut: true })
    expect(rows?.map(({ row, reasons }) => [row, reasons])).toEqual([
      ['1', ['x: maximum']],
      ['2', ['x: maximum']],
      ['3', ['x: unique', 'x: maximum']],
      ['4', ['x: unique', 'x: maximum']],
    ])
  })
})
