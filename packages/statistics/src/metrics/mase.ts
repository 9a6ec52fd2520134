import type { ForecastObservations } from './observations.ts'
import {
  type MetricValue,
  measure,
  type PreparedMetric,
  preparedMean,
  undefinedMetric,
  type Weights,
} from './prepared-metric.ts'
import { scaledErrors } from './scaled-errors.ts'

/**
 * Mean absolute scaled error: the mean over the rows of |error| divided by the mean absolute error that the seasonal
 * naive forecast (the value `season` steps earlier) makes within the training values of the row's series. Below 1 is better
 * than naive. Undefined without rows, when a number is not finite, and when a series has no more training values than a
 * season or does not change from season to season. Not in scikit-learn.
 * Source: Hyndman and Koehler, Another look at measures of forecast accuracy (2006).
 */
export function mase(observed: ForecastObservations, season = 1, weights?: Weights): MetricValue {
  return measure(prepareMase(observed, season), weights)
}

export function prepareMase(observed: ForecastObservations, season = 1): PreparedMetric {
  const errors = scaledErrors(observed, season, Math.abs)
  return typeof errors === 'string' ? undefinedMetric(observed.truth.length, errors) : preparedMean(errors)
}
