/**
 * Whole numbers near the values given, with the sum that the values have when rounded: each is rounded to the nearest
 * (halves to the even one), then those that rounding moved most are moved back by one.
 */
export function roundedShares(values: readonly number[]): readonly number[] {
  const rounded = values.map(roundHalfEven)
  const total = roundHalfEven(values.reduce((sum, value) => sum + value, 0))
  const missing = total - rounded.reduce((sum, value) => sum + value, 0)
  const step = Math.sign(missing)
  const lost = (index: number): number => step * ((values[index] as number) - (rounded[index] as number))
  const order = [...values.keys()].sort((a, b) => lost(b) - lost(a) || step * (b - a))
  for (const index of order.slice(0, Math.abs(missing))) rounded[index] = (rounded[index] as number) + step
  return rounded
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest === 0.5) return floor % 2 === 0 ? floor : floor + 1
  return rest < 0.5 ? floor : floor + 1
}
