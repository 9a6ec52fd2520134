import { quoteName, quoteText } from '@mlgate/tables'
import { columnsOf, type LogicalType, type Predicate } from '../plan/predicate.ts'
import type { TemporalFormat } from '../plan/temporal-format.ts'
import { anyItemSql, beyondSizeSql, missingFieldSql, notNestedSql, repeatedItemSql } from './nested-sql.ts'
import { type Listing, listedSql, oneOf } from './one-of-sql.ts'
import { rowUnlikeSql } from './row-unlike-sql.ts'
import {
  columnOf,
  consideredSql,
  familyOf,
  numberOf,
  numberSql,
  presentSql,
  type QueryColumn,
  type QueryColumns,
  scaledOf,
  textOf,
  timeLiteral,
  timeSql,
} from './value-sql.ts'

export {
  columnOf,
  presentSql,
  type QueryColumn,
  type QueryColumns,
  timeSql,
} from './value-sql.ts'

/**
 * Columns of undeclared type that a predicate must see exactly as written: their texts are compared, so 1.10 must not
 * have become 1.1.
 */
export function columnsAsText(predicate: Predicate): readonly string[] {
  switch (predicate.is) {
    case 'any':
    case 'all':
      return predicate.of.flatMap(columnsAsText)
    case 'not-matching':
    case 'matching':
    case 'beyond-length':
    case 'beyond-time':
    case 'not-written':
    case 'not-json':
      return columnsOf(predicate)
    case 'not-type':
      return ['integer', 'number', 'boolean'].includes(predicate.type) ? [] : columnsOf(predicate)
    case 'any-of':
    case 'none-of':
      return predicate.values.some((value) => typeof value === 'string') && !mentionsNumbers(predicate)
        ? columnsOf(predicate)
        : []
    case 'outside':
      return predicate.as === 'number' ? [] : columnsOf(predicate)
    default:
      return []
  }
}

/** Whether what a column is read as decides which of the texts listed are of its type. */
function mentionsNumbers({ values, sameType = false }: Listing): boolean {
  return sameType && values.some((value) => typeof value === 'string' && value !== '' && Number.isFinite(Number(value)))
}

/**
 * A predicate as an SQL condition that is true for rows that fail and never NULL.
 *
 * @param columns must hold every column of the predicate, with the type that the query sees
 */
export function predicateSql(predicate: Predicate, columns: QueryColumns): string {
  return `coalesce(${conditionSql(predicate, columns)}, false)`
}

/** The rows that a share is of: those that have what the predicate looks at. Never NULL. */
export function judgedSql(predicate: Predicate, columns: QueryColumns): string {
  const ignored = predicate.is === 'row-unlike' ? predicate.ignored : 'anyMissing'
  return consideredSql(columnsOf(predicate), ignored, columns)
}

function conditionSql(predicate: Predicate, columns: QueryColumns): string {
  switch (predicate.is) {
    case 'any':
    case 'all': {
      const parts = predicate.of.map((part) => predicateSql(part, columns))
      return `(${parts.join(predicate.is === 'any' ? ' OR ' : ' AND ')})`
    }
    case 'null':
      return `(${predicate.columns.map((name) => `NOT ${presentSql(columnOf(columns, name))}`).join(' OR ')})`
    case 'not-null':
      return presentSql(columnOf(columns, predicate.column))
    case 'any-of':
      return listedSql(columnOf(columns, predicate.column), predicate)
    case 'missing-text': {
      const { name, type, declared } = columnOf(columns, predicate.column)
      if (declared || type !== 'VARCHAR') return 'false'
      return `list_contains([${predicate.texts.map(quoteText).join(', ')}], ${quoteName(name)})`
    }
    case 'row-unlike': {
      const own = predicate.columns.map((name) => columnOf(columns, name))
      return `(${judgedSql(predicate, columns)} AND ${rowUnlikeSql(predicate.must, own)})`
    }
  }
  const column = columnOf(columns, predicate.column)
  return `(${presentSql(column)} AND ${failure(predicate, column)})`
}

type ValuePredicate = Exclude<
  Predicate,
  { is: 'any' | 'all' | 'null' | 'not-null' | 'any-of' | 'missing-text' | 'row-unlike' }
>

