import fc from 'fast-check'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { describe, expect, it } from 'vitest'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { chiSquaredTest } from './chi-squared.ts'
import { drawHypergeometric, hypergeometricPmf, hypergeometricSupport } from './hypergeometric.ts'
import { jensenShannon } from './jensen-shannon.ts'
import { ksTest } from './kolmogorov-smirnov.ts'
import { twoProportionTest } from './two-proportion-test.ts'
import { wassersteinDistance, wassersteinOverSigma } from './wasserstein.ts'

/** Few different values, so that ties are common; multiples of ¼, so that shifts are exact. */
const sample = fc
  .array(
    fc.integer({ min: -40, max: 40 }).map((value) => value / 4),
    { minLength: 1, maxLength: 40 },
  )
  .map((values) => Float64Array.from(values).sort())

const shifted = (values: Float64Array, by: number) => values.map((value) => value + by)

/** The definition, point by point: how much of a sample is at most x. */
const shareUpTo = (values: Float64Array, x: number) => values.filter((value) => value <= x).length / values.length

/** Counts of the same categories in two samples, all expected counts at least 5. */
const counts = fc
  .array(fc.tuple(fc.integer({ min: 12, max: 400 }), fc.integer({ min: 12, max: 400 })), { minLength: 2, maxLength: 8 })
  .map((pairs) => [pairs.map(([a]) => a), pairs.map(([, b]) => b)] as const)

const options = { resamples: 99, seed: 1 }

describe('two samples of numbers', () => {
  it('have the distances that the definitions give, point by point', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const points = [...new Set([...a, ...b])].sort((x, y) => x - y)
        const gaps = points.map((x) => Math.abs(shareUpTo(a, x) - shareUpTo(b, x)))
        const area = gaps.reduce(
          (sum, gap, i) => sum + gap * ((points[i + 1] ?? (points[i] as number)) - (points[i] as number)),
          0,
        )
        expect(ksTest(a, b).statistic).toBeCloseTo(Math.max(...gaps), 12)
        expect(wassersteinDistance(a, b)).toBeCloseTo(area, 12)
      }),
    )
  })

  it('are as far apart one way as the other', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        expect(ksTest(a, b)).toEqual(ksTest(b, a))
        expect(wassersteinDistance(a, b)).toBe(wassersteinDistance(b, a))
      }),
    )
  })

  it('are not apart when they are equal, also when one repeats the other', () => {
    fc.assert(
      fc.property(sample, (a) => {
        const twice = Float64Array.from([...a, ...a]).sort()
        expect(ksTest(a, twice)).toMatchObject({ statistic: 0, p: 1 })
        expect(wassersteinOverSigma(a, twice)).toBe(0)
      }),
    )
  })

  it('do not change their distance when both are shifted, and their ratio not when both are scaled', () => {
    fc.assert(
      fc.property(sample, sample, fc.integer({ min: -1000, max: 1000 }), (a, b, by) => {
        expect(ksTest(shifted(a, by), shifted(b, by))).toEqual(ksTest(a, b))
        expect(wassersteinDistance(shifted(a, by), shifted(b, by))).toBe(wassersteinDistance(a, b))
        const times = (values: Float64Array) => values.map((value) => value * 1024)
        expect(wassersteinOverSigma(times(a), times(b))).toBeCloseTo(wassersteinOverSigma(a, b), 10)
      }),
    )
  })

  it('that are a shift of each other are as far apart as the shift', () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: -1000, max: 1000 }), (a, by) => {
        expect(wassersteinDistance(a, shifted(a, by))).toBeCloseTo(Math.abs(by), 9)
      }),
    )
  })

  it('have the p of all splits of their values when none repeats', () => {
    // Every way to choose which of n + m ranks are the first sample's is equally likely.
    for (const [n, m] of [
      [4, 3],
      [3, 3],
      [5, 2],
      [6, 4],
      [1, 5],
    ] as const) {
      const statistics = splits(n + m, n).map(([a, b]) => ksTest(a, b))
      for (const { statistic, p } of statistics) {
        const extreme = statistics.filter((other) => other.statistic >= statistic - 1e-12).length
        expect(p).toBeCloseTo(extreme / statistics.length, 12)
      }
    }
  })
})

/** All ways to part the numbers 0 … total − 1 into one of `size` and the rest. */
function splits(total: number, size: number): (readonly [Float64Array, Float64Array])[] {
  const all = Array.from({ length: total }, (_, index) => index)
  return Array.from({ length: 2 ** total }, (_, mask) => mask)
    .map((mask) => [all.filter((i) => mask & (2 ** i)), all.filter((i) => !(mask & (2 ** i)))] as const)
    .filter(([chosen]) => chosen.length === size)
    .map(([a, b]) => [Float64Array.from(a), Float64Array.from(b)] as const)
}

