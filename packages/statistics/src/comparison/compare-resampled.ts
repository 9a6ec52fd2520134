import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import { linearQuantile } from '../hypothesis-tests/linear-quantile.ts'
import { type BcaCorrection, bcaBias, bcaQuantile, bcaShare } from './bca.ts'
import { type ComparisonMethod, type Confidence, checkAlpha, type NoConfidence } from './compare-confidence.ts'
import { studentPivot } from './compare-pivot.ts'
import { normalQuantile } from './rows-needed.ts'

/** The largest share of resamples in which the metric may be undefined before there is no interval. */
const largestUndefinedShare = 0.01

export interface Resampled {
  readonly method: ComparisonMethod
  /** Candidate minus baseline on the rows themselves. */
  readonly difference: number
  /** The same on each resample; NaN where it is undefined. */
  readonly differences: Float64Array
  /** How many independent units were resampled: rows, or groups. At least two. */
  readonly units: number
  /** BCa's acceleration; without, bounds are plain percentiles. */
  readonly acceleration?: number | undefined
}

/**
 * Bounds from resampled differences, percentile or BCa, with two corrections: quantiles are those that Student's t needs
 * with so many units, and a resample's spread, too small by √((n − 1)/n), is made up for. Without them a bootstrap of forty
 * groups would leave out more than it says. Resamples without a value are never dropped: each counts as −∞ for the lower
 * bound and as +∞ for the upper; with more than `largestUndefinedShare` of them there is no interval. p is at least
 * 1/(resamples + 1).
 * Source: Hesterberg, What Teachers Should Know About the Bootstrap, The American Statistician 69 (2015), "expanded
 * percentile interval".
 */
export function resampledConfidence(of: Resampled): Confidence | NoConfidence {
  const { method, difference, differences, units, acceleration } = of
  const resamples = differences.length
  const defined = differences.filter((value) => Number.isFinite(value)).sort()
  const missing = resamples - defined.length
  const undefinedShare = missing / resamples
  const none = (reason: string): NoConfidence => ({ method, difference, undefinedShare, reason })
  if (defined.length < 2 || undefinedShare > largestUndefinedShare) {
    return none(`the metric is undefined in ${missing} of ${resamples} resamples`)
  }
  const correction: BcaCorrection =
    acceleration === undefined ? { bias: 0, acceleration: 0 } : { bias: bcaBias(defined, difference), acceleration }
  if (!Number.isFinite(correction.bias)) return none('all resamples lie on one side of the difference')
  const expansion = expansionFor(units)
  const low = padded(defined, missing, Number.NEGATIVE_INFINITY)
  const high = padded(defined, missing, Number.POSITIVE_INFINITY)
  const smallestP = 1 / (resamples + 1)
  const lower = (alpha: number): number => {
    checkAlpha(alpha)
    return alpha < smallestP ? Number.NEGATIVE_INFINITY : at(low, bcaShare(correction, expansion.expand(alpha)))
  }
  const upper = (alpha: number): number => {
    checkAlpha(alpha)
    return alpha < smallestP ? Number.POSITIVE_INFINITY : at(high, bcaShare(correction, -expansion.expand(alpha)))
  }
  return {
    method,
    difference,
    standardError: standardDeviation(defined),
    undefinedShare,
    lower,
    upper,
    pAbove: (value) => Math.max(smallestP, expansion.shrink(bcaQuantile(correction, shareBelow(low, value)))),
    pBelow: (value) => Math.max(smallestP, expansion.shrink(-bcaQuantile(correction, shareBelow(high, value)))),
  }
}

/** Between a one-sided risk and the normal quantile that leaves it out in a bootstrap of so many units. */
function expansionFor(units: number): { expand: (alpha: number) => number; shrink: (z: number) => number } {
  // From here on Student's t and the correction make no difference to three digits of α.
  if (units > 100_000) return { expand: normalQuantile, shrink: (z) => normalCdf(z, 0, 1) }
  const student = studentPivot(units - 1)
  const factor = Math.sqrt(units / (units - 1))
  return {
    expand: (alpha) => student.quantile(alpha) * factor,
    shrink: (z) => (Number.isFinite(z) ? student.cdf(z / factor) : z > 0 ? 1 : 0),
  }
}

function at(sorted: Float64Array, share: number): number {
  return linearQuantile(sorted, Math.min(1, Math.max(0, share)))
}

/** The smallest share whose quantile reaches `value`: `linearQuantile` turned round. 1 when none does. */
function shareBelow(sorted: Float64Array, value: number): number {
  const last = sorted.length - 1
  if (!((sorted[last] as number) >= value)) return 1
  const place = sorted.findIndex((other) => other >= value)
  if (place === 0) return 0
  const below = sorted[place - 1] as number
  const step = (sorted[place] as number) - below
  // From −∞ only the far end is finite; towards +∞ only the near one.
  const part = Number.isFinite(step) ? (value - below) / step : below === Number.NEGATIVE_INFINITY ? 1 : 0
  return (place - 1 + part) / last
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
