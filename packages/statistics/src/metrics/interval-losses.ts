import { checkIntervals, type IntervalObservations } from './observations.ts'
import { describeRows, type PreparedMetric, preparedMean, undefinedMetric } from './prepared-metric.ts'

/**
 * The mean of a loss (or gain) of a true number and its prediction interval, ready for weights. Undefined when a true
 * number is not finite, when an end is NaN and when a lower end lies above the upper.
 */
export function prepareIntervalMean(
  observed: IntervalObservations,
  loss: (truth: number, lower: number, upper: number) => number,
): PreparedMetric {
  checkIntervals(observed)
  const { truth, lower, upper } = observed
  const rows = truth.length
  const flawed = describeRows(
    rows,
    (row) => !Number.isFinite(truth[row]) || !((lower[row] as number) <= (upper[row] as number)),
  )
  if (flawed)
    return undefinedMetric(rows, `numbers that are not finite or intervals whose ends are swapped in ${flawed}`)
  const losses = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    losses[row] = loss(truth[row] as number, lower[row] as number, upper[row] as number)
  }
  return preparedMean(losses)
}
