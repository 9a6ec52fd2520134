import type { DuckDBConnection } from '@duckdb/node-api'
import { quoteName, quoteText } from './quoting.ts'

/**
 * Types of columns that were read as text. A column is a number only when every value is one as JSON writes it (or
 * NaN, inf): leading zeros mean an identifier, and so do integers that a double cannot hold exactly. Dates stay text,
 * as they were written.
 */
const patterns = {
  boolean: '(?i:true|false)',
  // 2^53 has sixteen digits.
  integer: '-?(0|[1-9][0-9]{0,15})',
  number: '[+-]?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?|(?i:nan|[+-]?inf(inity)?)',
  longInteger: '[+-]?[0-9]{16,}',
}

/** 2^53: up to here a double holds every integer. */
const exactIntegers = String(2 ** 53)

/** From narrow to wide; a column takes the first that holds all its values. */
const candidates = ['BOOLEAN', 'BIGINT', 'DOUBLE', 'VARCHAR'] as const
type Candidate = (typeof candidates)[number]

/** Rows that settle most columns, so that the whole file is asked one question a column and not all. */
const prefixRows = 5000

/**
 * The narrowest of BOOLEAN, BIGINT, DOUBLE, VARCHAR that holds each column's every value, of all rows. Columns
 * without a value are VARCHAR.
 *
 * @param from a relation whose columns are all VARCHAR
 * @param plain SQL for a column's number as programs write it, where the texts write it otherwise
 */
export async function inferTypes(
  connection: DuckDBConnection,
  from: string,
  names: readonly string[],
  plain: (column: string) => string = (column) => column,
): Promise<readonly string[]> {
  const prefix = `(SELECT * FROM ${from} LIMIT ${prefixRows})`
  const start: readonly Candidate[] = names.map(() => candidates[0])
  const likely = await settle(connection, prefix, names, start, plain)
  const settled = await settle(connection, from, names, likely.types, plain)
  return settled.types.map((type, index) => (settled.values[index] === 0 ? 'VARCHAR' : type))
}

interface Settled {
  readonly types: readonly Candidate[]
  /** Number of values of each column. */
  readonly values: readonly number[]
}

/** Widens the columns' types until they hold all values of a relation: mostly one scan, never more than four. */
async function settle(
  connection: DuckDBConnection,
  from: string,
  names: readonly string[],
  start: readonly Candidate[],
  plain: (column: string) => string,
): Promise<Settled> {
  const tests = names.flatMap((name, index) => {
    const column = quoteName(name)
    return [`count(${column})`, `count_if(${holdsSql(column, start[index] ?? 'VARCHAR', plain)})`]
  })
  const reader = await connection.runAndReadAll(`SELECT ${tests.join(', ')} FROM ${from}`)
  const row = (reader.getRows()[0] ?? []).map(Number)
  const values = names.map((_, index) => row[index * 2] ?? 0)
  const types = start.map((type, index) => (row[index * 2 + 1] === values[index] ? type : wider(type)))
  const changed = types.flatMap((type, index) => (type === start[index] ? [] : [index]))
  if (changed.length === 0) return { types, values }
  const again = await settle(
    connection,
    from,
    changed.map((index) => names[index]!),
    changed.map((index) => types[index]!),
    plain,
  )
  return { types: types.map((type, index) => again.types[changed.indexOf(index)] ?? type), values }
}

function wider(type: Candidate): Candidate {
  return candidates[candidates.indexOf(type) + 1] ?? 'VARCHAR'
}

/** Those of the text columns that hold an integer which a double would change. */
export async function wideNumberColumns(
  connection: DuckDBConnection,
  from: string,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set()
  const tests = names.map((name) => `coalesce(bool_or(${changedSql(quoteName(name))}), false)`)
  const reader = await connection.runAndReadAll(`SELECT ${tests.join(', ')} FROM ${from}`)
  const row = reader.getRows()[0] ?? []
  return new Set(names.filter((_, index) => row[index] === true))
}

/** Whether a text is a value of a type. CASE, because it is the one form that casts only what matched. */
function holdsSql(text: string, type: Candidate, plain: (column: string) => string): string {
  switch (type) {
    case 'BOOLEAN':
      return matches(text, patterns.boolean)
    case 'BIGINT': {
      const column = plain(text)
      return `CASE WHEN ${matches(column, patterns.integer)} THEN abs(${column}::BIGINT) <= ${exactIntegers} ELSE false END`
    }
    case 'DOUBLE': {
      const column = plain(text)
      return (
        `CASE WHEN ${matches(column, patterns.number)} ` +
        `THEN TRY_CAST(${column} AS DOUBLE) IS NOT NULL AND NOT ${changedSql(column)} ELSE false END`
      )
    }
    case 'VARCHAR':
      return `${text} IS NOT NULL`
  }
}

function changedSql(column: string): string {
  const exact = `coalesce(abs(TRY_CAST(${column} AS HUGEINT)) <= ${exactIntegers}, false)`
  return `(CASE WHEN ${matches(column, patterns.longInteger)} THEN NOT ${exact} ELSE false END)`
}

function matches(column: string, pattern: string): string {
  return `regexp_full_match(${column}, ${quoteText(pattern)})`
}
