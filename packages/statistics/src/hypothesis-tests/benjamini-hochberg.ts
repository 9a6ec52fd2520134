/**
 * p values adjusted for the false discovery rate, in the order given: `statsmodels multipletests(p, method='fdr_bh')[1]`.
 * What is rejected at adjusted p < α are discoveries of which at most a share α is false on average. RangeError when
 * a value is not between 0 and 1.
 * Source: Benjamini and Hochberg, Controlling the False Discovery Rate, JRSS B 57 (1995).
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const wrong = p.find((value) => !(value >= 0 && value <= 1))
  if (wrong !== undefined) throw new RangeError(`p ${wrong}.`)
  const descending = p.map((_, index) => index).sort((a, b) => (p[b] as number) - (p[a] as number))
  const adjusted = new Array<number>(p.length)
  let smallest = 1
  for (const [place, index] of descending.entries()) {
    smallest = Math.min(smallest, (p[index] as number) * (p.length / (p.length - place)))
    adjusted[index] = smallest
  }
  return adjusted
}
