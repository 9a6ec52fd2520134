import type { LogicalType } from '../plan/predicate.ts'
import type { ObservedColumn, ObservedFile } from './observe-columns.ts'

/** A contract as it follows from files, each demand with what it was seen in. */
export interface InferredContract {
  readonly id: string
  /** Each file has more rows than this. */
  readonly rowsAbove: number
  readonly rowsBecause: string
  readonly columns: readonly [InferredColumn, ...InferredColumn[]]
  /** Columns that are not in every file and so are left out. */
  readonly leftOut: readonly string[]
}

export interface InferredColumn {
  readonly name: string
  readonly type: LogicalType | undefined
  readonly primaryKey: boolean
  readonly required: boolean
  /** Inclusive bounds of numbers. */
  readonly range: readonly [low: number, high: number] | undefined
  /** The only values that may stand in the column. */
  readonly values: readonly (string | number)[] | undefined
  /** Rows without a value must be less than this many percent. */
  readonly nullsBelowPercent: number | undefined
  /** What was seen, in words; holds values of the data. */
  readonly because: string
}

export interface InferenceOptions {
  /** The contract's id and the name of its object. */
  readonly name: string
  /** Column that identifies a row. */
  readonly id?: string | undefined
}

/** A column of at most so many texts is taken for a list of values. */
const mostValues = 20
/** … when each of them stands in so many rows on average. */
const rowsPerValue = 10
/** Fewer rows than this say nothing about the range that values have. */
const rowsForRange = 20
/** A column that lacks more values than this is expected to lack any number of them. */
const nullsWithoutLimit = 0.4

const order: readonly LogicalType[] = ['boolean', 'integer', 'number', 'date', 'timestamp', 'time', 'string']

/**
 * What all files have in common, with room for the rows of tomorrow: ranges a tenth of their span wider on each side,
 * shares of missing values twice as large. The files that it was inferred from keep it. Undefined when no column is in
 * all files.
 *
 * @param files at least one, each with a row or more
 */
export function inferContract(
  files: readonly ObservedFile[],
  { name, id }: InferenceOptions,
): InferredContract | undefined {
  const [first, ...others] = files
  if (first === undefined) return undefined
  const columns = first.columns.flatMap((column) => {
    const seen = [column, ...others.flatMap((file) => file.columns.filter((other) => other.name === column.name))]
    return seen.length === files.length ? [inferColumn(seen, column.name === id)] : []
  })
  const [head, ...rest] = columns
  if (head === undefined) return undefined
  const kept = new Set(columns.map((column) => column.name))
  const names = files.flatMap((file) => file.columns.map((column) => column.name))
  const smallest = files.reduce((a, b) => (b.rows < a.rows ? b : a))
  return {
    id: name,
    rowsAbove: Math.floor(smallest.rows / 2),
    rowsBecause: `half of the ${smallest.rows} rows of ${smallest.file}`,
    columns: [head, ...rest],
    leftOut: [...new Set(names.filter((column) => !kept.has(column)))],
  }
}

function inferColumn(seen: readonly ObservedColumn[], isId: boolean): InferredColumn {
  const name = seen[0]?.name ?? ''
  const rows = sum(seen.map((column) => column.rows))
  const present = sum(seen.map((column) => column.present))
  // A file in which the column is empty says nothing about its type.
  const telling = seen.filter((column) => column.present > 0)
  const type = telling.length === 0 ? undefined : order.find((one) => telling.every(({ types }) => types.includes(one)))
  const missing = Math.max(...seen.map((column) => 1 - column.present / column.rows))
  const values = type === 'string' && !isId ? mergedValues(telling) : undefined
  const isList = values !== undefined && values.size <= mostValues && present >= values.size * rowsPerValue
  const isNumber = type === 'integer' || type === 'number'
  const range = isNumber && !isId && present >= rowsForRange ? mergedRange(telling, type) : undefined
  return {
    name,
    type,
    primaryKey: isId,
    required: missing === 0 && !isId,
    range: range?.widened,
    values: isList ? [...values.keys()] : undefined,
    nullsBelowPercent: missing > 0 && missing <= nullsWithoutLimit ? looserPercent(missing) : undefined,
    because: [
      ...(isId ? [`${rows} rows, each file without a value twice`] : []),
      ...(isList ? [`${values.size} ${values.size === 1 ? 'value' : 'values'} in ${present} rows`] : []),
      ...(range === undefined ? [] : [`${range.seen[0]} to ${range.seen[1]} in ${present} rows`]),
      ...(type === 'string' && !isList && !isId ? [`${distinctWords(telling)} in ${present} rows`] : []),
      ...(present === 0 ? [`no value in ${rows} rows, so nothing is asked but the column`] : []),
      ...(present > 0 && missing > 0 ? [`${rows - present} of ${rows} rows have no value`] : []),
      ...(present > 0 && type === undefined ? ['no type that a contract can check'] : []),
    ].join('; '),
  }
}

function distinctWords(seen: readonly ObservedColumn[]): string {
  return `${Math.max(...seen.map(({ distinct }) => distinct))} or more different texts`
}

function mergedValues(seen: readonly ObservedColumn[]): ReadonlyMap<string, number> | undefined {
  const merged = new Map<string, number>()
  for (const { values, types } of seen) {
    // Numbers that are text in another file are compared as they were written, which the list does not know: 1.10.
    if (values === undefined || types.includes('number') || types.includes('boolean')) return undefined
    for (const [value, count] of values) merged.set(value, (merged.get(value) ?? 0) + count)
  }
  return new Map([...merged].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function mergedRange(
  seen: readonly ObservedColumn[],
  type: 'integer' | 'number',
): { readonly seen: readonly [number, number]; readonly widened: readonly [number, number] } | undefined {
  const ranges = seen.map(({ range }) => range)
  if (ranges.some((range) => range === undefined)) return undefined
  const low = Math.min(...ranges.map((range) => range?.[0] ?? Number.NaN))
  const high = Math.max(...ranges.map((range) => range?.[1] ?? Number.NaN))
  return { seen: [low, high], widened: widen(low, high, type) }
}

/** A tenth of the span more on each side, rounded outwards; what was never negative stays so. */
function widen(low: number, high: number, type: 'integer' | 'number'): readonly [number, number] {
  const span = high - low || Math.abs(high) || 1
  const unit = 10 ** Math.floor(Math.log10(span / 10))
  const step = type === 'integer' ? Math.max(1, unit) : unit
  if (!Number.isFinite(step) || step === 0) return [low, high]
  const below = outwards(low - span / 10, step, Math.floor)
  const above = outwards(high + span / 10, step, Math.ceil)
  const bottom = low >= 0 ? Math.max(0, below) : below
  // So large that adding a tenth rounds to nothing, or to infinity: then what was seen.
  return [Number.isFinite(bottom) ? Math.min(bottom, low) : low, Number.isFinite(above) ? Math.max(above, high) : high]
}

function outwards(value: number, step: number, round: (value: number) => number): number {
  const rounded = round(value / step) * step
  // 3 * 0.1 is 0.30000000000000004.
  return Number(rounded.toPrecision(12))
}

/** Twice the share and two points more, in whole percent. */
function looserPercent(share: number): number {
  return Math.ceil(share * 200 + 2)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
