import { checkLengths } from '../metrics/prepared-metric.ts'
import { alikeConfidence } from './compare-alike.ts'
import type { Confidence } from './compare-confidence.ts'
import { normalPivot, pivotConfidence } from './compare-pivot.ts'
import { exactSum } from './exact-sum.ts'
import type { PairedScores } from './paired-ranking.ts'

/**
 * The difference of two areas under ROC curves over the same rows, by DeLong's variance, in O(n log n). NaN scores are not
 * allowed; each class needs two rows (RangeError otherwise) and should have thirty. When no row's placement differs, what
 * might differ elsewhere is bounded instead (see `alikeConfidence`), by the rows of the smaller class.
 * Source: DeLong, DeLong and Clarke-Pearson, Comparing the Areas under Two or More Correlated Receiver Operating
 * Characteristic Curves, Biometrics 44 (1988); Sun and Xu, IEEE Signal Processing Letters 21 (2014), for the speed.
 */
export function delongConfidence({ positive, candidate, baseline }: PairedScores): Confidence {
  const ours = placements(candidate, positive)
  const theirs = placements(baseline, positive)
  const ofPositives = differencesOf(ours.ofPositives, theirs.ofPositives)
  const ofNegatives = differencesOf(ours.ofNegatives, theirs.ofNegatives)
  const difference = meanOf(ofPositives)
  const variance =
    varianceOf(ofPositives, difference) / ofPositives.length + varianceOf(ofNegatives, difference) / ofNegatives.length
  if (!(variance > 0)) {
    return alikeConfidence({ difference, units: Math.min(ofPositives.length, ofNegatives.length), reach: 1 })
  }
  return pivotConfidence('delong', difference, Math.sqrt(variance), normalPivot)
}

interface Placements {
  /** For each positive row the share of the negatives that score lower, equal ones half (V₁₀). */
  readonly ofPositives: Float64Array
  /** For each negative row the share of the positives that score higher (V₀₁). */
  readonly ofNegatives: Float64Array
}

function placements(scores: Float64Array, positive: Uint8Array): Placements {
  checkLengths(positive.length, scores.length, 'scores')
  const positives = scores.filter((_, row) => positive[row] === 1)
  const negatives = scores.filter((_, row) => positive[row] !== 1)
  if (positives.length < 2 || negatives.length < 2) {
    throw new RangeError(`${positives.length} rows of the class and ${negatives.length} others.`)
  }
  const sortedPositives = Float64Array.from(positives).sort()
  const sortedNegatives = Float64Array.from(negatives).sort()
  return {
    ofPositives: positives.map((score) => shareBelow(sortedNegatives, score)),
    ofNegatives: negatives.map((score) => 1 - shareBelow(sortedPositives, score)),
  }
}

/** The share of sorted values that are lower, equal ones half. */
function shareBelow(sorted: Float64Array, value: number): number {
  const below = countWhere(sorted, (other) => other < value)
  // Most scores have no equal.
  const upTo = sorted[below] === value ? countWhere(sorted, (other) => other <= value) : below
  return (below + upTo) / 2 / sorted.length
}

/** How many of the values at the start hold: `holds` must be true up to some place and false from there on. */
function countWhere(sorted: Float64Array, holds: (value: number) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(sorted[middle] as number)) low = middle + 1
    else high = middle
  }
  return low
}

function differencesOf(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, index) => value - (b[index] as number))
}

function meanOf(values: Float64Array): number {
  return exactSum(values) / values.length
}

/** With ddof 1, around a mean that both classes share. */
function varianceOf(values: Float64Array, mean: number): number {
  return exactSum(values.map((value) => (value - mean) ** 2)) / (values.length - 1)
}
