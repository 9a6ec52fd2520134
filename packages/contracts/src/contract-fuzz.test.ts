import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { openTables, type Tables } from '@mlgate/tables'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows, ruleSamples } from '../testing/rule-samples.ts'
import { type PlanResult, planChecks, readContract, runPlan } from './index.ts'

let folder: string
let tables: Tables
const files = new Map<string, string>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-fuzz-'))
  for (const name of ['train', 'test', 'few']) {
    files.set(name, join(folder, `${name}.jsonl`))
    const kept = name === 'few' ? rows.slice(1, 4) : rows
    await writeFile(files.get(name) ?? '', kept.map((row) => `${JSON.stringify(row)}\n`).join(''))
  }
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

function contractOf(column: string | undefined, rule: unknown): string {
  const properties = ['id', 'secret', 'twin', 'amount', 'born', 'label', 'open'].map((name) => ({
    name,
    ...(name === column ? { quality: [rule] } : {}),
  }))
  const object = { name: 'rows', properties, ...(column === undefined ? { quality: [rule] } : {}) }
  const head = { apiVersion: 'v3.1.0', kind: 'DataContract', id: 'c', version: '1', status: 'active' }
  return JSON.stringify({ ...head, schema: [object] })
}

/** What a run comes to; undefined when the contract is refused. Anything else that is thrown is a fault. */
async function outcome(text: string): Promise<PlanResult | undefined> {
  const programs = { failingRows: () => Promise.reject(new ConfigurationError('the program failed')) }
  try {
    const plan = planChecks(readContract(text, 'c.yaml'), undefined, { data: 'train' })
    return await runPlan(plan, tables, files.get('train') ?? '', { files, programs })
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return undefined
  }
}

/** What hostile or careless people write where something else belongs. */
const anything = fc.oneof(
  fc.constantFrom<unknown[]>(null, true, 0, -1, 0.5, 1e308, 2 ** 60, '', ' ', [], {}, [null], [[]], { a: 1 }),
  fc.constantFrom(
    'secret',
    'no such column',
    'a"b',
    "'; DROP TABLE data; --",
    '\u0000',
    '\u202e',
    '__proto__',
    '${object}',
  ),
  fc.constantFrom(
    'SELECT 1',
    'SELECT 1; SELECT 2',
    "read_text('/etc/passwd')",
    'count(*) > 0',
    '(((',
    '^(',
    '2024-01-01',
    '%Q',
  ),
  fc.jsonValue({ maxDepth: 2 }),
)

const sample = fc.constantFrom(...ruleSamples)

/** A rule in which one key, or the rule around it, says something else. */
const mutated = fc
  .record({ sample, at: fc.nat(), value: anything, outer: fc.boolean() })
  .map(({ sample: [, column, implementation], at, value, outer }) => {
    const keys = Object.keys(implementation).filter((key) => key !== 'check')
    const outerKeys = ['severity', 'name', 'type', 'engine', 'implementation', 'description', 'dimension']
    const rule = { type: 'custom', engine: 'mlgate', implementation }
    if (outer || keys.length === 0) return { column, rule: { ...rule, [outerKeys[at % outerKeys.length]!]: value } }
    const changed = { ...implementation, [[...keys, 'where', 'mostly'][at % (keys.length + 2)]!]: value }
    return { column, rule: { ...rule, implementation: changed } }
  })

test('a rule that says anything is refused or answered, and nothing worse', async () => {
  await fc.assert(
    fc.asyncProperty(mutated, async ({ column, rule }) => {
      const result = await outcome(contractOf(column, rule))
      for (const { verdict, observed } of result?.checks ?? []) {
        expect(['pass', 'fail', 'error']).toContain(verdict)
        expect(observed).not.toBe('')
      }
    }),
    { numRuns: 400 },
  )
})

test('a key that is not known is never passed over', async () => {
  await fc.assert(
    fc.asyncProperty(sample, fc.string({ minLength: 1 }), anything, async ([, column, implementation], name, value) => {
      const key = `x${name}`
      const rule = { type: 'custom', engine: 'mlgate', implementation: { ...implementation, [key]: value } }
      expect(await outcome(contractOf(column, rule))).toBeUndefined()
    }),
    { numRuns: 100 },
  )
})

test('a rule whose column is not there does not pass', async () => {
  for (const [check, column, implementation] of ruleSamples) {
    if (column === undefined) continue
    const rule = { type: 'custom', engine: 'mlgate', implementation }
    const text = contractOf(column, rule).replaceAll(`"name":"${column}"`, '"name":"not there"')
    const result = await outcome(text)
    const found = result?.checks.filter(({ check: { name } }) => name.startsWith('not there')) ?? []
    expect(found.length, check).toBeGreaterThan(1)
    for (const { verdict } of found) expect(verdict, check).not.toBe('pass')
  }
})
