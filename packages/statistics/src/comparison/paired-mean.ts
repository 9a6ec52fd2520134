import { checkLengths } from '../metrics/prepared-metric.ts'
import { alikeConfidence } from './compare-alike.ts'
import type { Confidence } from './compare-confidence.ts'
import { pivotConfidence, studentPivot } from './compare-pivot.ts'
import { exactSum } from './exact-sum.ts'

/**
 * The difference of two means over the same rows: Student's t on the paired differences, `scipy.stats.ttest_rel`. Sums are
 * exact, so that the order of the rows does not matter. When all differences are the same, what might differ elsewhere is
 * bounded instead (see `alikeConfidence`), a row counting for as much as the losses are apart. At least two rows;
 * RangeError otherwise.
 */
export function pairedMeanConfidence(candidate: Float64Array, baseline: Float64Array): Confidence {
  const rows = candidate.length
  checkLengths(rows, baseline.length, "the baseline's losses")
  if (rows < 2) throw new RangeError(`${rows} rows have no variance.`)
  const differences = new Float64Array(rows)
  for (let row = 0; row < rows; row++) differences[row] = (candidate[row] as number) - (baseline[row] as number)
  const difference = exactSum(differences) / rows
  const first = differences[0] as number
  if (differences.every((value) => value === first)) {
    return alikeConfidence({ difference: first, units: rows, reach: rangeOf(candidate, baseline) })
  }
  const squares = differences.map((value) => (value - difference) ** 2)
  const standardError = Math.sqrt(exactSum(squares) / (rows - 1) / rows)
  return pivotConfidence('paired-t', difference, standardError, studentPivot(rows - 1))
}

/** How far the smallest and the largest of all values are apart. */
export function rangeOf(...samples: readonly Float64Array[]): number {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const values of samples) {
    for (const value of values) {
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return high - low
}
