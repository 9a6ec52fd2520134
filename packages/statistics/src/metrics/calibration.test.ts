import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goldenMetrics, goldenObservations, goldenWeights } from '../testing/golden-metrics.ts'
import { brier } from './brier.ts'
import { brierDecomposition } from './brier-decomposition.ts'
import { ece } from './ece.ts'
import type { ProbabilityObservations } from './observations.ts'
import { reliabilityCurve } from './reliability-curve.ts'

const binary = (truth: readonly number[], scores: readonly number[]): ProbabilityObservations => ({
  kind: 'probabilities',
  classes: 2,
  truth: Int32Array.from(truth),
  probabilities: Float64Array.from(scores.flatMap((score) => [1 - score, score])),
  positive: 1,
})
const rows = fc.array(
  fc.tuple(
    fc.nat(1),
    fc.nat(20).map((score) => score / 20),
    fc.nat(3),
  ),
  {
    minLength: 1,
    maxLength: 40,
  },
)
const options = fc.record({
  bins: fc.integer({ min: 1, max: 20 }),
  binning: fc.constantFrom('equal_width' as const, 'equal_mass' as const),
})
const observe = (of: readonly (readonly [number, number, number])[]): ProbabilityObservations =>
  binary(
    of.map(([truth]) => truth),
    of.map(([, score]) => score),
  )

describe('the reliability curve', () => {
  it('sets how sure the model was beside how often it was so', () => {
    const { points } = reliabilityCurve(binary([0, 1, 1, 0, 1], [0.1, 0.3, 0.4, 0.9, 1]), { bins: 2 })
    expect(points).toEqual([
      { weight: 3, meanProbability: expect.closeTo(0.8 / 3, 12), frequency: 2 / 3, lowest: 0.1, highest: 0.4 },
      { weight: 2, meanProbability: 0.95, frequency: 0.5, lowest: 0.9, highest: 1 },
    ])
  })

  it('puts an edge into the bin below it, and 0 into the first', () => {
    const { points } = reliabilityCurve(binary([0, 0, 1, 1], [0, 0.2, 0.4, 0.6]), { bins: 5 })
    expect(points.map(({ lowest, highest }) => [lowest, highest])).toEqual([
      [0, 0.2],
      [0.4, 0.4],
      [0.6, 0.6],
    ])
  })

  it('does so too where the product of probability and bins is rounded over the edge', () => {
    // 0.07 · 100 is 7.000000000000001.
    const { points } = reliabilityCurve(binary([0, 1, 1], [0.065, 0.07, 0.075]), { bins: 100 })
    expect(points.map(({ lowest, highest }) => [lowest, highest])).toEqual([
      [0.065, 0.07],
      [0.075, 0.075],
    ])
  })

  it('gives bins of equal mass the same share of the rows, and keeps equal probabilities together', () => {
    const scores = [0.1, 0.1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.9]
    const { points } = reliabilityCurve(binary([0, 0, 1, 0, 1, 0, 1, 1], scores), { bins: 4, binning: 'equal_mass' })
    expect(points.map(({ lowest, highest, weight }) => [lowest, highest, weight])).toEqual([
      [0.1, 0.1, 3],
      [0.2, 0.2, 1],
      [0.3, 0.4, 2],
      [0.5, 0.9, 2],
    ])
  })

  it('with more than two classes looks at the most probable one', () => {
    const probabilities = Float64Array.of(0.5, 0.3, 0.2, 0.2, 0.2, 0.6)
    const observed = { kind: 'probabilities', classes: 3, truth: Int32Array.of(0, 1), probabilities } as const
    const { points } = reliabilityCurve(observed, { bins: 2 })
    expect(points.map(({ meanProbability, frequency }) => [meanProbability, frequency])).toEqual([
      [0.5, 1],
      [0.6, 0],
    ])
  })

  it('is what ECE is the mean distance of', () => {
    fc.assert(
      fc.property(rows, options, (of, chosen) => {
        const observed = observe(of)
        const weights = Float64Array.from(of, ([, , weight]) => weight)
        fc.pre(weights.some((weight) => weight > 0))
        const { points } = reliabilityCurve(observed, chosen, weights)
        const total = points.reduce((sum, { weight }) => sum + weight, 0)
        const gaps = points.reduce((sum, p) => sum + p.weight * Math.abs(p.meanProbability - p.frequency), 0)
        expect(ece(observed, chosen, weights).value).toBeCloseTo(gaps / total, 12)
      }),
    )
  })

  it('has no points for numbers that are no probabilities', () => {
    expect(reliabilityCurve(binary([0, 1], [0.5, 1.5]))).toEqual({
      points: [],
      undefinedBecause: 'numbers that are no probabilities in row 2',
    })
  })
})

describe("Murphy's decomposition", () => {
  it('of a forecast with two probabilities is what can be counted by hand', () => {
    // 0.2 said four times and true once; 0.8 said four times and true three times.
    const observed = binary([1, 0, 0, 0, 1, 1, 1, 0], [0.2, 0.2, 0.2, 0.2, 0.8, 0.8, 0.8, 0.8])
    const parts = brierDecomposition(observed)
    expect(parts).toEqual({
      brier: expect.closeTo(0.19, 12),
      reliability: expect.closeTo(0.05 ** 2, 12),
      resolution: expect.closeTo(0.25 ** 2, 12),
      uncertainty: 0.25,
      withinBins: expect.closeTo(0, 12),
    })
  })

  it('adds up to the Brier score', () => {
    fc.assert(
      fc.property(rows, options, (of, chosen) => {
        const observed = observe(of)
        const weights = Float64Array.from(of, ([, , weight]) => weight + 1)
        const parts = brierDecomposition(observed, chosen, weights)
        if (parts.undefinedBecause !== undefined) throw new Error(parts.undefinedBecause)
        const { reliability, resolution, uncertainty, withinBins } = parts
        expect(reliability - resolution + uncertainty + withinBins).toBeCloseTo(brier(observed, weights).value, 12)
        // Within a bin there is nothing left over when its probabilities are one.
        const { points } = reliabilityCurve(observed, chosen, weights)
        if (points.every(({ lowest, highest }) => lowest === highest)) expect(withinBins).toBeCloseTo(0, 12)
      }),
    )
  })

  it('is of the golden tables too, weighted or not', () => {
    const tables = goldenMetrics.cases.filter(
      ({ observed }) => observed.kind === 'probabilities' && observed.classes === 2,
    )
    for (const one of tables) {
      const observed = goldenObservations(one) as ProbabilityObservations
      const expected = one.values.find(({ metric }) => metric === 'brier')!.value as number
      const parts = brierDecomposition(observed, { bins: 10 }, goldenWeights(one))
      expect(parts, one.name).toMatchObject({ brier: expect.closeTo(expected, 12) })
    }
    expect(tables.length).toBeGreaterThan(5)
  })

  it('is refused for three classes, and undefined without rows', () => {
    const three = { ...binary([0], [0.5]), classes: 3 }
    expect(() => brierDecomposition(three)).toThrow(RangeError)
    expect(brierDecomposition(binary([], []))).toEqual({ undefinedBecause: 'there are no rows' })
  })
})
