import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { openTables, quoteText, type Tables } from '@mlgate/tables'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CheckResult, planChecks, readContract, runPlan } from '../index.ts'

let folder: string
let tables: Tables

const csv = `whole,gaps,share,flag,maybe,word,code,none,marked
1,1,0.5,True,True,a,007,,1
2,,1,False,,b,010,,NA
2,3,2.50,true,False,,7,,3
`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-types-'))
  await writeFile(join(folder, 'rows.csv'), csv)
  tables = await openTables({ allow: [folder], memoryMb: 512 })
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const rows = `SELECT 1::BIGINT AS whole, 1::SMALLINT AS small, NULL::BIGINT AS gaps, 1.5::DOUBLE AS share, true AS flag,
    NULL::BOOLEAN AS maybe, 'a' AS word, '2024-01-01' AS day_text, DATE '2024-01-01' AS day, TIMESTAMP '2024-01-01' AS moment,
    TIMESTAMPTZ '2024-01-01 00:00:00+00' AS instant, 0.10::DECIMAL(5, 2) AS money, '1' AS digits, 'NA' AS na, '\\x00'::BLOB AS bytes`
  await connection.run(`COPY (${rows}) TO ${quoteText(join(folder, 'rows.parquet'))} (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

interface Rules {
  readonly [column: string]: readonly object[]
}

async function judged(file: string, rules: Rules, ofRows: readonly object[] = []): Promise<readonly CheckResult[]> {
  const quality = (implementations: readonly object[]): object[] =>
    implementations.map((implementation) => ({ type: 'custom', engine: 'mlgate', implementation }))
  const properties = Object.entries(rules).map(([name, own]) => ({ name, quality: quality(own) }))
  const head = { apiVersion: 'v3.1.0', kind: 'DataContract', id: 'c', version: '1', status: 'active' }
  const yaml = JSON.stringify({ ...head, schema: [{ name: 'rows', quality: quality(ofRows), properties }] })
  const { checks } = await runPlan(planChecks(readContract(yaml, 'c.yaml')), tables, join(folder, file))
  return checks.filter(({ check }) => check.measure.counts !== 'presence')
}

describe('what one check sees as written changes no answer of another', () => {
  const asWritten = { check: 'length', minimum: 1 }

  test.each([
    ['whole', { check: 'inSet', values: [1, 2], sameType: true }, 'pass'],
    ['whole', { check: 'notInSet', values: [1], sameType: true }, 'fail'],
    ['whole', { check: 'notInSet', values: ['1'], sameType: true }, 'pass'],
    ['whole', { check: 'distinctValues', equal: [1, 2], sameType: true }, 'pass'],
    ['whole', { check: 'mostCommonValue', in: [2], sameType: true }, 'pass'],
    ['flag', { check: 'inSet', values: [true, false], sameType: true }, 'pass'],
    ['flag', { check: 'sum', minimum: 2, maximum: 2 }, 'pass'],
    ['flag', { check: 'range', minimum: 0, maximum: 1 }, 'pass'],
    ['flag', { check: 'distinctCount', minimum: 2, maximum: 2 }, 'pass'],
    ['share', { check: 'distinctValues', equal: [0.5, 1, 2.5], sameType: true }, 'pass'],
  ])('%s: %o', async (column, rule, verdict) => {
    const [alone] = await judged('rows.csv', { [column]: [rule] })
    const [beside] = await judged('rows.csv', { [column]: [rule, asWritten] })
    expect(alone?.verdict).toBe(verdict)
    expect(beside?.verdict).toBe(verdict)
  })

  test.each([
    ['whole > 1', 2],
    ['data.whole > 1 AND "whole" < share', 1],
    ["word <> 'é' AND wHoLe = share * 2", 2],
    ['whole > 10', 0],
    ['flag', 2],
    ["'whole' = 'whole'", 3],
  ])('where %s chooses the same rows', async (where, rows) => {
    const counted = { check: 'rowCount', where, minimum: rows, maximum: rows }
    const rules = { whole: [asWritten], share: [asWritten], flag: [asWritten] }
    expect((await judged('rows.csv', {}, [counted])).at(-1)?.verdict).toBe('pass')
    const found = await judged('rows.csv', rules, [counted])
    expect(found.find(({ check }) => check.where !== undefined)?.verdict).toBe('pass')
  })

  test('columns of true and false are alike whatever the case that they are written in', async () => {
    const rules = { flag: [asWritten], maybe: [asWritten] }
    const equal = { check: 'equalColumns', columns: ['flag', 'maybe'], ignoreRowIf: 'anyMissing' }
    const found = await judged('rows.csv', rules, [equal])
    expect(found.at(-1)).toMatchObject({ verdict: 'fail', matchingRows: 1 })
  })
})

describe('the type that pandas gives a column', () => {
  test.each([
    ['rows.csv', 'whole', 'int64'],
    ['rows.csv', 'gaps', 'gapped-integer'],
    ['rows.csv', 'share', 'written-float'],
    ['rows.csv', 'flag', 'bool'],
    ['rows.csv', 'maybe', 'object-bool'],
    ['rows.csv', 'word', 'str'],
    ['rows.csv', 'code', 'int64'],
    ['rows.csv', 'none', 'empty'],
    ['rows.csv', 'marked', 'gapped-integer'],
    ['rows.parquet', 'whole', 'int64'],
    ['rows.parquet', 'small', 'int16'],
    ['rows.parquet', 'gaps', 'gapped-integer'],
    ['rows.parquet', 'share', 'float64'],
    ['rows.parquet', 'flag', 'bool'],
    ['rows.parquet', 'maybe', 'object-bool'],
    ['rows.parquet', 'word', 'str'],
    ['rows.parquet', 'day', 'object-date'],
    ['rows.parquet', 'moment', 'datetime64[us]'],
    ['rows.parquet', 'instant', 'datetime64-with-zone'],
    ['rows.parquet', 'money', 'object-decimal'],
    ['rows.parquet', 'bytes', 'object-bytes'],
  ])('%s: %s is %s', async (file, column, type) => {
    const other = type === 'str' ? 'int64' : 'str'
    const found = await judged(file, {
      [column]: [
        { check: 'pandasType', is: [type] },
        { check: 'pandasType', is: [other] },
      ],
    })
    expect(found).toMatchObject([
      { verdict: 'pass', observed: `pandas reads ${type}` },
      { verdict: 'fail', observed: `pandas reads ${type}` },
    ])
  })
})

test('NA is no value in a text file, as to pandas, and a text where the file says that it is one', async () => {
  const asPandas = { check: 'notNull', asPandas: true }
  const rules = { marked: [asPandas, { check: 'notNull' }], code: [asPandas], whole: [asPandas] }
  expect(await judged('rows.csv', rules)).toMatchObject([
    { verdict: 'fail', matchingRows: 1, firstRows: [{ row: 2 }] },
    { verdict: 'pass' },
    { verdict: 'pass' },
    { verdict: 'pass' },
  ])
  expect(await judged('rows.parquet', { na: [asPandas] })).toMatchObject([{ verdict: 'pass' }])
})

test('pandasType takes integers and numbers together', async () => {
  const rules = { whole: ['integer', 'number', 'float64'], share: ['integer', 'number', 'float64'] }
  const asked = Object.entries(rules).map(([column, names]) => [
    column,
    names.map((is) => ({ check: 'pandasType', is: [is] })),
  ])
  const found = await judged('rows.parquet', Object.fromEntries(asked))
  expect(found.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'fail', 'fail', 'pass', 'pass'])
})

describe('values of different types, where texts are told from what they read as', () => {
  test.each([
    ['day', 'moment', true, 'pass'],
    ['day', 'moment', false, 'pass'],
    ['moment', 'instant', true, 'fail'],
    ['day_text', 'day', true, 'fail'],
    ['day_text', 'day', false, 'pass'],
    ['whole', 'digits', true, 'fail'],
    ['whole', 'digits', false, 'pass'],
    ['whole', 'flag', true, 'pass'],
  ])('%s and %s, sameType: %s', async (a, b, sameType, verdict) => {
    const rules = { [a]: [], [b]: [] }
    expect(await judged('rows.parquet', rules, [{ check: 'equalColumns', columns: [a, b], sameType }])).toMatchObject([
      { verdict },
    ])
    const greater = { check: 'greaterColumn', columns: [a, b], orEqual: true, sameType }
    // Of true and false none is greater.
    const ordered = a === 'whole' && b === 'flag' ? 'fail' : verdict
    expect(await judged('rows.parquet', rules, [greater])).toMatchObject([{ verdict: ordered }])
  })

  test('a pair may lack a value, and a text is no number', async () => {
    const rules = { gaps: [], word: [] }
    const listed = (values: unknown): object => ({
      check: 'pairInSet',
      columns: ['gaps', 'word'],
      values,
      sameType: true,
      ignoreRowIf: 'allMissing',
    })
    expect(
      await judged('rows.csv', rules, [
        listed([
          [1, 'a'],
          [null, 'b'],
          [3, null],
        ]),
      ]),
    ).toMatchObject([{ verdict: 'pass' }])
    expect(
      await judged('rows.csv', rules, [
        listed([
          ['1', 'a'],
          [null, 'b'],
          [3, null],
        ]),
      ]),
    ).toMatchObject([{ matchingRows: 1 }])
  })

  test('a list with texts that are no dates keeps no time', async () => {
    const rules = {
      moment: [
        { check: 'notInSet', values: ['x'], sameType: true },
        { check: 'inSet', values: ['x'], sameType: true },
      ],
    }
    expect(await judged('rows.parquet', rules)).toMatchObject([{ verdict: 'fail' }, { verdict: 'fail' }])
  })

  test('a decimal is no binary fraction that only looks like it', async () => {
    const rules = {
      money: [
        { check: 'inSet', values: [0.1], sameType: true },
        { check: 'inSet', values: [0.1] },
      ],
    }
    expect(await judged('rows.parquet', rules)).toMatchObject([{ verdict: 'fail' }, { verdict: 'pass' }])
  })
})
