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

/**
 * Weighted absolute percentage error: the sum of |error| over the sum of |true|, as a fraction. Undefined without rows,
 * when all true values are 0 and when a number is not finite. Not in scikit-learn.
 * Source: Kolassa and Schütz, Advantages of the MAD/mean ratio over the MAPE (2007).
 */
export function wape(observed: ValueObservations, weights?: Weights): MetricValue {
  return measure(prepareWape(observed), weights)
}

export function prepareWape(observed: ValueObservations): PreparedMetric {
  const flaw = notFinite(observed)
  const { truth, predicted } = observed
  const rows = truth.length
  if (flaw) return undefinedMetric(rows, flaw)
  const errors = truth.map((value, row) => Math.abs((predicted[row] as number) - value))
  const sizes = truth.map(Math.abs)
  const value = (weights: Weights): number => {
    let error = 0
    let size = 0
    for (let row = 0; row < rows; row++) {
      const weight = weights[row] as number
      error += weight * (errors[row] as number)
      size += weight * (sizes[row] as number)
    }
    return size === 0 ? Number.NaN : error / size
  }
  return {
    rows,
    value,
    whyUndefined: (weights) => (sumOf(weights) === 0 ? noRows : 'all true values are 0, or the sums are too large'),
  }
}
