import { scoreOnnx } from '@mlgate/models'
import type { Column, Table } from '@mlgate/tables'
import { expect, test } from 'vitest'
import { fitLinearModel, predictTable } from './linear-model.ts'
import { linearModelGraph } from './linear-model-graph.ts'

/** Three islands' birds, with gaps; other columns lie beside those that the model takes. */
function tableOf(rows: number, shift: number): Table {
  const at = <T>(values: readonly T[]) =>
    Array.from({ length: rows }, (_, i) => values[(i * 7 + shift) % values.length]!)
  const columns: [string, Column][] = [
    ['row_id', { kind: 'string', values: at(['a', 'b', 'c']) }],
    ['Beak Length (mm)', { kind: 'number', values: Float64Array.from(at([39.1, 46.5, Number.NaN, 50.2, 36.7])) }],
    ['island', { kind: 'string', values: at(['Biscoe', 'Dream', null, 'Torgersen', 'Biscoe', 'Ross']) }],
    ['ringed', { kind: 'boolean', values: at([true, false, null, true]) }],
    ['species', { kind: 'string', values: at(['Gentoo', 'Adelie', 'Chinstrap', 'Adelie']) }],
    ['mass', { kind: 'number', values: Float64Array.from(at([3750, 3800, 5100, 4400, 3600, 3500, 4050])) }],
  ]
  return { rows, columns: new Map(columns) }
}

const features = ['Beak Length (mm)', 'island', 'ringed']
const train = (algorithm: 'logistic-regression' | 'linear-regression', label: string) =>
  fitLinearModel({
    builtin: { algorithm, features },
    table: tableOf(60, 0),
    label,
    id: 'row_id',
    onIteration: () => {},
  }).model

test('the gate scores a trained classifier as the trainer does, and finds its classes', async () => {
  const model = train('logistic-regression', 'species')
  const table = tableOf(47, 3)
  const scores = await scoreOnnx({ model: linearModelGraph(model), table, task: 'classification', threads: 1 })
  if (scores.kind !== 'classification') throw new TypeError(scores.kind)
  expect(scores.classes).toEqual(['Adelie', 'Chinstrap', 'Gentoo'])
  const expected = predictTable(model, table)
  for (const [i, value] of expected.entries()) expect(Math.abs(scores.probabilities![i]! - value)).toBeLessThan(1e-12)
})

test('the gate scores a trained regression as the trainer does', async () => {
  const model = train('linear-regression', 'mass')
  const table = tableOf(47, 3)
  const scores = await scoreOnnx({ model: linearModelGraph(model), table, task: 'regression', threads: 1 })
  if (scores.kind !== 'regression') throw new TypeError(scores.kind)
  const expected = predictTable(model, table)
  for (const [i, value] of expected.entries()) expect(Math.abs(scores.values[i]! / value - 1)).toBeLessThan(1e-12)
})
