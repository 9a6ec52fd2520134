import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables, type Tables } from '@mlgate/tables'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readContract } from '../../contract.ts'
import { planChecks } from '../../plan/plan.ts'
import { runPlan } from '../../run/run-plan.ts'
import { importContract } from '../import-contract.ts'

interface Case {
  readonly case: string
  readonly field: Readonly<Record<string, unknown>>
  readonly values: readonly string[]
  readonly valid: boolean
}

/** What frictionless-py says of rows, by version; made anew by validating each case with it. */
const golden: { readonly source: string; readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'golden.json'), 'utf8'),
)

/** The specification's patterns (XML Schema) match the whole value; frictionless-py looks at its beginning only. */
function isValid({ case: name, values, valid }: Pick<Case, 'case' | 'values' | 'valid'>): boolean {
  return valid && !(name === 'pattern' && values[0] === 'abc1')
}

const folder = mkdtempSync(join(tmpdir(), 'mlgate-frictionless-'))
let tables: Tables
beforeAll(async () => {
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})
afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

test.each(golden.cases.map((one, index) => ({ ...one, index })))('$case: $values is valid: $valid', async (one) => {
  const { field, values, index } = one
  const schema = { fields: [{ name: 'k', type: 'string' }, field] }
  const { yaml, missing } = importContract(JSON.stringify(schema), 'schema.json', 'frictionless')
  expect(missing).toEqual([])
  const file = join(folder, `${index}.csv`)
  writeFileSync(file, `k,v\n${values.map((value) => `k,${value}\n`).join('')}`)
  const { checks } = await runPlan(planChecks(readContract(yaml, 'c.yaml')), tables, file)
  expect(checks.every(({ verdict }) => verdict === 'pass')).toBe(isValid(one))
})

const field = (over: object) => ({ fields: [{ name: 'a', type: 'string', ...over }, { name: 'b' }] })
const imported = (schema: object) => importContract(JSON.stringify(schema), 'schema.json')

test.each([
  ['a type that is not checked', field({ type: 'geopoint' }), 'geopoint is not checked'],
  ['a constraint that nobody knows', field({ constraints: { jsonSchema: {} } }), 'a: constraints.jsonSchema'],
  ['a pattern that looks around', field({ constraints: { pattern: '(?=a)b' } }), 'look-around'],
  [
    'other marks of missing values',
    { ...field({}), missingValues: ['', '-'] },
    'data.reading in mlgate.yml: null_values: ["","-"]',
  ],
  ['another decimal mark', field({ type: 'number', decimalChar: ',' }), 'data.reading in mlgate.yml: decimal: ","'],
  ['a foreign key', { ...field({}), foreignKeys: [{ fields: 'a', reference: {} }] }, 'foreignKey'],
  ['a date in a form of its own', field({ type: 'date', format: 'any' }), 'any cannot be written'],
])('%s is listed, never dropped', (_, schema, words) => {
  expect(imported(schema).missing.join('\n')).toContain(words)
})

test('keys of several fields are one key, and unique keys are rules of the table', () => {
  const { yaml, missing } = imported({ ...field({}), primaryKey: ['b', 'a'], uniqueKeys: [['a', 'b']] })
  expect(missing).toEqual([])
  expect(readContract(yaml, 'c.yaml').objects[0].checks.map(({ name }) => name)).toContain('primary key (b, a): unique')
  expect(yaml).toContain('metric: duplicateValues')
})

test('the first resource of a package is read, and the others are said', () => {
  const resources = [{ name: 'one', schema: field({}), dialect: { delimiter: ';' } }, { name: 'two' }]
  const { yaml, missing } = imported({ resources })
  expect(yaml).toContain('id: one')
  expect(missing.join('\n')).toMatch(/1 more.*dialect: .*data\.reading in mlgate\.yml: delimiter: ";"/s)
})

test('how a file is written is said in the words of data.reading', () => {
  const dialect = { header: false, quoteChar: "'", commentChar: '#', doubleQuote: false, lineTerminator: '\n' }
  const { missing } = imported({ name: 'one', schema: field({}), dialect, encoding: 'iso-8859-1' })
  expect(missing.join('\n')).toContain(
    `header: false; columns: ["a","b"]; quote: "'"; comment: "#"; encoding: "latin-1"`,
  )
  expect(missing.join('\n')).toContain('dialect: doubleQuote: is not understood')
})

test('foreign keys are rules of the table, to another or to itself', () => {
  const foreignKeys = [
    { fields: 'a', reference: { resource: 'stations', fields: 'id' } },
    { fields: ['a'], reference: { fields: ['b'] } },
  ]
  const { yaml, missing } = imported({ name: 'flights', ...field({}), foreignKeys })
  expect(missing).toEqual([])
  expect(readContract(yaml, 'c.yaml').objects[0].checks.map(({ expectation }) => expectation)).toEqual(
    expect.arrayContaining(['every row has a in stations (id)', 'every row has a in flights (b)']),
  )
})
