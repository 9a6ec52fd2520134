import { notFinite } from './error-mean.ts'
import type { ValueObservations } from './observations.ts'
import {
  type MetricValue,
  measure,
  noRows,
  type PreparedMetric,
  undefinedMetric,
  type Weights,
} from './prepared-metric.ts'

/**
 * Coefficient of determination: 1 − (squared errors) / (squared distances of the truth from its mean). When the truth is
 * constant, 1 for perfect predictions and 0 otherwise. Undefined with fewer than two rows, repeated rows counted, and
 * when a number is not finite.
 * Source: `sklearn.metrics.r2_score(force_finite=True)`.
 */
export function r2(observed: ValueObservations, weights?: Weights): MetricValue {
  return measure(prepareR2(observed), weights)
}

export function prepareR2(observed: ValueObservations): PreparedMetric {
  const flaw = notFinite(observed)
  const { truth, predicted } = observed
  const rows = truth.length
  if (flaw) return undefinedMetric(rows, flaw)
  const squares = new Float64Array(rows)
  for (let row = 0; row < rows; row++) squares[row] = ((truth[row] as number) - (predicted[row] as number)) ** 2
  const value = (weights: Weights): number => {
    let total = 0
    let present = 0
    let sum = 0
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    for (let row = 0; row < rows; row++) {
      const weight = weights[row] as number
      if (weight === 0) continue
      const target = truth[row] as number
      present++
      total += weight
      sum += weight * target
      if (target < low) low = target
      if (target > high) high = target
    }
    if (present < 2 && total < 2) return Number.NaN
    const mean = sum / total
    let unexplained = 0
    let variation = 0
    for (let row = 0; row < rows; row++) {
      const weight = weights[row] as number
      unexplained += weight * (squares[row] as number)
      variation += weight * ((truth[row] as number) - mean) ** 2
    }
    // The mean of equal numbers may be off by a rounding, which would leave a variation that is not there.
    if (low === high || variation === 0) return unexplained === 0 ? 1 : 0
    return 1 - unexplained / variation
  }
  return {
    rows,
    value,
    whyUndefined: (weights) =>
      weights.every((weight) => weight === 0) ? noRows : 'fewer than two rows, or numbers too large to square',
  }
}
