import { isUtf8 } from 'node:buffer'
import type { DuckDBValue } from '@duckdb/node-api'
import { ArrowProblem, damaged } from './arrow-problem.ts'
import type { ArrowField, ArrowType } from './arrow-schema.ts'
import type { BatchBuffers, FieldNode } from './batch-buffers.ts'
import type { OutputBudget } from './output-budget.ts'
import { scalarValues } from './scalar-values.ts'

type Duckdb = typeof import('@duckdb/node-api')

/** The values of one column of one batch; rows count from 0. */
export interface ArrowValues {
  readonly length: number
  at(row: number): DuckDBValue
}

export interface ValueContext {
  readonly duckdb: Duckdb
  readonly dictionaries: ReadonlyMap<bigint, readonly DuckDBValue[]>
  readonly budget: OutputBudget
}

/** Values of all lists of a column in one batch: each is an object while it is handed over. */
const maxItems = 1 << 24
/** V8 has no longer texts than 512 MB; DuckDB is better without far shorter ones. */
const maxTextBytes = 100e6

/** The next column of a batch. Throws ArrowProblem for buffers that contradict themselves, and for values out of range. */
export function readValues(batch: BatchBuffers, field: ArrowField, context: ValueContext): ArrowValues {
  const { dictionary, type } = field
  if (dictionary === undefined) return readPlain(batch, type, context)
  const indices = readPlain(batch, dictionary.index, context)
  const values = context.dictionaries.get(dictionary.id)
  if (values === undefined) {
    // Of rows without a value, the dictionary may come later, or never.
    for (let row = 0; row < indices.length; row++) {
      if (indices.at(row) !== null) throw damaged('a dictionary is missing')
    }
  }
  return {
    length: indices.length,
    at(row) {
      const index = indices.at(row)
      if (index === null) return null
      const value = values?.[Number(index)]
      if (value === undefined) throw damaged('a value is not in its dictionary')
      if (typeof value === 'string') context.budget.spend(value.length)
      return value
    },
  }
}

function readPlain(batch: BatchBuffers, type: ArrowType, context: ValueContext): ArrowValues {
  const node = batch.node()
  const { length } = node
  if (type.kind === 'null') return { length, at: () => null }
  const isMissing = readValidity(batch, node)
  const present = presentValues(batch, type, length, context)
  return { length, at: (row) => (isMissing(row) ? null : present(row)) }
}

/** The numbers of missing values that the bits and the node tell must be one. */
function readValidity(batch: BatchBuffers, { length, nulls }: FieldNode): (row: number) => boolean {
  const bits = batch.buffer(nulls === 0 ? 0 : Math.ceil(length / 8))
  if (nulls === 0) return () => false
  const isMissing = (row: number): boolean => (((bits[row >> 3] ?? 0) >> (row & 7)) & 1) === 0
  let found = 0
  for (let row = 0; row < length; row++) if (isMissing(row)) found++
  if (found !== nulls) throw damaged('a column has another number of missing values than it says')
  return isMissing
}

function presentValues(
  batch: BatchBuffers,
  type: Exclude<ArrowType, { kind: 'null' }>,
  length: number,
  context: ValueContext,
): (row: number) => DuckDBValue {
  switch (type.kind) {
    case 'bytes':
      return type.layout === 'views'
        ? viewValues(batch, type.isText, length, context)
        : offsetValues(batch, type.isText, type.layout, length, context)
    case 'list':
      return listValues(batch, type, length, context)
    case 'struct': {
      const fields = type.fields.map((field) => ({ name: field.name, values: readValues(batch, field, context) }))
      if (fields.some(({ values }) => values.length !== length)) throw damaged('a struct has fields of other lengths')
      const { DuckDBStructValue } = context.duckdb
      return (row) =>
        new DuckDBStructValue(Object.fromEntries(fields.map(({ name, values }) => [name, values.at(row)])))
    }
    default:
      return scalarValues(batch, type, length, context.duckdb)
  }
}

