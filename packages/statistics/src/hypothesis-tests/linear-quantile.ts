/**
 * A quantile with linear interpolation between the two nearest values: `numpy.quantile(method='linear')`, which is
 * Hyndman and Fan's type 7 (The American Statistician 50, 1996). `sorted` is ascending and may hold infinities; NaN when it is
 * empty. `probability` is between 0 and 1.
 */
export function linearQuantile(sorted: Float64Array, probability: number): number {
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`probability ${probability}.`)
  if (sorted.length === 0) return Number.NaN
  const position = probability * (sorted.length - 1)
  const below = Math.floor(position)
  const low = sorted[below] as number
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number
  const share = position - below
  if (share === 0 || low === high) return low
  // numpy interpolates from the nearer end, and so do we, to the last bit.
  return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share)
}
