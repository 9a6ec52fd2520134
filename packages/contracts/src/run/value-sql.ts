import { quoteName, quoteText, type SqlColumn } from '@mlgate/tables'
import type { IgnoredRows } from '../plan/predicate.ts'
import { isoFormats, type TemporalFormat, type TemporalType } from '../plan/temporal-format.ts'

/** A column as a query sees it. */
export interface QueryColumn extends SqlColumn {
  /** True for a column of numbers that the query reads as written: its NaN is no value there either. */
  readonly numbersAsText: boolean
  /** What all values of a column read as, where the query sees them as written: BIGINT, DOUBLE or BOOLEAN. */
  readonly readsAs?: string
  /** True for a part of a column, which is no column of the file. */
  readonly nested?: true
}

/** The file's columns by name. */
export type QueryColumns = ReadonlyMap<string, QueryColumn>

/** Whether a row has a value in a column: NaN among numbers is none. */
export function presentSql(column: QueryColumn): string {
  const name = quoteName(column.name)
  if (column.type === 'FLOAT' || column.type === 'DOUBLE') return `(${name} IS NOT NULL AND NOT isnan(${name}))`
  if (column.numbersAsText) return `(${name} IS NOT NULL AND lower(${name}) <> 'nan')`
  return `(${name} IS NOT NULL)`
}

/** Whether a row has a value in each of the columns, which must be among `columns`. */
export function completeSql(names: readonly string[], columns: QueryColumns): string {
  return `(${names.map((name) => presentSql(columnOf(columns, name))).join(' AND ')})`
}

/** Whether a row has a value in any of the columns. */
function someSql(names: readonly string[], columns: QueryColumns): string {
  return `(${names.map((name) => presentSql(columnOf(columns, name))).join(' OR ')})`
}

/** Whether a row is considered, of which some are ignored for what they lack. Never NULL. */
export function consideredSql(names: readonly string[], ignored: IgnoredRows, columns: QueryColumns): string {
  if (ignored === 'never') return 'true'
  return (ignored === 'allMissing' ? someSql : completeSql)(names, columns)
}

/** A column that must be there. */
export function columnOf(columns: QueryColumns, name: string): QueryColumn {
  const column = columns.get(name)
  if (column === undefined) throw new Error(`Something over ${name} was to be run without the column.`)
  return column
}

/** What a column's type is, to what is asked of its values. */
export type Family = 'text' | 'boolean' | 'integer' | 'number' | 'date' | 'timestamp' | 'time' | 'other'

export function familyOf({ type }: SqlColumn): Family {
  if (type === 'VARCHAR' || type === 'UUID' || type.startsWith('ENUM')) return 'text'
  if (type === 'BOOLEAN') return 'boolean'
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/.test(type)) return 'integer'
  if (type === 'FLOAT' || type === 'DOUBLE' || type.startsWith('DECIMAL')) return 'number'
  if (type === 'DATE') return 'date'
  if (type.startsWith('TIMESTAMP')) return 'timestamp'
  return type.startsWith('TIME') ? 'time' : 'other'
}

/**
 * The family of a column's values, whatever the query sees them as: which other checks want to see them as written must
 * change no answer.
 */
export function valueFamilyOf({ type, readsAs }: QueryColumn): Family {
  return familyOf({ name: '', declared: false, type: readsAs ?? type })
}

/** The value as text. */
export function textOf(column: QueryColumn): string {
  const name = quoteName(column.name)
  return column.type === 'VARCHAR' ? name : `${name}::VARCHAR`
}

/** The value as a number, true as 1 and false as 0; NULL where it is none, which the type check has counted. */
export function numberOf(column: QueryColumn): string {
  const family = familyOf(column)
  if (family === 'boolean') return `${quoteName(column.name)}::INTEGER`
  if (family === 'integer' || family === 'number') return quoteName(column.name)
  if (column.readsAs === 'BOOLEAN') return `TRY_CAST(${quoteName(column.name)} AS BOOLEAN)::INTEGER`
  if (column.readsAs === 'BIGINT') return `TRY_CAST(${quoteName(column.name)} AS BIGINT)`
  return `TRY_CAST(${textOf(column)} AS DOUBLE)`
}

