import { ConfigurationError } from '@mlgate/core'
import type { Column, Table } from '@mlgate/tables'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BuiltinTraining } from '../train-section.ts'
import { fitLinearModel, type LinearModel, predictTable } from './linear-model.ts'

type Row = readonly [size: number, town: string, label: number]

function tableOf(rows: readonly Row[]): Table {
  const columns: [string, Column][] = [
    ['size', { kind: 'number', values: Float64Array.from(rows, ([size]) => size) }],
    ['town', { kind: 'string', values: rows.map(([, town]) => town || null) }],
    ['label', { kind: 'number', values: Float64Array.from(rows, ([, , label]) => label) }],
  ]
  return { rows: rows.length, columns: new Map(columns) }
}

function fit(table: Table, builtin: BuiltinTraining, label = 'label'): LinearModel {
  return fitLinearModel({ builtin, table, label, id: undefined, onIteration: () => {} }).model
}

/** Sum of squares of all weights but the intercepts. */
const norm = ({ weights, width }: LinearModel) =>
  weights.reduce((sum, weight, i) => sum + ((i + 1) % width === 0 ? 0 : weight * weight), 0)

const row = fc.tuple(
  fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constant(Number.NaN)),
  fc.constantFrom('Bern', 'Oslo', 'Zürich', ''),
  fc.integer({ min: 0, max: 2 }),
)
/** Some rows, with every class and a number somewhere, and another order of them. */
const rowsAndOrder = fc
  .array(row, { maxLength: 30 })
  .map((rows): Row[] => [[1, 'Bern', 0], [2, 'Oslo', 1], [3, '', 2], ...rows])
  .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })))
const algorithm = fc.constantFrom('logistic-regression' as const, 'linear-regression' as const)

function expectClose(found: Float64Array, expected: Float64Array, tolerance: number): void {
  expect(found).toHaveLength(expected.length)
  for (const [i, value] of expected.entries()) expect(Math.abs(found[i]! - value)).toBeLessThan(tolerance)
}

test('the order of the rows does not matter', () => {
  fc.assert(
    fc.property(rowsAndOrder, algorithm, ([rows, shuffled], algorithm) => {
      const expected = fit(tableOf(rows), { algorithm })
      expectClose(fit(tableOf(shuffled), { algorithm }).weights, expected.weights, 1e-9)
    }),
    { numRuns: 50 },
  )
})

test('a larger l2 makes smaller weights', () => {
  fc.assert(
    fc.property(rowsAndOrder, algorithm, fc.double({ min: 0.01, max: 10, noNaN: true }), ([rows], algorithm, l2) => {
      const table = tableOf(rows)
      const weak = norm(fit(table, { algorithm, l2 }))
      expect(norm(fit(table, { algorithm, l2: 3 * l2 }))).toBeLessThanOrEqual(weak * (1 + 1e-9) + 1e-18)
    }),
    { numRuns: 50 },
  )
})

test('the unit of a number does not matter, since it is standardised', () => {
  fc.assert(
    fc.property(rowsAndOrder, algorithm, ([rows], algorithm) => {
      const scaled = rows.map(([size, town, label]): Row => [size * 1024 - 4096, town, label])
      const expected = fit(tableOf(rows), { algorithm })
      expectClose(fit(tableOf(scaled), { algorithm }).weights, expected.weights, 1e-9)
    }),
    { numRuns: 50 },
  )
})

test('probabilities of the classes add up to one, and on average are the share of each class', () => {
  fc.assert(
    fc.property(rowsAndOrder, ([rows]) => {
      const table = tableOf(rows)
      const probabilities = predictTable(fit(table, { algorithm: 'logistic-regression' }), table)
      for (const k of [0, 1, 2]) {
        const mean = rows.reduce((sum, _, i) => sum + probabilities[3 * i + k]!, 0)
        // The intercepts are not penalised, so their gradient is zero: this is the condition.
        expect(mean).toBeCloseTo(rows.filter(([, , label]) => label === k).length, 8)
      }
      for (let i = 0; i < rows.length; i++) {
        expect(probabilities.subarray(3 * i, 3 * i + 3).reduce((a, b) => a + b)).toBeCloseTo(1, 14)
      }
    }),
    { numRuns: 50 },
  )
})

test('perfectly separable rows converge, thanks to the penalty', () => {
  const rows = Array.from({ length: 200 }, (_, i): Row => [i, i < 100 ? 'Bern' : 'Oslo', i < 100 ? 0 : 1])
  const table = tableOf(rows)
  for (const l2 of [1, 1e-3, 1e-6]) {
    const probabilities = predictTable(fit(table, { algorithm: 'logistic-regression', l2 }), table)
    for (let i = 0; i < rows.length; i++) expect(probabilities[2 * i + 1]! > 0.5).toBe(i >= 100)
  }
})