function failure(predicate: ValuePredicate, column: QueryColumn): string {
  switch (predicate.is) {
    case 'none-of':
      return `NOT coalesce(${oneOf(column, predicate.values, predicate.sameType)}, false)`
    case 'not-matching':
      return `NOT ${matches(column, predicate)}`
    case 'matching':
      return matches(column, predicate)
    case 'outside':
      return outside(predicate, column)
    case 'not-written': {
      const text = textOf(column)
      const unread = `try_strptime(${text}, [${predicate.formats.map(quoteText).join(', ')}]) IS NULL`
      const [format, ...others] = predicate.formats
      if (format === undefined || others.length > 0 || !format.includes('%Y')) return unread
      // To strptime a year has four digits; the engine takes fewer.
      return `(${unread} OR NOT regexp_full_match(${text}, ${quoteText(fourDigitYears(format))}))`
    }
    case 'not-json':
      return `NOT json_valid(${textOf(column)})`
    case 'not-type':
      return notType(predicate.type, predicate.format, column)
    case 'beyond-number': {
      const operator = operatorOf(predicate.side, predicate.exclusive)
      return `${numberOf(column)} ${operator} ${predicate.bound}`
    }
    case 'beyond-time': {
      const { type, format, bound } = predicate
      const operator = operatorOf(predicate.side, predicate.exclusive)
      return `${timeSql(column, type, format)} ${operator} ${timeLiteral(bound, type)}`
    }
    case 'beyond-length':
      return `length(${textOf(column)}) ${predicate.side === 'below' ? '<' : '>'} ${predicate.length}`
    case 'beyond-integer':
      return `NOT coalesce(TRY_CAST(${textOf(column)} AS HUGEINT) BETWEEN ${predicate.low} AND ${predicate.high}, false)`
    case 'beyond-magnitude':
      return `abs(${numberOf(column)}) > ${predicate.largest}`
    case 'not-multiple':
      return notMultiple(column, predicate.of)
    case 'not-nested':
      return notNestedSql(column, predicate.type)
    case 'missing-field':
      return missingFieldSql(column, predicate.fields)
    case 'beyond-size':
      return beyondSizeSql(column, predicate.part, predicate.side, predicate.size)
    case 'repeated-item':
      return repeatedItemSql(column)
    case 'any-item':
      return anyItemSql(column, (item) => predicateSql(predicate.item, new Map([[predicate.column, item]])))
  }
}

function matches(
  column: QueryColumn,
  { pattern, whole }: { readonly pattern: string; readonly whole?: boolean },
): string {
  if (whole) return `regexp_full_match(${textOf(column)}, ${quoteText(pattern)})`
  // What is anchored at both ends is matched as a whole, which the engine does once for each different value.
  const anchored = /^\^((?:[^\\|(]|\\.|\((?!\?))*)\$$/s.exec(pattern)?.[1]
  if (anchored !== undefined) return `regexp_full_match(${textOf(column)}, ${quoteText(anchored)})`
  return `regexp_matches(${textOf(column)}, ${quoteText(pattern)})`
}

/** A pattern of what a strptime format reads, loose but for its years. */
function fourDigitYears(format: string): string {
  const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  const parts = format.split(/(%.)/s).map((part) => {
    if (part === '%Y') return '[0-9]{4}'
    if (part === '%%') return '%'
    // White space stands for as much of it as there is.
    return part.startsWith('%') ? '.+?' : literal(part).replaceAll(/\s+/g, '\\s*')
  })
  return `(?s)${parts.join('')}`
}

function outside({ as, low, high }: Extract<Predicate, { is: 'outside' }>, column: QueryColumn): string {
  const value = scaledOf(column, as)
  const literal = (bound: number | string): string =>
    typeof bound === 'number' ? numberSql(bound) : timeLiteral(bound, as === 'time' ? 'time' : 'timestamp')
  const isBetween = low !== undefined && high !== undefined && !low.excluded && !high.excluded
  // The value, whose text may have to be parsed, is taken once.
  const within = isBetween
    ? [`${value} BETWEEN ${literal(low.value)} AND ${literal(high.value)}`]
    : [
        ...(low === undefined ? [] : [`${value} ${low.excluded ? '>' : '>='} ${literal(low.value)}`]),
        ...(high === undefined ? [] : [`${value} ${high.excluded ? '<' : '<='} ${literal(high.value)}`]),
      ]
  // What cannot be read is NULL, and lies within nothing.
  return `NOT coalesce(${within.length === 0 ? `${value} IS NOT NULL` : within.join(' AND ')}, false)`
}

/** A value fails below a minimum, and at it when that is exclusive. */
function operatorOf(side: 'below' | 'above', exclusive: boolean): string {
  return (side === 'below' ? '<' : '>') + (exclusive ? '=' : '')
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
      if (family === type) return 'false'
      return family === 'text' ? `${timeSql(column, type, format)} IS NULL` : 'true'
  }
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
