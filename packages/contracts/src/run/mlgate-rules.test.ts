import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { openTables, type Tables } from '@mlgate/tables'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CheckResult, planChecks, readContract, runPlan } from '../index.ts'

let folder: string
let file: string
let tables: Tables

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-rules-'))
  file = join(folder, 'rows.csv')
  await writeFile(file, 'carrier,delay\nAA,1\nAA,\nAA,3\nUA,\nUA,5\n')
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

function contractWith(implementation: object): string {
  const rule = { type: 'custom', engine: 'mlgate', implementation }
  const rows = { name: 'rows', properties: [{ name: 'delay', quality: [rule] }] }
  const head = { apiVersion: 'v3.1.0', kind: 'DataContract', id: 'c', version: '1', status: 'active' }
  return JSON.stringify({ ...head, schema: [rows] })
}

async function judged(implementation: object): Promise<CheckResult> {
  const plan = planChecks(readContract(contractWith(implementation), 'c.yaml'))
  const { checks } = await runPlan(plan, tables, file)
  return checks.at(-1)!
}

test('a tolerance is the least share of rows that keep the rule', async () => {
  expect(await judged({ check: 'notNull', mostly: 0.6 })).toMatchObject({
    verdict: 'pass',
    observed: '2 rows of 5 (40 %)',
  })
  expect(await judged({ check: 'notNull', mostly: 0.61 })).toMatchObject({
    verdict: 'fail',
    firstRows: [{ row: 2 }, { row: 4 }],
  })
})

test('where chooses the rows that are considered', async () => {
  expect(await judged({ check: 'notNull', where: "carrier = 'AA'" })).toMatchObject({
    verdict: 'fail',
    observed: '1 row of 3',
    firstRows: [{ row: 2 }],
  })
})

test('where that chooses no row checks nothing, which is an error unless the contract says otherwise', async () => {
  const nobody = { check: 'notNull', where: "carrier = 'ZZ'" }
  expect(await judged(nobody)).toMatchObject({ verdict: 'error', observed: expect.stringContaining('no row') })
  expect(await judged({ ...nobody, ifNoRows: 'pass' })).toMatchObject({ verdict: 'pass' })
})

test.each([
  ['delay >', 'cannot be parsed'],
  ['max(delay) > 3', 'aggregates'],
  ['row_number() OVER () > 1', 'window'],
  ['delay IN (SELECT 1)', 'subquery'],
  ['1=1) FROM data --', 'cannot be parsed'],
  ['1=1), (2=2', 'not one condition'],
  ['1=1, 2', 'several expressions'],
  ['no_such_function(delay)', 'no_such_function'],
])('where %s is refused with its place', async (where, words) => {
  const refused = judged({ check: 'notNull', where })
  await expect(refused).rejects.toBeInstanceOf(ConfigurationError)
  await expect(refused).rejects.toThrow(words)
  await expect(refused).rejects.toThrow('c.yaml:1:')
})

test('a column that where names and the file lacks fails the check', async () => {
  expect(await judged({ check: 'notNull', where: 'gate = 1' })).toMatchObject({
    verdict: 'fail',
    observed: 'no column "gate"',
  })
})

test.each([
  [{ check: 'notNul' }, 'Did you mean notNull?'],
  [{ check: 'notNull', mosty: 1 }, 'Did you mean mostly?'],
  [{ check: 'notNull', mostly: 99 }, 'mostly'],
  [{ check: 'notNull', ifNoRows: 'pass' }, 'has no meaning without where'],
])('a rule that cannot be run is refused with its place: %j', (implementation, words) => {
  const read = (): unknown => readContract(contractWith(implementation), 'c.yaml')
  expect(read).toThrow(ConfigurationError)
  expect(read).toThrow(words)
})
