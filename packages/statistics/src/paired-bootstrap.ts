import { linearQuantile } from './linear-quantile.ts'
import { checkLengths, type PreparedMetric } from './prepared-metric.ts'
import type { Resampler } from './resampler.ts'

/** The same metric of two models over the very same rows. */
export interface MetricPair {
  readonly candidate: PreparedMetric
  readonly baseline: PreparedMetric
}

/**
 * Resamples rows with replacement and takes candidate minus baseline each time, on the same draws for both models and
 * for all pairs. Returns one array of `resamples` differences a pair, in the order drawn, NaN where either is undefined.
 * Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), ch. 8 and 13.
 */
export function pairedDifferences(
  pairs: readonly MetricPair[],
  rows: number,
  resamples: number,
  resample: Resampler,
): Float64Array[] {
  for (const { candidate, baseline } of pairs) {
    checkLengths(rows, candidate.rows, "the candidate's rows")
    checkLengths(rows, baseline.rows, "the baseline's rows")
  }
  const differences = pairs.map(() => new Float64Array(resamples))
  const multiplicities = new Uint32Array(rows)
  for (let number = 0; number < resamples; number++) {
    resample(multiplicities)
    for (const [index, { candidate, baseline }] of pairs.entries()) {
      const difference = candidate.value(multiplicities) - baseline.value(multiplicities)
      ;(differences[index] as Float64Array)[number] = difference
    }
  }
  return differences
}

/** The largest share of resamples in which the metric may be undefined before there is no interval. */
export const largestUndefinedShare = 0.01

export interface BootstrapInterval {
  /** The α and 1 − α quantiles: one-sided bounds at level 1 − α, together a two-sided interval at level 1 − 2α. */
  readonly low: number
  readonly high: number
  /** Standard deviation (ddof 1) of the differences that are defined. */
  readonly standardError: number
}

export interface BootstrapSummary {
  readonly resamples: number
  /** In how many of them the metric was undefined (for instance because a class was not drawn). */
  readonly undefinedResamples: number
  /** Undefined when too many resamples are. */
  readonly interval: BootstrapInterval | undefined
}

/**
 * The percentile interval of resampled differences, with numpy's linear interpolation. `alpha` is what each side leaves
 * out, between 0 and ½. Resamples without a value are not dropped: up to `largestUndefinedShare` of them, each counts as
 * −∞ for the lower bound and as +∞ for the upper, which can only widen the interval; with more, or when a bound becomes
 * infinite by it, there is no interval.
 * Source: `scipy.stats.bootstrap(paired=True, method='percentile', confidence_level=1 − 2α)`.
 */
export function percentileInterval(differences: Float64Array, alpha: number): BootstrapSummary {
  if (!(alpha > 0 && alpha < 0.5)) throw new RangeError(`alpha ${alpha}.`)
  const defined = differences.filter((difference) => Number.isFinite(difference)).sort()
  const resamples = differences.length
  const undefinedResamples = resamples - defined.length
  const none: BootstrapSummary = { resamples, undefinedResamples, interval: undefined }
  if (defined.length < 2 || undefinedResamples > largestUndefinedShare * resamples) return none
  const low = linearQuantile(padded(defined, undefinedResamples, Number.NEGATIVE_INFINITY), alpha)
  const high = linearQuantile(padded(defined, undefinedResamples, Number.POSITIVE_INFINITY), 1 - alpha)
  if (!Number.isFinite(low) || !Number.isFinite(high)) return none
  return { resamples, undefinedResamples, interval: { low, high, standardError: standardDeviation(defined) } }
}

/** Sorted values with `count` infinities at their end of the order. */
function padded(sorted: Float64Array, count: number, infinity: number): Float64Array {
  if (count === 0) return sorted
  const all = new Float64Array(sorted.length + count).fill(infinity)
  all.set(sorted, infinity < 0 ? count : 0)
  return all
}

/** Sample standard deviation (ddof 1), in two passes. */
function standardDeviation(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  const mean = sum / values.length
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return Math.sqrt(squares / (values.length - 1))
}
