import { prepareLossMean, rootOf } from './error-mean.ts'
import { checkValues, type ValueObservations } from './observations.ts'
import {
  describeRows,
  type MetricValue,
  measure,
  type PreparedMetric,
  undefinedMetric,
  type Weights,
} from './prepared-metric.ts'

/**
 * Root of the mean squared logarithmic error, of ln(1 + value). Undefined without rows, when a number is not finite and
 * when one is −1 or less.
 * Source: `sklearn.metrics.root_mean_squared_log_error`.
 */
export function rmsle(observed: ValueObservations, weights?: Weights): MetricValue {
  return measure(prepareRmsle(observed), weights)
}

export function prepareRmsle(observed: ValueObservations): PreparedMetric {
  checkValues(observed)
  const rows = observed.truth.length
  const low = describeRows(
    rows,
    (row) => (observed.truth[row] as number) <= -1 || (observed.predicted[row] as number) <= -1,
  )
  if (low) return undefinedMetric(rows, `values of −1 or less, which have no logarithm of 1 + value, in ${low}`)
  return rootOf(prepareLossMean(observed, (truth, predicted) => (Math.log1p(truth) - Math.log1p(predicted)) ** 2))
}
