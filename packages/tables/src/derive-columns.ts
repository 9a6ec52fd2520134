import type { DuckDBConnection } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import type { SqlColumn } from './engine.ts'
import { fillTable } from './fill-table.ts'
import { quoteName } from './quoting.ts'
import { type ReadSource, readColumns } from './read-columns.ts'
import { parseSelects, refuseTableFunctions } from './run-select.ts'
import type { Column, Table } from './table.ts'

/** SQL expressions by the name that their column gets. */
export type Expressions = ReadonlyMap<string, string>

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
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${from}`)
  const expected = Number(counted.getRows()[0]?.[0])
  for (const [name, { values }] of beside) {
    if (values.length !== expected) throw new RangeError(`${file}: ${expected} rows, and ${name} has ${values.length}.`)
  }
  await fillTable(connection, 'beside', beside)
  return `(SELECT * FROM (SELECT * FROM ${from}) POSITIONAL JOIN beside)`
}
