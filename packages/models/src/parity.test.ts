import { ConfigurationError } from '@mlgate/core'
import type { Column, Table } from '@mlgate/tables'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { parity } from './parity.ts'
import { frameworkOf, goldenPath, goldenTable } from './read-golden.ts'
import { scoreOnnx } from './score-onnx.ts'
import type { ClassificationScores, RegressionScores } from './scores.ts'

vi.setConfig({ testTimeout: 60_000 })

const number = (...values: number[]): Column => ({ kind: 'number', values: Float64Array.from(values) })
const text = (...values: string[]): Column => ({ kind: 'string', values })
const tableOf = (columns: Readonly<Record<string, Column>>): Table => ({
  rows: Object.values(columns)[0]!.values.length,
  columns: new Map(Object.entries(columns)),
})
const rows = tableOf({ id: text('a', 'b', 'c') })
const regression = (...values: number[]): RegressionScores => ({
  kind: 'regression',
  rows: values.length,
  values: Float64Array.from(values),
  scoredBy: 'mlgate',
})
const classification = (more: Partial<ClassificationScores>): ClassificationScores => ({
  kind: 'classification',
  rows: 3,
  classes: ['no', 'yes'],
  probabilities: undefined,
  labels: undefined,
  scoredBy: 'mlgate',
  ...more,
})

describe('the parity of an export with its training', () => {
  it('names the largest difference, whatever the order of the file', () => {
    const training = tableOf({ id: text('c', 'a', 'b'), prediction: number(3, 1, 2) })
    expect(parity({ training, scores: regression(1, 2.5, 3), rows, id: 'id' })).toEqual({
      rows: 3,
      largestDifference: { value: 0.5, id: 'b' },
      flips: 0,
      flipped: [],
    })
  })

  it('of probabilities counts the labels that flip', () => {
    const training = tableOf({
      id: text('a', 'b', 'c'),
      probability_yes: number(0.5, 0.9, 0.2),
      probability_no: number(0.5, 0.1, 0.8),
    })
    const probabilities = Float64Array.of(0.5, 0.5, 0.6, 0.4, 0.8, 0.2)
    const found = parity({ training, scores: classification({ probabilities }), rows, id: 'id' })
    expect(found).toEqual({ rows: 3, largestDifference: { value: 0.5, id: 'b' }, flips: 1, flipped: ['b'] })
  })

  it('does not depend on the order of the classes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
          minLength: 3,
          maxLength: 3,
        }),
        (pairs) => {
          const training = tableOf({ id: text('a', 'b', 'c'), probability: number(...pairs.map(([own]) => own)) })
          const of = (classes: string[]) => {
            const row = (p: number) => (classes[0] === 'yes' ? [p, 1 - p] : [1 - p, p])
            const probabilities = Float64Array.from(pairs.flatMap(([, p]) => row(p)))
            return parity({
              training,
              scores: classification({ classes, probabilities }),
              rows,
              id: 'id',
              positive: 'yes',
            })
          }
          // A tie goes to the first class, which is another one.
          fc.pre(pairs.flat().every((p) => p !== 0.5 && p !== 1 - p))
          expect(of(['yes', 'no'])).toEqual(of(['no', 'yes']))
        },
      ),
    )
  })

  it('of the model’s own labels does not depend on it either', () => {
    const training = tableOf({ id: text('a', 'b', 'c'), probability: number(0.9, 0.2, 0.6) })
    const of = (classes: string[], labels: Int32Array) =>
      parity({ training, scores: classification({ classes, labels }), rows, id: 'id', positive: 'yes' })
    const expected = { rows: 3, largestDifference: undefined, flips: 1, flipped: ['c'] }
    expect(of(['no', 'yes'], Int32Array.of(1, 0, 0))).toEqual(expected)
    expect(of(['yes', 'no'], Int32Array.of(0, 1, 1))).toEqual(expected)
  })

  it('of labels alone is how many flip, with the first ids', () => {
    const many = Array.from({ length: 30 }, (_, row) => `row ${row}`)
    const training = tableOf({ id: text(...many), prediction: text(...many.map(() => 'yes')) })
    const scores = classification({ rows: 30, labels: new Int32Array(30) })
    const found = parity({ training, scores, rows: tableOf({ id: text(...many) }), id: 'id' })
    expect(found).toEqual({ rows: 30, largestDifference: undefined, flips: 30, flipped: many.slice(0, 20) })
  })

  it('needs the same rows and the same classes', () => {
    const short = tableOf({ id: text('a', 'b'), prediction: number(1, 2) })
    expect(() => parity({ training: short, scores: regression(1, 2, 3), rows, id: 'id' })).toThrow(
      '1 of 3 rows have no prediction',
    )
    const other = tableOf({ id: text('a', 'b', 'c'), probability_a: number(1, 1, 1), probability_b: number(0, 0, 0) })
    const scores = classification({ probabilities: Float64Array.of(1, 0, 1, 0, 1, 0) })
    expect(() => parity({ training: other, scores, rows, id: 'id' })).toThrow(ConfigurationError)
  })

  it.each([
    ['penguins_hgb', 1e-5],
    ['wine_keras_softmax', 1e-5],
  ])('of %s with its own framework is float32 rounding', async (model, tolerance) => {
    const { features, proba_50: probabilities, classes } = frameworkOf(model)
    const whole = goldenTable(`${model}/test.csv`)
    const count = probabilities!.length
    const ids = text(...probabilities!.map((_, row) => String(row)))
    const columns = [...whole.columns].map(
      ([name, column]) => [name, { ...column, values: column.values.slice(0, count) }] as const,
    )
    const table: Table = { rows: count, columns: new Map([...(columns as [string, Column][]), ['id', ids]]) }
    const names = classes!.map(String)
    const trained = names.map(
      (name, i) => [`probability_${name}`, number(...probabilities!.map((row) => row[i]!))] as const,
    )
    const scores = await scoreOnnx({
      model: goldenPath(`${model}/model.onnx`),
      table,
      task: 'classification',
      features,
      classes: names,
    })
    const found = parity({
      training: tableOf({ id: ids, ...Object.fromEntries(trained) }),
      scores,
      rows: table,
      id: 'id',
    })
    expect(found).toMatchObject({ rows: count, flips: 0 })
    expect(found.largestDifference?.value).toBeGreaterThan(0)
    expect(found.largestDifference?.value).toBeLessThan(tolerance)
  })
})
