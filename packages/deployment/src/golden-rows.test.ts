import type { Scores } from '@mlgate/models'
import type { Column, Table } from '@mlgate/tables'
import { expect, test } from 'vitest'
import { goldenRows } from './golden-rows.ts'

const numbers = (...values: number[]): Column => ({ kind: 'number', values: Float64Array.from(values) })
const table: Table = {
  rows: 4,
  columns: new Map<string, Column>([
    ['x', numbers(1, Number.NaN, 3, Number.POSITIVE_INFINITY)],
    ['s', { kind: 'string', values: ['a', null, 'c', 'd'] }],
    ['label', numbers(0, 1, 0, 1)],
  ]),
}
const values: Scores = { kind: 'regression', rows: 4, values: Float64Array.of(10, 20, 30, 40), scoredBy: 'mlgate' }

test('rows are spread over the table; missing values are null, rows with infinities are passed over', () => {
  const of = (count: number) => goldenRows({ table, scores: values, columns: ['s', 'x'], count })
  expect(of(2)).toEqual({
    rows: [
      { s: 'a', x: 1 },
      { s: 'c', x: 3 },
    ],
    expected: [{ value: 10 }, { value: 30 }],
  })
  expect(of(100)).toEqual({
    rows: [
      { s: 'a', x: 1 },
      { s: null, x: null },
      { s: 'c', x: 3 },
    ],
    expected: [{ value: 10 }, { value: 20 }, { value: 30 }],
  })
})

test("a classifier's answer is its own label, else the most probable class, the first of equal ones", () => {
  const scores = {
    kind: 'classification',
    rows: 4,
    classes: ['no', 'yes'],
    probabilities: Float64Array.of(0.5, 0.5, 0.2, 0.8, 0, 1, 1, 0),
    scoredBy: 'mlgate',
  } as const
  const expectedOf = (labels: Int32Array | undefined) =>
    goldenRows({ table, scores: { ...scores, labels }, columns: ['s'], count: 2 }).expected
  expect(expectedOf(undefined)).toEqual([
    { label: 'no', probabilities: { no: 0.5, yes: 0.5 } },
    { label: 'yes', probabilities: { no: 0, yes: 1 } },
  ])
  expect(expectedOf(Int32Array.of(1, 1, 0, 0)).map((answer) => 'label' in answer && answer.label)).toEqual([
    'yes',
    'no',
  ])
})

test('no row and no column are errors, never an empty test', () => {
  const empty: Table = { rows: 0, columns: table.columns }
  const none: Scores = { ...values, rows: 0 } as Scores
  expect(() => goldenRows({ table: empty, scores: none, columns: ['x'], count: 5 })).toThrow('have no row')
  expect(() => goldenRows({ table, scores: values, columns: ['q'], count: 5 })).toThrow('have no column q')
})
