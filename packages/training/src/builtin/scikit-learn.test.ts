import { readFileSync } from 'node:fs'
import type { Column, Table } from '@mlgate/tables'
import { describe, expect, test } from 'vitest'
import { buildDesign } from './features.ts'
import { fitLinearModel, predict } from './linear-model.ts'

/** Made by testdata/make_golden.py with scikit-learn 1.9.1. */
interface GoldenCase {
  readonly name: string
  readonly algorithm: 'logistic-regression' | 'linear-regression'
  readonly l2: number
  readonly numbers: Readonly<Record<string, readonly (number | null)[]>>
  readonly categories: Readonly<Record<string, readonly string[]>>
  readonly levels: readonly (readonly string[])[]
  readonly label: readonly (number | string)[]
  readonly coefficients: readonly (readonly number[])[]
  readonly intercepts: readonly number[]
  readonly probabilities?: readonly (readonly number[])[]
  readonly values?: readonly number[]
}

const golden: { readonly cases: readonly GoldenCase[] } = JSON.parse(
  readFileSync(new URL('../../testdata/scikit-learn-golden.json', import.meta.url), 'utf8'),
)

function tableOf(example: GoldenCase): Table {
  const columns = new Map<string, Column>()
  for (const [name, values] of Object.entries(example.numbers)) {
    columns.set(name, { kind: 'number', values: Float64Array.from(values, (value) => value ?? Number.NaN) })
  }
  for (const [name, values] of Object.entries(example.categories)) {
    const column: Column =
      name === 'member'
        ? { kind: 'boolean', values: values.map((value) => value === 'true') }
        : { kind: 'string', values: values.map((value) => value || null) }
    columns.set(name, column)
  }
  const numeric = example.label.every((value) => typeof value === 'number')
  columns.set(
    'label',
    numeric
      ? { kind: 'number', values: Float64Array.from(example.label) }
      : { kind: 'string', values: example.label.map(String) },
  )
  return { rows: example.label.length, columns }
}

describe.each(golden.cases)('$name', (example) => {
  const fit = fitLinearModel({
    builtin: { algorithm: example.algorithm, l2: example.l2 },
    table: tableOf(example),
    label: 'label',
    id: undefined,
    onIteration: () => {},
  })
  const { model, design } = fit

  test('gets the coefficients and intercepts of scikit-learn', () => {
    const outputs = model.weights.length / model.width
    expect(outputs).toBe(example.coefficients.length)
    for (let k = 0; k < outputs; k++) {
      const row = model.weights.subarray(k * model.width, (k + 1) * model.width)
      const expected = [...example.coefficients[k]!, example.intercepts[k]!]
      expect(row).toHaveLength(expected.length)
      for (const [i, value] of expected.entries()) {
        expect(Math.abs(row[i]! - value)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(value)))
      }
    }
  })

  test('has one column for each category, sorted as there', () => {
    const levels = model.features.filter((feature) => feature.kind === 'category').map((feature) => feature.levels)
    expect(levels).toEqual(example.levels)
  })

  test('gives the same predictions', () => {
    const scores = predict(model, design)
    const expected = example.values ?? example.probabilities?.flat() ?? []
    expect(scores).toHaveLength(expected.length)
    for (const [i, value] of expected.entries()) {
      expect(Math.abs(scores[i]! - value)).toBeLessThanOrEqual(1e-8 * Math.max(1, Math.abs(value)))
    }
  })

  test('enters a constant column as zero', () => {
    const again = buildDesign(model.features, tableOf(example))
    for (let row = 0; row < again.rows; row++) expect(again.numbers[row * again.numberCount + 2]).toBe(0)
  })
})
