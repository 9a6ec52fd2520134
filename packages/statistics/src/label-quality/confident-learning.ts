import { roundedShares } from './rounded-shares.ts'

/** Labels and what a model that has not seen them in training says of their rows. */
export interface LabelledProbabilities {
  /** Index of each row's class. */
  readonly labels: Int32Array
  readonly classes: number
  /** Row-major: `classes` numbers a row, 0 to 1. */
  readonly probabilities: Float64Array
}

export interface LabelIssues {
  /** Rows whose label is likely wrong, ascending. */
  readonly rows: readonly number[]
  /**
   * Estimated number of rows by given label (row of the matrix) and true label; each given label keeps its number of
   * rows.
   */
  readonly joint: readonly (readonly number[])[]
}

/** Two probabilities closer than this are taken for equal, as cleanlab does. */
const tolerance = 1e-6

/**
 * Rows whose label is likely wrong, by confident learning. A class counts for a row when its probability reaches the
 * mean that the rows with this label have; the joint distribution of given and true labels is estimated from the rows
 * for which some class counts, scaled to the labels' numbers; and for each pair of given label and another, as many rows
 * as the joint says are pruned, those with the greatest margin of the other's probability over the given label's (prune
 * by noise rate). A row whose own label is the most probable one is never pruned, and every class keeps a row.
 * Source: Northcutt, Jiang and Chuang, Confident Learning: Estimating Uncertainty in Dataset Labels (2021);
 * reference: `cleanlab.filter.find_label_issues(filter_by='prune_by_noise_rate')`.
 *
 * @throws RangeError when the lengths do not fit, or a label is no class
 */
export function findLabelIssues(observed: LabelledProbabilities): LabelIssues {
  const { labels, classes, probabilities } = observed
  if (probabilities.length !== labels.length * classes) {
    throw new RangeError(`${probabilities.length} probabilities for ${labels.length} rows of ${classes} classes.`)
  }
  const rowsOf = rowsByLabel(observed)
  const joint = calibratedJoint(
    confidentJoint(observed, rowsOf),
    rowsOf.map(({ length }) => length),
  )
  const issues = new Set<number>()
  for (const [given, rows] of rowsOf.entries()) {
    // A class is not emptied.
    if (rows.length <= 1) continue
    const counts = prunedCounts(joint[given] as readonly number[], given)
    for (const [other, count] of counts.entries()) {
      if (other !== given) for (const row of widestMargins(observed, rows, given, other, count)) issues.add(row)
    }
  }
  return { rows: [...issues].filter((row) => !isMostProbable(observed, row)).sort((a, b) => a - b), joint }
}

/**
 * Rows by given label (row of the matrix) and by the class that counts for them; of several that count, the most
 * probable. Rows for which none counts are left out. At least one on the diagonal.
 */
export function confidentJoint(
  observed: LabelledProbabilities,
  rowsOf: readonly (readonly number[])[] = rowsByLabel(observed),
): readonly (readonly number[])[] {
  const { labels, classes, probabilities } = observed
  const thresholds = rowsOf.map((rows, index) => {
    // A class without rows never counts.
    if (rows.length === 0) return Infinity
    const sum = rows.reduce((total, row) => total + (probabilities[row * classes + index] as number), 0)
    return Math.max(sum / rows.length, 2 * tolerance)
  })
  const joint = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  for (let row = 0; row < labels.length; row++) {
    const counting = thresholds.flatMap((threshold, index) =>
      (probabilities[row * classes + index] as number) >= threshold - tolerance ? [index] : [],
    )
    const guess = counting.length > 1 ? mostProbable(observed, row) : counting[0]
    if (guess === undefined) continue
    const cells = joint[labels[row] as number] as number[]
    cells[guess] = (cells[guess] as number) + 1
  }
  return joint.map((cells, index) => cells.with(index, Math.max(1, cells[index] as number)))
}

/** The joint with each given label scaled to its number of rows, in whole rows. */
function calibratedJoint(
  joint: readonly (readonly number[])[],
  counts: readonly number[],
): readonly (readonly number[])[] {
  return joint.map((cells, given) => {
    const total = cells.reduce((sum, cell) => sum + cell, 0)
    return roundedShares(cells.map((cell) => (cell / total) * (counts[given] as number)))
  })
}

/**
 * How many rows of a given label are pruned for each other class: as the joint says, but one row at least is left on
 * the diagonal, at the others' cost.
 */
function prunedCounts(cells: readonly number[], given: number): readonly number[] {
  const raised = Math.max(0, 1 - (cells[given] as number))
  if (raised === 0) return cells
  const others = Math.max(1, cells.filter((cell) => cell !== 0).length - 1)
  return roundedShares(
    cells.map((cell, other) => (other === given ? cell + raised : Math.max(0, cell - raised / others))),
  )
}

function rowsByLabel({ labels, classes }: LabelledProbabilities): readonly (readonly number[])[] {
  const rowsOf = Array.from({ length: classes }, (): number[] => [])
  for (const [row, label] of labels.entries()) {
    const rows = rowsOf[label]
    if (rows === undefined) throw new RangeError(`Row ${row} has the label ${label}, of ${classes} classes.`)
    rows.push(row)
  }
  return rowsOf
}

function mostProbable({ classes, probabilities }: LabelledProbabilities, row: number): number {
  let best = 0
  for (let index = 1; index < classes; index++) {
    if ((probabilities[row * classes + index] as number) > (probabilities[row * classes + best] as number)) best = index
  }
  return best
}

function isMostProbable(observed: LabelledProbabilities, row: number): boolean {
  const { labels, classes, probabilities } = observed
  const own = probabilities[row * classes + (labels[row] as number)] as number
  return own >= (probabilities[row * classes + mostProbable(observed, row)] as number) - tolerance
}

/** The rows for which the other class is the most probable beside the given label's; equal ones in file order. */
function widestMargins(
  { classes, probabilities }: LabelledProbabilities,
  rows: readonly number[],
  given: number,
  other: number,
  count: number,
): readonly number[] {
  if (count <= 0) return []
  const margin = (row: number): number =>
    (probabilities[row * classes + other] as number) - (probabilities[row * classes + given] as number)
  return rows.toSorted((a, b) => margin(b) - margin(a) || a - b).slice(0, count)
}
