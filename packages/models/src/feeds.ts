import { ConfigurationError } from '@mlgate/core'
import type { Column, Table } from '@mlgate/tables'
import type { FeedType, InputPlan } from './input-plan.ts'

type FeedData = Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array | string[]

/** A tensor as it goes to a worker; `type` is onnxruntime's word. */
export interface Feed {
  readonly name: string
  readonly type: 'float32' | 'float64' | 'int64' | 'int32' | 'string' | 'bool'
  readonly dims: readonly number[]
  readonly data: FeedData
}

/** Turns rows of a table into one input's tensor. */
export type FeedBuilder = (from: number, to: number) => Feed

const runtimeTypes = {
  float: 'float32',
  double: 'float64',
  int64: 'int64',
  int32: 'int32',
  string: 'string',
  bool: 'bool',
} as const satisfies Readonly<Record<FeedType, Feed['type']>>

/**
 * Prepares the conversion of columns into a model's input. Missing values become NaN, or `missingString` in a text input.
 * Throws ConfigurationError for a column whose values the input cannot take: text for a number, a missing value or a
 * fraction for an integer; it counts rows from `firstRow`, where the table is one of many.
 */
export function feedBuilder(
  plan: InputPlan,
  table: Table,
  missingString: string,
  model: string,
  firstRow = 0,
): FeedBuilder {
  const width = plan.columns.length
  const readers = plan.columns.map((name) => {
    const column = table.columns.get(name)
    if (!column) throw new TypeError(`planned column ${name} is not in the table`)
    return cellWriter({ column, name, plan, missingString, model, firstRow })
  })
  return (from, to) => {
    const rows = to - from
    const data = allocate(plan.type, rows * width)
    readers.forEach((write, i) => {
      write(data, from, to, i, width)
    })
    return { name: plan.name, type: runtimeTypes[plan.type], dims: plan.rank === 1 ? [rows] : [rows, width], data }
  }
}

function allocate(type: FeedType, length: number): FeedData {
  switch (type) {
    case 'float':
      return new Float32Array(length)
    case 'double':
      return new Float64Array(length)
    case 'int64':
      return new BigInt64Array(length)
    case 'int32':
      return new Int32Array(length)
    case 'bool':
      return new Uint8Array(length)
    case 'string':
      return new Array<string>(length).fill('')
  }
}

/** Writes rows [from, to) of one column into every `width`-th place, starting at `at`. */
type CellWriter = (data: FeedData, from: number, to: number, at: number, width: number) => void

interface Cell {
  readonly column: Column
  readonly name: string
  readonly plan: InputPlan
  readonly missingString: string
  readonly model: string
  readonly firstRow: number
}

function cellWriter(cell: Cell): CellWriter {
  switch (cell.plan.type) {
    case 'float':
    case 'double':
      return writeNumbers(numbersOf(cell))
    case 'int32':
    case 'bool':
      return writeNumbers(wholeNumbersOf(cell))
    case 'int64':
      return writeLongs(longsOf(cell))
    case 'string':
      return writeTexts(textsOf(cell))
  }
}

function writeNumbers(values: ArrayLike<number>): CellWriter {
  return (data, from, to, at, width) => {
    if (Array.isArray(data) || data instanceof BigInt64Array) throw new TypeError('numbers for another kind of tensor')
    for (let row = from, i = at; row < to; row++, i += width) data[i] = values[row]!
  }
}

function writeLongs(values: BigInt64Array): CellWriter {
  return (data, from, to, at, width) => {
    if (!(data instanceof BigInt64Array)) throw new TypeError('64-bit integers for another kind of tensor')
    for (let row = from, i = at; row < to; row++, i += width) data[i] = values[row]!
  }
}

function writeTexts(values: (row: number) => string): CellWriter {
  return (data, from, to, at, width) => {
    if (!Array.isArray(data)) throw new TypeError('text for another kind of tensor')
    for (let row = from, i = at; row < to; row++, i += width) data[i] = values(row)
  }
}

function numbersOf(cell: Cell): Float64Array {
  const { column } = cell
  if (column.kind === 'number') return column.values
  if (column.kind === 'boolean')
    return Float64Array.from(column.values, (value) => (value === null ? Number.NaN : Number(value)))
  // A column without any value has no type of its own in a CSV file.
  const first = column.values.findIndex((value) => value !== null)
  if (first >= 0) throw refused(cell, `${JSON.stringify(column.values[first])} in row ${cell.firstRow + first + 1}`)
  return new Float64Array(column.values.length).fill(Number.NaN)
}

const limits = { int32: [-(2 ** 31), 2 ** 31 - 1], bool: [0, 1], int64: [-(2 ** 53), 2 ** 53] } as const

function wholeNumbersOf(cell: Cell): Float64Array {
  const values = numbersOf(cell)
  const { type } = cell.plan
  const [low, high] = type === 'int32' || type === 'bool' || type === 'int64' ? limits[type] : limits.int64
  const bad = values.findIndex((value) => !(Number.isInteger(value) && value >= low && value <= high))
  if (bad >= 0) {
    const value = values[bad]!
    throw refused(cell, `${Number.isNaN(value) ? 'no value' : value} in row ${cell.firstRow + bad + 1}`)
  }
  return values
}

/** Ids beyond 2^53 come as text; an integer input takes them exactly. */
function longsOf(cell: Cell): BigInt64Array {
  const { column } = cell
  if (column.kind !== 'string') return BigInt64Array.from(wholeNumbersOf(cell), BigInt)
  return BigInt64Array.from(column.values, (value, row) => {
    const long = value !== null && /^-?\d{1,19}$/.test(value) ? BigInt(value) : undefined
    if (long === undefined || BigInt.asIntN(64, long) !== long)
      throw refused(cell, `${JSON.stringify(value)} in row ${cell.firstRow + row + 1}`)
    return long
  })
}

/** Numbers become the shortest text that reads back as the same number: `5`, `0.1`. */
function textsOf(cell: Cell): (row: number) => string {
  const { column, missingString } = cell
  if (column.kind === 'number') {
    return (row) => (Number.isNaN(column.values[row]!) ? missingString : String(column.values[row]))
  }
  return (row) => {
    const value = column.values[row]
    return value === null || value === undefined ? missingString : String(value)
  }
}

function refused({ model, plan, name }: Cell, found: string): ConfigurationError {
  return new ConfigurationError(
    `${model}: the input ${plan.name} takes ${plan.type}, but the column ${name} has ${found}. ` +
      (plan.type === 'float' || plan.type === 'double'
        ? 'Encode text inside the exported pipeline, or list the right columns in candidate.features.'
        : 'Fill or correct such values, or export the model with a float input.'),
  )
}
