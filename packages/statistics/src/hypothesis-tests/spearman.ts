import { sortRows } from '../metrics/sort-rows.ts'

/**
 * Spearman's rank correlation: Pearson's of the ranks, equal values sharing their mean rank. From −1 to 1; NaN when one
 * side is constant or there are fewer than two values. Both sides of equal length and without NaN, else RangeError.
 * Source: Spearman (1904); reference: `scipy.stats.spearmanr`.
 */
export function spearman(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} values and ${b.length}.`)
  if (a.some(Number.isNaN) || b.some(Number.isNaN)) throw new RangeError('A value is NaN, which has no rank.')
  const count = a.length
  if (count < 2) return Number.NaN
  const [first, second] = [meanRanks(a), meanRanks(b)]
  const middle = (count + 1) / 2
  let together = 0
  let ofFirst = 0
  let ofSecond = 0
  for (let index = 0; index < count; index++) {
    const x = (first[index] as number) - middle
    const y = (second[index] as number) - middle
    together += x * y
    ofFirst += x * x
    ofSecond += y * y
  }
  if (ofFirst === 0 || ofSecond === 0) return Number.NaN
  return Math.max(-1, Math.min(1, together / Math.sqrt(ofFirst * ofSecond)))
}

/** Ranks from 1, equal values at the mean of their places. */
function meanRanks(values: Float64Array): Float64Array {
  const order = sortRows(values)
  const ranks = new Float64Array(values.length)
  for (let from = 0; from < order.length; ) {
    let to = from + 1
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to++
    for (let place = from; place < to; place++) ranks[order[place] as number] = (from + 1 + to) / 2
    from = to
  }
  return ranks
}
