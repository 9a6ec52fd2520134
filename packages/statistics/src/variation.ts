import type { Weights } from './prepared-metric.ts'

/**
 * The weighted sum of squared distances from the weighted mean, in two passes; NaN without weight. Exactly 0 for equal
 * values: their mean may be off by a rounding, which would leave a variation that is not there.
 */
export function variationOf(values: Float64Array, weights: Weights): number {
  let total = 0
  let sum = 0
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let row = 0; row < values.length; row++) {
    const weight = weights[row] as number
    if (weight === 0) continue
    const value = values[row] as number
    total += weight
    sum += weight * value
    if (value < low) low = value
    if (value > high) high = value
  }
  if (total === 0) return Number.NaN
  if (low === high) return 0
  const mean = sum / total
  let variation = 0
  for (let row = 0; row < values.length; row++) {
    variation += (weights[row] as number) * ((values[row] as number) - mean) ** 2
  }
  return variation
}