function offsetValues(
  batch: BatchBuffers,
  isText: boolean,
  layout: 'offsets32' | 'offsets64',
  length: number,
  context: ValueContext,
): (row: number) => DuckDBValue {
  const offsets = readOffsets(batch, layout, length)
  const bytes = batch.buffer(offsets(length))
  return (row) => slice(bytes, offsets(row), offsets(row + 1), isText, context)
}

function listValues(
  batch: BatchBuffers,
  { layout, item }: Extract<ArrowType, { kind: 'list' }>,
  length: number,
  context: ValueContext,
): (row: number) => DuckDBValue {
  const offsets = typeof layout === 'number' ? (row: number) => row * layout : readOffsets(batch, layout, length)
  const items = readValues(batch, item, context)
  if (items.length > maxItems) {
    throw new ArrowProblem(`has a batch with more than ${maxItems} values in lists. Write it in batches of fewer rows.`)
  }
  if (offsets(length) > items.length) throw damaged('a list has more values than there are')
  const { DuckDBListValue } = context.duckdb
  return (row) => {
    const from = offsets(row)
    const count = offsets(row + 1) - from
    context.budget.spend(8 * count)
    return new DuckDBListValue(Array.from({ length: count }, (_, index) => items.at(from + index)))
  }
}

/** Where values begin; that of the row after the last is where the last one ends. They never fall. */
function readOffsets(batch: BatchBuffers, layout: 'offsets32' | 'offsets64', length: number): (row: number) => number {
  const width = layout === 'offsets32' ? 4 : 8
  const bytes = batch.buffer(length === 0 ? 0 : (length + 1) * width)
  if (length === 0) return () => 0
  const at =
    width === 4
      ? (row: number): number => bytes.readInt32LE(row * 4)
      : (row: number): number => Number(bytes.readBigInt64LE(row * 8))
  let before = 0
  for (let row = 0; row <= length; row++) {
    const offset = at(row)
    if (offset < before) throw damaged('a value ends before it begins')
    before = offset
  }
  return at
}

/** Texts of up to 12 bytes lie in the view itself, others in a buffer that it names. */
function viewValues(
  batch: BatchBuffers,
  isText: boolean,
  length: number,
  context: ValueContext,
): (row: number) => DuckDBValue {
  const views = batch.buffer(length * 16)
  const buffers = Array.from({ length: batch.viewBuffers() }, () => batch.buffer(0))
  return (row) => {
    const at = row * 16
    const bytes = views.readInt32LE(at)
    if (bytes < 0) throw damaged('a value is of negative length')
    if (bytes <= 12) return slice(views, at + 4, at + 4 + bytes, isText, context)
    const buffer = buffers[views.readInt32LE(at + 8)]
    const from = views.readInt32LE(at + 12)
    if (buffer === undefined || from < 0 || from + bytes > buffer.length)
      throw damaged('a value lies outside of its batch')
    if (buffer.compare(views, at + 4, at + 8, from, from + 4) !== 0)
      throw damaged('a value begins otherwise than it says')
    return slice(buffer, from, from + bytes, isText, context)
  }
}

function slice(
  bytes: Buffer,
  from: number,
  to: number,
  isText: boolean,
  { duckdb, budget }: ValueContext,
): DuckDBValue {
  budget.spend(to - from)
  if (to - from > maxTextBytes) throw new ArrowProblem(`holds a value of more than ${maxTextBytes / 1e6} MB.`)
  if (!isText) return new duckdb.DuckDBBlobValue(bytes.subarray(from, to))
  const text = bytes.toString('utf8', from, to)
  // What stands for bytes that are no text may also stand in the text itself.
  if (text.includes('\ufffd') && !isUtf8(bytes.subarray(from, to))) throw damaged('a text is not UTF-8')
  return text
}