const temporalSqlTypes: Readonly<Record<TemporalType, string>> = { date: 'DATE', timestamp: 'TIMESTAMP', time: 'TIME' }

/** A point in time as an SQL literal that `timeSql` is compared with. */
export function timeLiteral(text: string, type: TemporalType): string {
  if (type === 'timestamp') return inUtc(`${quoteText(text)}::TIMESTAMPTZ`)
  return `${quoteText(text)}::${temporalSqlTypes[type]}`
}

/** Timestamps are compared without zone, in UTC: to give each value of a column a zone takes ten times as long. */
function inUtc(zoned: string): string {
  return `(${zoned} AT TIME ZONE 'UTC')`
}

function isZoned({ type }: SqlColumn): boolean {
  return type.endsWith('WITH TIME ZONE')
}

/** The value as a point in time; NULL where it is none. Timestamps are UTC: without offset too, the standard's default. */
export function timeSql(column: QueryColumn, type: TemporalType, format: TemporalFormat | undefined): string {
  const family = familyOf(column)
  const name = quoteName(column.name)
  const isRead =
    family === type || (family === 'timestamp' && type === 'date') || (family === 'date' && type === 'timestamp')
  if (isRead) return type === 'timestamp' && isZoned(column) ? inUtc(name) : `${name}::${temporalSqlTypes[type]}`
  const text = textOf(column)
  const { regex, strptime } = format ?? isoFormats[type]
  const value = strptime === undefined ? isoValue(text, type) : parsedValue(text, type, strptime)
  return `(CASE WHEN regexp_full_match(${text}, ${quoteText(regex)}) THEN ${value} END)`
}

function isoValue(text: string, type: TemporalType): string {
  const plain = `TRY_CAST(${text} AS ${temporalSqlTypes[type]})`
  if (type !== 'timestamp') return plain
  const hasOffset = `regexp_full_match(${text}, '.{11,}[+-].*')`
  return `CASE WHEN ${hasOffset} THEN ${inUtc(`TRY_CAST(${text} AS TIMESTAMPTZ)`)} ELSE ${plain} END`
}

function parsedValue(text: string, type: TemporalType, strptime: string): string {
  const parsed = `try_strptime(${text}, ${quoteText(strptime)})::VARCHAR`
  if (type === 'timestamp') return inUtc(`TRY_CAST(${parsed} AS TIMESTAMPTZ)`)
  // A strptime result is a timestamp; the time of day is what follows its date.
  return `TRY_CAST(${type === 'time' ? `substr(${parsed}, 12)` : parsed} AS ${temporalSqlTypes[type]})`
}

/** A date, or a date and time, as ISO 8601 writes them. */
const isoMoment: TemporalFormat = {
  regex: `${isoFormats.date.regex}|${isoFormats.timestamp.regex}`,
  strptime: undefined,
}

/** The value as a number, a point in time (of a date its midnight in UTC) or a time of day; NULL where it is none. */
export function scaledOf(column: QueryColumn, as: 'number' | 'timestamp' | 'time'): string {
  if (as === 'number') return numberOf(column)
  return timeSql(column, as, as === 'timestamp' ? isoMoment : undefined)
}

/** The value as values are told apart: what is read as text by what it is, not by how it is written. */
export function distinctOf(column: QueryColumn): string {
  if (column.readsAs === 'BOOLEAN') return `TRY_CAST(${quoteName(column.name)} AS BOOLEAN)`
  return column.numbersAsText ? numberOf(column) : quoteName(column.name)
}

/** A number as an SQL literal that a double, or a whole number, is compared with exactly. */
export function numberSql(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : `${quoteText(String(value))}::DOUBLE`
}
