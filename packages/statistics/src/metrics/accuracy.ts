import { preparedFromCounts } from './class-counts.ts'
import type { LabelObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'

/**
 * Share of rows whose predicted label is the true one. Undefined without rows.
 * Source: `sklearn.metrics.accuracy_score(normalize=True)`.
 */
export function accuracy(observed: LabelObservations, weights?: Weights): MetricValue {
  return measure(prepareAccuracy(observed), weights)
}

export function prepareAccuracy(observed: LabelObservations): PreparedMetric {
  return preparedFromCounts(observed, ({ correct, actual }) => {
    let right = 0
    let all = 0
    for (let index = 0; index < actual.length; index++) {
      right += correct[index] as number
      all += actual[index] as number
    }
    return right / all
  })
}
