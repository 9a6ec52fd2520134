import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeExplanations } from './judge-explanations.ts'
import type { ModelExplanation } from './model-explanation.ts'
import { rankImportance } from './rank-importance.ts'

const options = { resamples: 500, seed: 1, alpha: 0.05 }
const matrix = (rows: readonly (readonly number[])[]) => Float64Array.from(rows.flat())
const ranks = (features: readonly string[], rows: readonly (readonly number[])[]) =>
  rankImportance({ features, values: matrix(rows) }, options)
const explained = (features: readonly string[], rows: readonly (readonly number[])[]): ModelExplanation => ({
  ranked: ranks(features, rows),
  shuffled: [],
  method: 'exact',
  rows: rows.length,
  background: 1,
})
const rows = (...values: number[]) =>
  Array.from({ length: 40 }, (_, row) => values.map((one) => (row % 2 ? one : -one)))

describe('the rank of a feature', () => {
  it('is by mean |value|, whatever the sign, and certain when all rows say so', () => {
    expect(ranks(['a', 'b', 'c'], rows(1, 3, 2))).toMatchObject([
      { feature: 'a', rank: 3, bestRank: 3, worstRank: 3, importance: 1 },
      { feature: 'b', rank: 1, bestRank: 1, worstRank: 1, importance: 3 },
      { feature: 'c', rank: 2, bestRank: 2, worstRank: 2, importance: 2 },
    ])
  })

  it('is the best place for equals, and the last for what adds nothing', () => {
    expect(ranks(['a', 'b', 'none'], rows(2, 2, 0)).map(({ rank }) => rank)).toEqual([1, 1, 3])
  })

  it('lies between its bounds, as the importance does', () => {
    const values = fc.array(
      fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true })),
      {
        minLength: 2,
        maxLength: 20,
      },
    )
    fc.assert(
      fc.property(values, (drawn) => {
        for (const one of rankImportance(
          { features: ['a', 'b'], values: matrix(drawn) },
          { ...options, resamples: 200 },
        )) {
          expect(one.bestRank).toBeLessThanOrEqual(one.worstRank)
          expect(one.low).toBeLessThanOrEqual(one.high)
        }
      }),
    )
  })
})

describe('a demand on what a model relies on', () => {
  const demand = { not_in_top: { features: ['a', 'elsewhere'], k: 1 }, max_rank_correlation_drop: 0.2 }
  const facts = { baseline: 'there is no baseline', mayLackBaseline: true }
  const verdicts = (group: ReturnType<typeof judgeExplanations>) => group.findings.map(({ verdict }) => verdict)

  it('is met by a model that does not take the feature', () => {
    const { findings } = judgeExplanations(demand, { ...facts, candidate: explained(['a', 'b'], rows(1, 2)) })
    expect(findings).toMatchObject([
      { verdict: 'pass', reason: 'not_in_top 1: a: rank 2 of 2 features; it is not the most important' },
      { verdict: 'pass', reason: 'not_in_top 1: elsewhere: the model does not take it' },
    ])
  })

  it('is open when the rows do not decide', () => {
    const mixed = Array.from({ length: 20 }, (_, row) => (row % 2 ? [1, 0.9] : [0.9, 1]))
    expect(verdicts(judgeExplanations(demand, { ...facts, candidate: explained(['a', 'b'], mixed) }))[0]).toBe(
      'inconclusive',
    )
  })

  it('is an error without a baseline that the policy cannot do without, and for a model that cannot be explained', () => {
    const candidate = explained(['a', 'b', 'c'], rows(1, 2, 3))
    expect(verdicts(judgeExplanations(demand, { ...facts, candidate, mayLackBaseline: false }))[2]).toBe('error')
    expect(verdicts(judgeExplanations(demand, { ...facts, candidate: 'it is a table' }))).toEqual([
      'error',
      'error',
      'error',
    ])
  })

  it('compares ranks over the features that both models take', () => {
    const candidate = explained(['a', 'b', 'c', 'd'], rows(1, 2, 3, 4))
    const baseline = explained(['c', 'b', 'a'], rows(3, 2, 1))
    const { findings } = judgeExplanations(demand, { ...facts, candidate, baseline })
    expect(findings[2]).toMatchObject({ verdict: 'pass', reason: expect.stringContaining('ρ 1.00, 3 features') })
    const few = judgeExplanations(demand, { ...facts, candidate, baseline: explained(['a', 'b'], rows(1, 2)) })
    expect(few.findings[2]?.verdict).toBe('error')
  })
})