test('categories too rare for a weight of their own share one; missing is never among them', () => {
  const towns = [...Array(5).fill('Bern'), ...Array(4).fill('Oslo'), 'Rom', 'Wien', '']
  const table = tableOf(towns.map((town, i): Row => [i, town, i % 2]))
  const { features } = fit(table, { algorithm: 'logistic-regression', min_category_count: 3 })
  expect(features[1]).toEqual({ kind: 'category', name: 'town', levels: ['', 'Bern', 'Oslo'], rare: ['Rom', 'Wien'] })
})

test('missing numbers take the median', () => {
  const table = tableOf([4, Number.NaN, 1, 100, 2].map((size, i): Row => [size, 'Bern', i % 2]))
  const [size] = fit(table, { algorithm: 'logistic-regression' }).features
  expect(size).toMatchObject({ kind: 'number', median: 3, mean: 22 })
})

test('label and id are no features unless the id is named as one', () => {
  const table = tableOf([
    [1, 'Bern', 0],
    [2, 'Oslo', 1],
  ])
  const names = (builtin: Partial<BuiltinTraining>) =>
    fitLinearModel({
      builtin: { algorithm: 'linear-regression', ...builtin },
      table,
      label: 'label',
      id: 'size',
      onIteration: () => {},
    }).model.features.map(({ name }) => name)
  expect(names({})).toEqual(['town'])
  expect(names({ features: ['size'] })).toEqual(['size'])
})

describe('training refuses', () => {
  const good: readonly Row[] = [
    [1, 'Bern', 0],
    [2, 'Oslo', 1],
    [3, 'Bern', 1],
  ]
  const withLabel = (label: Column, rows = tableOf(good)): Table => ({
    rows: rows.rows,
    columns: new Map([...rows.columns, ['label', label]]),
  })
  const logistic = { algorithm: 'logistic-regression' } as const
  const linear = { algorithm: 'linear-regression' } as const

  test.each<[string, Table, BuiltinTraining, RegExp]>([
    ['no rows', tableOf([]), logistic, /no rows/],
    ['labels of one class', tableOf(good.slice(1)), logistic, /all 2 training rows are of one class, 1/],
    ['fractions as classes', tableOf([...good, [1, '', 0.5]]), logistic, /not whole.* in row 4 /],
    ['a missing number as label', tableOf([...good, [1, '', Number.NaN]]), linear, /no value in row 4 /],
    [
      'missing texts as labels',
      withLabel({ kind: 'string', values: [null, 'a', ''] }),
      logistic,
      /"label": no value in rows 1, 3 \(counted from 1/,
    ],
    ['a missing boolean as label', withLabel({ kind: 'boolean', values: [true, null, false] }), logistic, /row 2 /],
    ['an infinite label', tableOf([...good, [1, '', Number.POSITIVE_INFINITY]]), linear, /±1e150 in row 4 /],
    ['texts to regress on', withLabel({ kind: 'string', values: ['a', 'b', 'c'] }), linear, /holds strings/],
    [
      'an infinite number',
      tableOf([...good, [Number.NEGATIVE_INFINITY, '', 1]]),
      logistic,
      /"size" holds -Inf.* row 4/,
    ],
    [
      'a number column without a number',
      tableOf(good.map(([, t, l]) => [Number.NaN, t, l])),
      logistic,
      /"size" has no/,
    ],
    [
      'an unknown feature',
      tableOf(good),
      { ...logistic, features: ['sise'] },
      /no column "sise"; it has "size", "town"/,
    ],
    ['the label as feature', tableOf(good), { ...logistic, features: ['label'] }, /is the label itself/],
    ['a feature twice', tableOf(good), { ...logistic, features: ['size', 'size'] }, /named twice/],
  ])('%s', (_what, table, builtin, message) => {
    expect(() => fit(table, builtin)).toThrow(ConfigurationError)
    expect(() => fit(table, builtin)).toThrow(message)
  })

  test('a label that is not there', () => {
    expect(() => fit(tableOf(good), logistic, 'target')).toThrow('data.label: the training data has no column "target"')
  })

  test('only the first of many rows without a label are named', () => {
    const label: Column = { kind: 'number', values: new Float64Array(25).fill(Number.NaN) }
    const rows = tableOf(Array.from({ length: 25 }, (): Row => [1, 'a', 0]))
    expect(() => fit(withLabel(label, rows), logistic)).toThrow('in rows 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 15 more')
  })

  test('more categories than fit into memory, naming the columns', () => {
    const table = tableOf(Array.from({ length: 9000 }, (_, i): Row => [i, `order ${i}`, i % 2]))
    expect(() => fit(table, logistic)).toThrow(/9002 model columns; at most 4096 .* "town" \(9000\), "size" \(1\)/)
  })

  test('to call it trained when it did not converge', () => {
    const table = tableOf(Array.from({ length: 50 }, (_, i): Row => [(i * 37) % 50, 'a', i % 3 === 0 ? 1 : 0]))
    expect(() => fit(table, { ...logistic, max_iterations: 1 })).toThrow(/did not converge in 1 iterations .*max_iter/)
  })
})
