/**
 * The sum of finite numbers, rounded once: the same whatever their order, as Python's `math.fsum`.
 * Source: Shewchuk, Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates (1997).
 */
export function exactSum(values: Float64Array): number {
  // Non-overlapping parts, ascending in size, that together are the sum so far.
  const parts: number[] = []
  for (let index = 0; index < values.length; index++) {
    let value = values[index] as number
    let kept = 0
    for (let place = 0; place < parts.length; place++) {
      let part = parts[place] as number
      if (Math.abs(value) < Math.abs(part)) [value, part] = [part, value]
      const high = value + part
      const low = part - (high - value)
      if (low !== 0) parts[kept++] = low
      value = high
    }
    parts.length = kept
    parts.push(value)
  }
  return rounded(parts)
}

/** Adds the parts from the largest down; ties are rounded by what lies below them. */
function rounded(parts: number[]): number {
  let place = parts.length - 1
  if (place < 0) return 0
  let high = parts[place] as number
  let low = 0
  while (place > 0 && low === 0) {
    const sum = high
    const part = parts[--place] as number
    high = sum + part
    low = part - (high - sum)
  }
  const below = place > 0 ? (parts[place - 1] as number) : 0
  if ((low < 0 && below < 0) || (low > 0 && below > 0)) {
    const doubled = low * 2
    const shifted = high + doubled
    if (doubled === shifted - high) high = shifted
  }
  return high
}
