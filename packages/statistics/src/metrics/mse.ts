import { prepareErrorMean } from './error-mean.ts'
import type { ValueObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'

/**
 * Mean squared error, in the squared unit of the target.
 * Undefined without rows and when a number is not finite.
 * Source: `sklearn.metrics.mean_squared_error`.
 */
export function mse(observed: ValueObservations, weights?: Weights): MetricValue {
  return measure(prepareMse(observed), weights)
}

export function prepareMse(observed: ValueObservations): PreparedMetric {
  return prepareErrorMean(observed, (error) => error * error)
}
