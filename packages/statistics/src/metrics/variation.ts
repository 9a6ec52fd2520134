import type { Weights } from './prepared-metric.ts'

/**
 * The weighted sum of squared distances from the weighted mean, as a function of the weights; NaN without weight, and
 * exactly 0 for equal values. One pass over values that were centred before, unless that would lose digits.
 */
export function prepareVariation(values: Float64Array): (weights: Weights) => number {
  const centre = values.reduce((sum, value) => sum + value / values.length, 0)
  const centred = values.map((value) => value - centre)
  return (weights) => {
    let total = 0
    let sum = 0
    let squares = 0
    for (let row = 0; row < centred.length; row++) {
      const weight = weights[row] as number
      const value = centred[row] as number
      total += weight
      sum += weight * value
      squares += weight * value * value
    }
    if (total === 0) return Number.NaN
    const variation = squares - (sum * sum) / total
    return variation > mostCancelled * squares ? variation : exactVariation(values, weights)
  }
}

/** Below this share of the squares, their difference has lost three digits. */
const mostCancelled = 1e-3

/**
 * In two passes. The mean of equal numbers may be off by a rounding, which would leave a variation that is not there.
 */
function exactVariation(values: Float64Array, weights: Weights): number {
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
  if (low === high) return 0
  const mean = sum / total
  let variation = 0
  for (let row = 0; row < values.length; row++) {
    variation += (weights[row] as number) * ((values[row] as number) - mean) ** 2
  }
  return variation
}
