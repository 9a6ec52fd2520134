import { quoteName, quoteText, type SqlColumn } from '@mlgate/tables'
import { columnsOf, type LogicalType, type Predicate, type Scalar } from '../plan/predicate.ts'
import type { TemporalFormat, TemporalType } from '../plan/temporal-format.ts'
import { isoFormats } from '../plan/temporal-format.ts'

/** A column as a query sees it. */
export interface QueryColumn extends SqlColumn {
  /** True for a column of numbers that the query reads as written: its NaN is no value there either. */
  readonly numbersAsText: boolean
}

/** The file's columns by name. */
export type QueryColumns = ReadonlyMap<string, QueryColumn>

/**
 * Columns of undeclared type that a predicate must see exactly as written: their texts are compared, so 1.10 must not
 * have become 1.1.
 */
export function columnsAsText(predicate: Predicate): readonly string[] {
  switch (predicate.is) {
    case 'any':
      return predicate.of.flatMap(columnsAsText)
    case 'not-matching':
    case 'beyond-length':
    case 'beyond-time':
      return columnsOf(predicate)
    case 'not-type':
      return ['integer', 'number', 'boolean'].includes(predicate.type) ? [] : columnsOf(predicate)
    case 'any-of':
    case 'none-of':
      return predicate.values.some((value) => typeof value === 'string') ? columnsOf(predicate) : []
    default:
      return []
  }
}

/**
 * A predicate as an SQL condition that is true for rows that fail and never NULL.
 *
 * @param columns must hold every column of the predicate, with the type that the query sees
 */
export function predicateSql(predicate: Predicate, columns: QueryColumns): string {
  return `coalesce(${conditionSql(predicate, columns)}, false)`
}

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

function conditionSql(predicate: Predicate, columns: QueryColumns): string {
  if (predicate.is === 'any') return `(${predicate.of.map((part) => predicateSql(part, columns)).join(' OR ')})`
  if (predicate.is === 'null') {
    return `(${predicate.columns.map((name) => `NOT ${presentSql(columnOf(columns, name))}`).join(' OR ')})`
  }
  const column = columnOf(columns, predicate.column)
  if (predicate.is === 'any-of') return oneOf(column, predicate.values)
  return `(${presentSql(column)} AND ${failure(predicate, column)})`
}

type ValuePredicate = Exclude<Predicate, { is: 'any' | 'null' | 'any-of' }>

function failure(predicate: ValuePredicate, column: QueryColumn): string {
  switch (predicate.is) {
    case 'none-of':
      return `NOT coalesce(${oneOf(column, predicate.values)}, false)`
    case 'not-matching': {
      const search = predicate.whole ? 'regexp_full_match' : 'regexp_matches'
      return `NOT ${search}(${textOf(column)}, ${quoteText(predicate.pattern)})`
    }
    case 'not-type':
      return notType(predicate.type, predicate.format, column)
    case 'beyond-number': {
      const operator = operatorOf(predicate.side, predicate.exclusive)
      return `${numberOf(column)} ${operator} ${predicate.bound}`
    }
    case 'beyond-time': {
      const operator = operatorOf(predicate.side, predicate.exclusive)
      const bound = `${quoteText(predicate.bound)}::${temporalSqlTypes[predicate.type]}`
      // To give each value a time zone takes ten times as long as to take it from the bound.
      if (predicate.type === 'timestamp' && isWithoutZone(column)) {
        return `${quoteName(column.name)}::TIMESTAMP ${operator} (${bound} AT TIME ZONE 'UTC')`
      }
      return `${timeSql(column, predicate.type, predicate.format)} ${operator} ${bound}`
    }
    case 'beyond-length':
      return `length(${textOf(column)}) ${predicate.side === 'below' ? '<' : '>'} ${predicate.length}`
    case 'beyond-integer':
      return `NOT coalesce(TRY_CAST(${textOf(column)} AS HUGEINT) BETWEEN ${predicate.low} AND ${predicate.high}, false)`
    case 'beyond-magnitude':
      return `abs(${numberOf(column)}) > ${predicate.largest}`
    case 'not-multiple':
      return notMultiple(column, predicate.of)
  }
}

/** A column that must be there. */
export function columnOf(columns: QueryColumns, name: string): QueryColumn {
  const column = columns.get(name)
  if (column === undefined) throw new Error(`A predicate over ${name} was to be run without the column.`)
  return column
}

