import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables, type Tables } from '@mlgate/tables'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planChecks, readContract, runPlan } from '../index.ts'
import type { BaseRows } from './measure-runner.ts'

let folder: string
let tables: Tables

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-hostile-values-'))
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

async function judged(
  csv: string,
  rules: { readonly property?: readonly object[]; readonly object?: readonly object[] },
  property: object = { name: 'c' },
  base?: BaseRows,
  others: readonly object[] = [],
) {
  const file = join(folder, `${Math.random()}.csv`)
  await writeFile(file, csv)
  const quality = (implementations: readonly object[] = []) =>
    implementations.map((implementation) => ({ type: 'custom', engine: 'mlgate', implementation }))
  const rows = {
    name: 'rows',
    quality: quality(rules.object),
    properties: [{ ...property, quality: quality(rules.property) }, ...others],
  }
  const head = { apiVersion: 'v3.1.0', kind: 'DataContract', id: 'c', version: '1', status: 'active' }
  const plan = planChecks(readContract(JSON.stringify({ ...head, schema: [rows] }), 'c.yaml'))
  const { checks } = await runPlan(plan, tables, file, base === undefined ? {} : { base })
  return checks.filter(({ check }) => check.measure.counts !== 'presence')
}

test('a value that where cannot compute with makes its check an error and leaves the others', async () => {
  const casts = { check: 'notNull', where: 'CAST(c AS INTEGER) > 1' }
  const checks = await judged('c,d\nsecret,1\n2,1\n', {
    property: [casts, { check: 'notNull' }, { check: 'inSet', values: ['2'] }],
    object: [{ check: 'condition', expression: 'CAST(c AS INTEGER) > 1' }],
  })
  expect(checks.map(({ verdict }) => verdict).sort()).toEqual(['error', 'error', 'fail', 'pass'])
  const words = checks.filter(({ verdict }) => verdict === 'error').map(({ observed }) => observed)
  for (const observed of words) {
    expect(observed).toContain('a value cannot be converted')
    expect(observed).not.toContain('secret')
  }
})

test('a function that nobody knows stays the contract’s error', async () => {
  const rule = { check: 'notNull', where: 'no_such(c) > 1' }
  await expect(judged('c,d\n1,1\n', { property: [rule] })).rejects.toThrow('is not an SQL condition')
})

test('numbers far from nothing keep the digits of their spread', async () => {
  // NumPy 2.4.6: numpy.var(x, ddof=1), numpy.std(x, ddof=1), numpy.sum(x).
  const values = Array.from({ length: 1000 }, (_, index) => 1e9 + (index % 10) / 7)
  const csv = `c,d\n${values.map((value) => `${value},1`).join('\n')}\n`
  const kinds = ['variance', 'standardDeviation', 'sum'].map((check) => ({ check, minimum: 0 }))
  const checks = await judged(csv, { property: [...kinds, { check: 'zScore', below: 1.5 }] })
  const [variance, deviation, sum] = checks.map(({ observed }) => Number(observed.split(' ').at(-1)))
  expect(Math.abs((variance ?? 0) / 0.1685358789251558 - 1)).toBeLessThan(1e-12)
  expect(Math.abs((deviation ?? 0) / 0.41053121553075084 - 1)).toBeLessThan(1e-12)
  expect(Math.abs((sum ?? 0) / 1000000000642.8572 - 1)).toBeLessThan(1e-15)
  expect(checks.at(-1)?.observed).toContain('200 rows of 1,000')
})

test('values of a column are hidden whose name differs from a sensitive one’s in case alone', async () => {
  const csv = 'c,d\n4711,1\n'
  const rules = {
    property: [
      { check: 'maximumValue', maximum: 5 },
      { check: 'inSet', values: [5] },
    ],
  }
  const secret = { name: 'C', classification: 'secret' }
  for (const { verdict, observed, firstRows } of await judged(csv, rules, { name: 'c' }, undefined, [secret])) {
    expect(verdict).toBe('fail')
    expect(observed + JSON.stringify(firstRows)).not.toContain('4711')
  }
})

test('rows are compared with the target branch’s, and are not let through when there are none', async () => {
  const rule = { check: 'rowCountChange', against: 'base', minimum: -0.1, maximum: 0.1 }
  const csv = 'c,d\n1,1\n2,1\n'
  const change = async (base?: BaseRows, more: object = {}) =>
    (await judged(csv, { object: [{ ...rule, ...more }] }, { name: 'c' }, base))[0]
  expect(await change({ name: 'main', rows: 2 })).toMatchObject({ verdict: 'pass' })
  expect(await change({ name: 'main', rows: 4 })).toMatchObject({
    verdict: 'fail',
    observed: '-0.5: 2 rows here, 4 in main',
  })
  expect(await change({ name: 'main', rows: 0 })).toMatchObject({ verdict: 'error' })
  expect(await change({ because: 'it expired' })).toMatchObject({ verdict: 'error', observed: 'it expired' })
  expect(await change()).toMatchObject({ verdict: 'error', observed: expect.stringContaining('no change is under') })
  expect(await change(undefined, { ifNoBase: 'pass' })).toMatchObject({ verdict: 'pass' })
  const table = { against: { table: 'old' }, ifNoBase: 'pass' }
  await expect(change(undefined, table)).rejects.toThrow('no meaning but with against: base')
})
