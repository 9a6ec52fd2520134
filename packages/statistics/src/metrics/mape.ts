import { prepareLossMean } from './error-mean.ts'
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
 * Mean absolute percentage error: the mean of |error| / |true|, as a fraction (0.1 is 10 %). Undefined without rows, when
 * a number is not finite, and when a true value is 0 or closer to 0 than float64's ε = 2⁻⁵². scikit-learn divides by ε
 * there, which gives numbers of about 1e15 that say nothing about the model; `wape` and `smape` are for such data.
 * Source: `sklearn.metrics.mean_absolute_percentage_error`.
 */
export function mape(observed: ValueObservations, weights?: Weights): MetricValue {
  return measure(prepareMape(observed), weights)
}

export function prepareMape(observed: ValueObservations): PreparedMetric {
  checkValues(observed)
  const rows = observed.truth.length
  const zero = describeRows(rows, (row) => Math.abs(observed.truth[row] as number) < Number.EPSILON)
  if (zero) return undefinedMetric(rows, `true values of 0 in ${zero}`)
  return prepareLossMean(observed, (truth, predicted) => Math.abs(predicted - truth) / Math.abs(truth))
}
