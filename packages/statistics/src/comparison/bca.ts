import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import { normalQuantile } from './rows-needed.ts'

/**
 * How BCa moves the quantiles of a bootstrap: `bias` is z₀, the normal quantile of the share of resamples below the
 * estimate (ties half), `acceleration` is a, from the skewness of the jackknife. Both zero: the percentile interval.
 * Source: Efron, Better Bootstrap Confidence Intervals, JASA 82 (1987); `scipy.stats.bootstrap(method='BCa')`.
 */
export interface BcaCorrection {
  readonly bias: number
  readonly acceleration: number
}

/** z₀ of sorted resamples around the estimate; ±∞ when all lie on one side. */
export function bcaBias(sorted: Float64Array, estimate: number): number {
  let below = 0
  let upTo = 0
  for (const value of sorted) {
    if (value < estimate) below++
    if (value <= estimate) upTo++
  }
  return normalQuantile((below + upTo) / 2 / sorted.length)
}

/**
 * The acceleration from the statistic's values with one unit left out each, `times` units alike: Σd³ ÷ 6(Σd²)^1.5 with d
 * the distances below their mean. 0 when nothing varies.
 */
export function bcaAcceleration(jackknife: Float64Array, times?: Float64Array): number {
  let sum = 0
  let units = 0
  for (let index = 0; index < jackknife.length; index++) {
    const weight = times?.[index] ?? 1
    sum += weight * (jackknife[index] as number)
    units += weight
  }
  const mean = sum / units
  let squares = 0
  let cubes = 0
  for (let index = 0; index < jackknife.length; index++) {
    const distance = mean - (jackknife[index] as number)
    const weight = times?.[index] ?? 1
    squares += weight * distance * distance
    cubes += weight * distance * distance * distance
  }
  return squares > 0 ? cubes / (6 * squares * Math.sqrt(squares)) : 0
}

/** The share of the resamples that lies below the bound whose uncorrected normal quantile is `z`. */
export function bcaShare({ bias, acceleration }: BcaCorrection, z: number): number {
  return normalCdf(bias + stretched(bias + z, -acceleration), 0, 1)
}

/** The normal quantile whose bound lies above the given share of the resamples: `bcaShare` turned round. */
export function bcaQuantile({ bias, acceleration }: BcaCorrection, share: number): number {
  if (share <= 0) return Number.NEGATIVE_INFINITY
  if (share >= 1) return Number.POSITIVE_INFINITY
  return stretched(normalQuantile(share) - bias, acceleration) - bias
}

/** z ÷ (1 + a·z), which leaves the line where the denominator is used up: from there on all is covered. */
function stretched(z: number, acceleration: number): number {
  const factor = 1 + acceleration * z
  if (factor > 0) return z / factor
  return z > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
}
