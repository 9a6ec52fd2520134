import type { Column } from '@mlgate/tables'
import type { Side } from './judgement.ts'

/** A column of one file, ready to be compared. */
export type MeasuredColumn =
  | { readonly kind: 'number'; readonly side: Side; readonly sorted: Float64Array }
  | { readonly kind: 'string' | 'boolean'; readonly side: Side; readonly counts: ReadonlyMap<string, number> }

/** Sorts or counts the values, once. NaN, infinities and null are missing; the empty text is a value. */
export function measureColumn(column: Column, rows: number): MeasuredColumn {
  if (column.kind === 'number') return measureNumbers(column.values, rows)
  const counts = new Map<string, number>()
  let values = 0
  for (const value of column.values) {
    if (value === null) continue
    values++
    const text = String(value)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  const side: Side = { rows, values, missing: rows - values, infinite: 0, range: undefined, distinct: counts.size }
  return { kind: column.kind, side, counts }
}

function measureNumbers(values: Float64Array, rows: number): MeasuredColumn {
  const finite = new Float64Array(values.length)
  let count = 0
  let infinite = 0
  for (const value of values) {
    if (Number.isFinite(value)) finite[count++] = value
    else if (!Number.isNaN(value)) infinite++
  }
  const sorted = finite.subarray(0, count).sort()
  const range =
    count === 0 ? undefined : { low: sorted[0] as number, high: sorted.at(-1) as number, mean: mean(sorted) }
  return {
    kind: 'number',
    side: { rows, values: count, missing: rows - count, infinite, range, distinct: undefined },
    sorted,
  }
}

/** Added up in shares, so that large numbers do not overflow. */
function mean(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value / values.length
  return sum
}
