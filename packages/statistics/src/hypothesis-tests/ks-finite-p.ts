import { kolmogorovMatrix } from './kolmogorov-matrix.ts'
import { pelzGood } from './pelz-good.ts'
import { smirnovTail } from './smirnov-tail.ts'

/**
 * Chance that the two-sided one-sample Kolmogorov–Smirnov statistic of `n` ≥ 1 values is at least `d`:
 * `scipy.stats.kstwo.sf(d, n)`. Each method where it is exact or, for large n, where its error is known to be small; the
 * bounds between them are SciPy's, so that the values are too.
 * Source: Simard and L'Ecuyer, Computing the Two-Sided Kolmogorov–Smirnov Distribution, JSS 39 (2011).
 */
export function ksFiniteP(n: number, d: number): number {
  return Math.min(1, Math.max(0, upperTail(n, d)))
}

function upperTail(n: number, d: number): number {
  const steps = n * d
  if (d >= 1) return 0
  if (steps <= 0.5) return 1
  if (steps <= 1) return 1 - firstStep(n, steps)
  if (steps >= n - 1) return 2 * (1 - d) ** n
  if (d >= 0.5) return 2 * smirnovTail(n, d)
  const scaled = steps * d
  if (n <= 140) return scaled <= 4 ? 1 - kolmogorovMatrix(n, d) : 2 * smirnovTail(n, d)
  if (scaled >= 370) return 0
  if (scaled >= 2.2) return 2 * smirnovTail(n, d)
  if (n <= 100_000 && n * d ** 1.5 <= 1.4) return 1 - kolmogorovMatrix(n, d)
  return 1 - pelzGood(n, d)
}

/** Ruben and Gambino's n!·((2nd − 1)/n)ⁿ, for ½ < nd ≤ 1. */
function firstStep(n: number, steps: number): number {
  let p = 1
  for (let i = 1; i <= n && p > 0; i++) p *= (i / n) * (2 * steps - 1)
  return p
}
