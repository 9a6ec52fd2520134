import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables, type Tables } from '@mlgate/tables'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { explainPlan, type Plan, planChecks, planText, readContract, runPlan } from '../index.ts'

let folder: string
let tables: Tables
let file: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-explain-'))
  file = join(folder, 'rows.csv')
  await writeFile(file, 'id,x,text,json\n1,secret-1,aa,"{""a"":1}"\n1,5,bb,"{""a"":2}"\n2,,bb,"{""a"":3}"\n')
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

function planOf(object: object, data?: string): Plan {
  const schema = [{ name: 'rows', ...object }]
  const contract = { apiVersion: 'v3.1.0', kind: 'DataContract', id: 'c', version: '1', status: 'active', schema }
  return planChecks(readContract(JSON.stringify(contract), 'c.yaml'), undefined, data === undefined ? {} : { data })
}

function rule(check: string, settings: object = {}): object {
  return { type: 'custom', engine: 'mlgate', implementation: { check, ...settings } }
}

/** Tables that tell what they were asked. */
function overheard(): { readonly tables: Tables; readonly asked: string[] } {
  const asked: string[] = []
  const query: Tables['query'] = (name, sql, options) => {
    asked.push(sql)
    return tables.query(name, sql, options)
  }
  return { tables: { ...tables, query }, asked }
}

const several = {
  quality: [
    { metric: 'rowCount', mustBeGreaterThan: 1 },
    { type: 'sql', query: 'SELECT count(*) FROM ${object} WHERE id < 0', mustBe: 0 },
    { type: 'text', description: 'Ask the owner.' },
    rule('sharedIds', { with: 'test', id: 'id' }),
  ],
  properties: [
    { name: 'id', unique: true },
    { name: 'gone' },
    { name: 'text', logicalType: 'string', logicalTypeOptions: { maxLength: 1 } },
  ],
}

test('an explanation tells each check with its place, its aggregates of the one scan, and what is asked beside it', async () => {
  const found = await explainPlan(planOf(several), tables, file)
  expect(Object.keys(found)).toEqual(['object', 'checks', 'scan', 'queries', 'engine', 'asText', 'leftOut', 'notes'])
  const unique = found.checks.find(({ name }) => name === 'id: unique')
  expect(unique).toEqual({
    name: 'id: unique',
    expectation: 'no value stands twice',
    severity: 'error',
    position: { file: 'c.yaml', line: 1, column: expect.any(Number) },
    measure: { counts: 'surplus', columns: ['id'] },
    limit: { unit: 'rows', operator: 'mustBe', bounds: [0], words: 'the number of rows must be exactly 0' },
    aggregates: expect.any(Array),
    missing: [],
    parts: [],
  })
  expect(unique?.aggregates.map((number) => found.scan.aggregates[number - 1]?.of)).toEqual([
    'id: unique: rows considered',
    'id: unique',
    'id: unique',
  ])
  expect(found.scan.sql).toBe(`SELECT ${found.scan.aggregates.map(({ sql }) => sql).join(', ')} FROM data`)
  expect(found.queries.map(({ check }) => check).toSorted()).toEqual(['sharedIds', 'sql'])
  expect(found.queries.find(({ check }) => check === 'sql')?.sql).toBe('SELECT count(*) FROM ${object} WHERE id < 0')
  expect(found.checks.find(({ name }) => name === 'gone: present')).toMatchObject({ aggregates: [], missing: ['gone'] })
  expect(found.notes).toMatchObject([{ text: 'Ask the owner.' }])
  expect(JSON.parse(JSON.stringify(found))).toEqual(found)
})

test('a check that is not asked of a file is told with the reason', async () => {
  const { leftOut } = await explainPlan(planOf(several, 'test'), tables, file)
  expect(leftOut).toEqual([{ name: 'sharedIds', because: 'It compares other files with test.' }])
})

test('the scan that is told is the one that a run asks, and telling it reads no row', async () => {
  const plan = planOf({ quality: several.quality.slice(0, 2), properties: [{ name: 'id', required: true }] })
  const told = overheard()
  const { scan } = await explainPlan(plan, told.tables, file)
  expect(told.asked).toEqual([])
  const run = overheard()
  await runPlan(plan, run.tables, file)
  expect(run.asked[0]).toBe(scan.sql)
})

test.each([
  ['required', { properties: [{ name: 'id', required: true }] }],
  ['logicalType', { properties: [{ name: 'text', logicalType: 'string' }] }],
  ['rowCount', { quality: [{ metric: 'rowCount', mustBeGreaterThan: 0 }] }],
  ['sql', { quality: [{ type: 'sql', query: 'SELECT 1', mustBe: 1 }] }],
  ['meanBetween', { properties: [{ name: 'id', quality: [rule('mean', { minimum: 0 })] }] }],
  ['medianBetween', { properties: [{ name: 'id', quality: [rule('median', { minimum: 0 })] }] }],
  ['increasing', { properties: [{ name: 'id', quality: [rule('increasing')] }] }],
])('%s asks beside the scan exactly when its explanation says so', async (_, object) => {
  const plan = planOf(object)
  const { queries } = await explainPlan(plan, tables, file)
  const run = overheard()
  const { checks } = await runPlan(plan, run.tables, file)
  expect(checks.map(({ verdict }) => verdict)).not.toContain('fail')
  expect(run.asked.length > 1).toBe(queries.length > 0)
})

test('of parts of columns no type is looked for, since that takes the rows', async () => {
  const plan = planOf({
    properties: [{ name: 'json', logicalType: 'object', properties: [{ name: 'a', logicalType: 'integer' }] }],
  })
  const told = overheard()
  const { checks } = await explainPlan(plan, told.tables, file)
  expect(told.asked).toEqual([])
  expect(checks.find(({ parts }) => parts.length > 0)).toMatchObject({ missing: [], parts: ['json.a'], aggregates: [] })
})

test('bounds without an end are text in data, and words for people', async () => {
  const plan = planOf({ properties: [{ name: 'id', quality: [rule('mean', { minimum: 1 })] }] })
  const explanation = await explainPlan(plan, tables, file)
  expect(explanation.checks.at(-1)?.limit).toMatchObject({
    bounds: [1, 'Infinity'],
    words: 'the number must be at least 1',
  })
})

test('the text is for people, and what a contract says cannot move their cursor', async () => {
  const name = 'x\u001b[2J\n::error::y\u202e'
  const plan = planOf({ properties: [{ name: 'id', unique: true }, { name }] })
  const text = planText(await explainPlan(plan, tables, file), ['train: rows\u001b[1m.csv'])
  expect(text).toContain('train: rows\\u{1b}[1m.csv\n\n')
  expect(text).toContain('x\\u{1b}[2J\\u{a}::error::y\\u{202e}: present')
  expect(text).toContain('measure   surplus {columns: [id]}')
  expect(text).toMatch(/^ {4}count_if\(\(\("id" IS NOT NULL\)\)\)/m)
  for (const hidden of ['\u001b', '\u202e', '\n::']) expect(text).not.toContain(hidden)
  expect(text).not.toContain('secret-1')
})
