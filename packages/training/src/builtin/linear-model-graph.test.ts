import type { Column, Table } from '@mlgate/tables'
import fc from 'fast-check'
import ort from 'onnxruntime-node'
import { expect, test } from 'vitest'
import type { BuiltinTraining } from '../train-section.ts'
import { fitLinearModel, type LinearModel, predictTable } from './linear-model.ts'
import { linearModelGraph } from './linear-model-graph.ts'

const number = (...values: (number | null)[]): Column => ({
  kind: 'number',
  values: Float64Array.from(values, (value) => value ?? Number.NaN),
})
const text = (...values: (string | null)[]): Column => ({ kind: 'string', values })
const boolean = (...values: (boolean | null)[]): Column => ({ kind: 'boolean', values })
const tableOf = (columns: Readonly<Record<string, Column>>): Table => ({
  rows: Object.values(columns)[0]?.values.length ?? 0,
  columns: new Map(Object.entries(columns)),
})

const training = {
  size: number(1, 2.5, null, 4, 1e6, -3, 7, 7.25),
  flat: number(2, 2, 2, 2, 2, 2, 2, 2),
  town: text('Bern', 'Zürich', null, 'Bern', 'Oslo', 'Zürich', 'Bern', null),
  open: boolean(true, false, true, null, false, true, false, true),
}
/** As training could not know them: missing and unseen values, another value in a constant column. */
const unseen = tableOf({
  size: number(null, 0, -1e9, 12),
  flat: number(2, 3, null, -5),
  town: text('Atlantis', null, '', 'Oslo'),
  open: boolean(null, true, false, null),
})

function fit(columns: Readonly<Record<string, Column>>, builtin: BuiltinTraining): LinearModel {
  return fitLinearModel({ builtin, table: tableOf(columns), label: 'label', id: undefined, onIteration: () => {} })
    .model
}

async function run(model: LinearModel, table: Table) {
  const session = await ort.InferenceSession.create(linearModelGraph(model), { logSeverityLevel: 3 })
  try {
    const feeds = Object.fromEntries(
      model.features.map(({ name, kind }) => {
        const column = table.columns.get(name)
        const dims = [table.rows, 1]
        if (column?.kind === 'number') return [name, new ort.Tensor('float64', column.values, dims)]
        const texts = column?.values.map((value) => (value === null ? '' : String(value))) ?? []
        return [name, kind === 'category' ? new ort.Tensor('string', texts, dims) : new ort.Tensor('float64', [], dims)]
      }),
    )
    const results = await session.run(feeds)
    return { names: session.outputNames, results }
  } finally {
    await session.release()
  }
}

function expectEqual(found: ArrayLike<unknown> | undefined, expected: Float64Array): void {
  expect(found).toHaveLength(expected.length)
  for (const [i, value] of expected.entries()) {
    expect(Math.abs(Number(found?.[i]) - value)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(value)))
  }
}

const labels = {
  'two whole numbers': number(0, 1, 1, 0, 1, 0, 0, 1),
  'two texts': text('no', 'yes', 'yes', 'no', 'yes', 'no', 'no', 'yes'),
  booleans: boolean(false, true, true, false, true, false, false, true),
  'three texts': text('ä', 'b', 'c', 'ä', 'b', 'c', 'ä', 'b'),
  'three whole numbers': number(-1, 5, 10, -1, 5, 10, 5, 5),
}

test.each(Object.entries(labels))('onnxruntime gives the probabilities of the trainer: %s', async (_name, label) => {
  for (const min_category_count of [1, 2]) {
    const model = fit({ ...training, label }, { algorithm: 'logistic-regression', min_category_count })
    for (const table of [tableOf(training), unseen]) {
      const { names, results } = await run(model, table)
      expect(names).toEqual(['label', 'probabilities'])
      const expected = predictTable(model, table)
      const classes = model.target.kind === 'classification' ? model.target.classes : []
      expect(results.probabilities?.dims).toEqual([table.rows, classes.length])
      expectEqual(results.probabilities?.data, expected)
      const likeliest = Array.from({ length: table.rows }, (_, row) => {
        const own = expected.subarray(row * classes.length, (row + 1) * classes.length)
        return classes[own.indexOf(Math.max(...own))]
      })
      expect([...(results.label?.data ?? [])]).toEqual(likeliest)
    }
  }
})

test('onnxruntime gives the values of a linear regression', async () => {
  const label = number(1e6, 1.1e6, 0.9e6, 1e6, 1.2e6, 0.7e6, 1e6, 1.3e6)
  const model = fit({ ...training, label }, { algorithm: 'linear-regression' })
  for (const table of [tableOf(training), unseen]) {
    const { names, results } = await run(model, table)
    expect(names).toEqual(['variable'])
    expect(results.variable?.dims).toEqual([table.rows, 1])
    expectEqual(results.variable?.data, predictTable(model, table))
  }
})

test('a category that training never saw contributes nothing, or what rare ones contribute', () => {
  const label = labels['two whole numbers']
  const table = tableOf({ town: text('Atlantis', 'Oslo', 'Bern') })
  const own = fit({ town: training.town, label }, { algorithm: 'logistic-regression' })
  const [, unseenAlone] = predictTable(own, table)
  expect(unseenAlone).toBeCloseTo(1 / (1 + Math.exp(-own.weights[own.width - 1]!)), 14)
  const shared = fit({ town: training.town, label }, { algorithm: 'logistic-regression', min_category_count: 2 })
  const scores = predictTable(shared, table)
  expect(scores[1]).toBe(scores[3])
  expect(scores[1]).not.toBe(scores[5])
})

test('a missing value that training never saw contributes nothing, also where rare categories share a weight', async () => {
  const town = text('Bern', 'Bern', 'Oslo', 'Oslo', 'Rom', 'Oslo', 'Bern', 'Wien')
  const model = fit(
    { town, label: labels['two whole numbers'] },
    { algorithm: 'logistic-regression', min_category_count: 2 },
  )
  const table = tableOf({ town: text(null, 'Atlantis') })
  const [, missing, , rare] = predictTable(model, table)
  expect(missing).toBeCloseTo(1 / (1 + Math.exp(-model.weights[model.width - 1]!)), 14)
  expect(rare).not.toBeCloseTo(missing!, 3)
  const { results } = await run(model, table)
  expectEqual(results.probabilities?.data, predictTable(model, table))
})

test('columns may be named like anything, also like the parts of the graph', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ minLength: 1, unit: 'binary' }).filter((name) => !name.includes('\0')),
      async (hostile) => {
        const columns = { [hostile]: training.size, probabilities: training.town, classes: training.open }
        const model = fit({ ...columns, label: labels['three texts'] }, { algorithm: 'logistic-regression' })
        const { results } = await run(model, tableOf(columns))
        expectEqual(results.probabilities_1?.data, predictTable(model, tableOf(columns)))
      },
    ),
    { numRuns: 12, examples: [['__proto__'], ['intercept'], ['a"b'], ['label\u202e'], ['add']] },
  )
})

test('a column whose name ONNX cannot hold is refused', () => {
  for (const name of ['', 'a\0b']) {
    const columns = { [name]: training.size, label: labels.booleans }
    expect(() => fit(columns, { algorithm: 'logistic-regression' })).toThrow('cannot be a feature')
  }
})

test('the same training gives the same bytes', () => {
  const train = () =>
    linearModelGraph(fit({ ...training, label: labels['three texts'] }, { algorithm: 'logistic-regression' }))
  expect(train()).toEqual(train())
})
