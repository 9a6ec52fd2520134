import { binomialPmf } from './binomial-pmf.ts'

/** Beyond this many values the sum takes too long, and its limit is as good: where SciPy draws the line, too. */
const mostTerms = 1_000_000

/**
 * Chance that the one-sided one-sample Kolmogorov–Smirnov statistic of `n` values is at least `d`, 0 < d < 1:
 * `scipy.special.smirnov(n, d)`. Exact up to a million values, then exp(−(6nd + 1)²/(18n)).
 * Source: Smirnov (1944), as d·Σ C(n, j)·(d + j/n)^(j−1)·(1 − d − j/n)^(n−j); each term is a binomial probability.
 */
export function smirnovTail(n: number, d: number): number {
  if (n > mostTerms) return Math.exp(-((6 * n * d + 1) ** 2) / 18 / n)
  const steps = n * d
  const last = Math.floor(n - steps)
  let sum = 0
  for (let j = 0; j <= last; j++) {
    const success = (steps + j) / n
    // The last one may be a rounding below nothing.
    sum += binomialPmf(j, n, success, Math.max(0, (n - j - steps) / n)) / success
  }
  return Math.min(1, d * sum)
}
