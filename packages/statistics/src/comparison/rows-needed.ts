import quantile from '@stdlib/stats-base-dists-normal-quantile'
import type { Confidence } from './compare-confidence.ts'

/** Quantile of the standard normal distribution: `scipy.stats.norm.ppf`. */
export function normalQuantile(probability: number): number {
  return quantile(probability, 0, 1)
}

/**
 * About how many rows a non-inferiority comparison needs so that, were the models equal, it would pass with the given
 * power: n·((z₁₋α + z_power)·se/δ)², because a standard error shrinks with the root of the rows. `standardError` is the
 * one at `rows` rows, `margin` the δ ≥ 0 that may be lost, in the same unit. Undefined when no number of rows would do
 * (δ = 0) or nothing is known about the error.
 * Source: the usual sample size for non-inferiority (Julious, Statistics in Medicine 23, 2004, with equal means).
 */
export function rowsNeeded(of: {
  readonly rows: number
  readonly standardError: number
  readonly margin: number
  readonly alpha: number
  /** Chance of passing when the models are equal; 0.8 unless told. */
  readonly power?: number
}): number | undefined {
  if (!(of.margin > 0) || !Number.isFinite(of.standardError)) return undefined
  const z = normalQuantile(1 - of.alpha) + normalQuantile(of.power ?? 0.8)
  const needed = of.rows * ((z * of.standardError) / of.margin) ** 2
  return Number.isFinite(needed) ? Math.max(2, Math.ceil(needed)) : undefined
}

/**
 * The same for a comparison, whatever its method: about how many rows two equal models would need to pass the margin.
 * Where no row tells the models apart (`alike`, or Tango's interval without disagreement), the interval shrinks with the rows, not with their root. With groups, rows
 * are meant to come in groups of the same size.
 */
export function rowsToDecide(
  confidence: Pick<Confidence, 'method' | 'standardError' | 'difference' | 'upper'>,
  of: { readonly rows: number; readonly margin: number; readonly alpha: number; readonly power?: number },
): number | undefined {
  const { method, standardError, difference, upper } = confidence
  const { rows, margin, alpha } = of
  if (method !== 'alike' && standardError > 0) return rowsNeeded({ ...of, standardError })
  if (!(margin > 0)) return undefined
  const needed = (rows * (upper(alpha) - difference)) / margin
  return Number.isFinite(needed) ? Math.max(2, Math.ceil(needed)) : undefined
}
