import { prepareIntervalMean } from './interval-losses.ts'
import type { IntervalObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'

/**
 * Share of rows whose true number lies in its prediction interval, ends included. Intervals made for a level should cover
 * that share; wider ones cover more, which `winkler` makes them pay for. Undefined without rows, when a true number is
 * not finite, an end is NaN or a lower end lies above the upper. Not in scikit-learn.
 * Source: Gneiting and Raftery, Strictly proper scoring rules, prediction, and estimation (2007), section 6.2.
 */
export function coverage(observed: IntervalObservations, weights?: Weights): MetricValue {
  return measure(prepareCoverage(observed), weights)
}

export function prepareCoverage(observed: IntervalObservations): PreparedMetric {
  return prepareIntervalMean(observed, (truth, lower, upper) => (truth >= lower && truth <= upper ? 1 : 0))
}
