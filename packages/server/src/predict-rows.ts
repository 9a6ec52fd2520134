import type { FeedType, ScorerColumn } from '@mlgate/models'
import type { Column, Table } from '@mlgate/tables'
import { describeJson, RequestProblem } from './request-problem.ts'

/**
 * The rows of a `/predict` body, `{"rows": [{"<column>": value, …}, …]}`, as a table of the columns that the model takes.
 * Every row has every column; a missing value is `null`. Other columns are ignored, as in scoring. Integers beyond 2⁵³
 * come as text. Throws RequestProblem.
 */
export function tableOfRows(body: unknown, columns: readonly ScorerColumn[], maxRows: number): Table {
  const rows = rowsOf(body, maxRows)
  return {
    rows: rows.length,
    columns: new Map(columns.map((column) => [column.name, toColumn(column, cellsOf(column.name, rows))])),
  }
}

function rowsOf(body: unknown, maxRows: number): readonly object[] {
  const found =
    typeof body === 'object' && body !== null && Object.hasOwn(body, 'rows') ? Reflect.get(body, 'rows') : undefined
  if (!Array.isArray(found)) {
    throw new RequestProblem(400, 'The body must be {"rows": [{"column": value, …}, …]}.')
  }
  const rows: readonly unknown[] = found
  if (rows.length === 0) throw new RequestProblem(400, 'There are no rows to score.')
  if (rows.length > maxRows) {
    throw new RequestProblem(413, `${rows.length} rows; up to ${maxRows} are scored in one request.`)
  }
  return rows.map((row, i) => {
    if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row
    throw new RequestProblem(400, `rows[${i}] is ${describeJson(row)}; it must be an object of values by column.`)
  })
}

function cellsOf(name: string, rows: readonly object[]): readonly unknown[] {
  return rows.map((row, i) => {
    if (Object.hasOwn(row, name)) return Reflect.get(row, name)
    throw new RequestProblem(
      400,
      `rows[${i}] lacks the column ${JSON.stringify(name)}. Send null where a value is missing.`,
    )
  })
}

function toColumn({ name, type }: ScorerColumn, cells: readonly unknown[]): Column {
  if (type === 'string' || (type === 'int64' && cells.some((cell) => typeof cell === 'string'))) {
    return { kind: 'string', values: cells.map((cell, i) => textOf(cell, name, i)) }
  }
  return { kind: 'number', values: Float64Array.from(cells, (cell, i) => numberOf(cell, type, name, i)) }
}

function textOf(cell: unknown, name: string, row: number): string | null {
  if (cell === null) return null
  if (typeof cell === 'number') return String(finite(cell, name, row))
  if (typeof cell === 'boolean') return String(cell)
  // onnxruntime's strings end at a NUL.
  if (typeof cell === 'string' && !cell.includes('\0')) return cell
  throw unfit(cell, 'text', name, row)
}

function numberOf(cell: unknown, type: FeedType, name: string, row: number): number {
  if (cell === null) return Number.NaN
  if (typeof cell === 'boolean') return Number(cell)
  if (typeof cell !== 'number') throw unfit(cell, 'a number', name, row)
  if (type === 'int64' && Number.isInteger(cell) && !Number.isSafeInteger(cell)) {
    throw unfit(cell, 'an integer within 2⁵³, or larger ones as text', name, row)
  }
  if (type === 'float' && !Number.isFinite(Math.fround(cell))) throw unfit(cell, 'a number within float32', name, row)
  return finite(cell, name, row)
}

/** JSON has no infinity, but 1e999 reads as one. */
function finite(cell: number, name: string, row: number): number {
  if (Number.isFinite(cell)) return cell
  throw unfit(cell, 'a finite number', name, row)
}

function unfit(cell: unknown, wanted: string, name: string, row: number): RequestProblem {
  return new RequestProblem(
    400,
    `rows[${row}][${JSON.stringify(name)}] is ${describeJson(cell)}; the model takes ${wanted}.`,
  )
}
