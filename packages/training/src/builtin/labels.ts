import { ConfigurationError } from '@mlgate/core'
import type { Column } from '@mlgate/tables'

/** A classification label: which class each row is of. */
export interface ClassLabels {
  /** Sorted as scikit-learn's `classes_`: numbers by size, texts by code unit; booleans are `false`, `true`. */
  readonly classes: readonly string[] | readonly bigint[]
  /** For each row the index of its class. */
  readonly indices: Int32Array
}

/** Rows named in an error; counted from 1, without a header line. */
const rowsNamed = 10

function refuseRows(name: string, what: string, rows: readonly number[]): void {
  if (rows.length === 0) return
  const named = rows.slice(0, rowsNamed).map((row) => row + 1)
  const more = rows.length > rowsNamed ? ` and ${rows.length - rowsNamed} more` : ''
  throw new ConfigurationError(
    `data.label ${JSON.stringify(name)}: ${what} in ${rows.length === 1 ? 'row' : 'rows'} ${named.join(', ')}${more} ` +
      '(counted from 1, without the header). Every training row needs its label: correct these rows or leave them out.',
  )
}

function rowsWhere(rows: number, test: (row: number) => boolean): number[] {
  return Array.from({ length: rows }, (_, row) => row).filter(test)
}

/**
 * Reads the classes of a label column: texts, booleans or whole numbers. Throws ConfigurationError, naming rows, when
 * some are missing or not whole, and when all rows are of one class.
 */
export function classLabels(name: string, column: Column): ClassLabels {
  const rows = column.values.length
  let values: readonly (string | bigint)[]
  if (column.kind === 'number') {
    refuseRows(
      name,
      'no value',
      rowsWhere(rows, (row) => Number.isNaN(column.values[row]!)),
    )
    refuseRows(
      name,
      'numbers that are not whole, so no classes (task: regression predicts numbers),',
      rowsWhere(rows, (row) => !Number.isSafeInteger(column.values[row]!)),
    )
    values = Array.from(column.values, BigInt)
  } else {
    refuseRows(
      name,
      'no value',
      rowsWhere(rows, (row) => column.values[row] === null || column.values[row] === ''),
    )
    values = column.values.map(String)
  }
  const classes = [...new Set(values)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  if (classes.length < 2) {
    throw new ConfigurationError(
      `data.label ${JSON.stringify(name)}: all ${rows} training rows are of one class, ${String(classes[0])}. ` +
        'A classifier needs rows of at least two.',
    )
  }
  const position = new Map(classes.map((value, index) => [value, index]))
  return {
    classes: classes.every((value) => typeof value === 'bigint') ? classes : classes.map(String),
    indices: Int32Array.from(values, (value) => position.get(value) ?? -1),
  }
}

/** Reads the numbers of a regression label. Throws ConfigurationError, naming rows, when some are missing or infinite. */
export function numberLabels(name: string, column: Column): Float64Array {
  if (column.kind !== 'number') {
    throw new ConfigurationError(
      `data.label ${JSON.stringify(name)}: holds ${column.kind}s; linear-regression predicts numbers. ` +
        'Use task: classification with logistic-regression.',
    )
  }
  const { values } = column
  refuseRows(
    name,
    'no value',
    rowsWhere(values.length, (row) => Number.isNaN(values[row]!)),
  )
  refuseRows(
    name,
    'numbers beyond ±1e150',
    rowsWhere(values.length, (row) => Math.abs(values[row]!) > 1e150),
  )
  return values
}
