import { checkLengths } from './prepared-metric.ts'
import { sortRows } from './sort-rows.ts'

/** The scores of two models for the same rows, and which rows are of the class that should score high. */
export interface PairedScores {
  /** One byte a row: 1 for the class, 0 for the others. */
  readonly positive: Uint8Array
  readonly candidate: Float64Array
  readonly baseline: Float64Array
}

/**
 * The difference of the areas under two ROC curves (candidate minus baseline) as a function of how often each unit was
 * drawn, for thousands of resamples; NaN when a class was not drawn. Throws RangeError when the lengths differ. Scores must
 * not be NaN.
 */
export type RankingDifference = (counts: Uint8Array) => number

/**
 * Units are rows, renumbered: unit p is the row that the candidate ranks p-th, which `rowAt` names. Then the candidate's
 * walk reads the counts in order, and the baseline's nearly so, as far as the two models agree.
 */
export function prepareRankedRows(scores: PairedScores): {
  readonly rowAt: Uint32Array
  readonly difference: RankingDifference
} {
  const { candidate, baseline } = checked(scores)
  const rowAt = sortRows(candidate)
  const placeOf = new Uint32Array(rowAt.length)
  for (let place = 0; place < rowAt.length; place++) placeOf[rowAt[place] as number] = place
  return { rowAt, difference: differenceOf(scores, rowAt, sortRows(baseline), placeOf) }
}

/** Units are groups of rows: `groupOfRow` names the group of each. */
export function prepareRankedGroups(scores: PairedScores, groupOfRow: Int32Array): RankingDifference {
  const { candidate, baseline } = checked(scores)
  checkLengths(candidate.length, groupOfRow.length, 'groups of rows')
  return differenceOf(scores, sortRows(candidate), sortRows(baseline), groupOfRow)
}

function checked(scores: PairedScores): PairedScores {
  checkLengths(scores.positive.length, scores.candidate.length, "the candidate's scores")
  checkLengths(scores.positive.length, scores.baseline.length, "the baseline's scores")
  return scores
}

function differenceOf(
  { positive, candidate, baseline }: PairedScores,
  order: Uint32Array,
  baselineOrder: Uint32Array,
  unitOfRow: Uint32Array | Int32Array,
): RankingDifference {
  const ours = walkOf(order, candidate, positive, unitOfRow)
  const theirs = walkOf(baselineOrder, baseline, positive, unitOfRow)
  return (counts) => areaOf(ours, counts) - areaOf(theirs, counts)
}

/**
 * One model's walk up its scores. Each step holds unit × 4 + 2 where a group of equal scores ends + 1 where the row is of
 * the class: one stream of memory instead of three. So there may be 2³⁰ rows.
 */
interface Walk {
  readonly steps: Uint32Array
  readonly hasTies: boolean
}

function walkOf(
  order: Uint32Array,
  scores: Float64Array,
  positive: Uint8Array,
  unitOfRow: Uint32Array | Int32Array,
): Walk {
  const rows = order.length
  const steps = new Uint32Array(rows)
  let hasTies = false
  for (let rank = 0; rank < rows; rank++) {
    const row = order[rank] as number
    const ends = rank + 1 === rows || scores[row] !== scores[order[rank + 1] as number]
    if (!ends) hasTies = true
    steps[rank] = (unitOfRow[row] as number) * 4 + (ends ? 2 : 0) + (positive[row] as number)
  }
  return { steps, hasTies }
}

/** So many steps at a time are summed in 32-bit integers: 256 × 255 draws squared, halved, stay below 2³¹. */
const blockSteps = 256

/** Mann–Whitney's U over all pairs: for each positive draw, the negative draws below it, equal ones half. */
function areaOf(walk: Walk, counts: Uint8Array): number {
  return walk.hasTies ? areaWithTies(walk.steps, counts) : areaWithoutTies(walk.steps, counts)
}

function areaWithoutTies(steps: Uint32Array, counts: Uint8Array): number {
  const rows = steps.length
  let wins = 0
  let positives = 0
  let negatives = 0
  for (let start = 0; start < rows; start += blockSteps) {
    const end = Math.min(rows, start + blockSteps)
    let blockWins = 0
    let blockPositives = 0
    let blockNegatives = 0
    for (let rank = start; rank < end; rank++) {
      const step = steps[rank] as number
      const count = counts[step >>> 2] as number
      const ofClass = count & -(step & 1)
      blockWins = (blockWins + Math.imul(ofClass, blockNegatives)) | 0
      blockPositives = (blockPositives + ofClass) | 0
      blockNegatives = (blockNegatives + (count - ofClass)) | 0
    }
    wins += blockWins + blockPositives * negatives
    positives += blockPositives
    negatives += blockNegatives
  }
  return wins / (positives * negatives)
}

function areaWithTies(steps: Uint32Array, counts: Uint8Array): number {
  const rows = steps.length
  let doubleWins = 0
  let positives = 0
  let negatives = 0
  let groupPositives = 0
  let groupNegatives = 0
  for (let rank = 0; rank < rows; rank++) {
    const step = steps[rank] as number
    const count = counts[step >>> 2] as number
    const ofClass = count & -(step & 1)
    groupPositives = (groupPositives + ofClass) | 0
    groupNegatives = (groupNegatives + (count - ofClass)) | 0
    if ((step & 2) !== 0) {
      doubleWins += groupPositives * (2 * negatives + groupNegatives)
      positives += groupPositives
      negatives += groupNegatives
      groupPositives = 0
      groupNegatives = 0
    }
  }
  return doubleWins / 2 / (positives * negatives)
}
