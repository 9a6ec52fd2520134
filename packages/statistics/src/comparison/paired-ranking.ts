import { checkLengths } from '../metrics/prepared-metric.ts'
import { sortRows } from '../metrics/sort-rows.ts'

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
export interface RankingDifference {
  (counts: Uint8Array): number
  readonly table: RankingTables
}

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
  const table: RankingTables = {
    candidate: walkOf(order, candidate, positive, unitOfRow),
    baseline: walkOf(baselineOrder, baseline, positive, unitOfRow),
  }
  const difference = (counts: Uint8Array): number => areaOf(table.candidate, counts) - areaOf(table.baseline, counts)
  return Object.assign(difference, { table })
}

/** The walks of two models, whose areas are subtracted. */
export interface RankingTables {
  readonly candidate: RankingWalk
  readonly baseline: RankingWalk
}

/**
 * One model's walk up its scores, as it is needed for Mann–Whitney's U over all pairs. A step holds unit × 4 + 2 where a
 * group of equal scores ends + 1 where the row is of the class: one stream of memory instead of three. So there may be
 * 2³⁰ rows.
 */
export interface RankingWalk {
  /** All rows by their scores; of equal scores, those of the class first, so that no row of others is below them. */
  readonly steps: Uint32Array
  /** The steps of those groups of equal scores that have rows of both kinds: their pairs count half. */
  readonly tied: Uint32Array
}

function walkOf(
  order: Uint32Array,
  scores: Float64Array,
  positive: Uint8Array,
  unitOfRow: Uint32Array | Int32Array,
): RankingWalk {
  const rows = order.length
  const steps = new Uint32Array(rows)
  const tied = new Uint32Array(rows)
  let tiedRows = 0
  for (let first = 0, end = 0; first < rows; first = end) {
    const score = scores[order[first] as number]
    end = first + 1
    while (end < rows && scores[order[end] as number] === score) end++
    if (end === first + 1) {
      const row = order[first] as number
      steps[first] = (unitOfRow[row] as number) * 4 + 2 + (positive[row] as number)
      continue
    }
    let place = first
    for (let ofClass = 1; ofClass >= 0; ofClass--) {
      for (let rank = first; rank < end; rank++) {
        const row = order[rank] as number
        if (positive[row] === ofClass) steps[place++] = (unitOfRow[row] as number) * 4 + ofClass
      }
    }
    const last = steps[end - 1] as number
    const hasBoth = (((steps[first] as number) ^ last) & 1) !== 0
    steps[end - 1] = last + 2
    if (!hasBoth) continue
    tied.set(steps.subarray(first, end), tiedRows)
    tiedRows += end - first
  }
  return { steps, tied: tied.slice(0, tiedRows) }
}

/** So many steps at a time are summed in 32-bit integers: 256 × 255 draws squared, halved, stay below 2³¹. */
const blockSteps = 256

/** For each positive draw, the negative draws below it, equal ones half; as a share of all pairs. */
function areaOf({ steps, tied }: RankingWalk, counts: Uint8Array): number {
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
  return areaFrom({ wins, ties: tiedPairs(tied, counts), positives, negatives })
}

/** The area under the ROC curve from pairs of a positive and a negative draw, and how many there are of each. */
export function areaFrom(sums: {
  readonly wins: number
  readonly ties: number
  readonly positives: number
  readonly negatives: number
}): number {
  return (sums.wins + sums.ties / 2) / (sums.positives * sums.negatives)
}

/** Pairs of a positive and a negative draw with equal scores. */
function tiedPairs(tied: Uint32Array, counts: Uint8Array): number {
  let pairs = 0
  let positives = 0
  let negatives = 0
  for (let rank = 0; rank < tied.length; rank++) {
    const step = tied[rank] as number
    const count = counts[step >>> 2] as number
    const ofClass = count & -(step & 1)
    positives += ofClass
    negatives += count - ofClass
    if ((step & 2) !== 0) {
      pairs += positives * negatives
      positives = 0
      negatives = 0
    }
  }
  return pairs
}
