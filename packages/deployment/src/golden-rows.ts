import { ConfigurationError } from '@mlgate/core'
import type { Scores } from '@mlgate/models'
import type { Table } from '@mlgate/tables'
import type { ExpectedAnswer, GoldenRow, GoldenSet } from './release.ts'

/**
 * Rows for the smoke test, spread evenly over a scored table, each with what the scores say of it. Rows with an infinite
 * value are passed over, since JSON lacks it. `columns` are what the server asks for. Throws ConfigurationError when no
 * row is left or a column is not there.
 */
export function goldenRows(options: {
  readonly table: Table
  readonly scores: Scores
  readonly columns: readonly string[]
  readonly count: number
}): GoldenSet {
  const { table, scores, columns, count } = options
  if (scores.rows !== table.rows) throw new TypeError(`${scores.rows} scores for ${table.rows} rows`)
  const wanted = Math.min(count, table.rows)
  const rows: GoldenRow[] = []
  const expected: ExpectedAnswer[] = []
  for (let i = 0; i < wanted; i++) {
    const at = Math.floor((i * table.rows) / wanted)
    const row = rowOf(table, columns, at)
    if (row === undefined) continue
    rows.push(row)
    expected.push(answerOf(scores, at))
  }
  if (rows.length === 0) throw new ConfigurationError('The test data have no row for the smoke test of a deployment.')
  return { rows, expected }
}

function rowOf(table: Table, columns: readonly string[], at: number): GoldenRow | undefined {
  const cells = columns.map((name) => {
    const column = table.columns.get(name)
    if (column === undefined)
      throw new ConfigurationError(`The test data have no column ${name}, which the model takes.`)
    const value = column.values[at] ?? null
    return [name, typeof value === 'number' && Number.isNaN(value) ? null : value] as const
  })
  if (cells.some(([, value]) => typeof value === 'number' && !Number.isFinite(value))) return undefined
  return Object.fromEntries(cells)
}

/** As `/predict` answers: the model's own label, else the most probable class, the first of equal ones. */
function answerOf(scores: Scores, at: number): ExpectedAnswer {
  if (scores.kind === 'regression') return { value: scores.values[at]! }
  const { classes, labels } = scores
  const probabilities = scores.probabilities?.subarray(at * classes.length, (at + 1) * classes.length)
  const best = labels?.[at] ?? probabilities?.indexOf(Math.max(...probabilities)) ?? -1
  const label = classes[best]
  if (label === undefined) throw new TypeError(`row ${at} has no label`)
  if (probabilities === undefined) return { label }
  return { label, probabilities: Object.fromEntries(classes.map((name, i) => [name, probabilities[i]!])) }
}
