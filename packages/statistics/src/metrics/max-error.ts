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
 * The largest absolute error, in the unit of the target. scikit-learn has no sample weights here: a row counts unless its
 * weight is 0. Undefined without rows and when a number is not finite.
 * Source: `sklearn.metrics.max_error`.
 */
export function maxError(observed: ValueObservations, weights?: Weights): MetricValue {
  return measure(prepareMaxError(observed), weights)
}

export function prepareMaxError(observed: ValueObservations): PreparedMetric {
  const flaw = notFinite(observed)
  const { truth, predicted } = observed
  const rows = truth.length
  if (flaw) return undefinedMetric(rows, flaw)
  const errors = truth.map((value, row) => Math.abs((predicted[row] as number) - value))
  const value = (weights: Weights): number => {
    let largest = Number.NaN
    for (let row = 0; row < rows; row++) {
      const error = errors[row] as number
      if (weights[row] !== 0 && !(error <= largest)) largest = error
    }
    return largest
  }
  return { rows, value, whyUndefined: () => noRows }
}
