import { ConfigurationError } from '@mlgate/core'
import type { Column, Table } from '@mlgate/tables'
import type { OutputPlan } from '../output-plan.ts'
import type { OutputTensor } from '../score-protocol.ts'
import { listed, shortened } from '../shortened.ts'
import { listField } from './json-fields.ts'

/** Rows [from, to) of some columns as MLflow's `dataframe_split`; what is missing is null. */
export function invocation(
  table: Table,
  columns: readonly string[],
  rows: { readonly from: number; readonly to: number },
  missingString: string | undefined,
): string {
  const cells = columns.map((name) => cellReader(name, table.columns.get(name), missingString))
  const data = Array.from({ length: rows.to - rows.from }, (_, i) => cells.map((cell) => cell(rows.from + i)))
  return JSON.stringify({ dataframe_split: { columns, data } })
}

type Cell = number | string | boolean | null

function cellReader(
  name: string,
  column: Column | undefined,
  missingString: string | undefined,
): (row: number) => Cell {
  if (column === undefined) throw new TypeError(`chosen column ${name} is not in the table`)
  if (column.kind === 'string') return (row) => column.values[row] ?? missingString ?? null
  if (column.kind === 'boolean') return (row) => column.values[row] ?? null
  return (row) => {
    const value = column.values[row]!
    if (Number.isNaN(value)) return null
    if (Number.isFinite(value)) return value
    throw new ConfigurationError(
      `candidate.endpoint: the column ${name} has ${value} in row ${row + 1}, for which JSON has no number.`,
    )
  }
}

/** The predictions in an answer, one a row. Throws ConfigurationError when they are not that. */
export function readInvocation(content: unknown, rows: number, where: string): readonly unknown[] {
  const predictions = Array.isArray(content) ? content : listField(content, 'predictions', where)
  if (predictions.length !== rows) {
    throw new ConfigurationError(`${where}: ${predictions.length} predictions for ${rows} rows.`)
  }
  return predictions.map((prediction) => onlyValue(prediction, where))
}

/** A data frame of one column comes as objects with one key. */
function onlyValue(prediction: unknown, where: string): unknown {
  if (typeof prediction !== 'object' || prediction === null || Array.isArray(prediction)) return prediction
  const keys = Object.keys(prediction)
  if (keys.length === 1) return Reflect.get(prediction, keys[0]!)
  throw new ConfigurationError(
    `${where}: each prediction has the columns ${listed(keys) || '(none)'}. Let predict return one of them, or one list of probabilities a row in the order of candidate.classes.`,
  )
}

/**
 * All predictions as an output that is read like ONNX's: lists of numbers as a matrix, text, flags and whole numbers of
 * a classifier as labels, everything else that is a number as a number. Throws ConfigurationError for a mixture.
 */
export function outputOfPredictions(
  predictions: readonly unknown[],
  isClassifier: boolean,
  where: string,
): { readonly plan: OutputPlan; readonly output: OutputTensor } {
  const name = 'predictions'
  const rows = predictions.length
  const scores: OutputPlan = { label: undefined, scores: [name] }
  const labels: OutputPlan = { label: name, scores: [] }
  if (predictions.every((value) => typeof value === 'number' || value === null)) {
    const numbers = predictions.map((value) => (value === null ? Number.NaN : Number(value)))
    return isClassifier && numbers.every(Number.isSafeInteger)
      ? { plan: labels, output: { name, type: 'int64', dims: [rows], data: BigInt64Array.from(numbers, BigInt) } }
      : { plan: scores, output: { name, type: 'float64', dims: [rows, 1], data: Float64Array.from(numbers) } }
  }
  if (predictions.every(isNumberList)) {
    const width = predictions[0]?.length ?? 0
    const other = predictions.findIndex((list) => list.length !== width)
    if (other >= 0) {
      throw new ConfigurationError(
        `${where}: ${predictions[other]?.length} values for row ${other + 1}, and ${width} for the first.`,
      )
    }
    const data = Float64Array.from(predictions.flat(), (value) => value ?? Number.NaN)
    return { plan: scores, output: { name, type: 'float64', dims: [rows, width], data } }
  }
  if (isClassifier && predictions.every((value) => typeof value === 'string')) {
    return { plan: labels, output: { name, type: 'string', dims: [rows], data: [...predictions] } }
  }
  if (isClassifier && predictions.every((value) => typeof value === 'boolean')) {
    return { plan: labels, output: { name, type: 'bool', dims: [rows], data: Uint8Array.from(predictions, Number) } }
  }
  const odd = predictions.findIndex((value) => typeof value !== typeof predictions[0] || !isScalar(value))
  throw new ConfigurationError(
    `${where}: the prediction for row ${Math.max(0, odd) + 1} is ${shortened(JSON.stringify(predictions[Math.max(0, odd)]) ?? 'nothing')}. ` +
      (isClassifier
        ? 'A classifier gives one label, one number, or one list of probabilities for each row, and the same kind for all.'
        : 'A number for each row is needed.'),
  )
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function isNumberList(value: unknown): value is (number | null)[] {
  return Array.isArray(value) && value.every((cell) => typeof cell === 'number' || cell === null)
}
