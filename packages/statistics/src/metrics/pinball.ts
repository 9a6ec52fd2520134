import { prepareErrorMean } from './error-mean.ts'
import type { ValueObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'

/**
 * Mean pinball loss of predictions of a quantile (between 0 and 1): a true value above the prediction costs `quantile`
 * times the distance, one below costs 1 − `quantile` times. Undefined without rows and when a number is not finite.
 * Source: `sklearn.metrics.mean_pinball_loss(alpha=quantile)`; Koenker and Bassett, Regression quantiles (1978).
 */
export function pinball(observed: ValueObservations, quantile: number, weights?: Weights): MetricValue {
  return measure(preparePinball(observed, quantile), weights)
}

export function preparePinball(observed: ValueObservations, quantile: number): PreparedMetric {
  return prepareErrorMean(observed, (error) => (error > 0 ? (1 - quantile) * error : -quantile * error))
}
