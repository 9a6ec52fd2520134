import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { openTables, quoteName, quoteText } from '@mlgate/tables'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Column, scene, sqlTypes, unitOf } from '../../testing/random-checks.ts'
import { answerOf, type Row } from '../../testing/row-engine.ts'
import type { PlannedCheck } from '../plan/planned-check.ts'
import type { Scalar } from '../plan/predicate.ts'
import { runPlan } from './run-plan.ts'

let folder: string
let instance: DuckDBInstance
let counter = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-engines-'))
  instance = await DuckDBInstance.create(':memory:')
})

afterAll(async () => {
  instance.closeSync()
  await rm(folder, { recursive: true, force: true })
})

async function written(all: readonly Column[], rows: readonly (readonly Scalar[])[]): Promise<string> {
  const path = join(folder, `${counter++}.parquet`)
  const literal = (value: Scalar, { kind }: Column): string =>
    value === null
      ? `NULL::${sqlTypes[kind]}`
      : `${quoteText(Object.is(value, -0) ? '-0' : String(value))}::${sqlTypes[kind]}`
  const list = rows.map((row) => `(${row.map((value, index) => literal(value, all[index]!)).join(', ')})`)
  const names = all.map(({ name }) => quoteName(name)).join(', ')
  const connection = await instance.connect()
  await connection.run(
    `COPY (SELECT * FROM (VALUES ${list.join(', ')}) AS t(${names})) TO ${quoteText(path)} (FORMAT parquet)`,
  )
  connection.closeSync()
  return path
}

test('an engine that goes row by row answers a plan as the one that writes SQL does', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async ({ all, rows, checks }) => {
      const planned = checks.map(
        ({ measure, limit: given, choice }, index): PlannedCheck => ({
          name: `check ${index}`,
          expectation: 'holds',
          measure,
          limit: unitOf(measure, given),
          ...(choice && { where: { condition: choice.condition, ifNoRows: 'error' } }),
          severity: 'error',
          position: { file: 'c.yaml', line: 1, column: 1 },
        }),
      )
      const objects = rows.map(
        (row): Row => Object.fromEntries(all.map(({ name }, index) => [name, row[index] ?? null])),
      )
      const path = await written(all, rows)
      await using tables = await openTables({ allow: [path], memoryMb: 512 })
      const [first, ...rest] = planned
      const plan = {
        object: 'rows',
        checks: [first!, ...rest] as const,
        columns: all.map(({ name }) => name),
        sensitive: new Set<string>(),
      }
      const result = await runPlan(plan, tables, path)
      for (const [index, found] of result.checks.entries()) {
        const expected = answerOf(planned[index]!, objects, checks[index]!.choice?.chooses ?? (() => true))
        expect([found.check.name, found.verdict]).toEqual([`check ${index}`, expected.verdict])
        if (expected.verdict === 'error' || expected.rows === undefined) continue
        expect(found.matchingRows).toBe(expected.rows.length)
        if (found.failing?.by === 'number') expect(found.failing.rows.toSorted((a, b) => a - b)).toEqual(expected.rows)
        if (found.failing !== undefined)
          expect(found.firstRows.map(({ row }) => row)).toEqual(expected.rows.slice(0, 10))
      }
    }),
    { numRuns: 200 },
  )
})
