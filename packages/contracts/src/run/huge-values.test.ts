import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables } from '@mlgate/tables'
import { expect, test } from 'vitest'
import { readContract } from '../contract.ts'
import { planChecks } from '../plan/plan.ts'
import { runPlan } from './run-plan.ts'

test('values near the end of the doubles make a check an error, and end no other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-huge-'))
  try {
    const file = join(folder, 'a.csv')
    await writeFile(file, 'x\n1.7e308\n-1.7e308\n1.7e308\n-1.7e308\n')
    await using tables = await openTables({ allow: [folder], memoryMb: 512 })
    const rules = [
      { check: 'standardDeviation', maximum: 1 },
      { check: 'variance', maximum: 1 },
      { check: 'zScore', below: 3 },
      { check: 'mean', minimum: 0, maximum: 0 },
      { check: 'sum', minimum: 0, maximum: 0 },
      { check: 'quantile', level: 1, minimum: 1.7e308 },
    ].map((implementation) => ({ type: 'custom', engine: 'mlgate', implementation }))
    const query = { type: 'sql', name: 'query', query: 'SELECT stddev_pop(x) FROM data', mustBe: 1 }
    const text = JSON.stringify({
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: 'c',
      version: '1.0.0',
      status: 'active',
      schema: [{ name: 'rows', properties: [{ name: 'x', quality: rules }], quality: [query] }],
    })
    const { checks } = await runPlan(planChecks(readContract(text, 'c.yaml')), tables, file)
    expect(Object.fromEntries(checks.map(({ check, verdict }) => [check.name, verdict]))).toEqual({
      'x: present': 'pass',
      'x: standardDeviation': 'error',
      'x: variance': 'error',
      'x: zScore': 'error',
      'x: mean': 'pass',
      'x: sum': 'pass',
      'x: quantile': 'pass',
      query: 'error',
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
