import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import { openTables, quoteName, quoteText, type Tables } from '@mlgate/tables'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importContract, planChecks, readContract, runPlan } from '../../index.ts'
import { differences } from './testing/differences.ts'
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
  connection.closeSync()
  instance.closeSync()
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

function fileOf(table: string): string {
  return join(folder, `${table}.parquet`)
}

type Answer = 'pass' | 'fail' | 'error' | 'not imported'

interface Outcome {
  readonly answer: Answer
  readonly matchingRows: number | undefined
  /** Of the rule itself, in words. */
  readonly observed: string
}

/** What the imported contract says: everything that it demands together, and the rows of the rule itself. */
async function judge({ table, type, kwargs }: GoldenCase): Promise<Outcome> {
  let imported: ReturnType<typeof importContract>
  try {
    imported = importContract(JSON.stringify({ name: 's', expectations: [{ type, kwargs }] }), 'suite.json')
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return { answer: 'not imported', matchingRows: undefined, observed: '' }
  }
  // What was imported can be read: only running it may be refused.
  const plan = planChecks(readContract(imported.yaml, 'c.yaml'))
  try {
    const { checks } = await runPlan(plan, tables, fileOf(table))
    const verdicts = checks.map(({ verdict }) => verdict)
    const answer = verdicts.includes('error') ? 'error' : verdicts.includes('fail') ? 'fail' : 'pass'
    const own = checks.find(({ check }) => check.name.includes(type))
    return { answer, matchingRows: own?.matchingRows, observed: own?.observed ?? '' }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return { answer: 'error', matchingRows: undefined, observed: '' }
  }
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

test.each(golden.cases.map((one) => [titleOf(one), one] as const))('%s', async (_title, one) => {
  const { answer, matchingRows, observed } = await judge(one)
  const difference = differences.find(({ concerns }) => concerns(one))
  if (difference !== undefined) {
    expect(difference.answers).toContain(answer)
    return
  }
  if (one.success !== true) {
    expect(answer).not.toBe('pass')
    if (one.raised || one.success === undefined) return
  } else {
    expect(answer).toBe('pass')
  }
  if (answer === 'error') return
  if (one.unexpectedCount !== undefined && matchingRows !== undefined) expect(matchingRows).toBe(one.unexpectedCount)
  for (const number of numbersOf(one)) {
    expect(numbersIn(observed).some((found) => isSame(found, number))).toBe(true)
  }
})

/** The numbers that a column came to. */
function numbersOf({ type, observed }: GoldenCase): readonly number[] {
  // The least share of values is checked by counting rows that lack one.
  if (type.includes('proportion_of_non_null')) return []
  if (typeof observed === 'number') return [observed]
  const values = typeof observed === 'object' && observed !== null && 'values' in observed ? observed.values : []
  return Array.isArray(values) ? values.filter((value) => typeof value === 'number') : []
}

function numbersIn(words: string): readonly number[] {
  return [...words.matchAll(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g)].map(([text]) => Number(text))
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b))
}
