import { checkProbabilities, type ProbabilityObservations, positiveOf } from './observations.ts'
import {
  type MetricValue,
  measure,
  noRows,
  type PreparedMetric,
  sumOf,
  undefinedMetric,
  type Weights,
} from './prepared-metric.ts'
import { nanScores, onlyOneClassKnown } from './probability-flaws.ts'
import { orderByScore, type ScoreOrder } from './score-order.ts'
import { allRows } from './sort-rows.ts'

/**
 * Average precision: the mean of the precision at each score threshold, weighted by the recall gained there; rows of the
 * same score are taken together. Two classes: the positive class's scores rank the rows (`observed.positive`, RangeError
 * without), and without positive rows it is 0. More: each class against the rest, and their plain mean (`macro`) or the
 * mean weighted by the classes' rows (`weighted`). Undefined without rows, when a score is NaN and, with `macro`, when a
 * class of more than two has no rows (scikit-learn cannot be asked that); `weighted` leaves such a class out.
 * Source: `sklearn.metrics.average_precision_score`.
 */
export function averagePrecision(
  observed: ProbabilityObservations,
  average: 'macro' | 'weighted' = 'macro',
  weights?: Weights,
): MetricValue {
  return measure(prepareAveragePrecision(observed, average), weights)
}

export function prepareAveragePrecision(
  observed: ProbabilityObservations,
  average: 'macro' | 'weighted' = 'macro',
): PreparedMetric {
  checkProbabilities(observed)
  const { truth, classes } = observed
  const rows = truth.length
  const nan = nanScores(observed)
  if (nan) return undefinedMetric(rows, nan)
  if (classes < 2) return undefinedMetric(rows, onlyOneClassKnown)
  if (classes === 2) {
    const sorted = descending(observed, positiveOf(observed))
    const value = (weights: Weights): number => {
      const precision = averagePrecisionOf(sorted, weights)
      return Number.isNaN(precision) && sumOf(weights) > 0 ? 0 : precision
    }
    return { rows, value, whyUndefined: () => noRows }
  }
  const parts = Array.from({ length: classes }, (_, index) => descending(observed, index))
  return {
    rows,
    value: (weights) => {
      let sum = 0
      let total = 0
      for (let index = 0; index < classes; index++) {
        const sorted = parts[index] as ScoreOrder
        const share = average === 'weighted' ? positiveWeight(sorted, weights) : 1
        if (share === 0) continue
        sum += share * averagePrecisionOf(sorted, weights)
        total += share
      }
      return sum / total
    },
    whyUndefined: (weights) => (sumOf(weights) === 0 ? noRows : 'not every class that the model knows is present'),
  }
}

function descending({ truth, classes, probabilities }: ProbabilityObservations, index: number): ScoreOrder {
  const every = allRows(truth.length)
  return orderByScore(
    every,
    (row) => -(probabilities[row * classes + index] as number),
    (row) => truth[row] === index,
  )
}

function positiveWeight({ order, isPositive }: ScoreOrder, weights: Weights): number {
  let sum = 0
  for (let rank = 0; rank < order.length; rank++) {
    if (isPositive[rank] === 1) sum += weights[order[rank] as number] as number
  }
  return sum
}

/**
 * Over groups of equal scores, highest first: the precision down to the group, averaged by its positive weight. NaN
 * without positive weight.
 */
function averagePrecisionOf({ order, isPositive, endsGroup }: ScoreOrder, weights: Weights): number {
  let sum = 0
  let above = 0
  let positives = 0
  let groupPositives = 0
  for (let rank = 0; rank < order.length; rank++) {
    const weight = weights[order[rank] as number] as number
    above += weight
    if (isPositive[rank] === 1) groupPositives += weight
    if (endsGroup[rank] === 1 && groupPositives > 0) {
      positives += groupPositives
      sum += groupPositives * (positives / above)
      groupPositives = 0
    }
  }
  return sum / positives
}
