import { checkAlpha } from './compare-confidence.ts'
import { normalQuantile } from './rows-needed.ts'

/**
 * Wilson's score interval for one proportion: α is left out at each side, so that both bounds together hold at level
 * 1 − 2α. Not a point with 0 of n, nor with n of n. RangeError when the counts make no sense.
 * Source: Wilson (1927); `statsmodels.stats.proportion.proportion_confint(count, of, 2 * alpha, method='wilson')`.
 */
export function wilsonInterval(
  count: number,
  of: number,
  alpha: number,
): { readonly low: number; readonly high: number } {
  checkAlpha(alpha)
  if (!(Number.isInteger(count) && Number.isInteger(of) && of > 0 && count >= 0 && count <= of)) {
    throw new RangeError(`${count} of ${of}.`)
  }
  const z = normalQuantile(1 - alpha)
  const middle = count + (z * z) / 2
  const width = z * Math.sqrt((count * (of - count)) / of + (z * z) / 4)
  return {
    low: count === 0 ? 0 : (middle - width) / (of + z * z),
    high: count === of ? 1 : (middle + width) / (of + z * z),
  }
}
