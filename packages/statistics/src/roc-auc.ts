import { checkProbabilities, type ProbabilityObservations } from './observations.ts'
import {
  describeRows,
  type MetricValue,
  measure,
  noRows,
  type PreparedMetric,
  sumOf,
  undefinedMetric,
  type Weights,
} from './prepared-metric.ts'

/**
 * Area under the ROC curve: the chance that a row of the class scores higher than a row that is not, ties counting ½.
 * Two classes: the positive class's scores (`observed.positive`, RangeError without) rank the rows. More: one against
 * the rest for every class, and their plain mean. Undefined when a class has no rows or all of them, when a score is
 * NaN, and with more than two classes when a row's scores do not sum to one.
 * Source: `sklearn.metrics.roc_auc_score(multi_class='ovr', average='macro')`.
 */
export function rocAuc(observed: ProbabilityObservations, weights?: Weights): MetricValue {
  return measure(prepareRocAuc(observed), weights)
}

export function prepareRocAuc(observed: ProbabilityObservations): PreparedMetric {
  checkProbabilities(observed)
  const { truth, classes, probabilities, positive } = observed
  const rows = truth.length
  const nan = describeRows(rows, (row) => {
    for (let index = row * classes; index < (row + 1) * classes; index++) {
      if (Number.isNaN(probabilities[index] as number)) return true
    }
    return false
  })
  if (nan) return undefinedMetric(rows, `NaN scores in ${nan}`)
  if (classes < 2) return undefinedMetric(rows, 'the model knows only one class')
  if (classes === 2) {
    if (positive !== 0 && positive !== 1) throw new RangeError(`the positive class is ${positive}, of two classes.`)
    return prepareOneAgainstRest(observed, positive)
  }
  const unnormalised = describeRows(rows, (row) => !sumsToOne(probabilities, row * classes, classes))
  if (unnormalised) return undefinedMetric(rows, `scores that do not sum to one in ${unnormalised}`)
  const parts = Array.from({ length: classes }, (_, index) => prepareOneAgainstRest(observed, index))
  return {
    rows,
    value: (weights) => {
      let sum = 0
      for (const part of parts) sum += part.value(weights)
      return sum / classes
    },
    whyUndefined: (weights) =>
      sumOf(weights) === 0 ? noRows : 'not every class that the model knows is present (or only one is)',
  }
}

/** As numpy.allclose(1, sum) decides, with its default tolerances, which scikit-learn uses. */
function sumsToOne(probabilities: Float64Array, start: number, classes: number): boolean {
  let sum = 0
  for (let index = start; index < start + classes; index++) sum += probabilities[index] as number
  return Math.abs(1 - sum) <= 1e-8 + 1e-5 * Math.abs(sum)
}

/**
 * Sorts once; for weights, walks up the scores and adds, for each group of equal scores, its positive weight times the
 * negative weight below and half of that beside it (Mann–Whitney's U), then divides by all pairs.
 */
function prepareOneAgainstRest(observed: ProbabilityObservations, index: number): PreparedMetric {
  const { truth, classes, probabilities } = observed
  const rows = truth.length
  const scores = new Float64Array(rows)
  for (let row = 0; row < rows; row++) scores[row] = probabilities[row * classes + index] as number
  const ascending = (a: number, b: number): number => {
    const difference = (scores[a] as number) - (scores[b] as number)
    return Number.isNaN(difference) ? 0 : difference // ∞ − ∞: equal
  }
  const order = new Uint32Array(rows).map((_, row) => row).sort(ascending)
  const isPositive = new Uint8Array(rows)
  const endsGroup = new Uint8Array(rows)
  for (let rank = 0; rank < rows; rank++) {
    const row = order[rank] as number
    isPositive[rank] = truth[row] === index ? 1 : 0
    endsGroup[rank] = rank + 1 === rows || scores[row] !== scores[order[rank + 1] as number] ? 1 : 0
  }
  const value = (weights: Weights): number => {
    let pairs = 0
    let positives = 0
    let negatives = 0
    let groupPositives = 0
    let groupNegatives = 0
    for (let rank = 0; rank < rows; rank++) {
      const weight = weights[order[rank] as number] as number
      if (isPositive[rank] === 1) groupPositives += weight
      else groupNegatives += weight
      if (endsGroup[rank] === 1) {
        pairs += groupPositives * (negatives + groupNegatives / 2)
        positives += groupPositives
        negatives += groupNegatives
        groupPositives = 0
        groupNegatives = 0
      }
    }
    return pairs / (positives * negatives)
  }
  return {
    rows,
    value,
    whyUndefined: (weights) => (sumOf(weights) === 0 ? noRows : 'only one class is present'),
  }
}
