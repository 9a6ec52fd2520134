import { type Confidence, checkAlpha } from './compare-confidence.ts'
import { normalPivot } from './compare-pivot.ts'

/** Two models' answers to the same `rows` rows, right or wrong. Whole numbers; gained + lost ≤ rows, rows ≥ 1. */
export interface PairedProportions {
  readonly rows: number
  /** Rows that the candidate alone gets right. */
  readonly gained: number
  /** Rows that the baseline alone gets right. */
  readonly lost: number
}

/**
 * Tango's score statistic for the difference of two paired proportions (candidate minus baseline) being `difference`,
 * between −1 and 1: standard normal if it is. Falls with `difference`.
 * Source: Tango, Equivalence Test and Confidence Interval for the Difference in Proportions for the Paired-Sample
 * Design, Statistics in Medicine 17 (1998).
 */
function tangoStatistic({ rows, gained, lost }: PairedProportions, difference: number): number {
  const excess = gained - lost - rows * difference
  if (excess === 0) return 0
  // The share of lost rows that is likeliest under this difference: the larger root of a·q² + b·q + c.
  const a = 2 * rows
  const b = -gained - lost + (2 * rows - gained + lost) * difference
  const c = -lost * difference * (1 - difference)
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c))
  // Of two equal forms, the one that does not subtract nearly equal numbers.
  const share = b > 0 ? (-2 * c) / (root + b) : (root - b) / (2 * a)
  const variance = rows * (2 * share + difference * (1 - difference))
  return excess / Math.sqrt(Math.max(variance, Number.MIN_VALUE))
}

/**
 * The difference of two paired proportions by Tango's score interval: also without any disagreement it is not a point,
 * ± z²/(n + z²). RangeError when the counts make no sense.
 */
export function tangoConfidence(counts: PairedProportions): Confidence {
  const { rows, gained, lost } = counts
  if (![rows, gained, lost].every(Number.isInteger) || gained < 0 || lost < 0 || gained + lost > rows || rows < 1) {
    throw new RangeError(`${gained} gained and ${lost} lost of ${rows} rows.`)
  }
  const difference = (gained - lost) / rows
  const pAbove = (value: number): number => {
    if (value <= -1) return 0
    return value > 1 ? 1 : normalPivot.cdf(-tangoStatistic(counts, value))
  }
  const pBelow = (value: number): number => {
    if (value > 1) return 0
    return value <= -1 ? 1 : normalPivot.cdf(tangoStatistic(counts, value))
  }
  return {
    method: 'tango',
    difference,
    standardError: Math.sqrt(Math.max(0, gained + lost - rows * difference * difference)) / rows,
    undefinedShare: 0,
    lower: (alpha) => bound(counts, -1, difference, alpha),
    upper: (alpha) => bound(counts, 1, difference, alpha),
    pAbove,
    pBelow,
  }
}

/** Where the statistic is the normal quantile, between the estimate and the end of the scale: by bisection. */
function bound(counts: PairedProportions, end: -1 | 1, difference: number, alpha: number): number {
  checkAlpha(alpha)
  const wanted = normalPivot.quantile(1 - alpha)
  const isInside = (value: number): boolean => Math.abs(tangoStatistic(counts, value)) < wanted
  let inside = difference
  let outside: number = end
  if (inside === outside || isInside(outside)) return end
  for (;;) {
    const middle = (inside + outside) / 2
    if (middle === inside || middle === outside) return outside
    if (isInside(middle)) inside = middle
    else outside = middle
  }
}
