import { notFinite } from './error-mean.ts'
import type { ValueObservations } from './observations.ts'
import {
  type MetricValue,
  measure,
  noRows,
  type PreparedMetric,
  sumOf,
  undefinedMetric,
  type Weights,
} from './prepared-metric.ts'
import { prepareVariation } from './variation.ts'

/**
 * Explained variance: 1 − (variance of the errors) / (variance of the truth). Unlike R² it does not see a constant
 * offset. When the truth is constant, 1 for errors that are, and 0 otherwise; 1 also for a single row. Undefined without
 * rows and when a number is not finite.
 * Source: `sklearn.metrics.explained_variance_score(force_finite=True)`.
 */
export function explainedVariance(observed: ValueObservations, weights?: Weights): MetricValue {
  return measure(prepareExplainedVariance(observed), weights)
}

export function prepareExplainedVariance(observed: ValueObservations): PreparedMetric {
  const flaw = notFinite(observed)
  const { truth, predicted } = observed
  const rows = truth.length
  if (flaw) return undefinedMetric(rows, flaw)
  const unexplainedFor = prepareVariation(truth.map((value, row) => value - (predicted[row] as number)))
  const variationFor = prepareVariation(truth)
  const value = (weights: Weights): number => {
    const unexplained = unexplainedFor(weights)
    if (Number.isNaN(unexplained)) return unexplained
    if (unexplained === 0) return 1
    const variation = variationFor(weights)
    return variation === 0 ? 0 : 1 - unexplained / variation
  }
  return {
    rows,
    value,
    whyUndefined: (weights) => (sumOf(weights) === 0 ? noRows : 'numbers too large to square'),
  }
}
