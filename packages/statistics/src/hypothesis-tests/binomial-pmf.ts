import { devianceTerm, stirlingError } from './saddle-point.ts'

/**
 * Probability of exactly `k` successes in `n` draws: `scipy.stats.binom.pmf`, by Loader's saddle-point expansion, which
 * keeps nearly all digits for any n, where differences of log-gammas lose one with every power of ten. `k` and `n` are
 * integers, 0 ≤ k ≤ n. `failure` is 1 − `success`, handed in because the caller may know it better than a subtraction.
 * Source: Loader, Fast and Accurate Computation of Binomial Probabilities (2000).
 */
export function binomialPmf(k: number, n: number, success: number, failure: number): number {
  if (success === 0) return k === 0 ? 1 : 0
  if (failure === 0) return k === n ? 1 : 0
  if (k === 0) return Math.exp(failure > 0.9 ? n * Math.log1p(-success) : n * Math.log(failure))
  if (k === n) return Math.exp(success > 0.9 ? n * Math.log1p(-failure) : n * Math.log(success))
  const exponent =
    stirlingError(n) -
    stirlingError(k) -
    stirlingError(n - k) -
    devianceTerm(k, n * success) -
    devianceTerm(n - k, n * failure)
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * k * (n - k)))
}
