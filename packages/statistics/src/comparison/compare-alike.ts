import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import type { Confidence } from './compare-confidence.ts'
import { normalQuantile } from './rows-needed.ts'

/**
 * Two models that no row (or group) tells apart, though they are not the same model: their difference varies nowhere, and
 * a bootstrap's interval would be a point however few rows there are. What can be said is how many rows might differ: by
 * the score interval for 0 of `units`, at most a share z²/(units + z²). Each of them is taken to move the metric by at
 * most `reach` × its share, in the worst direction. With `reach` 1 this is Tango's interval without disagreement.
 */
export function alikeConfidence(of: {
  readonly difference: number
  readonly units: number
  /** The most that the metric would move if all rows differed. */
  readonly reach: number
}): Confidence {
  const { difference, units, reach } = of
  const halfWidth = (alpha: number): number => {
    const z2 = normalQuantile(1 - alpha) ** 2
    return (reach * z2) / (units + z2)
  }
  // Turned round: a distance of share × reach is reached by z² = units × share ÷ (1 − share).
  const beyond = (distance: number): number => {
    if (!(distance > 0)) return distance === 0 ? 0.5 : 1
    const share = distance / reach
    return share >= 1 ? 0 : normalCdf(-Math.sqrt((units * share) / (1 - share)), 0, 1)
  }
  return {
    method: 'alike',
    difference,
    // What a standard error is to a normal interval at z = 1.
    standardError: reach / (units + 1),
    undefinedShare: 0,
    lower: (alpha) => difference - halfWidth(alpha),
    upper: (alpha) => difference + halfWidth(alpha),
    pAbove: (value) => beyond(difference - value),
    pBelow: (value) => beyond(value - difference),
  }
}
