import { ksExactP } from './ks-exact-p.ts'
import { ksFiniteP } from './ks-finite-p.ts'

/** Samples of up to this many values are tested exactly, as SciPy's `method='auto'` does. */
export const largestExactSample = 10_000

export interface KsTest {
  /** Largest distance between the two empirical distribution functions, 0 to 1. */
  readonly statistic: number
  /** Two-sided. */
  readonly p: number
  readonly method: 'exact' | 'finite-n'
}

/**
 * Two-sample Kolmogorov–Smirnov test, two-sided: `scipy.stats.ks_2samp(a, b, method='auto')`. Both arrays are ascending and
 * hold no NaN; RangeError when one is empty. With at most 10,000 values each, p is exact (`method='exact'`); beyond,
 * that of the one-sample statistic with round(nm/(n + m)) values, `scipy.stats.kstwo.sf` (`method='asymp'`). Where
 * values repeat, p is too large rather than too small, as with SciPy.
 * Source: Hodges, The significance probability of the Smirnov two-sample test, Arkiv för Matematik 3 (1958).
 */
export function ksTest(a: Float64Array, b: Float64Array): KsTest {
  if (a.length === 0 || b.length === 0) throw new RangeError('an empty sample.')
  const steps = largestSteps(a, b)
  // Divided by nm at the very end, so that equal samples have a distance of exactly 0.
  const statistic = steps / (a.length * b.length)
  if (Math.max(a.length, b.length) <= largestExactSample) {
    return { statistic, p: ksExactP(a.length, b.length, steps), method: 'exact' }
  }
  return {
    statistic,
    p: ksFiniteP(roundHalfEven((a.length * b.length) / (a.length + b.length)), statistic),
    method: 'finite-n',
  }
}

/** The largest |F − G|, in units of 1/(nm). */
function largestSteps(a: Float64Array, b: Float64Array): number {
  let largest = 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] as number, b[j] as number)
    while (i < a.length && a[i] === value) i++
    while (j < b.length && b[j] === value) j++
    largest = Math.max(largest, Math.abs(i * b.length - j * a.length))
  }
  return largest
}

/** As numpy rounds. */
function roundHalfEven(number: number): number {
  const below = Math.floor(number)
  if (number - below !== 0.5) return Math.round(number)
  return below % 2 === 0 ? below : below + 1
}
