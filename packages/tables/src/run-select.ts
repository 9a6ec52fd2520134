import type { DuckDBConnection } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import type { PlainValue } from './engine.ts'
import { quoteName, quoteText } from './quoting.ts'

/** The relation that every query is about. */
export const dataName = 'data'

/** Functions after FROM that only compute. Others could reach out: one SELECT over `enable_logging` writes files. */
const harmlessTableFunctions = new Set(['unnest', 'range', 'generate_series'])

/**
 * Runs one SELECT over relations, each also as `numbered` (for `data`) or `numbered_<name>`.
 *
 * @param relations files as SQL reads them after FROM, without and with the numbers of their rows, by name; names are of
 *   our own choice or checked
 * @throws ConfigurationError when the text is not exactly one SELECT, or reads from functions; else what DuckDB throws
 */
export async function runSelect(
  connection: DuckDBConnection,
  relations: ReadonlyMap<string, { readonly from: string; readonly numbered: string }>,
  sql: string,
  file: string,
): Promise<readonly (readonly PlainValue[])[]> {
  const statements = await parseSelects(connection, sql, file)
  if (statements.length !== 1) {
    throw new ConfigurationError(`${file}: one SELECT is expected, not ${statements.length} statements.`)
  }
  refuseTableFunctions(statements, file)
  for (const [name, { from, numbered }] of relations) {
    await connection.run(`CREATE TEMP VIEW ${quoteName(name)} AS SELECT * FROM ${from}`)
    await connection.run(`CREATE TEMP VIEW ${quoteName(numberedName(name))} AS SELECT * FROM ${numbered}`)
  }
  const reader = await connection.runAndReadAll(sql)
  return reader.getRows().map((row) => row.map(plain))
}

/** What a relation is called with its row numbers. */
export function numberedName(relation: string): string {
  return relation === dataName ? 'numbered' : `numbered_${relation}`
}

/** Refuses parsed statements that read rows from a function. Throws ConfigurationError. */
export function refuseTableFunctions(statements: readonly unknown[], where: string): void {
  const forbidden = tableFunctions(statements).find((name) => !harmlessTableFunctions.has(name.toLowerCase()))
  if (forbidden !== undefined) {
    throw new ConfigurationError(
      `${where}: ${forbidden} may not be called in a query: only data, numbered and the files beside them can be read.`,
    )
  }
}

/** Syntax trees by DuckDB's own parser, which makes them of SELECT statements alone: anything else is refused here. */
export async function parseSelects(
  connection: DuckDBConnection,
  sql: string,
  file: string,
): Promise<readonly unknown[]> {
  const reader = await connection.runAndReadAll(`SELECT json_serialize_sql(${quoteText(sql)})`)
  const tree: unknown = JSON.parse(String(reader.getRows()[0]?.[0]))
  if (isObject(tree) && tree.error === false && Array.isArray(tree.statements)) return tree.statements
  const reason = isObject(tree) ? String(tree.error_message) : 'it cannot be parsed'
  throw new ConfigurationError(`${file}: only one SELECT can be asked of data (${reason}).`)
}

/** Names of the functions that a syntax tree reads rows from. */
function tableFunctions(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(tableFunctions)
  if (!isObject(node)) return []
  const here = node.type === 'TABLE_FUNCTION' && isObject(node.function) ? [String(node.function.function_name)] : []
  return [...here, ...Object.values(node).flatMap(tableFunctions)]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function plain(value: unknown): PlainValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  return String(value)
}
