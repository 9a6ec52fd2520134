import { describe, expect, test, vi } from 'vitest'
import { encodeModel, node, valueInfo } from './onnx-graph.ts'
import { openScorer } from './open-scorer.ts'
import { frameworkOf, goldenPath, goldenTable } from './read-golden.ts'
import { scoreOnnx } from './score-onnx.ts'

// Loading onnxruntime is quick, but not on a crowded machine.
vi.setConfig({ testTimeout: 60_000 })

const models = [
  { model: 'bc_catboost', options: {} },
  { model: 'bc_lightgbm', options: {} },
  { model: 'bc_xgboost_nan', options: {} },
  { model: 'penguins_hgb', options: {} },
  { model: 'penguins_logreg_columns', options: {} },
  { model: 'wine_keras_softmax', options: { classes: ['0', '1', '2'] } },
  { model: 'wine_torch_logits', options: { classes: ['0', '1', '2'], output: 'logits' as const } },
  { model: 'diabetes_gbr', options: { task: 'regression' as const } },
]

test.each(models)(
  '$model gives the scores of scoreOnnx when all rows are asked at once',
  async ({ model, options }) => {
    const { features } = frameworkOf(model)
    const common = { model: goldenPath(`${model}/model.onnx`), task: 'classification', features, ...options } as const
    const table = goldenTable(`${model}/test.csv`)
    const scorer = await openScorer(common)
    expect(scorer.columns.map(({ name }) => name)).toEqual(features)
    const scores = scorer.scores(await scorer.run(scorer.feeds(table)), table.rows)
    await scorer.release()
    expect(scores).toEqual(await scoreOnnx({ ...common, table }))
  },
)

test('columns need no declaration where every input is one', async () => {
  const scorer = await openScorer({
    model: goldenPath('penguins_logreg_columns/model.onnx'),
    task: 'classification',
  })
  expect(scorer.columns).toContainEqual({ name: 'Beak_Length__mm_', type: 'float' })
  await scorer.release()
})

test('a matrix needs its columns declared', async () => {
  const opening = openScorer({ model: goldenPath('wine_torch_logits/model.onnx'), task: 'classification' })
  await expect(opening).rejects.toThrow('List the columns of the training, in their order, in candidate.features.')
})

describe('logits', () => {
  const echo = encodeModel({
    opsets: { '': 17 },
    nodes: [node('Identity', ['x'], ['logits'])],
    inputs: [valueInfo('x', 'float', ['N', 2])],
    outputs: [valueInfo('logits', 'float', ['N', 2])],
  })

  test('of one row that happen to add up to 1 are still logits', async () => {
    const options = { model: echo, task: 'classification', classes: ['a', 'b'], output: 'logits' } as const
    const scorer = await openScorer({ ...options, features: ['p', 'q'] })
    const table = {
      rows: 1,
      columns: new Map([
        ['p', { kind: 'number', values: Float64Array.of(0.5) }],
        ['q', { kind: 'number', values: Float64Array.of(0.5) }],
      ] as const),
    }
    const scores = scorer.scores(await scorer.run(scorer.feeds(table)), 1)
    await scorer.release()
    expect(scores.kind === 'classification' && scores.probabilities).toEqual(Float64Array.of(0.5, 0.5))
    await expect(scoreOnnx({ ...options, table })).rejects.toThrow('these are probabilities already')
  })
})
