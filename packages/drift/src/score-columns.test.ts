import { ConfigurationError } from '@mlgate/core'
import type { Scores } from '@mlgate/models'
import { describe, expect, it } from 'vitest'
import { compareColumns } from './compare-columns.ts'
import { withScores } from './score-columns.ts'
import { numbers, randomSource, table } from './testing/tables.ts'

const rows = table({ x: numbers([1, 2, 3]) })

function classScores(classes: string[], probabilities?: number[], labels?: number[]): Scores {
  return {
    kind: 'classification',
    rows: 3,
    classes,
    probabilities: probabilities && Float64Array.from(probabilities),
    labels: labels && Int32Array.from(labels),
    scoredBy: 'mlgate',
  }
}

describe("a model's scores", () => {
  it('become a number for regression', () => {
    const values = Float64Array.of(1.5, 2.5, Number.NaN)
    const scored = withScores(rows, { kind: 'regression', rows: 3, values, scoredBy: 'mlgate' })
    expect(scored.predictions).toEqual(['model: prediction'])
    expect([...scored.table.columns.keys()]).toEqual(['x', 'model: prediction'])
    expect(scored.table.columns.get('model: prediction')).toEqual({ kind: 'number', values })
  })

  it('become the most probable class and the probabilities, with two classes the second', () => {
    const two = withScores(rows, classScores(['no', 'yes'], [0.9, 0.1, 0.2, 0.8, Number.NaN, Number.NaN]))
    expect(two.predictions).toEqual(['model: prediction', 'model: probability of yes'])
    expect(two.table.columns.get('model: prediction')).toEqual({ kind: 'string', values: ['no', 'yes', null] })
    expect(two.table.columns.get('model: probability of yes')?.values).toEqual(Float64Array.of(0.1, 0.8, Number.NaN))
    const three = withScores(rows, classScores(['a', 'b', 'c'], [1, 0, 0, 0, 1, 0, 0, 0, 1]))
    expect(three.predictions).toHaveLength(4)
    expect(three.table.columns.get('model: probability of a')?.values).toEqual(Float64Array.of(1, 0, 0))
  })

  it("become the model's own labels where it gives them", () => {
    const scored = withScores(rows, classScores(['a', 'b'], undefined, [1, 0, 1]))
    expect(scored.predictions).toEqual(['model: prediction'])
    expect(scored.table.columns.get('model: prediction')?.values).toEqual(['b', 'a', 'b'])
  })

  it('refuse a table of other rows, or one that has their name', () => {
    const scores: Scores = { kind: 'regression', rows: 3, values: Float64Array.of(1, 2, 3), scoredBy: 'mlgate' }
    expect(() => withScores(table({ x: numbers([1]) }), scores)).toThrow(RangeError)
    expect(() => withScores(table({ 'model: prediction': numbers([1, 2, 3]) }), scores)).toThrow(ConfigurationError)
  })

  it('are compared as predictions', () => {
    const random = randomSource(1)
    const x = numbers(random.normal(500))
    const scored = (mean: number) => {
      const values = random.normal(500, mean)
      return withScores(table({ x }), {
        kind: 'regression',
        rows: 500,
        values,
        scoredBy: 'mlgate',
      })
    }
    const [before, now] = [scored(0), scored(1)]
    const judgement = compareColumns(before.table, now.table, { current: 'now.csv' }, { predictions: now.predictions })
    expect(judgement.columns).toMatchObject([
      { name: 'x', role: 'feature', status: 'stable' },
      { name: 'model: prediction', role: 'prediction', status: 'drifted' },
    ])
  })
})
