import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type MetricName, metricNamed } from './metric-registry.ts'
import type { Observations } from './observations.ts'
import { pairedDifferences, percentileInterval } from './paired-bootstrap.ts'
import { prepareMetric } from './prepare-metric.ts'
import type { PreparedMetric } from './prepared-metric.ts'
import { replayedResampler, seededResampler } from './resampler.ts'

// Made by testdata/bootstrap.py: scipy.stats.bootstrap(paired=True, method='percentile') of SciPy 1.17.1 with
// scikit-learn 1.9.1's metrics, and the row indices it drew.
const golden: {
  readonly rows: number
  readonly resamples: number
  readonly level: number
  readonly truth: readonly number[]
  readonly candidate: readonly number[]
  readonly baseline: readonly number[]
  readonly target: readonly number[]
  readonly candidate_values: readonly number[]
  readonly baseline_values: readonly number[]
  readonly indices: readonly (readonly number[])[]
  readonly results: Readonly<
    Record<string, { differences: readonly number[]; low: number; high: number; standard_error: number }>
  >
} = JSON.parse(readFileSync(new URL('../testdata/bootstrap.json', import.meta.url), 'utf8'))

function goldenMetric(name: MetricName, which: 'candidate' | 'baseline'): PreparedMetric {
  const truth = Int32Array.from(golden.truth)
  const scores = golden[which]
  const observed: Readonly<Partial<Record<Observations['kind'], Observations>>> = {
    labels: {
      kind: 'labels',
      classes: 2,
      truth,
      predicted: Int32Array.from(scores, (s) => Number(s >= 0.5)),
      positive: 1,
    },
    probabilities: {
      kind: 'probabilities',
      classes: 2,
      truth,
      probabilities: Float64Array.from(scores.flatMap((s) => [1 - s, s])),
      positive: 1,
    },
    values: {
      kind: 'values',
      truth: Float64Array.from(golden.target),
      predicted: Float64Array.from(golden[`${which}_values`]),
    },
  }
  const { needs, averaged } = metricNamed(name)
  return prepareMetric(name, observed[needs]!, averaged ? { average: 'binary' } : {})
}

describe('the paired bootstrap equals SciPy on the rows that SciPy drew', () => {
  const names = Object.keys(golden.results) as MetricName[]
  const pairs = names.map((name) => ({
    candidate: goldenMetric(name, 'candidate'),
    baseline: goldenMetric(name, 'baseline'),
  }))
  const resample = replayedResampler(golden.indices.flat())
  const differences = pairedDifferences(pairs, golden.rows, golden.resamples, resample)

  it.each(names.map((name, index) => [name, index] as const))('%s', (name, index) => {
    const expected = golden.results[name]!
    const found = differences[index]!
    expect(found.length).toBe(expected.differences.length)
    for (const [number, difference] of expected.differences.entries()) {
      expect(Math.abs(found[number]! - difference)).toBeLessThan(1e-12)
    }
    const { interval, undefinedResamples } = percentileInterval(found, 1 - golden.level)
    expect(undefinedResamples).toBe(0)
    expect(Math.abs(interval!.low - expected.low)).toBeLessThan(1e-12)
    expect(Math.abs(interval!.high - expected.high)).toBeLessThan(1e-12)
    expect(Math.abs(interval!.standardError - expected.standard_error)).toBeLessThan(1e-12)
  })
})

describe('resamples in which the metric is undefined', () => {
  const numbers = (count: number, undefinedCount: number) =>
    Float64Array.from({ length: count }, (_, index) => (index < undefinedCount ? Number.NaN : index))

  it('are counted, and pull both bounds outwards while they are few', () => {
    const whole = percentileInterval(numbers(1000, 0), 0.05)
    const some = percentileInterval(numbers(1000, 10), 0.05)
    expect(some.undefinedResamples).toBe(10)
    // The lowest ten values are gone: dropping them would move the lower bound up, counting them as −∞ leaves it.
    expect(some.interval!.low).toBeCloseTo(whole.interval!.low, 9)
    expect(some.interval!.high).toBeGreaterThan(whole.interval!.high)
  })

  it('leave no interval when they are more than one in a hundred', () => {
    expect(percentileInterval(numbers(1000, 11), 0.05)).toEqual({
      resamples: 1000,
      undefinedResamples: 11,
      interval: undefined,
    })
  })

  it('leave no interval when the bound asked for lies among them', () => {
    expect(percentileInterval(numbers(1000, 10), 0.005).interval).toBeUndefined()
  })

  it('leave no interval when nothing is defined', () => {
    expect(percentileInterval(numbers(5, 5), 0.05).interval).toBeUndefined()
    expect(percentileInterval(new Float64Array(), 0.05).interval).toBeUndefined()
  })
})

describe('the draws', () => {
  const draw = (seed: number, rows: number, times: number): number[][] => {
    const resample = seededResampler(seed)
    const multiplicities = new Uint32Array(rows)
    return Array.from({ length: times }, () => {
      resample(multiplicities)
      return [...multiplicities]
    })
  }

  it('are the same for the same seed, today and tomorrow', () => {
    expect(draw(42, 10, 2)).toEqual(draw(42, 10, 2))
    expect(draw(42, 10, 2)).not.toEqual(draw(43, 10, 2))
    expect(draw(42, 10, 2)).toMatchInlineSnapshot(`
      [
        [
          0,
          1,
          3,
          0,
          1,
          0,
          0,
          1,
          2,
          2,
        ],
        [
          1,
          1,
          1,
          2,
          0,
          1,
          2,
          1,
          1,
          0,
        ],
      ]
    `)
  })

  it('are as many as there are rows', () => {
    for (const rows of [1, 2, 3, 7, 1000]) {
      for (const drawn of draw(1, rows, 5)) expect(drawn.reduce((a, b) => a + b, 0)).toBe(rows)
    }
  })

  it('give every row the same chance', () => {
    const rows = 13
    const times = 20_000
    const totals = new Float64Array(rows)
    for (const drawn of draw(7, rows, times)) for (const [row, count] of drawn.entries()) totals[row]! += count
    // χ² with 12 degrees of freedom: beyond 32.9 once in a thousand seeds.
    const chiSquare = totals.reduce((sum, total) => sum + (total - times) ** 2 / times, 0)
    expect(chiSquare).toBeLessThan(32.9)
  })
})
