import { allRows, sortRows } from './sort-rows.ts'

/** Rows in ascending order of their scores, ready to be walked with weights. */
export interface ScoreOrder {
  /** The rows, lowest score first. */
  readonly order: Uint32Array
  /** By rank: 1 where the row is of the class asked about. */
  readonly isPositive: Uint8Array
  /** By rank: 1 where the next row has another score, or there is none. */
  readonly endsGroup: Uint8Array
}

/** Sorts `rows` by their scores, none of which may be NaN; `isPositive` says which are of the class asked about. */
export function orderByScore(
  rows: Uint32Array,
  score: (row: number) => number,
  isPositive: (row: number) => boolean,
): ScoreOrder {
  const count = rows.length
  const scores = new Float64Array(count)
  for (let place = 0; place < count; place++) scores[place] = score(rows[place] as number)
  const places = sortRows(scores)
  const sorted: ScoreOrder = {
    order: new Uint32Array(count),
    isPositive: new Uint8Array(count),
    endsGroup: new Uint8Array(count),
  }
  let next = scores[places[0] as number]
  for (let rank = 0; rank < count; rank++) {
    const row = rows[places[rank] as number] as number
    const own = next
    next = rank + 1 === count ? undefined : scores[places[rank + 1] as number]
    sorted.order[rank] = row
    sorted.isPositive[rank] = isPositive(row) ? 1 : 0
    sorted.endsGroup[rank] = own === next ? 0 : 1
  }
  return sorted
}

/** The rows from 0 for which something holds. */
export function rowsWhere(rows: number, holds: (row: number) => boolean): Uint32Array {
  return allRows(rows).filter(holds)
}
