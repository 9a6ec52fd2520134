import { type PlainValue, quoteName, type SqlColumn, type Tables } from '@mlgate/tables'
import type { LogicalType } from '../plan/predicate.ts'
import { parseTemporalFormat } from '../plan/temporal-format.ts'
import { predicateSql, presentSql, type QueryColumn, timeSql } from '../run/predicate-sql.ts'
import { type ObservedTexts, observeTexts } from './observe-texts.ts'

/** What all rows of a file say of one column. */
export interface ObservedColumn {
  readonly name: string
  /** Logical types that every value has, the narrowest first; none for columns without a value, lists and the like. */
  readonly types: readonly LogicalType[]
  readonly rows: number
  /** Rows with a value; NaN is none. */
  readonly present: number
  /** Different values: counted where there are few, estimated (HyperLogLog, within a few percent) where many. */
  readonly distinct: number
  /** True when every row has a value of its own: counted, for columns of whole numbers and text alone. */
  readonly unique: boolean
  /** Smallest and largest number; undefined for what is no number, and when one is infinite. */
  readonly range: readonly [low: number, high: number] | undefined
  /** Rows by value as text, the most frequent first; undefined when there are more than `listedValues`. */
  readonly values: ReadonlyMap<string, number> | undefined
  /** How texts are written; for columns of text alone. */
  readonly texts?: ObservedTexts | undefined
  /** First and last of dates and timestamps, in milliseconds since 1970 UTC; undefined when one is infinite. */
  readonly times?: readonly [first: number, last: number] | undefined
}

export interface ObservedFile {
  /** As messages name it. */
  readonly file: string
  readonly rows: number
  /** In file order. */
  readonly columns: readonly ObservedColumn[]
}

/** Up to so many different values of a column are listed. */
export const listedValues = 50

/** So many columns are asked about at once: a query over a thousand columns takes the parser longer than two scans. */
const columnsAtOnce = 100

/**
 * Looks at every row of a file, streaming: two or three scans, whose memory does not grow with the number of rows but for
 * columns that look unique.
 *
 * @param file path; @param name how results call it
 * @throws ConfigurationError for files that cannot be read
 */
export async function observeFile(tables: Tables, file: string, name: string = file): Promise<ObservedFile> {
  const columns = await tables.columns(file)
  const observed: ObservedColumn[] = []
  let rows = 0
  for (let at = 0; at < columns.length; at += columnsAtOnce) {
    const some = columns.slice(at, at + columnsAtOnce)
    const counted = await countColumns(tables, file, some)
    rows = counted.rows
    const closer = await lookCloser(tables, file, counted.rows, counted.columns)
    const texts = await observeTexts(tables, file, textColumns(counted.columns))
    const described = closer.map((column) => ({ ...column, texts: texts.get(column.name) }))
    observed.push(...(await withTimes(tables, file, described, columnsByName(some))))
  }
  return { file: name, rows, columns: observed }
}

interface CountedColumn {
  readonly column: QueryColumn
  readonly types: readonly LogicalType[]
  readonly present: number
  readonly distinct: number
  readonly range: ObservedColumn['range']
}

async function countColumns(
  tables: Tables,
  file: string,
  some: readonly SqlColumn[],
): Promise<{ readonly rows: number; readonly columns: readonly CountedColumn[] }> {
  const asked = some.map((column) => ({ ...column, numbersAsText: false }))
  const sql = asked.flatMap((column) => {
    const number = `CASE WHEN ${presentSql(column)} THEN ${quoteName(column.name)}::DOUBLE END`
    const isNumber = possibleTypes(column).includes('number')
    return [
      `count_if(${presentSql(column)})`,
      `approx_count_distinct(${quoteName(column.name)})`,
      isNumber ? `min(${number})` : 'NULL',
      isNumber ? `max(${number})` : 'NULL',
      ...possibleTypes(column).map((type) => `count_if(${wrongSql(column, type)})`),
    ]
  })
  const [answer = []] = await tables.query(file, `SELECT ${['count(*)', ...sql].join(', ')} FROM data`)
  const values = answer[Symbol.iterator]()
  const next = (): PlainValue => values.next().value ?? null
  const rows = Number(next())
  const columns = asked.map((column): CountedColumn => {
    const present = Number(next())
    const distinct = Number(next())
    const range = rangeOf(next(), next())
    const types = possibleTypes(column).filter(() => Number(next()) === 0)
    return { column, present, distinct, range, types: present === 0 ? [] : types }
  })
  return { rows, columns }
}

function rangeOf(low: PlainValue, high: PlainValue): ObservedColumn['range'] {
  if (typeof low !== 'number' || typeof high !== 'number') return undefined
  return Number.isFinite(low) && Number.isFinite(high) ? [low, high] : undefined
}

/** By the same predicate that checks a contract's `logicalType`, so that what is inferred holds. */
function wrongSql(column: QueryColumn, type: LogicalType): string {
  // Read as it was written, which is what the check does.
  if (type === 'string' && !column.declared) return 'false'
  return predicateSql(
    { is: 'not-type', column: column.name, type, format: undefined },
    new Map([[column.name, column]]),
  )
}

