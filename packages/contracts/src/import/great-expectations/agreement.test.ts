import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { openTables, quoteName, quoteText, type Tables } from '@mlgate/tables'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { differenceOf } from './testing/agreement.ts'
import { differences } from './testing/differences.ts'
import { judgeCases } from './testing/judge-cases.ts'
import { type GoldenCase, readGolden } from './testing/read-golden.ts'

const golden = readGolden(await readFile(join(import.meta.dirname, 'testdata', 'golden.json'), 'utf8'))

let folder: string
let tables: Tables

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-agreement-'))
  tables = await openTables({ allow: [folder], memoryMb: 512 })
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  for (const [name, columns] of golden.tables) {
    const parts = columns.map(({ column, type, values }) => {
      const list = values.map((value) => (value === null ? 'NULL' : quoteText(String(value))))
      return `unnest([${list.join(', ')}]::${type}[]) AS ${quoteName(column)}`
    })
    await connection.run(`COPY (SELECT ${parts.join(', ')}) TO ${quoteText(fileOf(name))} (FORMAT parquet)`)
  }
  for (const [name, text] of golden.csv) await writeFile(fileOf(name), text)
  connection.closeSync()
  instance.closeSync()
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

function fileOf(table: string): string {
  return join(folder, `${table}.${golden.csv.has(table) ? 'csv' : 'parquet'}`)
}

function titleOf({ table, type, kwargs }: GoldenCase): string {
  return `${table}: ${type} ${JSON.stringify(kwargs)}`
}

test('every difference is shown by a case', () => {
  for (const { because, concerns } of differences) expect(golden.cases.some(concerns), because).toBe(true)
})

test('every difference stands in the documentation', async () => {
  const page = await readFile(join(import.meta.dirname, '../../../../../docs/contracts/importing.md'), 'utf8')
  const words = page.replaceAll(/\s+/g, ' ').toLowerCase()
  for (const { because } of differences) expect(words).toContain(because.toLowerCase())
})

test.each([...golden.tables.keys(), ...golden.csv.keys()])(
  'an imported suite judges %s as Great Expectations does',
  async (table) => {
    const cases = golden.cases.filter((one) => one.table === table)
    const outcomes = await judgeCases(cases, tables, fileOf(table))
    const wrong = cases.flatMap((one) => {
      const outcome = outcomes.get(one)
      if (outcome === undefined) return [`${titleOf(one)}: was not judged`]
      const difference = differenceOf(one, outcome)
      const known = differences.some(({ concerns, answers }) => concerns(one) && answers.includes(outcome.answer))
      return difference === undefined || known ? [] : [`${titleOf(one)}: ${difference}`]
    })
    expect(wrong).toEqual([])
  },
  60_000,
)
