import { preparedFromCounts } from './class-counts.ts'
import type { LabelObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'

/**
 * Matthews' correlation coefficient between true and predicted classes, Gorodkin's R_K for more than two: −1 … 1.
 * 0 when all rows are of one class or predicted as one. Undefined without rows.
 * Source: `sklearn.metrics.matthews_corrcoef`; Gorodkin, Comparing two K-category assignments (2004).
 */
export function mcc(observed: LabelObservations, weights?: Weights): MetricValue {
  return measure(prepareMcc(observed), weights)
}

export function prepareMcc(observed: LabelObservations): PreparedMetric {
  return preparedFromCounts(observed, ({ correct, actual, predicted }) => {
    let right = 0
    let all = 0
    for (let index = 0; index < actual.length; index++) {
      right += correct[index] as number
      all += actual[index] as number
    }
    let between = right * all
    let spreadActual = 0
    let spreadPredicted = 0
    for (let index = 0; index < actual.length; index++) {
      const here = actual[index] as number
      const there = predicted[index] as number
      between -= here * there
      // n² − Σ nᵢ² as Σ nᵢ (n − nᵢ): exactly 0 when all rows are of one class, also for weights that round.
      spreadActual += here * (here === all ? 0 : all - here)
      spreadPredicted += there * (there === all ? 0 : all - there)
    }
    if (all === 0) return Number.NaN
    const spread = spreadActual * spreadPredicted
    return spread === 0 ? 0 : between / Math.sqrt(spread)
  })
}
