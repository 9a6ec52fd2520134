import type { DuckDBConnection } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import type { SqlColumn } from './engine.ts'
import { loadDuckdb } from './native.ts'
import { quoteName, quoteText } from './quoting.ts'
import { type ReadSource, readColumns } from './read-columns.ts'
import { parseSelects, refuseTableFunctions } from './run-select.ts'
import type { Column, Table } from './table.ts'

/** SQL expressions by the name that their column gets. */
export type Expressions = ReadonlyMap<string, string>

/** Rows a chunk that is handed to the database, which is its own vector size. */
const chunkRows = 2048

/**
 * Computes one column an expression, a value for each row, in the order of the rows. Expressions see the file's columns
 * and those that lie `beside` its rows.
 *
 * @throws ConfigurationError for what is no expression over one row, and for columns beside that do not fit the file;
 *   else what DuckDB throws
 */
export async function deriveColumns(
  connection: DuckDBConnection,
  source: ReadSource & { readonly columns: readonly SqlColumn[] },
  expressions: Expressions,
  beside: ReadonlyMap<string, Column>,
): Promise<Table> {
  const { file } = source
  for (const [name, sql] of expressions) await refuseUnlessExpression(connection, name, sql)
  refuseSameNames(source.columns, beside, file)
  const rows = beside.size === 0 ? source.from : await rowsWith(connection, source, beside)
  await connection.run(`CREATE TEMP VIEW data AS SELECT * FROM ${rows}`)
  const list = [...expressions].map(([name, sql]) => `(${sql}\n) AS ${quoteName(name)}`)
  const from = `(SELECT ${list.join(', ')} FROM data)`
  const described = await connection.run(`SELECT * FROM ${from} LIMIT 0`)
  const columns = described
    .columnNames()
    .map((name, index) => ({ name, type: described.columnType(index).toString(), declared: true }))
  const derived = await readColumns(connection, { ...source, from }, columns)
  const counted = await connection.runAndReadAll('SELECT count(*) FROM data')
  const expected = Number(counted.getRows()[0]?.[0])
  if (derived.rows !== expected) {
    const names = [...expressions.values()].map((sql) => JSON.stringify(sql)).join(', ')
    throw new ConfigurationError(
      `${file}: ${names} gives ${derived.rows} values for ${expected} rows. Write an expression of one row, without an aggregate.`,
    )
  }
  return derived
}

/** An expression alone, with nothing after it: what closes our parenthesis would be SQL of its own. */
async function refuseUnlessExpression(connection: DuckDBConnection, name: string, sql: string): Promise<void> {
  const statements = await parseSelects(connection, `SELECT (${sql}\n) FROM data`, name)
  const selected = statements.map(expressionsOf)
  if (selected.length !== 1 || selected[0] !== 1) {
    throw new ConfigurationError(`${name}: ${JSON.stringify(sql)} is not one SQL expression.`)
  }
  refuseTableFunctions(statements, name)
}

/** How many expressions a parsed statement selects; undefined unless it is a plain `SELECT … FROM data`. */
function expressionsOf(statement: unknown): number | undefined {
  if (!isObject(statement) || !isObject(statement.node)) return undefined
  const { type, select_list: list, where_clause: where, from_table: from, modifiers, having, qualify } = statement.node
  const isPlain =
    type === 'SELECT_NODE' &&
    where === null &&
    having === null &&
    qualify === null &&
    Array.isArray(modifiers) &&
    modifiers.length === 0 &&
    isObject(from) &&
    from.type === 'BASE_TABLE' &&
    from.table_name === 'data'
  return isPlain && Array.isArray(list) ? list.length : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** SQL knows no difference between cases of names: two columns of one name could be taken for each other. */
function refuseSameNames(columns: readonly SqlColumn[], beside: ReadonlyMap<string, Column>, file: string): void {
  const names = new Set(columns.map(({ name }) => name.toLowerCase()))
  const taken = [...beside.keys()].find((name) => names.has(name.toLowerCase()))
  if (taken !== undefined) {
    throw new ConfigurationError(`${file}: has a column ${JSON.stringify(taken)}, which means something else here.`)
  }
}

/** The file's rows with columns at their side, as SQL after FROM. */
async function rowsWith(
  connection: DuckDBConnection,
  { from, file }: ReadSource,
  beside: ReadonlyMap<string, Column>,
): Promise<string> {
  const columns = [...beside]
  const rows = columns[0]?.[1].values.length ?? 0
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${from}`)
  const expected = Number(counted.getRows()[0]?.[0])
  for (const [name, { values }] of columns) {
    if (values.length !== expected) {
      throw new RangeError(`${file}: ${expected} rows, and ${quoteText(name)} has ${values.length}.`)
    }
  }
  const { BOOLEAN, DOUBLE, DuckDBDataChunk, VARCHAR } = await loadDuckdb()
  const types = columns.map(([, { kind }]) => (kind === 'number' ? DOUBLE : kind === 'string' ? VARCHAR : BOOLEAN))
  const declared = columns.map(([name], index) => `${quoteName(name)} ${types[index]}`)
  await connection.run(`CREATE TEMP TABLE beside (${declared.join(', ')})`)
  const appender = await connection.createAppender('beside')
  for (let at = 0; at < rows; at += chunkRows) {
    const chunk = DuckDBDataChunk.create(types, Math.min(chunkRows, rows - at))
    for (const [index, [, { values }]] of columns.entries()) {
      chunk.setColumnValues(index, Array.from<number | string | boolean | null>(values.slice(at, at + chunkRows)))
    }
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
  return `(SELECT * FROM (SELECT * FROM ${from}) POSITIONAL JOIN beside)`
}
