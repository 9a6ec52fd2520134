import type { DuckDBConnection } from '@duckdb/node-api'
import { quoteName, quoteText } from './quoting.ts'

/**
 * Types of columns that were read as text. A column is a number only when every value is one as JSON writes it (or
 * NaN, inf): leading zeros mean an identifier, and so do integers that a double cannot hold exactly. Dates stay text,
 * as they were written.
 */
const integerPattern = '-?(0|[1-9][0-9]*)'
const numberPattern = '[+-]?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?'
const wholePattern = '[+-]?[0-9]+'
const notFinitePattern = '(?i:nan|[+-]?inf(inity)?)'
const booleanPattern = '(?i:true|false)'

/** 2^53: up to here a double holds every integer. */
const exactIntegers = String(2 ** 53)

/**
 * The narrowest of BOOLEAN, BIGINT, DOUBLE, VARCHAR that holds each column's every value, in one scan. Columns
 * without a value are VARCHAR.
 *
 * @param from a relation whose columns are all VARCHAR
 */
export async function inferTypes(
  connection: DuckDBConnection,
  from: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const counts = names.flatMap((name) => {
    const column = quoteName(name)
    return [
      `count(${column})`,
      `count_if(${matches(column, booleanPattern)})`,
      `count_if(${matches(column, integerPattern)} AND ${isExact(column)})`,
      `count_if((${matches(column, numberPattern)} OR ${matches(column, notFinitePattern)}) ` +
        `AND TRY_CAST(${column} AS DOUBLE) IS NOT NULL ` +
        `AND NOT ${isChanged(column)})`,
    ]
  })
  const reader = await connection.runAndReadAll(`SELECT ${counts.join(', ')} FROM ${from}`)
  const row = (reader.getRows()[0] ?? []).map(Number)
  return names.map((_, index) => {
    const [values = 0, booleans, integers, numbers] = row.slice(index * 4, index * 4 + 4)
    if (values === 0) return 'VARCHAR'
    if (booleans === values) return 'BOOLEAN'
    if (integers === values) return 'BIGINT'
    return numbers === values ? 'DOUBLE' : 'VARCHAR'
  })
}

/** Those of the text columns that hold an integer which a double would change. */
export async function wideNumberColumns(
  connection: DuckDBConnection,
  from: string,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set()
  const tests = names.map((name) => {
    const column = quoteName(name)
    return `coalesce(bool_or(${isChanged(column)}), false)`
  })
  const reader = await connection.runAndReadAll(`SELECT ${tests.join(', ')} FROM ${from}`)
  const row = reader.getRows()[0] ?? []
  return new Set(names.filter((_, index) => row[index] === true))
}

function matches(column: string, pattern: string): string {
  return `regexp_full_match(${column}, ${quoteText(pattern)})`
}

function isExact(column: string): string {
  return `coalesce(abs(TRY_CAST(${column} AS HUGEINT)) <= ${exactIntegers}, false)`
}

/** Whether a text is an integer that a double would change. */
function isChanged(column: string): string {
  return `(${matches(column, wholePattern)} AND NOT ${isExact(column)})`
}
