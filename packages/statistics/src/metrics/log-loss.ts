import { checkProbabilities, type ProbabilityObservations } from './observations.ts'
import {
  type MetricValue,
  measure,
  type PreparedMetric,
  preparedMean,
  undefinedMetric,
  type Weights,
} from './prepared-metric.ts'
import { notProbabilities } from './probability-flaws.ts'

/**
 * Mean of −ln(probability of the true class), in nats. Probabilities are clipped to [ε, 1 − ε] with float64's
 * ε = 2⁻⁵², also when a model computed them in float32, so being certain and wrong costs 36.04. Rows that do not sum to
 * one are taken as they are. Undefined without rows and when a number is no probability (NaN, below 0, above 1).
 * Source: `sklearn.metrics.log_loss(labels=all classes)`.
 */
export function logLoss(observed: ProbabilityObservations, weights?: Weights): MetricValue {
  return measure(prepareLogLoss(observed), weights)
}

export function prepareLogLoss(observed: ProbabilityObservations): PreparedMetric {
  checkProbabilities(observed)
  const { truth, classes, probabilities } = observed
  const rows = truth.length
  const flaw = notProbabilities(observed)
  if (flaw) return undefinedMetric(rows, flaw)
  const losses = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const probability = probabilities[row * classes + (truth[row] as number)] as number
    losses[row] = -Math.log(Math.min(Math.max(probability, Number.EPSILON), 1 - Number.EPSILON))
  }
  return preparedMean(losses)
}
