import { preparedFromCounts } from './class-counts.ts'
import type { LabelObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'

/**
 * Mean over the classes of the share of their rows that were recognised. Classes that are only predicted do not count.
 * Undefined without rows.
 * Source: `sklearn.metrics.balanced_accuracy_score(adjusted=False)`.
 */
export function balancedAccuracy(observed: LabelObservations, weights?: Weights): MetricValue {
  return measure(prepareBalancedAccuracy(observed), weights)
}

export function prepareBalancedAccuracy(observed: LabelObservations): PreparedMetric {
  return preparedFromCounts(observed, ({ correct, actual }) => {
    let sum = 0
    let present = 0
    for (let index = 0; index < actual.length; index++) {
      const rows = actual[index] as number
      if (rows === 0) continue
      sum += (correct[index] as number) / rows
      present++
    }
    return sum / present
  })
}
