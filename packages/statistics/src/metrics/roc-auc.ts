import { areaUnderCurve } from './area-under-curve.ts'
import type { MultiClass } from './metric-parameters.ts'
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
import { nanScores, notSummingToOne, onlyOneClassKnown } from './probability-flaws.ts'
import { preparePairwiseAuc } from './roc-auc-pairwise.ts'
import { orderByScore } from './score-order.ts'
import { allRows } from './sort-rows.ts'

/** How the AUCs of more than two classes become one. */
export interface RocAucOptions {
  /** `ovr` unless given. */
  readonly multiClass?: MultiClass
  /** Plain mean (`macro`, unless given), or weighted by the rows of the classes. */
  readonly average?: 'macro' | 'weighted'
}

/**
 * Area under the ROC curve: the chance that a row of the class scores higher than a row that is not, ties counting ½.
 * Two classes: the positive class's scores (`observed.positive`, RangeError without) rank the rows. More: each against
 * the rest (`ovr`) or every pair (`ovo`, Hand and Till 2001), and their mean. Undefined when a score is NaN, when a class
 * has no rows (`ovr`, `macro`) or all of them, and with more than two classes when a row's scores do not sum to one.
 * `ovr` with `weighted` and `ovo` leave absent classes out, as scikit-learn does. With `ovo` weights are multiplicities:
 * scikit-learn refuses sample weights there.
 * Source: `sklearn.metrics.roc_auc_score`.
 */
export function rocAuc(observed: ProbabilityObservations, options: RocAucOptions = {}, weights?: Weights): MetricValue {
  return measure(prepareRocAuc(observed, options), weights)
}

export function prepareRocAuc(
  observed: ProbabilityObservations,
  { multiClass = 'ovr', average = 'macro' }: RocAucOptions = {},
): PreparedMetric {
  checkProbabilities(observed)
  const { truth, classes } = observed
  const rows = truth.length
  const nan = nanScores(observed)
  if (nan) return undefinedMetric(rows, nan)
  if (classes < 2) return undefinedMetric(rows, onlyOneClassKnown)
  if (classes === 2) {
    const { value } = prepareOneAgainstRest(observed, positiveOf(observed))
    return {
      rows,
      value,
      whyUndefined: (weights) => (sumOf(weights) === 0 ? noRows : 'only one class is present'),
    }
  }
  const unnormalised = notSummingToOne(observed)
  if (unnormalised) return undefinedMetric(rows, unnormalised)
  if (multiClass === 'ovo') return preparePairwiseAuc(observed, average)
  const parts = Array.from({ length: classes }, (_, index) => prepareOneAgainstRest(observed, index))
  return {
    rows,
    value: (weights) => {
      let sum = 0
      let total = 0
      for (let index = 0; index < classes; index++) {
        const { value, positives } = parts[index] as (typeof parts)[number]
        const share = average === 'weighted' ? positives(weights) : 1
        if (share === 0) continue
        sum += share * value(weights)
        total += share
      }
      return sum / total
    },
    whyUndefined: (weights) => {
      if (sumOf(weights) === 0) return noRows
      return average === 'weighted'
        ? 'only one class is present'
        : 'not every class that the model knows is present (or only one is)'
    },
  }
}

function prepareOneAgainstRest(
  { truth, classes, probabilities }: ProbabilityObservations,
  index: number,
): { value: (weights: Weights) => number; positives: (weights: Weights) => number } {
  const isPositive = (row: number): boolean => truth[row] === index
  const every = allRows(truth.length)
  const sorted = orderByScore(every, (row) => probabilities[row * classes + index] as number, isPositive)
  return {
    value: (weights) => areaUnderCurve(sorted, weights),
    positives: (weights) => {
      let sum = 0
      for (let row = 0; row < truth.length; row++) if (truth[row] === index) sum += weights[row] as number
      return sum
    },
  }
}
