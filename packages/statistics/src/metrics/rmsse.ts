import type { ForecastObservations } from './observations.ts'
import {
  type MetricValue,
  measure,
  noRows,
  type PreparedMetric,
  undefinedMetric,
  type Weights,
} from './prepared-metric.ts'
import { scaledErrors } from './scaled-errors.ts'

/**
 * Root mean squared scaled error: for each series the root of its mean squared error divided by the mean squared error of
 * the seasonal naive forecast within its training values; the mean over the series, each weighted by its rows (with the
 * same horizon everywhere: the plain mean). Undefined as `mase` is. Not in scikit-learn.
 * Source: Hyndman and Koehler (2006); Makridakis, Spiliotis and Assimakopoulos, M5 accuracy competition (2022), without
 * its weights and without leaving out leading zeros.
 */
export function rmsse(observed: ForecastObservations, season = 1, weights?: Weights): MetricValue {
  return measure(prepareRmsse(observed, season), weights)
}

export function prepareRmsse(observed: ForecastObservations, season = 1): PreparedMetric {
  const { series, training } = observed
  const rows = observed.truth.length
  const squares = scaledErrors(observed, season, (error) => error * error)
  if (typeof squares === 'string') return undefinedMetric(rows, squares)
  const sums = new Float64Array(training.length)
  const totals = new Float64Array(training.length)
  const value = (weights: Weights): number => {
    sums.fill(0)
    totals.fill(0)
    for (let row = 0; row < rows; row++) {
      const one = series[row] as number
      const weight = weights[row] as number
      sums[one] = (sums[one] as number) + weight * (squares[row] as number)
      totals[one] = (totals[one] as number) + weight
    }
    let sum = 0
    let total = 0
    for (let one = 0; one < sums.length; one++) {
      // W · √(S / W), so that a series without weight adds nothing.
      sum += Math.sqrt((sums[one] as number) * (totals[one] as number))
      total += totals[one] as number
    }
    return sum / total
  }
  return {
    rows,
    value,
    whyUndefined: (weights) => (weights.every((weight) => weight === 0) ? noRows : 'an error is too large to write'),
  }
}
