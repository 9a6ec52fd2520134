import { checkProbabilities, type ProbabilityObservations, positiveOf } from './observations.ts'
import {
  type MetricValue,
  measure,
  type PreparedMetric,
  preparedMean,
  undefinedMetric,
  type Weights,
} from './prepared-metric.ts'
import { notProbabilities, onlyOneClassKnown } from './probability-flaws.ts'

/**
 * Brier score: the mean squared distance of the probabilities from what happened. Two classes: of the positive class's
 * probability alone (`observed.positive`, RangeError without), 0 … 1. More: summed over the classes, 0 … 2, so that the
 * binary score is half of what the sum would be. Rows that do not sum to one are taken as they are. Undefined without
 * rows and when a number is no probability.
 * Source: `sklearn.metrics.brier_score_loss(scale_by_half='auto', labels=all classes)`; Brier, Verification of forecasts
 * expressed in terms of probability (1950).
 */
export function brier(observed: ProbabilityObservations, weights?: Weights): MetricValue {
  return measure(prepareBrier(observed), weights)
}

export function prepareBrier(observed: ProbabilityObservations): PreparedMetric {
  checkProbabilities(observed)
  const { truth, classes, probabilities } = observed
  const rows = truth.length
  const flaw = notProbabilities(observed)
  if (flaw) return undefinedMetric(rows, flaw)
  if (classes < 2) return undefinedMetric(rows, onlyOneClassKnown)
  const losses = new Float64Array(rows)
  const asked = classes === 2 ? [positiveOf(observed)] : Array.from({ length: classes }, (_, index) => index)
  for (let row = 0; row < rows; row++) {
    let sum = 0
    for (const index of asked) {
      const happened = truth[row] === index ? 1 : 0
      sum += ((probabilities[row * classes + index] as number) - happened) ** 2
    }
    losses[row] = sum
  }
  return preparedMean(losses)
}
