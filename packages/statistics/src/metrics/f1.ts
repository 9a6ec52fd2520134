import type { Average } from './class-average.ts'
import { prepareFbeta } from './fbeta.ts'
import type { LabelObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'

/**
 * Harmonic mean of precision and recall; 0 when no row is of the class or predicted as it.
 * Undefined without rows.
 * Source: `sklearn.metrics.f1_score(zero_division=0)`.
 */
export function f1(observed: LabelObservations, average: Average, weights?: Weights): MetricValue {
  return measure(prepareF1(observed, average), weights)
}

export function prepareF1(observed: LabelObservations, average: Average): PreparedMetric {
  return prepareFbeta(observed, 1, average)
}
