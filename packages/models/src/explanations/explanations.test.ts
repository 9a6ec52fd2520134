import { readFileSync } from 'node:fs'
import type { Table } from '@mlgate/tables'
import { describe, expect, it } from 'vitest'
import { goldenPath, goldenTable } from '../read-golden.ts'
import { openScoringPool } from '../scoring-pool.ts'
import { permutationImportance } from './permutation-importance.ts'
import { shapleyValues } from './shapley-values.ts'

interface Golden {
  readonly features: readonly string[]
  readonly models: Readonly<Record<'linear' | 'gbr', { base_value: number; shap_values: number[][] }>>
}
// shap 0.51, ExactExplainer with an Independent masker; testdata/shap.
const golden: Golden = JSON.parse(readFileSync(goldenPath('shap/shap_values.json'), 'utf8'))
const background = goldenTable('shap/background.csv')
const rows = goldenTable('shap/rows.csv')

async function openModel(model: string) {
  const pool = await openScoringPool({ model: goldenPath(model), task: 'regression', features: golden.features })
  return {
    async evaluate(table: Table): Promise<Float64Array> {
      const scores = await pool.score(table)
      if (scores.kind !== 'regression') throw new Error('no regression')
      return scores.values
    },
    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
  }
}

function firstRows({ columns }: Table, count: number): Table {
  const cut = [...columns].map(
    ([name, column]) => [name, { ...column, values: column.values.slice(0, count) }] as const,
  )
  return { rows: count, columns: new Map(cut as unknown as Table['columns']) }
}

/** y = 3 a + 2 b·c, in JavaScript: nothing is rounded to float32. */
const evaluate = async ({ rows: count, columns }: Table): Promise<Float64Array> => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => columns.get(name)?.values as Float64Array)
  return Float64Array.from({ length: count }, (_, row) => 3 * a![row]! + 2 * b![row]! * c![row]!)
}
const numbers = (values: Readonly<Record<string, readonly number[]>>): Table => ({
  rows: Object.values(values)[0]?.length ?? 0,
  columns: new Map(
    Object.entries(values).map(([name, cells]) => [name, { kind: 'number', values: Float64Array.from(cells) }]),
  ),
})

describe('Shapley values', () => {
  it('equal shap’s exact ones for trees, within float32', async () => {
    const one = firstRows(rows, 1)
    await using model = await openModel('shap/model_gbr.onnx')
    const { values, base, method } = await shapleyValues({
      rows: one,
      background,
      features: golden.features,
      evaluate: model.evaluate,
      seed: 1,
      evaluations: 110_000,
    })
    expect(method).toBe('exact')
    expect(base[0]).toBeCloseTo(golden.models.gbr.base_value, 3)
    golden.models.gbr.shap_values
      .slice(0, 1)
      .flat()
      .forEach((expected, index) => {
        expect(values[index]).toBeCloseTo(expected, 3)
      })
  }, 60_000)

  it('equal shap’s for a linear model already from one pair of orders', async () => {
    const few = firstRows(rows, 5)
    await using model = await openModel('shap/model_linear.onnx')
    const { values, method, pairs } = await shapleyValues({
      rows: few,
      background,
      features: golden.features,
      evaluate: model.evaluate,
      seed: 1,
      evaluations: 5 * 100 * 20,
    })
    expect([method, pairs]).toEqual(['permutations', 1])
    golden.models.linear.shap_values
      .slice(0, 5)
      .flat()
      .forEach((expected, index) => {
        expect(values[index]).toBeCloseTo(expected, 3)
      })
  }, 60_000)

  it('share an interaction in halves, and sum to the output minus the base', async () => {
    const explained = numbers({ a: [1], b: [1], c: [1], other: [9] })
    const nothing = numbers({ a: [0], b: [0], c: [0], other: [0] })
    const options = { rows: explained, background: nothing, features: ['a', 'b', 'c'], evaluate, seed: 3 }
    expect([...(await shapleyValues({ ...options, evaluations: 8 })).values]).toEqual([3, 1, 1])
    // Both directions of any order: each of b and c comes last once.
    const sampled = await shapleyValues({ ...options, evaluations: 7 })
    expect(sampled.method).toBe('permutations')
    expect([...sampled.values].map((value) => Number(value.toFixed(12)))).toEqual([3, 1, 1])
  })

  it('need enough evaluations', async () => {
    const one = numbers({ a: [1], b: [1], c: [1] })
    const options = { rows: one, background: one, features: ['a', 'b', 'c'], evaluate, seed: 3 }
    await expect(shapleyValues({ ...options, evaluations: 5 })).rejects.toThrow('Explain fewer rows')
  })
})

describe('permutation importance', () => {
  it('is twice β² times the variance for a linear model, and nothing for what it does not use', async () => {
    const count = 4000
    const wave = (factor: number) => Array.from({ length: count }, (_, row) => Math.sin(row * factor))
    const table = numbers({ a: wave(0.7), b: wave(1.3), c: wave(0), unused: wave(2.1) })
    const truth = await evaluate(table)
    const losses = async (changed: Table) => (await evaluate(changed)).map((value, row) => (value - truth[row]!) ** 2)
    const features = ['a', 'b', 'c', 'unused']
    const found = await permutationImportance({ table, features, losses, repeats: 5, seed: 1, confidence: 0.95 })
    const [a, , , unused] = found
    expect(a?.mean).toBeGreaterThan(9 * 0.95)
    expect(a?.mean).toBeLessThan(9 * 1.05)
    expect(a?.low).toBeLessThan(9)
    expect(a?.high).toBeGreaterThan(9)
    expect(unused).toEqual({ feature: 'unused', mean: 0, low: 0, high: 0 })
  })
})
