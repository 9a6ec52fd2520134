import { notFinite } from './error-mean.ts'
import type { ValueObservations } from './observations.ts'
import {
  type MetricValue,
  measure,
  noRows,
  type PreparedMetric,
  sumOf,
  undefinedMetric,
  type Weights,
} from './prepared-metric.ts'
import { prepareVariation } from './variation.ts'

/**
 * Coefficient of determination: 1 − (squared errors) / (squared distances of the truth from its mean). When the truth is
 * constant, 1 for perfect predictions and 0 otherwise, also where rounding moves its mean (scikit-learn then gives large
 * negative numbers). Undefined with fewer than two rows, repeated rows counted, and when a number is not finite.
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
  const squares = truth.map((value, row) => (value - (predicted[row] as number)) ** 2)
  const variationFor = prepareVariation(truth)
  const value = (weights: Weights): number => {
    let total = 0
    let present = 0
    let unexplained = 0
    for (let row = 0; row < rows; row++) {
      const weight = weights[row] as number
      if (weight === 0) continue
      present++
      total += weight
      unexplained += weight * (squares[row] as number)
    }
    if (present < 2 && total < 2) return Number.NaN
    const variation = variationFor(weights)
    if (variation === 0) return unexplained === 0 ? 1 : 0
    return 1 - unexplained / variation
  }
  return {
    rows,
    value,
    whyUndefined: (weights) => (sumOf(weights) === 0 ? noRows : 'fewer than two rows, or numbers too large to square'),
  }
}
