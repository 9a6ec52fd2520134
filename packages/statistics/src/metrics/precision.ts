import { type Average, prepareClassAverage, ratio } from './class-average.ts'
import type { LabelObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'

/**
 * Share of the rows predicted as a class that are of it; 0 when none is predicted as it.
 * Undefined without rows.
 * Source: `sklearn.metrics.precision_score(zero_division=0)`.
 */
export function precision(observed: LabelObservations, average: Average, weights?: Weights): MetricValue {
  return measure(preparePrecision(observed, average), weights)
}

export function preparePrecision(observed: LabelObservations, average: Average): PreparedMetric {
  return prepareClassAverage(observed, average, (correct, _actual, predicted) => ratio(correct, predicted))
}
