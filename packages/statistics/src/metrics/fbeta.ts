import { type Average, prepareClassAverage, ratio } from './class-average.ts'
import type { LabelObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'

/**
 * Weighted harmonic mean of precision and recall, in which recall counts `beta` times as much; 0 when no row is of the
 * class or predicted as it. Undefined without rows.
 * Source: `sklearn.metrics.fbeta_score(zero_division=0)`; van Rijsbergen, Information Retrieval (1979), ch. 7.
 */
export function fbeta(observed: LabelObservations, beta: number, average: Average, weights?: Weights): MetricValue {
  return measure(prepareFbeta(observed, beta, average), weights)
}

export function prepareFbeta(observed: LabelObservations, beta: number, average: Average): PreparedMetric {
  const square = beta * beta
  return prepareClassAverage(observed, average, (correct, actual, predicted) =>
    ratio((1 + square) * correct, square * actual + predicted),
  )
}
