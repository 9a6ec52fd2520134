import { expect, test, vi } from 'vitest'
import { frameworkOf, goldenPath, goldenTable, numbersOf, textsOf } from './read-golden.ts'
import { scoreOnnx } from './score-onnx.ts'

// Every scoring starts a process with its own onnxruntime: quick, but not on a crowded machine.
vi.setConfig({ testTimeout: 60_000 })

const classifiers = [
  { model: 'bc_catboost', options: {} },
  { model: 'bc_lightgbm', options: {} },
  { model: 'bc_xgboost_nan', options: {} },
  { model: 'penguins_hgb', options: {} },
  { model: 'penguins_logreg_columns', options: {} },
  { model: 'wine_keras_softmax', options: { classes: ['0', '1', '2'] } },
  { model: 'wine_torch_logits', options: { classes: ['0', '1', '2'], output: 'logits' as const } },
]

const score = async (model: string, options: object) => {
  const framework = frameworkOf(model)
  const scores = await scoreOnnx({
    model: goldenPath(`${model}/model.onnx`),
    table: goldenTable(`${model}/test.csv`),
    task: 'classification',
    features: framework.features,
    exclude: [framework.target],
    ...options,
  })
  if (scores.kind !== 'classification') throw new Error(scores.kind)
  return { scores, framework, predictions: goldenTable(`${model}/predictions.csv`) }
}

for (const { model, options } of classifiers) {
  test(`${model} is scored as by Python's onnxruntime, bit for bit, and agrees with its framework`, async () => {
    const { scores, framework, predictions } = await score(model, options)
    expect(scores.rows).toBe(predictions.rows)
    expect(scores.scoredBy).toBe('mlgate')
    expect(scores.classes).toEqual(framework.classes?.map(String))
    const width = scores.classes.length
    for (const [i, name] of scores.classes.entries()) {
      const expected = numbersOf(predictions, `p_${name}`)
      for (let row = 0; row < scores.rows; row++) {
        const value = scores.probabilities?.[row * width + i]
        // The softmax is ours, in float64; the file's was in float32.
        if (model === 'wine_torch_logits') expect(value).toBeCloseTo(expected[row]!, 6)
        else expect(value).toBe(expected[row])
      }
    }
    if (scores.labels) {
      expect(Array.from(scores.labels, (label) => scores.classes[label])).toEqual(textsOf(predictions, 'label'))
    }
    framework.proba_50?.forEach((row, i) => {
      row.forEach((p, k) => {
        // Float32 rounding of inputs and sums: at most 2.03e-7 over these models.
        expect(Math.abs(scores.probabilities![i * width + k]! - p)).toBeLessThan(3e-7)
      })
    })
    expect(framework.proba_50).toHaveLength(50)
  })
}

test('a regression model is scored as by Python and within float32 of scikit-learn', async () => {
  const framework = frameworkOf('diabetes_gbr')
  const scores = await scoreOnnx({
    model: goldenPath('diabetes_gbr/model.onnx'),
    table: goldenTable('diabetes_gbr/test.csv'),
    task: 'regression',
    exclude: ['target'],
  })
  if (scores.kind !== 'regression') throw new Error(scores.kind)
  expect([...scores.values]).toEqual([...numbersOf(goldenTable('diabetes_gbr/predictions.csv'), 'pred')])
  framework.pred_50?.forEach((value, i) => {
    expect(Math.abs(scores.values[i]! / value - 1)).toBeLessThan(5e-7)
  })
})
