import { type Average, prepareClassAverage, ratio } from './class-average.ts'
import type { LabelObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'

/**
 * Share of the rows of a class that are predicted as it; 0 when no row is of it.
 * Undefined without rows.
 * Source: `sklearn.metrics.recall_score(zero_division=0)`.
 */
export function recall(observed: LabelObservations, average: Average, weights?: Weights): MetricValue {
  return measure(prepareRecall(observed, average), weights)
}

export function prepareRecall(observed: LabelObservations, average: Average): PreparedMetric {
  return prepareClassAverage(observed, average, (correct, actual) => ratio(correct, actual))
}
