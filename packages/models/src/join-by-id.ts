import { ConfigurationError } from '@mlgate/core'
import type { Column, Table } from '@mlgate/tables'
import { listed, shortened } from './shortened.ts'

/** What a cell says as text: `1`, `0.5`, `true`; undefined when it is missing. */
export function cellText(column: Column, row: number): string | undefined {
  const value = column.values[row]
  if (value === null || value === undefined || Number.isNaN(value)) return undefined
  return String(value)
}

/** The column of a table. Throws ConfigurationError, naming those that there are. */
export function columnOf(table: Table, name: string, where: string): Column {
  const column = table.columns.get(name)
  if (column) return column
  throw new ConfigurationError(`${where}: has no column ${name}, only ${listed([...table.columns.keys()])}.`)
}

/**
 * For each of `rows`, the row of `predictions` with the same id. The ids must be complete, unique and the same on both
 * sides: a prediction that is missing or left over means that other rows were scored, and dropping either would let a
 * model choose what it is judged on. Throws ConfigurationError with counts and the first examples.
 */
export function joinById(rows: Table, predictions: Table, id: string, where: string): Int32Array {
  const rowIds = uniqueIds(columnOf(rows, id, 'the data'), rows.rows, id, 'the data')
  const predictionIds = uniqueIds(columnOf(predictions, id, where), predictions.rows, id, where)
  const unpredicted = [...rowIds.keys()].filter((key) => !predictionIds.has(key))
  const unknown = [...predictionIds.keys()].filter((key) => !rowIds.has(key))
  const problems = [
    ...(unpredicted.length > 0
      ? [`${unpredicted.length} of ${rows.rows} rows have no prediction (${id} ${examples(unpredicted)})`]
      : []),
    ...(unknown.length > 0
      ? [`${unknown.length} of ${predictions.rows} predictions belong to no row (${id} ${examples(unknown)})`]
      : []),
  ]
  if (problems.length > 0) {
    throw new ConfigurationError(`${where}: ${problems.join('; ')}. Predict exactly the rows of the data.`)
  }
  const joined = new Int32Array(rows.rows)
  for (const [key, row] of rowIds) joined[row] = predictionIds.get(key)!
  return joined
}

function uniqueIds(column: Column, rows: number, id: string, where: string): ReadonlyMap<string, number> {
  const ids = new Map<string, number>()
  const repeated = new Set<string>()
  let missing = 0
  for (let row = 0; row < rows; row++) {
    const key = cellText(column, row)
    if (key === undefined) missing++
    else if (ids.has(key)) repeated.add(key)
    else ids.set(key, row)
  }
  if (missing > 0) throw new ConfigurationError(`${where}: ${missing} of ${rows} rows have no ${id}.`)
  if (repeated.size > 0) {
    throw new ConfigurationError(
      `${where}: ${repeated.size === 1 ? `1 value of ${id} stands` : `${repeated.size} values of ${id} stand`} in more than one row (${examples([...repeated])}). An id must be unique.`,
    )
  }
  return ids
}

const shown = 5

function examples(ids: readonly string[]): string {
  return (
    ids
      .slice(0, shown)
      .map((id) => shortened(id))
      .join(', ') + (ids.length > shown ? ' …' : '')
  )
}
