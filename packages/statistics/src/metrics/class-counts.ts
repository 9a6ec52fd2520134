import { checkLabels, type LabelObservations } from './observations.ts'
import { type MetricCells, noRows, type PreparedMetric, sumOf, type Weights } from './prepared-metric.ts'

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
 * A metric that the counts decide, ready for weights; undefined only when there are no rows to count, unless
 * `whyUndefined` says more. Every row belongs to one cell (true class, predicted class) of the confusion matrix, so a
 * resample costs one addition a row and a few a cell. The counts handed to `ofCounts` are overwritten by the next call.
 */
export function preparedFromCounts(
  observed: LabelObservations,
  ofCounts: (counts: ClassCounts) => number,
  whyUndefined?: string,
): PreparedMetric {
  checkLabels(observed)
  const { classes } = observed
  const { cellOfRow, keys } = cellsOf(observed)
  const counts = {
    correct: new Float64Array(classes),
    actual: new Float64Array(classes),
    predicted: new Float64Array(classes),
  }
  const valueOfCells = (weightOfCell: Float64Array): number => {
    counts.correct.fill(0)
    counts.actual.fill(0)
    counts.predicted.fill(0)
    for (let cell = 0; cell < keys.length; cell++) {
      const key = keys[cell] as number
      const actual = Math.floor(key / classes)
      const predicted = key % classes
      const weight = weightOfCell[cell] as number
      if (actual === predicted) counts.correct[actual] = weight
      counts.actual[actual] = (counts.actual[actual] as number) + weight
      counts.predicted[predicted] = (counts.predicted[predicted] as number) + weight
    }
    return ofCounts(counts)
  }
  return preparedFromCells({ cellOfRow, count: keys.length, valueOfCells }, whyUndefined)
}

/** The cells of the confusion matrix that hold a row: `keys` are true class × classes + predicted class. */
function cellsOf({ truth, predicted, classes }: LabelObservations): {
  readonly cellOfRow: Int32Array
  readonly keys: Float64Array
} {
  const cells = new Map<number, number>()
  const cellOfRow = new Int32Array(truth.length)
  for (let row = 0; row < truth.length; row++) {
    const key = (truth[row] as number) * classes + (predicted[row] as number)
    const cell = cells.get(key) ?? cells.size
    if (cell === cells.size) cells.set(key, cell)
    cellOfRow[row] = cell
  }
  return { cellOfRow, keys: Float64Array.from(cells.keys()) }
}

/** A metric of cells, ready for the rows' weights. */
function preparedFromCells(cells: MetricCells, whyUndefined = noRows): PreparedMetric {
  const { cellOfRow, count, valueOfCells } = cells
  const rows = cellOfRow.length
  const weightOfCell = new Float64Array(count)
  const value = (weights: Weights): number => {
    weightOfCell.fill(0)
    for (let row = 0; row < rows; row++) {
      const cell = cellOfRow[row] as number
      weightOfCell[cell] = (weightOfCell[cell] as number) + (weights[row] as number)
    }
    return valueOfCells(weightOfCell)
  }
  return { rows, value, whyUndefined: (weights) => (sumOf(weights) === 0 ? noRows : whyUndefined), cells }
}
