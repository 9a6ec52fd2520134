/**
 * The parts of Loader's saddle-point expansion (Fast and Accurate Computation of Binomial Probabilities, 2000), by which
 * probabilities of large counts keep their digits.
 */

/** ln(n!) − ln(√(2πn)·(n/e)ⁿ) for an integer n ≥ 1: how far Stirling's formula is off. */
export function stirlingError(n: number): number {
  if (n < exactErrors.length) return exactErrors[n] as number
  const s = 1 / (n * n)
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188) * s) * s) * s) * s) / n
}

// For 0 to 15, where the series would not do: ln(n!) − ((n + ½)·ln(n) − n + ½·ln(2π)), made with 60 digits and rounded.
const exactErrors: readonly number[] = [
  0, 0.08106146679532726, 0.0413406959554093, 0.02767792568499834, 0.020790672103765093, 0.016644691189821193,
  0.013876128823070748, 0.01189670994589177, 0.010411265261972096, 0.009255462182712733, 0.00833056343336287,
  0.007573675487951841, 0.00694284010720953, 0.006408994188004207, 0.0059513701127588475, 0.005554733551962801,
]

/** x·ln(x/m) + m − x, without the cancellation that this formula has near x = m. */
export function devianceTerm(x: number, mean: number): number {
  const distance = x - mean
  if (Math.abs(distance) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x
  const v = distance / (x + mean)
  let sum = distance * v
  let power = 2 * x * v
  for (let odd = 3; ; odd += 2) {
    power *= v * v
    const next = sum + power / odd
    if (next === sum) return sum
    sum = next
  }
}
