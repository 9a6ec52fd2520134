import { prepareErrorMean, rootOf } from './error-mean.ts'
import type { ValueObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'

/**
 * Root of the mean squared error, in the unit of the target.
 * Undefined without rows and when a number is not finite.
 * Source: `sklearn.metrics.root_mean_squared_error`.
 */
export function rmse(observed: ValueObservations, weights?: Weights): MetricValue {
  return measure(prepareRmse(observed), weights)
}

export function prepareRmse(observed: ValueObservations): PreparedMetric {
  return rootOf(prepareErrorMean(observed, (error) => error * error))
}
