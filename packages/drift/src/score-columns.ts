import { ConfigurationError } from '@mlgate/core'
import type { ClassificationScores, Scores } from '@mlgate/models'
import type { Column, Table } from '@mlgate/tables'

export interface ScoredTable {
  readonly table: Table
  /** The columns that were added, to be compared as predictions. */
  readonly predictions: readonly string[]
}

/**
 * A table with a model's scores of its rows as further columns: `model: prediction`, and for classifiers with
 * probabilities `model: probability of <class>` (with two classes that of the second alone, as the other says the same).
 * Throws ConfigurationError when the table has such a column, RangeError when the rows are not as many.
 */
export function withScores(table: Table, scores: Scores): ScoredTable {
  if (scores.rows !== table.rows) throw new RangeError(`${scores.rows} scores of ${table.rows} rows.`)
  const added = new Map(
    scores.kind === 'regression'
      ? [['model: prediction', { kind: 'number', values: scores.values } satisfies Column]]
      : classColumns(scores),
  )
  for (const name of added.keys()) {
    if (table.columns.has(name)) {
      throw new ConfigurationError(`column ${JSON.stringify(name)}: scores go by this name. Rename the column.`)
    }
  }
  return { table: { rows: table.rows, columns: new Map([...table.columns, ...added]) }, predictions: [...added.keys()] }
}

function classColumns(scores: ClassificationScores): [string, Column][] {
  const { classes, probabilities, rows } = scores
  const labels = Array.from({ length: rows }, (_, row) => classes[labelOf(scores, row)] ?? null)
  const columns: [string, Column][] = [['model: prediction', { kind: 'string', values: labels }]]
  if (probabilities === undefined) return columns
  for (const [index, name] of classes.entries()) {
    if (classes.length === 2 && index === 0) continue
    const values = Float64Array.from(
      { length: rows },
      (_, row) => probabilities[row * classes.length + index] as number,
    )
    columns.push([`model: probability of ${name}`, { kind: 'number', values }])
  }
  return columns
}

/** The model's own label, else the most probable class (the first of equals); −1 when its scores say nothing. */
function labelOf({ classes, probabilities, labels }: ClassificationScores, row: number): number {
  if (labels !== undefined) return labels[row] ?? -1
  let best = -1
  let highest = Number.NEGATIVE_INFINITY
  for (let index = 0; index < classes.length; index++) {
    const probability = probabilities?.[row * classes.length + index] ?? Number.NaN
    if (probability > highest) {
      best = index
      highest = probability
    }
  }
  return best
}