describe('counts of categories', () => {
  it('give the same whichever sample and category comes first, empty categories or not', () => {
    fc.assert(
      fc.property(counts, ([a, b]) => {
        const { statistic, p, method } = chiSquaredTest(a, b, options)
        const { divergence, bias } = jensenShannon(a, b)
        const others: readonly (readonly [number[], number[]])[] = [
          [[...b], [...a]],
          [[...a].reverse(), [...b].reverse()],
          [
            [...a, 0],
            [...b, 0],
          ],
        ]
        for (const [c, d] of others) {
          const test = chiSquaredTest(c, d, options)
          expect(Math.abs(test.statistic - statistic)).toBeLessThanOrEqual(1e-9 * (1 + statistic))
          expect(test.method).toBe(method)
          // Tables are drawn category by category, so that another order draws others.
          if (method === 'asymptotic') expect(Math.abs(test.p - p)).toBeLessThan(1e-9)
          expect(jensenShannon(c, d).divergence).toBeCloseTo(divergence, 12)
          expect(jensenShannon(c, d).bias).toBeCloseTo(bias, 15)
        }
      }),
    )
  })

  it('in the same shares are not apart', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 5 }), ([a], times) => {
        const b = a.map((count) => count * times)
        expect(jensenShannon(a, b).divergence).toBeLessThan(1e-15)
        expect(jensenShannon(a, b).correctedDistance).toBe(0)
        expect(chiSquaredTest(a, b, options).p).toBeGreaterThan(0.999)
      }),
    )
  })
})

describe('urns', () => {
  const urn = fc
    .tuple(fc.integer({ min: 1, max: 300 }), fc.nat(300), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([marked, rest, share]) => ({ marked, total: marked + rest, draws: Math.floor(share * (marked + rest)) }))

  it('have probabilities that add up to one', () => {
    fc.assert(
      fc.property(urn, (of) => {
        const [fewest, most] = hypergeometricSupport(of)
        let sum = 0
        for (let k = fewest; k <= most; k++) sum += hypergeometricPmf(k, of)
        expect(sum).toBeCloseTo(1, 12)
      }),
    )
  })

  it('are drawn from as often as the probabilities say', () => {
    for (const of of [
      { marked: 60, total: 200, draws: 90 },
      { marked: 10, total: 200, draws: 90 },
      { marked: 190, total: 200, draws: 100 },
    ]) {
      const generator = xoroshiro128plus(5)
      const uniform = () => (generator.next() >>> 0) / 2 ** 32
      const draws = 40_000
      const seen = new Map<number, number>()
      for (let i = 0; i < draws; i++) {
        const k = drawHypergeometric(of, uniform)
        seen.set(k, (seen.get(k) ?? 0) + 1)
      }
      const [fewest, most] = hypergeometricSupport(of)
      for (let k = fewest; k <= most; k++) {
        expect(Math.abs((seen.get(k) ?? 0) / draws - hypergeometricPmf(k, of))).toBeLessThan(0.01)
      }
    }
  })
})

describe('proportions and p values', () => {
  it('are tested the same whichever comes first, and whichever of yes and no is counted', () => {
    const proportion = fc
      .tuple(fc.nat(60), fc.nat(60))
      .filter(([count, rest]) => count + rest > 0)
      .map(([count, rest]) => ({ count, of: count + rest }))
    const turned = ({ count, of }: { count: number; of: number }) => ({ count: of - count, of })
    fc.assert(
      fc.property(proportion, proportion, (a, b) => {
        const { p } = twoProportionTest(a, b)
        expect(twoProportionTest(b, a).p).toBeCloseTo(p, 9)
        expect(twoProportionTest(turned(a), turned(b)).p).toBeCloseTo(p, 9)
        expect(twoProportionTest(a, a).p).toBeCloseTo(1, 9)
      }),
    )
  })

  it('are adjusted in the order given, never below themselves, and keep their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (p) => {
        const adjusted = benjaminiHochberg(p)
        for (const [i, value] of adjusted.entries()) {
          expect(value).toBeGreaterThanOrEqual(p[i] as number)
          expect(value).toBeLessThanOrEqual(1)
          for (const [j, other] of p.entries())
            if (other < (p[i] as number)) expect(adjusted[j]).toBeLessThanOrEqual(value)
        }
        expect(benjaminiHochberg([...p].reverse())).toEqual([...adjusted].reverse())
      }),
    )
  })
})
