import type { DuckDBConnection } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import { type CsvDialect, parseCsvHeader } from './csv-header.ts'
import type { SqlColumn } from './engine.ts'
import type { FileFormat } from './file-format.ts'
import { quoteName, quoteText } from './quoting.ts'
import { checkUtf8 } from './text-encoding.ts'
import { inferTypes, wideNumberColumns } from './text-types.ts'

/** A file as SQL sees it: what follows FROM, and its columns. */
export interface Relation {
  readonly columns: readonly SqlColumn[]
  /** The text after FROM; columns of undeclared type that `asText` names are VARCHAR. */
  from(asText?: readonly string[]): string
}

export interface SourceFile {
  /** The real path. */
  readonly path: string
  /** The real path as a pattern that matches it alone, which the database may read. */
  readonly pattern: string
  /** The path as the user wrote it, for messages. */
  readonly file: string
}

/** Values come from the file, never from folders of its path such as `year=2026`. */
const fromFileAlone = 'hive_partitioning=false'

/** DuckDB refuses longer lines, so that a whole header fits. */
const maxLineBytes = 2_000_000

/**
 * Finds out how a file is to be read, over all its rows: types that come from a sample break on the row after it.
 *
 * @throws ConfigurationError, or what DuckDB throws (explained by the caller)
 */
export async function describeFile(
  connection: DuckDBConnection,
  source: SourceFile & { readonly format: FileFormat },
): Promise<Relation> {
  if (source.format === 'csv') return describeCsv(connection, source)
  if (source.format === 'json') return describeJson(connection, source)
  return describeParquet(connection, source)
}

async function describeCsv(connection: DuckDBConnection, { path, pattern, file }: SourceFile): Promise<Relation> {
  const dialect = parseCsvHeader(await checkUtf8(path, file, maxLineBytes), file)
  const read = (columns: readonly Typed[]): string => readCsv(pattern, dialect, columns)
  const types = await inferTypes(connection, read(dialect.names.map(asVarchar)), dialect.names)
  const columns = dialect.names.map((name, index) => ({ name, type: types[index] ?? 'VARCHAR', declared: false }))
  return relationOf(columns, read)
}

function readCsv(pattern: string, dialect: CsvDialect, columns: readonly Typed[]): string {
  return (
    `read_csv(${quoteText(pattern)}, ${fromFileAlone}, auto_detect=false, header=true, skip=0, delim=${quoteText(dialect.delimiter)}, ` +
    `quote='"', escape='"', comment='', nullstr='', strict_mode=true, null_padding=false, ignore_errors=false, ` +
    `max_line_size=${maxLineBytes}, columns=${columnStruct(columns)})`
  )
}

/** What JSON itself tells apart; its strings stay strings as they were written, whatever they look like. */
const jsonTypes = new Set(['BOOLEAN', 'BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE'])

async function describeJson(connection: DuckDBConnection, { path, pattern, file }: SourceFile): Promise<Relation> {
  await checkUtf8(path, file, 1)
  const read = (options: string): string =>
    `read_json(${quoteText(pattern)}, ${fromFileAlone}, format='auto', records='true', map_inference_threshold=-1${options})`
  const found = await describe(connection, read(', sample_size=-1'))
  await refuseRenamedKeys(connection, pattern, file, found)
  const readAs = (columns: readonly Typed[]): string => read(`, columns=${columnStruct(columns)}`)
  const numbers = found.filter((column) => column.type === 'DOUBLE').map((column) => column.name)
  const asText = found.map(({ name }) => asVarchar(name))
  const wide = await wideNumberColumns(connection, readAs(asText), numbers)
  const columns = found.map(({ name, type }) => ({
    name,
    type: jsonTypes.has(type) && !wide.has(name) ? type : 'VARCHAR',
    declared: !wide.has(name),
  }))
  return relationOf(columns, readAs)
}

/** DuckDB renames keys that differ by case alone, or are empty, and would then find nothing under the new names. */
async function refuseRenamedKeys(
  connection: DuckDBConnection,
  pattern: string,
  file: string,
  found: readonly SqlColumn[],
): Promise<void> {
  const objects = `read_json_objects(${quoteText(pattern)}, ${fromFileAlone}, format='auto')`
  const reader = await connection.runAndReadAll(`SELECT DISTINCT unnest(json_keys(json)) FROM ${objects}`)
  const names = new Set(found.map(({ name }) => name))
  const lost = reader
    .getRows()
    .map(([key]) => String(key))
    .find((key) => !names.has(key))
  if (lost !== undefined) {
    throw new ConfigurationError(
      `${file}: the key ${JSON.stringify(lost)} is empty or differs from another by case alone. Rename it.`,
    )
  }
}

async function describeParquet(connection: DuckDBConnection, { pattern }: SourceFile): Promise<Relation> {
  const from = `read_parquet(${quoteText(pattern)}, ${fromFileAlone})`
  return { columns: await describe(connection, from), from: () => from }
}

async function describe(connection: DuckDBConnection, from: string): Promise<SqlColumn[]> {
  const result = await connection.run(`SELECT * FROM ${from} LIMIT 0`)
  return result
    .columnNames()
    .map((name, index) => ({ name, type: result.columnType(index).toString(), declared: true }))
}

interface Typed {
  readonly name: string
  readonly type: string
}

function asVarchar(name: string): Typed {
  return { name, type: 'VARCHAR' }
}

function relationOf(columns: readonly SqlColumn[], read: (columns: readonly Typed[]) => string): Relation {
  return {
    columns,
    from: (asText = []) =>
      read(
        columns.map((column) => (!column.declared && asText.includes(column.name) ? asVarchar(column.name) : column)),
      ),
  }
}

function columnStruct(columns: readonly Typed[]): string {
  return `{${columns.map(({ name, type }) => `${quoteText(name)}: ${quoteText(type)}`).join(', ')}}`
}

/** The relation's columns by the names asked for, in that order; a name that is not there is a ConfigurationError. */
export function pickColumns(relation: Relation, names: readonly string[], file: string): readonly SqlColumn[] {
  return names.map((name) => {
    const found = relation.columns.find((column) => column.name === name)
    if (found !== undefined) return found
    const all = relation.columns.map((column) => column.name)
    const shown = all.slice(0, 20).join(', ') + (all.length > 20 ? ` … (${all.length} in all)` : '')
    throw new ConfigurationError(`${file}: has no column ${quoteName(name)}. Its columns: ${shown}.`)
  })
}
