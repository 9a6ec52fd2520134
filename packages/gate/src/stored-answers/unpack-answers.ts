import { ConfigurationError } from '@mlgate/core'
import type { Scores } from '@mlgate/models'
import type { Column, Table } from '@mlgate/tables'
import type { JudgedModel, JudgeInput, OtherJudgedModel } from '../judge-input.ts'
import type { MeasuredInput } from '../judge-measured.ts'
import type { OwnMeasurement } from '../measure-group.ts'
import { readDouble, type StoredAnswers, type StoredMetrics, type StoredModel } from './stored-answers.ts'

/** What the policy says to an input, beside the answers. */
export type JudgedBy = Pick<JudgeInput, 'task' | 'gate' | 'label' | 'positive' | 'columns'>

/**
 * The input that `packAnswers` was given, as far as it counts. Throws ConfigurationError where the tables are not those
 * that were described: anybody may have made them.
 */
export function unpackAnswers(
  stored: StoredAnswers,
  rows: Table,
  past: Table | undefined,
  policy: JudgedBy,
): JudgeInput {
  if (rows.rows !== stored.rows) throw broken(`has ${rows.rows} rows, not ${stored.rows}`)
  const test = new Map(stored.test.map(({ name, column }) => [name, columnOf(rows, column)]))
  const conditions = stored.conditions.map(({ sql, column }) => {
    const met = columnOf(rows, column)
    if (met.kind !== 'boolean') throw broken(`holds no yes or no in ${JSON.stringify(column)}`)
    return [sql, met.values] as const
  })
  const other = (model: StoredAnswers['baseline']): OtherJudgedModel | undefined =>
    model && { ...modelOf(model, rows), identical: model.identical }
  return {
    ...policy,
    test: { rows: rows.rows, columns: test },
    training: stored.past ? pastOf(past) : undefined,
    conditions: new Map(conditions),
    candidate: modelOf(stored.candidate, rows),
    baseline: other(stored.baseline),
    anchor: other(stored.anchor),
  }
}

/** The input of a verdict on metrics that were measured elsewhere. */
export function unpackMetrics(stored: StoredMetrics, policy: Pick<JudgedBy, 'task' | 'gate'>): MeasuredInput {
  const metricsOf = (metrics: StoredMetrics['candidate']) =>
    new Map(metrics.map(({ name, value }) => [name, readDouble(value)]))
  const other = (found: StoredMetrics['baseline']) =>
    found && { metrics: metricsOf(found.metrics), identical: found.identical }
  return {
    task: policy.task,
    gate: policy.gate,
    candidate: metricsOf(stored.candidate),
    baseline: other(stored.baseline),
    anchor: other(stored.anchor),
  }
}

function modelOf({ scores, threshold, own, latencies_ms, size_bytes }: StoredModel, rows: Table): JudgedModel {
  return {
    scores: scoresOf(scores, rows),
    threshold: threshold === undefined ? undefined : readDouble(threshold),
    own: new Map(own.map((measured) => [measured.key, ownOf(measured, rows)])),
    latencies: latencies_ms && Float64Array.from(latencies_ms, readDouble),
    sizeBytes: size_bytes,
  }
}

function ownOf(measured: StoredModel['own'][number], rows: Table): OwnMeasurement {
  if ('rows' in measured) return { kind: 'rows', values: numbersOf(rows, measured.rows) }
  const { value, resampled } = measured
  return {
    kind: 'number',
    value: readDouble(value),
    resampled: resampled && Float64Array.from(resampled, readDouble),
  }
}

function scoresOf(stored: StoredModel['scores'], rows: Table): Scores {
  if (stored.kind === 'regression') {
    const { values, intervals, scored_by: scoredBy } = stored
    return {
      kind: 'regression',
      rows: rows.rows,
      values: numbersOf(rows, values),
      intervals: intervals && { lower: numbersOf(rows, intervals.lower), upper: numbersOf(rows, intervals.upper) },
      scoredBy,
    }
  }
  const { classes, probabilities, labels, scored_by: scoredBy } = stored
  if (probabilities !== undefined && probabilities.length !== classes.length) {
    throw broken(`holds probabilities of ${probabilities.length} classes, not of ${classes.length}`)
  }
  return {
    kind: 'classification',
    rows: rows.rows,
    classes,
    probabilities:
      probabilities &&
      beside(
        probabilities.map((name) => numbersOf(rows, name)),
        rows.rows,
      ),
    labels: labels === undefined ? undefined : Int32Array.from(numbersOf(rows, labels)),
    scoredBy,
  }
}

/** Columns as one matrix, row-major. */
function beside(columns: readonly Float64Array[], rows: number): Float64Array {
  const width = columns.length
  const matrix = new Float64Array(rows * width)
  for (const [index, values] of columns.entries()) {
    for (let row = 0; row < rows; row++) matrix[row * width + index] = values[row] as number
  }
  return matrix
}

function pastOf(past: Table | undefined): ReadonlyMap<string, Float64Array> {
  const series = past?.columns.get('series')
  if (past === undefined || series?.kind !== 'string') throw broken('has no past of the series beside it')
  const values = numbersOf(past, 'value')
  const rows = Map.groupBy(series.values.keys(), (row) => series.values[row] ?? '')
  return new Map([...rows].map(([name, own]) => [name, Float64Array.from(own, (row) => values[row] as number)]))
}

function columnOf({ columns }: Table, name: string): Column {
  const column = columns.get(name)
  if (column === undefined) throw broken(`has no column ${JSON.stringify(name)}`)
  return column
}

function numbersOf(table: Table, name: string): Float64Array {
  const column = columnOf(table, name)
  if (column.kind !== 'number') throw broken(`holds no numbers in ${JSON.stringify(name)}`)
  return column.values
}

function broken(what: string): ConfigurationError {
  return new ConfigurationError(`The stored answers are not what they are said to be: the table ${what}.`)
}
