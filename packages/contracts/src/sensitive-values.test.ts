import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { ConfigurationError, digestOfBytes } from '@mlgate/core'
import { openTables, quoteText, type Tables } from '@mlgate/tables'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ofObjects, ofProperties, rows, ruleSamples } from '../testing/rule-samples.ts'
import { contractReport, planChecks, readContract, runPlan } from './index.ts'
import { ruleKinds } from './rules/mlgate/index.ts'

/** Values of sensitive columns, as nothing else in the test is written: text, number, date, label, id. */
const canaries = ['CANARYTEXT', '4242424', '1977-07-0', 'CANARYLABEL', 'CANARYID']
let folder: string
let tables: Tables
const files = { csv: new Map<string, string>(), parquet: new Map<string, string>() }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-sensitive-'))
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  for (const [name, kept] of [
    ['train', rows],
    ['test', rows],
    ['few', rows.slice(1, 4)],
  ] as const) {
    const json = join(folder, `${name}.source.json`)
    await writeFile(json, JSON.stringify(kept))
    for (const format of ['csv', 'parquet'] as const) {
      const path = join(folder, `${name}.${format}`)
      await connection.run(`COPY (FROM read_json(${quoteText(json)})) TO ${quoteText(path)} (FORMAT ${format})`)
      files[format].set(name, path)
    }
  }
  connection.closeSync()
  instance.closeSync()
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const custom = (implementation: object) => ({ type: 'custom', engine: 'mlgate', implementation })

function contractOf(column: string | undefined, implementation: object): string {
  const properties = ['id', 'secret', 'twin', 'amount', 'born', 'label'].map((name) => ({
    name,
    classification: 'restricted',
    ...(name === column ? { quality: [custom(implementation)] } : {}),
  }))
  const object = {
    name: 'rows',
    properties: [...properties, { name: 'open' }],
    ...(column === undefined ? { quality: [custom(implementation)] } : {}),
  }
  const head = { apiVersion: 'v3.1.0', kind: 'DataContract', id: 'c', version: '1', status: 'active' }
  return JSON.stringify({ ...head, schema: [object] })
}

/** What of a file's report, or of the error instead of one, does not come from the contract. */
async function told(format: 'csv' | 'parquet', column: string | undefined, implementation: object) {
  const path = files[format].get('train') ?? ''
  const plan = planChecks(readContract(contractOf(column, implementation), 'c.yaml'), undefined, { data: 'train' })
  const programs = {
    failingRows: () => Promise.reject(new ConfigurationError('the program failed')),
  }
  try {
    const result = await runPlan(plan, tables, path, { files: files[format], programs })
    const digest = digestOfBytes(new Uint8Array())
    const report = contractReport([{ name: 'train', file: 'train', digest, bytes: 1, result }], {
      model: 'm',
      step: 'validate-data',
      contract: { file: 'c.yaml', version: '1', digest },
    })
    return { broken: report.verdict !== 'pass', text: JSON.stringify(report) }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return { broken: true, text: error.message }
  }
}

test('every check of engine mlgate has a sample here', () => {
  for (const [check, { levels }] of ruleKinds) {
    if (levels.includes('property')) expect(ofProperties, check).toHaveProperty(check)
    if (levels.includes('object')) expect(ofObjects, check).toHaveProperty(check)
  }
})

describe.each(['csv', 'parquet'] as const)('no value of a sensitive column in %s is told', (format) => {
  test.each(ruleSamples)('by %s of %s: %j', async (_check, column, implementation) => {
    const { broken, text } = await told(format, column, implementation)
    expect(broken).toBe(true)
    // The contract's own words may hold what the sample demands.
    const own = JSON.stringify(implementation)
    for (const canary of canaries.filter((one) => !own.includes(one))) expect(text).not.toContain(canary)
    for (const derived of ['424242', '84848485', '101818182'])
      if (!own.includes(derived)) expect(text).not.toContain(derived)
  })
})
