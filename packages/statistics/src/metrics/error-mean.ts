import { checkValues, type ValueObservations } from './observations.ts'
import { describeRows, type PreparedMetric, preparedMean, undefinedMetric } from './prepared-metric.ts'

/** Why numbers cannot be compared: which rows hold something that is not finite; undefined when all are. */
export function notFinite(observed: {
  readonly truth: Float64Array
  readonly predicted: Float64Array
}): string | undefined {
  checkValues(observed)
  const flawed = describeRows(
    observed.truth.length,
    (row) => !Number.isFinite(observed.truth[row]) || !Number.isFinite(observed.predicted[row]),
  )
  return flawed && `numbers that are not finite in ${flawed}`
}

/** The mean of a loss of the error (predicted minus true), ready for weights. */
export function prepareErrorMean(observed: ValueObservations, loss: (error: number) => number): PreparedMetric {
  return prepareLossMean(observed, (truth, predicted) => loss(predicted - truth))
}

/** The mean of a loss of the true and the predicted number, ready for weights. */
export function prepareLossMean(
  observed: ValueObservations,
  loss: (truth: number, predicted: number) => number,
): PreparedMetric {
  const flaw = notFinite(observed)
  const rows = observed.truth.length
  if (flaw) return undefinedMetric(rows, flaw)
  const losses = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    losses[row] = loss(observed.truth[row] as number, observed.predicted[row] as number)
  }
  return preparedMean(losses)
}

/** The root of such a mean, ready for weights: no mean itself, so it has no losses. */
export function rootOf({ rows, value, whyUndefined }: PreparedMetric): PreparedMetric {
  return { rows, value: (weights) => Math.sqrt(value(weights)), whyUndefined }
}