/** The logical types that values of an SQL type may all have, the narrowest first. */
function possibleTypes({ type, declared }: SqlColumn): readonly LogicalType[] {
  // What a file without types holds can be read as it was written.
  const text: readonly LogicalType[] = declared ? [] : ['string']
  if (type === 'BOOLEAN') return ['boolean', ...text]
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/.test(type)) return ['integer', 'number', ...text]
  if (type === 'FLOAT' || type === 'DOUBLE' || type.startsWith('DECIMAL')) return ['integer', 'number', ...text]
  if (type === 'DATE') return ['date']
  if (type.startsWith('TIMESTAMP')) return ['date', 'timestamp']
  if (type.startsWith('TIME')) return ['time']
  if (type === 'VARCHAR') return ['date', 'timestamp', 'time', 'string']
  return type === 'UUID' || type.startsWith('ENUM') ? ['string'] : []
}

async function lookCloser(
  tables: Tables,
  file: string,
  rows: number,
  counted: readonly CountedColumn[],
): Promise<readonly ObservedColumn[]> {
  // The estimate may be off by a few percent, so both questions are asked generously.
  const few = counted.filter(({ types, distinct }) => types.length > 0 && distinct <= listedValues * 1.2)
  const many = counted.filter(
    ({ column, types, present, distinct }) =>
      (types[0] === 'integer' || types[0] === 'string') &&
      column.type !== 'DOUBLE' &&
      column.type !== 'FLOAT' &&
      present === rows &&
      rows > 1 &&
      distinct >= rows * 0.8,
  )
  const sql = [
    ...few.map(({ column }) => histogramSql(column)),
    ...many.map(({ column }) => `count(DISTINCT ${quoteName(column.name)})`),
  ]
  const [answer = []] = sql.length === 0 ? [] : await tables.query(file, `SELECT ${sql.join(', ')} FROM data`)
  const histograms = new Map(few.map(({ column }, index) => [column.name, valuesIn(answer[index] ?? null)]))
  const unique = new Set(
    many.flatMap(({ column }, index) => (Number(answer[few.length + index]) === rows ? [column.name] : [])),
  )
  return counted.map(({ column, types, present, distinct, range }) => {
    const values = histograms.get(column.name)
    return {
      name: column.name,
      types,
      rows,
      present,
      distinct: values?.size ?? (unique.has(column.name) ? rows : distinct),
      unique: unique.has(column.name),
      range,
      values: values !== undefined && values.size <= listedValues ? values : undefined,
    }
  })
}

function textColumns(counted: readonly CountedColumn[]): readonly QueryColumn[] {
  return counted.flatMap(({ column, types, present }) =>
    column.type === 'VARCHAR' && present > 0 && types.includes('string') ? [column] : [],
  )
}

function columnsByName(columns: readonly SqlColumn[]): ReadonlyMap<string, QueryColumn> {
  return new Map(columns.map((column) => [column.name, { ...column, numbersAsText: false }]))
}

/** The first and the last of all columns whose values lie in time: one more scan where there are such. */
async function withTimes(
  tables: Tables,
  file: string,
  observed: readonly ObservedColumn[],
  columns: ReadonlyMap<string, QueryColumn>,
): Promise<readonly ObservedColumn[]> {
  const asked = observed.flatMap((column) => {
    const query = columns.get(column.name)
    const way = writtenTime(column)
    if (query === undefined || way === undefined) return []
    const value = timeSql(query, way.type, way.format === undefined ? undefined : parseTemporalFormat(way.format))
    const time = `CASE WHEN isfinite(${value}) THEN epoch_ms(${value}) END`
    return [{ name: column.name, sql: [`min(${time})`, `max(${time})`, `count_if(NOT isfinite(${value}))`] }]
  })
  if (asked.length === 0) return observed
  const [answer = []] = await tables.query(file, `SELECT ${asked.flatMap(({ sql }) => sql).join(', ')} FROM data`)
  const times = new Map(
    asked.flatMap(({ name }, index) => {
      const [first, last, infinite] = answer.slice(index * 3, index * 3 + 3)
      const isKnown = first !== null && last !== null && Number(infinite) === 0
      return isKnown ? [[name, [Number(first), Number(last)] as const] as const] : []
    }),
  )
  return observed.map((column) => ({ ...column, times: times.get(column.name) }))
}

/** How the values of a column lie in time; undefined when they do not, or when more than one way to read them is left. */
export function writtenTime({
  types,
  texts,
}: Pick<ObservedColumn, 'types' | 'texts'>):
  | { readonly type: 'date' | 'timestamp'; readonly format?: string }
  | undefined {
  const [type] = types
  if (type === 'date' || type === 'timestamp') return { type }
  const [found, ...others] = texts?.dateFormats ?? []
  return type === 'string' && others.length === 0 ? found : undefined
}

function histogramSql(column: QueryColumn): string {
  return `to_json(histogram(${quoteName(column.name)}::VARCHAR) FILTER (WHERE ${presentSql(column)}))::VARCHAR`
}

function valuesIn(json: PlainValue): ReadonlyMap<string, number> {
  const found: unknown = typeof json === 'string' ? JSON.parse(json) : {}
  const counts = Object.entries(found ?? {}).map(([value, count]) => [value, Number(count)] as const)
  return new Map(counts.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)))
}
