import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables, type Tables } from '@mlgate/tables'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listFailingRows, type RowsToList } from './list-failing-rows.ts'
import { mostToldRows } from './most-told-rows.ts'

let folder: string
let file: string
let tables: Tables
/** One more than are told; the last row has another text. */
const rows = mostToldRows + 1

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-listed-'))
  file = join(folder, 'rows.csv')
  const lines = Array.from({ length: rows }, (_, index) => `${index},${index === rows - 1 ? 'last' : 'other'}`)
  await writeFile(file, `n,text\n${lines.join('\n')}\n`)
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const listed = (wanted: Readonly<Record<string, RowsToList>>) =>
  listFailingRows(new Map(Object.entries(wanted)), 2, (sql) => tables.query(file, sql))

test('the first rows of a check are listed although others break more than are told', async () => {
  const found = await listed({
    all: { failing: { by: 'condition', condition: 'n >= 0', column: 'n' }, hidden: false },
    last: { failing: { by: 'condition', condition: "text = 'last'", column: 'text' }, hidden: false },
    none: { failing: { by: 'condition', condition: 'false', column: 'text' }, hidden: false },
  })
  expect(found.get('all')?.first).toEqual([
    { row: 1, value: '0' },
    { row: 2, value: '1' },
  ])
  expect(found.get('all')?.failing).toMatchObject({ by: 'number', rows: { length: mostToldRows } })
  expect(found.get('last')?.first).toEqual([{ row: rows, value: 'last' }])
  expect(found.get('none')).toEqual({ first: [], failing: { by: 'number', rows: [] } })
})

test('a row that breaks several checks is told of each, without the values of those that are hidden', async () => {
  const found = await listed({
    small: { failing: { by: 'condition', condition: 'n < 3', column: 'n' }, hidden: false },
    secret: { failing: { by: 'condition', condition: 'n = 1', column: 'text' }, hidden: true },
    both: { failing: { by: 'condition', condition: 'n = 2' }, hidden: false },
  })
  expect(Object.fromEntries(found)).toEqual({
    small: {
      first: [
        { row: 1, value: '0' },
        { row: 2, value: '1' },
      ],
      failing: { by: 'number', rows: [1, 2, 3] },
    },
    secret: { first: [{ row: 2 }], failing: { by: 'number', rows: [2] } },
    both: { first: [{ row: 3 }], failing: { by: 'number', rows: [3] } },
  })
})
