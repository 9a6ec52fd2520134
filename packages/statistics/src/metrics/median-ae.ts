import { notFinite } from './error-mean.ts'
import type { ValueObservations } from './observations.ts'
import {
  type MetricValue,
  measure,
  noRows,
  type PreparedMetric,
  undefinedMetric,
  type Weights,
} from './prepared-metric.ts'
import { sortRows } from './sort-rows.ts'

/**
 * Median absolute error, in the unit of the target: the smallest error that half of the weight does not exceed, or the
 * middle between it and the next larger when exactly half lies at or below it. Undefined without rows and when a number
 * is not finite.
 * Source: `sklearn.metrics.median_absolute_error`; with weights, Hyndman and Fan's averaged inverted CDF (1996).
 */
export function medianAe(observed: ValueObservations, weights?: Weights): MetricValue {
  return measure(prepareMedianAe(observed), weights)
}

export function prepareMedianAe(observed: ValueObservations): PreparedMetric {
  const flaw = notFinite(observed)
  const { truth, predicted } = observed
  const rows = truth.length
  if (flaw) return undefinedMetric(rows, flaw)
  const errors = truth.map((value, row) => Math.abs((predicted[row] as number) - value))
  const order = sortRows(errors)
  const sorted = Float64Array.from(order, (row) => errors[row] as number)
  const value = (weights: Weights): number => {
    let total = 0
    for (let rank = 0; rank < rows; rank++) total += weights[order[rank] as number] as number
    const half = total / 2
    if (half === 0) return Number.NaN
    let upTo = 0
    let rank = 0
    for (; rank < rows; rank++) {
      upTo += weights[order[rank] as number] as number
      if (upTo >= half) break
    }
    const median = sorted[Math.min(rank, rows - 1)] as number
    // As close as scikit-learn takes for equal.
    if (upTo - half > Number.EPSILON) return median
    for (rank++; rank < rows; rank++) {
      if (weights[order[rank] as number] !== 0) return (median + (sorted[rank] as number)) / 2
    }
    return median
  }
  return { rows, value, whyUndefined: () => noRows }
}
