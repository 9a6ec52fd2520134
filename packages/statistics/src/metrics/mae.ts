import { prepareErrorMean } from './error-mean.ts'
import type { ValueObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'

/**
 * Mean absolute error, in the unit of the target.
 * Undefined without rows and when a number is not finite.
 * Source: `sklearn.metrics.mean_absolute_error`.
 */
export function mae(observed: ValueObservations, weights?: Weights): MetricValue {
  return measure(prepareMae(observed), weights)
}

export function prepareMae(observed: ValueObservations): PreparedMetric {
  return prepareErrorMean(observed, Math.abs)
}
