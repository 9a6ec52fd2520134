import { checkValues, type ValueObservations } from './observations.ts'
import { describeRows, type PreparedMetric, preparedMean, undefinedMetric } from './prepared-metric.ts'

/** Why numbers cannot be compared: which rows hold something that is not finite; undefined when all are. */
export function notFinite(observed: ValueObservations): string | undefined {
  checkValues(observed)
  const flawed = describeRows(
    observed.truth.length,
    (row) => !Number.isFinite(observed.truth[row]) || !Number.isFinite(observed.predicted[row]),
  )
  return flawed && `numbers that are not finite in ${flawed}`
}

/** The mean of a loss of the error (predicted minus true), ready for weights. */
export function prepareErrorMean(observed: ValueObservations, loss: (error: number) => number): PreparedMetric {
  const flaw = notFinite(observed)
  const rows = observed.truth.length
  if (flaw) return undefinedMetric(rows, flaw)
  const losses = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    losses[row] = loss((observed.predicted[row] as number) - (observed.truth[row] as number))
  }
  return preparedMean(losses)
}
