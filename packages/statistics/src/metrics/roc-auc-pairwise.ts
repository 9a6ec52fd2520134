import { areaUnderCurve } from './area-under-curve.ts'
import type { ProbabilityObservations } from './observations.ts'
import { noRows, type PreparedMetric, sumOf, type Weights } from './prepared-metric.ts'
import { orderByScore, rowsWhere, type ScoreOrder } from './score-order.ts'

/** Two classes, their rows sorted by the scores of the one and by those of the other. */
interface ClassPair {
  readonly first: ScoreOrder
  readonly second: ScoreOrder
}

/**
 * ROC AUC over every pair of classes: among the rows of two classes, the mean of how well the one's scores and the
 * other's part them. Pairs of which a class has no rows are left out; undefined when none is left. `weighted` weighs a
 * pair by its rows.
 * Source: Hand and Till, A simple generalisation of the area under the ROC curve (2001);
 * `sklearn.metrics.roc_auc_score(multi_class='ovo')`.
 */
export function preparePairwiseAuc(observed: ProbabilityObservations, average: 'macro' | 'weighted'): PreparedMetric {
  const { truth, classes } = observed
  const pairs: ClassPair[] = []
  for (let a = 0; a < classes; a++) {
    for (let b = a + 1; b < classes; b++) pairs.push(classPair(observed, a, b))
  }
  return {
    rows: truth.length,
    value: (weights) => {
      let sum = 0
      let total = 0
      for (const { first, second } of pairs) {
        const area = (areaUnderCurve(first, weights) + areaUnderCurve(second, weights)) / 2
        if (Number.isNaN(area)) continue
        const share = average === 'weighted' ? weightOf(first, weights) : 1
        sum += share * area
        total += share
      }
      return sum / total
    },
    whyUndefined: (weights) => (sumOf(weights) === 0 ? noRows : 'only one class is present'),
  }
}

function classPair({ truth, classes, probabilities }: ProbabilityObservations, a: number, b: number): ClassPair {
  const rows = rowsWhere(truth.length, (row) => truth[row] === a || truth[row] === b)
  const sorted = (index: number): ScoreOrder =>
    orderByScore(
      rows,
      (row) => probabilities[row * classes + index] as number,
      (row) => truth[row] === index,
    )
  return { first: sorted(a), second: sorted(b) }
}

function weightOf({ order }: ScoreOrder, weights: Weights): number {
  let sum = 0
  for (let rank = 0; rank < order.length; rank++) sum += weights[order[rank] as number] as number
  return sum
}
