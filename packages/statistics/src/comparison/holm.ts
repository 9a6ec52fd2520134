/**
 * p values adjusted for the chance that any of them is wrong, in the order given: Holm's step-down method,
 * `statsmodels multipletests(p, method='holm')[1]`. What is claimed at adjusted p ≤ α contains a false claim with chance at
 * most α, however the claims depend on each other. RangeError when a value is not between 0 and 1.
 * Source: Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of Statistics 6 (1979).
 */
export function holm(p: readonly number[]): number[] {
  const wrong = p.find((value) => !(value >= 0 && value <= 1))
  if (wrong !== undefined) throw new RangeError(`p ${wrong}.`)
  const ascending = p.map((_, index) => index).sort((a, b) => (p[a] as number) - (p[b] as number))
  const adjusted = new Array<number>(p.length)
  let largest = 0
  for (const [place, index] of ascending.entries()) {
    largest = Math.max(largest, Math.min(1, (p[index] as number) * (p.length - place)))
    adjusted[index] = largest
  }
  return adjusted
}
