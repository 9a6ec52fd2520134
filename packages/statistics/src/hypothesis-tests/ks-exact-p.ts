/**
 * Exact two-sided p of the two-sample Kolmogorov–Smirnov test without ties, for samples of `n` and `m` values whose
 * distribution functions are at most `steps`/(nm) apart: the share of lattice paths from (0, 0) to (n, m) that come at
 * least that far from the diagonal. Equals `scipy.stats.ks_2samp(method='exact').pvalue`.
 * Source: Hodges (1958); Viehmann, Numerically more stable computation of the p-values for the two-sample
 * Kolmogorov–Smirnov test (arXiv:2102.08037).
 */
export function ksExactP(n: number, m: number, steps: number): number {
  const divisor = greatestCommonDivisor(n, m)
  const distance = Math.round(steps / divisor)
  if (distance === 0) return 1
  const p = n === m ? equalSizes(n, distance) : unequalSizes(Math.max(n, m), Math.min(n, m), divisor, distance)
  return Math.min(1, Math.max(0, p))
}

/** Paths on a square by the reflection principle, `distance` steps from the diagonal. */
function equalSizes(n: number, distance: number): number {
  let p = 0
  for (let k = Math.floor(n / distance); k >= 0; k--) {
    let ratio = 1
    for (let j = 0; j < distance; j++) ratio = ((n - k * distance - j) * ratio) / (n + k * distance + j + 1)
    p = ratio * (1 - p)
  }
  return 2 * p
}

/**
 * The share of paths that leave the band, column by column over the points inside it. Working with what is outside
 * keeps the digits of small p. Takes about (width of the band) × `long` steps.
 */
function unequalSizes(long: number, short: number, divisor: number, distance: number): number {
  const longStep = long / divisor
  const shortStep = short / divisor
  let low = 0
  let high = Math.min(Math.ceil(distance / longStep), short + 1)
  const outside = new Float64Array(Math.min(2 * high + 2, short + 1)).fill(1)
  outside.fill(0, low, high)
  for (let i = 1; i <= long; i++) {
    const previousLow = low
    const previousWidth = high - low
    low = Math.min(Math.max(Math.floor((shortStep * i - distance) / longStep) + 1, 0), short)
    high = Math.min(Math.ceil((shortStep * i + distance) / longStep), short + 1)
    if (high <= low) return 1
    const width = high - low
    const shift = low - previousLow
    let share = low === 0 ? 0 : 1
    for (let at = 0; at < width; at++) {
      const j = at + low
      share = ((outside[at + shift] as number) * i + share * j) / (i + j)
      outside[at] = share
    }
    if (previousWidth > width) outside.fill(1, width, previousWidth)
  }
  return outside[high - low - 1] as number
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
