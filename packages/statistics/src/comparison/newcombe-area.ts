import { checkAlpha } from './compare-confidence.ts'
import { normalQuantile } from './rows-needed.ts'

/** An area under the ROC curve as it was measured, and the rows of each class that it rests on. */
export interface MeasuredArea {
  readonly area: number
  readonly positives: number
  readonly negatives: number
}

/** Halvings of the unit interval after which a bound is as exact as a float64 near 1. */
const halvings = 53

/**
 * Interval for one area under the ROC curve of few rows: α is left out at each side. Like Wilson's for a proportion it
 * takes the variance at the bound and not at the estimate, so that few rows without a mistake are no certainty: an area
 * of 1 has a lower bound below it. RangeError when the numbers make no sense.
 * Source: Newcombe, Confidence intervals for an effect size measure based on the Mann–Whitney statistic, part 2,
 * Statistics in Medicine 25 (2006), 559–573, method 5.
 */
export function newcombeAreaInterval(
  { area, positives, negatives }: MeasuredArea,
  alpha: number,
): { readonly low: number; readonly high: number } {
  checkAlpha(alpha)
  if (!(area >= 0 && area <= 1 && positives >= 1 && negatives >= 1)) {
    throw new RangeError(`An area of ${area} on ${positives} and ${negatives} rows.`)
  }
  const z = normalQuantile(1 - alpha)
  const shared = (positives + negatives) / 2 - 1
  const reach = (bound: number): number => {
    const spread = 1 + shared * ((1 - bound) / (2 - bound) + bound / (1 + bound))
    return z * Math.sqrt((bound * (1 - bound) * spread) / (positives * negatives))
  }
  // Towards the end of the unit interval a bound leaves the estimate out; at the estimate it never does.
  const boundTowards = (end: 0 | 1): number => {
    let [inside, outside] = [area, end as number]
    if (Math.abs(outside - area) <= reach(outside)) return end
    for (let step = 0; step < halvings; step++) {
      const middle = (inside + outside) / 2
      if (Math.abs(middle - area) <= reach(middle)) inside = middle
      else outside = middle
    }
    return inside
  }
  return { low: boundTowards(0), high: boundTowards(1) }
}
