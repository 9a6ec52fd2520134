import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import { devianceTerm, stirlingError } from './saddle-point.ts'

/**
 * Chance that a χ² variable is at least `statistic` ≥ 0: `scipy.stats.chi2.sf`, for a whole number ≥ 1 of degrees of
 * freedom. Half of that is whole or half a number, for which the incomplete gamma function is a finite sum of positive
 * terms (Abramowitz and Stegun 26.4.4 and 26.4.5), so that small chances keep their digits. Takes about as many steps
 * as half the degrees of freedom.
 */
export function chiSquaredTail(statistic: number, degreesOfFreedom: number): number {
  if (statistic === 0) return 1
  const y = statistic / 2
  const odd = degreesOfFreedom % 2 === 1
  const first = odd ? 1 : 0
  const last = odd ? (degreesOfFreedom - 1) / 2 : degreesOfFreedom / 2 - 1
  let sum = odd ? 2 * normalCdf(-Math.sqrt(statistic), 0, 1) : 0
  if (last < first) return sum
  // From the largest term outwards, as the others may be too small to begin with. Term i is yⁱ⁻ʰ·e⁻ʸ/Γ(i + 1 − h).
  const half = odd ? 0.5 : 0
  const middle = Math.min(last, Math.max(first, Math.floor(y)))
  const largest = odd ? oddTerm(middle, y) : evenTerm(middle, y)
  sum += largest
  for (let i = middle, term = largest; i > first && term > 0; i--) {
    term *= (i - half) / y
    sum += term
  }
  for (let i = middle + 1, term = largest; i <= last && term > 0; i++) {
    term *= y / (i - half)
    sum += term
  }
  return Math.min(1, sum)
}

/** yⁱ·e⁻ʸ/i!, the Poisson probability. */
function evenTerm(i: number, y: number): number {
  if (i === 0) return Math.exp(-y)
  return Math.exp(-stirlingError(i) - devianceTerm(i, y)) / Math.sqrt(2 * Math.PI * i)
}

/** yⁱ⁻½·e⁻ʸ/Γ(i + ½), with Γ(i + ½) = (2i)!·√π/(4ⁱ·i!). */
function oddTerm(i: number, y: number): number {
  return Math.exp(stirlingError(i) - stirlingError(2 * i) - devianceTerm(i, y)) / Math.sqrt(2 * Math.PI * y)
}
