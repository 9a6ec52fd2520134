import { checkLabels, type LabelObservations } from './observations.ts'
import { noRows, type PreparedMetric, type Weights } from './prepared-metric.ts'

/** Weighted counts, one entry a class: the diagonal and the margins of the confusion matrix. */
export interface ClassCounts {
  /** Rows of the class that were also predicted as it (true positives). */
  readonly correct: Float64Array
  /** Rows of the class (support). */
  readonly actual: Float64Array
  /** Rows predicted as the class. */
  readonly predicted: Float64Array
}

/**
 * Counting as a function of the weights. Every row belongs to one cell (true class, predicted class) of the confusion
 * matrix, so a resample costs one addition a row and a few a cell. The returned counts are overwritten by the next
 * call.
 */
function classCounter(observed: LabelObservations): (weights: Weights) => ClassCounts {
  checkLabels(observed)
  const rows = observed.truth.length
  const cells = new Map<number, number>()
  const cellOfRow = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    const key = (observed.truth[row] as number) * observed.classes + (observed.predicted[row] as number)
    const cell = cells.get(key) ?? cells.size
    cells.set(key, cell)
    cellOfRow[row] = cell
  }
  const keys = Float64Array.from(cells.keys())
  const inCell = new Float64Array(keys.length)
  const counts = {
    correct: new Float64Array(observed.classes),
    actual: new Float64Array(observed.classes),
    predicted: new Float64Array(observed.classes),
  }
  return (weights) => {
    inCell.fill(0)
    for (let row = 0; row < rows; row++) {
      const cell = cellOfRow[row] as number
      inCell[cell] = (inCell[cell] as number) + (weights[row] as number)
    }
    counts.correct.fill(0)
    counts.actual.fill(0)
    counts.predicted.fill(0)
    for (let cell = 0; cell < keys.length; cell++) {
      const key = keys[cell] as number
      const actual = Math.floor(key / observed.classes)
      const predicted = key % observed.classes
      const weight = inCell[cell] as number
      if (actual === predicted) counts.correct[actual] = weight
      counts.actual[actual] = (counts.actual[actual] as number) + weight
      counts.predicted[predicted] = (counts.predicted[predicted] as number) + weight
    }
    return counts
  }
}

/** A metric that the counts decide, ready for weights; undefined only when there are no rows to count. */
export function preparedFromCounts(
  observed: LabelObservations,
  ofCounts: (counts: ClassCounts) => number,
): PreparedMetric {
  const count = classCounter(observed)
  return { rows: observed.truth.length, value: (weights) => ofCounts(count(weights)), whyUndefined: () => noRows }
}
