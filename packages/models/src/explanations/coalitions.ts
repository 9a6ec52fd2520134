import type { Column, Table } from '@mlgate/tables'

/** A row whose features are its own where `isPresent` says so, and a background row's elsewhere. */
export interface Coalition {
  readonly row: number
  /** One entry a feature, 1 where the row's own value counts. */
  readonly isPresent: Uint8Array
}

/**
 * For each coalition one row for each background row: `coalitions.length × background.rows` rows, in that order. Columns
 * that are no features come from the row.
 */
export function coalitionTable(
  coalitions: readonly Coalition[],
  features: readonly string[],
  rows: Table,
  background: Table,
): Table {
  const indexOf = new Map(features.map((name, index) => [name, index]))
  const count = coalitions.length * background.rows
  const columns = [...rows.columns].map(([name, own]): [string, Column] => {
    const other = background.columns.get(name) ?? own
    const feature = indexOf.get(name)
    const value = (at: number): number | string | boolean | null | undefined => {
      const { row, isPresent } = coalitions[Math.floor(at / background.rows)] as Coalition
      const isOwn = feature === undefined || isPresent[feature] === 1
      return isOwn ? own.values[row] : other.values[at % background.rows]
    }
    return [name, columnLike(own, count, value)]
  })
  return { rows: count, columns: new Map(columns) }
}

function columnLike(
  { kind }: Column,
  count: number,
  value: (at: number) => number | string | boolean | null | undefined,
): Column {
  if (kind === 'number') return { kind, values: Float64Array.from({ length: count }, (_, at) => value(at) as number) }
  const values = Array.from({ length: count }, (_, at) => value(at) ?? null)
  return kind === 'string'
    ? { kind, values: values as (string | null)[] }
    : { kind, values: values as (boolean | null)[] }
}
