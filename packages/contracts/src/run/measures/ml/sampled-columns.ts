import { type PlainValue, quoteName, rowNumberName } from '@mlgate/tables'
import { isoFormats } from '../../../plan/temporal-format.ts'
import type { MeasureContext } from '../../measure-runner.ts'
import { columnOf, familyOf, type QueryColumn } from '../../value-sql.ts'
import { valueSql } from './comparable.ts'

/** The values of a column on the rows of a sample: numbers (NaN where missing), or indices of categories. */
export interface SampledColumn {
  readonly numbers: Float64Array | undefined
  /** A missing value is a category of its own. */
  readonly categories: Int32Array
  readonly distinct: number
  readonly missing: number
  /** The category of missing values; -1 when there are none. */
  readonly missingCategory: number
}

/** Rows that a sample takes: all of a file that has no more than `atMost`, else about as many, by a hash of their number. */
export interface RowSample {
  readonly isWhole: boolean
  /** SQL after FROM, and the order that all columns of the sample are read in: mixed, the same every time. */
  readonly from: string
}

export function sampleOf({ considered, consideredRows }: MeasureContext, atMost: number): RowSample {
  const hashed = `hash(${quoteName(rowNumberName)})`
  const every = Math.ceil(consideredRows / atMost)
  const chosen = every > 1 ? ` AND ${hashed} % ${every} = 0` : ''
  return { isWhole: every <= 1, from: `(SELECT * FROM numbered WHERE ${considered}${chosen} ORDER BY ${hashed})` }
}

/** Columns of the sample, a value for each of its rows. */
export async function readSample(
  names: readonly string[],
  sample: RowSample,
  { ask, columns }: MeasureContext,
): Promise<readonly SampledColumn[]> {
  const found = names.map((name) => columnOf(columns, name))
  const rows = await ask(`SELECT ${found.map(readable).join(', ')} FROM ${sample.from}`)
  return found.map((column, index) => sampled(column, rows, index))
}

const isNumber = (column: QueryColumn): boolean => ['integer', 'number'].includes(familyOf(column))

function readable(column: QueryColumn): string {
  return isNumber(column) ? `${valueSql(column)}::DOUBLE` : `${quoteName(column.name)}::VARCHAR`
}

const isoText = new RegExp(`^(?:${isoFormats.date.regex}|${isoFormats.timestamp.regex})$`)

function sampled(column: QueryColumn, rows: readonly (readonly PlainValue[])[], index: number): SampledColumn {
  const indices = new Map<PlainValue, number>()
  const categories = new Int32Array(rows.length)
  let missing = 0
  for (const [row, values] of rows.entries()) {
    const value = values[index] ?? null
    if (value === null) missing++
    let category = indices.get(value)
    if (category === undefined) {
      category = indices.size
      indices.set(value, category)
    }
    categories[row] = category
  }
  const distinct = indices.size - (indices.has(null) ? 1 : 0)
  const isTime =
    !isNumber(column) &&
    distinct > 0 &&
    [...indices.keys()].every((value) => value === null || isoText.test(String(value)))
  const told = { categories, distinct, missing, missingCategory: indices.get(null) ?? -1 }
  if (!isNumber(column) && !isTime) return { numbers: undefined, ...told }
  const numbers = Float64Array.from(rows, (values) => numberOf(values[index] ?? null, isTime))
  return { numbers, ...told }
}

function numberOf(value: PlainValue, isTime: boolean): number {
  if (value === null) return Number.NaN
  if (!isTime) return Number(value)
  const text = String(value).replace(' ', 'T')
  return Date.parse(/[+-]\d\d$/.test(text.slice(10)) ? `${text}:00` : text)
}
