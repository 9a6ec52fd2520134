import { prepareLossMean } from './error-mean.ts'
import type { ValueObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'

/**
 * Symmetric mean absolute percentage error in its 200 % form: the mean of 2·|error| / (|true| + |predicted|), as a
 * fraction between 0 and 2; a row where both are 0 costs 0. Undefined without rows and when a number is not finite. Not
 * in scikit-learn.
 * Source: Makridakis, Accuracy measures: theoretical and practical concerns (1993), in the form of the M3 competition
 * (Makridakis and Hibon 2000) with absolute values in the denominator.
 */
export function smape(observed: ValueObservations, weights?: Weights): MetricValue {
  return measure(prepareSmape(observed), weights)
}

export function prepareSmape(observed: ValueObservations): PreparedMetric {
  return prepareLossMean(observed, (truth, predicted) => {
    const size = Math.abs(truth) + Math.abs(predicted)
    return size === 0 ? 0 : (2 * Math.abs(predicted - truth)) / size
  })
}
