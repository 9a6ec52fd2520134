import type { LabelObservations } from '../metrics/observations.ts'
import { checkLabels } from '../metrics/observations.ts'
import type { PreparedMetric } from '../metrics/prepared-metric.ts'
import { checkLengths } from '../metrics/prepared-metric.ts'

/** The labels that two models give to the same rows, and the metric that judges them. */
export interface PairedLabels {
  readonly candidate: LabelObservations
  /** With the same truth. */
  readonly baseline: LabelObservations
  /** The metric on any rows; its weights are then how many rows are alike. */
  readonly prepare: (observed: LabelObservations) => PreparedMetric
}

/**
 * The joint table: rows with the same (true label, candidate's label, baseline's label) are one cell. Whatever a metric of
 * labels says, it says from the counts of these cells, in an order that does not depend on the order of the rows.
 */
export interface JointTable {
  readonly rows: number
  readonly cells: number
  /** Rows in each cell; 0 in those that only `pseudo` rows are in. */
  readonly counts: Float64Array
  /**
   * Rows that were not seen, but might have been: one that the candidate alone gets right and one that the baseline alone
   * does, shared out over the true labels as these occur; not for labels that the model never gives. With few disagreements they keep a bootstrap from claiming that
   * there can be no others (Bonett and Price, Journal of Educational and Behavioral Statistics 37, 2012, add the same).
   */
  readonly pseudo: Float64Array
  /** The cell of each row. */
  readonly cellOfRow: Int32Array
  /** Rows that the candidate alone gets right, and that the baseline alone does. */
  readonly gained: number
  readonly lost: number
  /** Candidate's value minus baseline's for so many rows in each cell; NaN when either is undefined. */
  readonly difference: (counts: Float64Array) => number
}

/** Throws RangeError when the models were not asked about the same rows. */
export function jointTable({ candidate, baseline, prepare }: PairedLabels): JointTable {
  checkLabels(candidate)
  checkLabels(baseline)
  const { truth, predicted } = candidate
  const rows = truth.length
  checkLengths(rows, baseline.truth.length, "the baseline's rows")
  const classes = Math.max(candidate.classes, baseline.classes)
  const rowsOfClass = new Float64Array(classes)
  const predictions = new Float64Array(classes)
  const given = [new Float64Array(classes), new Float64Array(classes)] as const
  const keyOf = (label: number, ours: number, theirs: number): number => (label * classes + ours) * classes + theirs
  // Rows of each key, in an array where that is small: a map costs a lookup a row.
  const dense = classes ** 3 <= 4096 ? new Float64Array(classes ** 3) : undefined
  const keys = new Map<number, number>()
  const count = (key: number, amount: number): void => {
    keys.set(key, (keys.get(key) ?? 0) + amount)
  }
  for (let row = 0; row < rows; row++) {
    const [label, ours, theirs] = [truth[row] as number, predicted[row] as number, baseline.predicted[row] as number]
    if (label !== baseline.truth[row]) throw new RangeError(`row ${row + 1} is not the same for both models.`)
    const key = keyOf(label, ours, theirs)
    if (dense) dense[key] = (dense[key] as number) + 1
    else count(key, 1)
    rowsOfClass[label] = (rowsOfClass[label] as number) + 1
    predictions[ours] = (predictions[ours] as number) + 1
    predictions[theirs] = (predictions[theirs] as number) + 1
    given[0][ours] = (given[0][ours] as number) + 1
    given[1][theirs] = (given[1][theirs] as number) + 1
  }
  for (const [key, amount] of dense?.entries() ?? []) if (amount > 0) count(key, amount)
  const pseudoRows = new Map<number, number>()
  for (const [label, inClass] of rowsOfClass.entries()) {
    const wrong = likeliestOther(predictions, label)
    if (inClass === 0 || wrong === undefined) continue
    for (const [model, key] of [keyOf(label, label, wrong), keyOf(label, wrong, label)].entries()) {
      // A model that never gives this label has a precision of 0 by convention; one row would make it 1.
      if (given[model]?.[label] === 0) continue
      pseudoRows.set(key, inClass / rows)
      count(key, 0)
    }
  }
  const sorted = Float64Array.from(keys.keys()).sort()
  const cellOf = new Map(Array.from(sorted, (key, cell) => [key, cell] as const))
  const denseCells = dense && Int32Array.from(dense, (_, key) => cellOf.get(key) ?? -1)
  const cellOfRow = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    const key = keyOf(truth[row] as number, predicted[row] as number, baseline.predicted[row] as number)
    cellOfRow[row] = denseCells ? (denseCells[key] as number) : (cellOf.get(key) as number)
  }
  const labels = Int32Array.from(sorted, (key) => Math.floor(key / classes / classes))
  const ofCandidate = Int32Array.from(sorted, (key) => Math.floor(key / classes) % classes)
  const ofBaseline = Int32Array.from(sorted, (key) => key % classes)
  const ours = prepare({ ...candidate, classes, truth: labels, predicted: ofCandidate })
  const theirs = prepare({ ...baseline, classes, truth: labels, predicted: ofBaseline })
  const counts = Float64Array.from(sorted, (key) => keys.get(key) as number)
  const countWhere = (holds: (cell: number) => boolean): number =>
    counts.reduce((sum, amount, cell) => sum + (holds(cell) ? amount : 0), 0)
  return {
    rows,
    cells: sorted.length,
    counts,
    pseudo: Float64Array.from(sorted, (key) => pseudoRows.get(key) ?? 0),
    cellOfRow,
    gained: countWhere((cell) => ofCandidate[cell] === labels[cell] && ofBaseline[cell] !== labels[cell]),
    lost: countWhere((cell) => ofCandidate[cell] !== labels[cell] && ofBaseline[cell] === labels[cell]),
    difference: (weights) => ours.value(weights) - theirs.value(weights),
  }
}

/** The label that is given most often, besides `label`; of equals the first. Undefined when there is no other. */
function likeliestOther(predictions: Float64Array, label: number): number | undefined {
  let best: number | undefined
  for (const [other, count] of predictions.entries()) {
    if (other !== label && (best === undefined || count > (predictions[best] as number))) best = other
  }
  return best
}
