import { preparedFromCounts } from './class-counts.ts'
import type { LabelObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'

/**
 * Cohen's kappa: how much more often prediction and truth agree than two raters with their margins would by chance; 1 is
 * perfect, 0 is chance. Undefined without rows and when truth and prediction hold one and the same class alone.
 * Source: `sklearn.metrics.cohen_kappa_score(weights=None)`; Cohen, A coefficient of agreement for nominal scales (1960).
 */
export function cohenKappa(observed: LabelObservations, weights?: Weights): MetricValue {
  return measure(prepareCohenKappa(observed), weights)
}

export function prepareCohenKappa(observed: LabelObservations): PreparedMetric {
  return preparedFromCounts(
    observed,
    ({ correct, actual, predicted }) => {
      let all = 0
      for (let index = 0; index < actual.length; index++) all += actual[index] as number
      let apart = 0
      let apartByChance = 0
      for (let index = 0; index < actual.length; index++) {
        const here = actual[index] as number
        const there = predicted[index] as number
        apart += here - (correct[index] as number)
        apartByChance += here * (there === all ? 0 : all - there)
      }
      return apartByChance === 0 ? Number.NaN : 1 - (apart * all) / apartByChance
    },
    'truth and prediction hold one class alone, the same',
  )
}
