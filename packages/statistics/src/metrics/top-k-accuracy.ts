import { checkProbabilities, type ProbabilityObservations, positiveOf } from './observations.ts'
import {
  type MetricValue,
  measure,
  type PreparedMetric,
  preparedMean,
  undefinedMetric,
  type Weights,
} from './prepared-metric.ts'
import { nanScores } from './probability-flaws.ts'

/**
 * Share of rows whose true class is among the `k` of highest score. Of classes with the same score the later one (in the
 * order of the classes) ranks higher, as in scikit-learn. Two classes and k = 1: the positive class is predicted above
 * ½ (`observed.positive`, RangeError without). Undefined without rows and when a score is NaN.
 * Source: `sklearn.metrics.top_k_accuracy_score(labels=all classes)`.
 */
export function topKAccuracy(observed: ProbabilityObservations, k: number, weights?: Weights): MetricValue {
  return measure(prepareTopKAccuracy(observed, k), weights)
}

export function prepareTopKAccuracy(observed: ProbabilityObservations, k: number): PreparedMetric {
  checkProbabilities(observed)
  const { truth, classes, probabilities } = observed
  const rows = truth.length
  const nan = nanScores(observed)
  if (nan) return undefinedMetric(rows, nan)
  const hits = new Float64Array(rows)
  if (classes === 2 && k === 1) {
    const positive = positiveOf(observed)
    for (let row = 0; row < rows; row++) {
      const saysPositive = (probabilities[row * 2 + positive] as number) > 0.5
      hits[row] = saysPositive === (truth[row] === positive) ? 1 : 0
    }
    return preparedMean(hits)
  }
  for (let row = 0; row < rows; row++) {
    const actual = truth[row] as number
    const own = probabilities[row * classes + actual] as number
    let before = 0
    for (let index = 0; index < classes; index++) {
      const score = probabilities[row * classes + index] as number
      if (score > own || (score === own && index > actual)) before++
    }
    hits[row] = before < k ? 1 : 0
  }
  return preparedMean(hits)
}