/** A value fails below a minimum, and at it when that is exclusive. */
function operatorOf(side: 'below' | 'above', exclusive: boolean): string {
  return (side === 'below' ? '<' : '>') + (exclusive ? '=' : '')
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

function textOf(column: QueryColumn): string {
  const name = quoteName(column.name)
  return column.type === 'VARCHAR' ? name : `${name}::VARCHAR`
}

/** The value as a number; NULL where it is none, which the type check has counted. */
function numberOf(column: QueryColumn): string {
  const family = familyOf(column)
  if (family === 'integer' || family === 'number') return quoteName(column.name)
  return `TRY_CAST(${textOf(column)} AS DOUBLE)`
}

const temporalSqlTypes: Readonly<Record<TemporalType, string>> = {
  date: 'DATE',
  timestamp: 'TIMESTAMPTZ',
  time: 'TIME',
}

function isWithoutZone(column: QueryColumn): boolean {
  return familyOf(column) === 'timestamp' && !column.type.endsWith('WITH TIME ZONE')
}

/** The value as a point in time; NULL where it is none. Timestamps without offset are UTC, the standard's default. */
export function timeSql(column: QueryColumn, type: TemporalType, format: TemporalFormat | undefined): string {
  const family = familyOf(column)
  const name = quoteName(column.name)
  if (family === type || (family === 'timestamp' && type === 'date')) return `${name}::${temporalSqlTypes[type]}`
  const text = textOf(column)
  const { regex, strptime } = format ?? isoFormats[type]
  const parsed = strptime === undefined ? text : `try_strptime(${text}, ${quoteText(strptime)})::VARCHAR`
  // A strptime result is a timestamp; the time of day is what follows its date.
  const part = strptime !== undefined && type === 'time' ? `substr(${parsed}, 12)` : parsed
  const value = `TRY_CAST(${part} AS ${temporalSqlTypes[type]})`
  return `(CASE WHEN regexp_full_match(${text}, ${quoteText(regex)}) THEN ${value} END)`
}

function notType(type: LogicalType, format: TemporalFormat | undefined, column: QueryColumn): string {
  const family = familyOf(column)
  const name = quoteName(column.name)
  const asWritten = family === 'text' && !column.declared
  switch (type) {
    case 'string':
      return family === 'text' ? 'false' : 'true'
    case 'boolean':
      if (family === 'boolean') return 'false'
      return asWritten ? `NOT regexp_full_match(${name}, '(?i:true|false)')` : 'true'
    case 'integer':
      if (family === 'integer') return 'false'
      // Whole numbers are often stored as floating point, because their column has missing values.
      if (family === 'number') return `(${name} <> trunc(${name}) OR NOT isfinite(${name}::DOUBLE))`
      return asWritten ? `NOT regexp_full_match(${name}, '[+-]?[0-9]+')` : 'true'
    case 'number':
      if (family === 'integer' || family === 'number') return 'false'
      return asWritten ? `coalesce(isnan(TRY_CAST(${name} AS DOUBLE)), true)` : 'true'
    case 'date':
      if (family === 'timestamp') return `${name}::DATE::TIMESTAMP <> ${name}::TIMESTAMP`
      return family === 'date' || family === 'text' ? `${timeSql(column, type, format)} IS NULL` : 'true'
    case 'timestamp':
    case 'time':
      return family === type || family === 'text' ? `${timeSql(column, type, format)} IS NULL` : 'true'
  }
}

function oneOf(column: QueryColumn, values: readonly Scalar[]): string {
  // An empty field of a CSV file is both: missing, and the empty text.
  const isMissing = (value: Scalar): boolean => value === null || (value === '' && !column.declared)
  const texts = values.filter((value): value is string => typeof value === 'string' && !isMissing(value))
  const isWhole = (value: Scalar): value is number => Number.isSafeInteger(value) && familyOf(column) === 'integer'
  const numbers = values.filter(isWhole)
  const tests = [
    ...(values.some(isMissing) ? [`NOT ${presentSql(column)}`] : []),
    // Hundreds of comparisons one after the other take a hundred times as long as one list.
    ...(texts.length === 0 ? [] : [`list_contains([${texts.map(quoteText).join(', ')}], ${textOf(column)})`]),
    ...(numbers.length === 0
      ? []
      : [`list_contains([${numbers.join(', ')}]::HUGEINT[], ${quoteName(column.name)}::HUGEINT)`]),
    ...values
      .filter((value) => typeof value === 'number' && !isWhole(value))
      .map((value) => `${numberOf(column)} = ${numberSql(Number(value))}`),
    ...values.filter((value) => typeof value === 'boolean').map((value) => `lower(${textOf(column)}) = '${value}'`),
  ]
  return `(${tests.map((test) => `coalesce(${test}, false)`).join(' OR ')})`
}

function numberSql(value: number): string {
  return Number.isFinite(value) ? String(value) : `${quoteText(String(value))}::DOUBLE`
}

/**
 * Exact for whole numbers; otherwise the quotient may miss a whole number by what two roundings of doubles leave
 * (0.3 is a multiple of 0.1 although 0.3 / 0.1 is 2.9999999999999996).
 */
function notMultiple(column: QueryColumn, of: number): string {
  if (familyOf(column) === 'integer' && Number.isSafeInteger(of)) return `${quoteName(column.name)} % ${of} <> 0`
  const quotient = `(${numberOf(column)}::DOUBLE / ${of}::DOUBLE)`
  return `NOT (abs(${quotient} - round(${quotient})) <= 1e-12 * greatest(1, abs(${quotient})))`
}
