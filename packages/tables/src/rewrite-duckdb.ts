import { stat } from 'node:fs/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { ConfigurationError, messageOf } from '@mlgate/core'
import { tableName } from './duckdb-table.ts'
import { openLocked, withConnection } from './locked-database.ts'
import { quoteName, quoteText } from './quoting.ts'
import type { SourceFile } from './relation.ts'

interface BaseTable {
  readonly schema: string
  readonly name: string
}

/** What Parquet does not keep, but another type holds exactly. */
const exactTypes: ReadonlyMap<string, string> = new Map([
  ['HUGEINT', 'DECIMAL(38, 0)'],
  ['TIMESTAMP_S', 'TIMESTAMP'],
  ['TIMESTAMP_MS', 'TIMESTAMP'],
  ['JSON', 'VARCHAR'],
])
/** What it would change or does not know, wherever it stands in a type. */
const otherTypes =
  /\b(U?HUGEINT|INTERVAL|BIT|UNION|TIME WITH TIME ZONE|TIMETZ|TIME_NS|BIGNUM|VARINT|VARIANT|GEOMETRY|NULL|TIMESTAMP_M?S)\b/
const memoryMb = 512

/**
 * Writes a table of a DuckDB database as Parquet, in the order in which its rows were inserted. The database is opened
 * read-only, by an engine that can reach nothing else. Views and computed columns run what the database's author wrote,
 * and are refused.
 *
 * @throws ConfigurationError for databases that are damaged, newer, encrypted or not written to the end, and tables that
 *   are not there
 */
export async function rewriteDuckdb({ path, pattern, file }: SourceFile, copy: string): Promise<void> {
  const { file: database, table } = tableName(file)
  const log = `${path}.wal`
  await refuseUnfinished(log, database)
  // The engine asks whether there is a log.
  const reached = [path, log, copy].map((one) => ({ path: one, pattern: one }))
  const instance = await openLocked([...reached, { path, pattern }], { threads: 1, memoryMb })
  try {
    await withConnection(instance, async (connection) => {
      await connection.run(`ATTACH ${quoteText(path)} AS source (READ_ONLY, TYPE duckdb)`)
      const found = await findTable(connection, database, table)
      const columns = await columnList(connection, found, file)
      const from = `source.${quoteName(found.schema)}.${quoteName(found.name)}`
      await connection.run(
        `COPY (SELECT ${columns} FROM ${from}) TO ${quoteText(copy)} (FORMAT parquet, USE_TMP_FILE false)`,
      )
    })
  } catch (error) {
    throw explainDatabase(error, database, file)
  } finally {
    instance.closeSync()
  }
}

async function refuseUnfinished(log: string, database: string): Promise<void> {
  const isThere = await stat(log).then(
    () => true,
    () => false,
  )
  if (!isThere) return
  throw new ConfigurationError(
    `${database}: has changes in ${database}.wal that are not in it yet. Close what writes it, or run CHECKPOINT.`,
  )
}

async function findTable(
  connection: DuckDBConnection,
  database: string,
  wanted: string | undefined,
): Promise<BaseTable> {
  const tables = await namesIn(connection, 'table')
  const shown = (some: readonly BaseTable[]): string =>
    some.length === 0
      ? 'It has none.'
      : `It has ${some
          .slice(0, 20)
          .map((table) => JSON.stringify(nameOf(table)))
          .join(', ')}${some.length > 20 ? ` and ${some.length - 20} more` : ''}.`
  if (wanted === undefined) {
    const [only, ...others] = tables
    if (only !== undefined && others.length === 0) return only
    throw new ConfigurationError(
      `${database}: name one of its tables behind it, as in ${database}#name. ${shown(tables)}`,
    )
  }
  const found = tables.find((table) => nameOf(table) === wanted)
  if (found !== undefined) return found
  const views = await namesIn(connection, 'view')
  if (views.some((view) => nameOf(view) === wanted)) {
    throw new ConfigurationError(
      `${database}: ${JSON.stringify(wanted)} is a view, which is not read: it can run anything. Write its rows into a table.`,
    )
  }
  throw new ConfigurationError(`${database}: has no table ${JSON.stringify(wanted)}. ${shown(tables)}`)
}

/** Those of the main schema by their names, others with their schema before. */
function nameOf({ schema, name }: BaseTable): string {
  return schema === 'main' ? name : `${schema}.${name}`
}

async function namesIn(connection: DuckDBConnection, kind: 'table' | 'view'): Promise<readonly BaseTable[]> {
  const reader = await connection.runAndReadAll(
    `SELECT schema_name, ${kind}_name FROM duckdb_${kind}s() WHERE database_name = 'source' AND NOT internal ORDER BY ALL`,
  )
  return reader.getRows().map(([schema, name]) => ({ schema: String(schema), name: String(name) }))
}

async function columnList(connection: DuckDBConnection, { schema, name }: BaseTable, file: string): Promise<string> {
  const of = `database_name = 'source' AND schema_name = ${quoteText(schema)} AND table_name = ${quoteText(name)}`
  const declared = await connection.runAndReadAll(`SELECT sql FROM duckdb_tables() WHERE ${of}`)
  if (/\bGENERATED\s+ALWAYS\b/i.test(String(declared.getRows()[0]?.[0]))) {
    throw new ConfigurationError(
      `${file}: has computed columns (GENERATED ALWAYS), which are not read: they can run anything. Write their values into a table.`,
    )
  }
  const reader = await connection.runAndReadAll(
    `SELECT column_name, data_type FROM duckdb_columns() WHERE ${of} ORDER BY column_index`,
  )
  const columns = reader.getRows().map(([column, type]) => {
    const [quoted, held] = [quoteName(String(column)), String(type)]
    const exact = exactTypes.get(held)
    // Names of fields and of an ENUM's values are no types.
    if (exact === undefined && otherTypes.test(held.replaceAll(/"[^"]*"|'[^']*'/g, ''))) {
      throw new ConfigurationError(
        `${file}: column ${quoted} holds ${held}, which is not read. Leave it out, or write it as another type.`,
      )
    }
    return exact === undefined ? quoted : `CAST(${quoted} AS ${exact}) AS ${quoted}`
  })
  return columns.join(', ')
}

function explainDatabase(error: unknown, database: string, file: string): unknown {
  if (error instanceof ConfigurationError) return error
  const message = messageOf(error)
  const told = (text: string): ConfigurationError => new ConfigurationError(`${database}: ${text}`, { cause: error })
  if (/encrypted/i.test(message)) return told('is encrypted, which is not read. Write it without a key.')
  if (/version number/i.test(message)) {
    return told(
      'was written by another version of DuckDB, which this one does not read. Write it for an older one (STORAGE_VERSION).',
    )
  }
  if (/not a valid DuckDB database/i.test(message)) return told('is no DuckDB database.')
  if (/^Conversion Error/.test(message)) {
    return new ConfigurationError(`${file}: holds integers of more than 38 digits. Leave their column out.`, {
      cause: error,
    })
  }
  if (
    /^(IO|Serialization|Invalid Input|Catalog|Binder|Parser|Not implemented|Out of Range|Invalid) Error/i.test(message)
  ) {
    return told(`cannot be read (${message.split('\n')[0]?.replace(/^[A-Za-z ]+Error: /, '')}). Is the file complete?`)
  }
  if (message.startsWith('Out of Memory Error')) return told('reading needs more memory than is allowed.')
  // What is damaged can look like the engine's own fault.
  if (/^(INTERNAL|FATAL) Error/i.test(message)) return told('is damaged. Write it again.')
  return error
}
