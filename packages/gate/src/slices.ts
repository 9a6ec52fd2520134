import { ConfigurationError } from '@mlgate/core'
import type { Table } from '@mlgate/tables'
import { textAt } from './class-labels.ts'

/** Rows that share a value of a column. */
export interface Slice {
  readonly column: string
  /** The value's text; `(missing)` for rows without one. A text that reads so itself stands in quotation marks. */
  readonly value: string
}

export interface SliceRows {
  readonly slice: Slice
  /** Row indices, ascending. */
  readonly rows: Uint32Array
}

/** What rows without a value are called. */
export const missingValue = '(missing)'

/** More values than this are a column of numbers or ids, which no table of gates can show. */
export const largestSliceCount = 1000

/**
 * Groups the rows by a column's value, once; in the order of the values' text. Throws ConfigurationError when the column
 * is not there or has too many values to be sliced by.
 */
export function slicesOf(table: Table, name: string): SliceRows[] {
  const column = table.columns.get(name)
  if (!column) {
    throw new ConfigurationError(
      `gate.metrics: slices name the column ${JSON.stringify(name)}, which the test data do not have. They have ${[...table.columns.keys()].join(', ')}.`,
    )
  }
  const groups = new Map<string, number[]>()
  for (let row = 0; row < table.rows; row++) {
    const text = textAt(column, row)
    const value = text === null ? missingValue : sliceValue(text)
    const group = groups.get(value)
    if (group) group.push(row)
    else groups.set(value, [row])
  }
  if (groups.size > largestSliceCount) {
    throw new ConfigurationError(
      `gate.metrics: slices name the column ${JSON.stringify(name)}, which has ${groups.size} different values; at most ${largestSliceCount} can be judged.`,
    )
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([value, rows]) => ({ slice: { column: name, value }, rows: Uint32Array.from(rows) }))
}

/** The text itself, but in quotation marks (one pair more than it has) where it would be taken for `missingValue`. */
function sliceValue(text: string): string {
  return text.replace(/^"*/, '').replace(/"*$/, '') === missingValue ? `"${text}"` : text
}
