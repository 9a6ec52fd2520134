import type { DuckDBConnection } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import { rowNumberName, type SqlColumn } from './engine.ts'
import type { TextFile } from './file-bytes.ts'
import type { LockedFile } from './locked-database.ts'
import { quoteName, quoteText } from './quoting.ts'

/** A file as SQL sees it: what follows FROM, and its columns. */
export interface Relation {
  readonly columns: readonly SqlColumn[]
  /** The text after FROM, of some files or all; columns of undeclared type that `asText` names are VARCHAR. */
  from(asText?: readonly string[], files?: readonly SourceFile[]): string
  /**
   * The same with the column `#row` in front. There where the file itself tells the numbers of its rows; others are
   * counted one after the other, which no two threads can do.
   */
  numbered?(asText?: readonly string[], files?: readonly SourceFile[]): string
}

/** A relation's text after FROM with the numbers of its rows in front, 1 for the first. */
export function numberedFrom({ from, numbered }: Relation, asText: readonly string[] = []): string {
  return numbered?.(asText) ?? `(SELECT row_number() OVER () AS ${quoteName(rowNumberName)}, * FROM ${from(asText)})`
}

/** A file that is to be read. */
export interface SourceFile extends TextFile, LockedFile {}

/** Values come from the file, never from folders of its path such as `year=2026`. */
export const fromFileAlone = 'hive_partitioning=false'

/** The files as DuckDB's readers take them, in this order. */
export function fileList(files: readonly LockedFile[]): string {
  return `[${files.map(({ pattern }) => quoteText(pattern)).join(', ')}]`
}

export async function describe(connection: DuckDBConnection, from: string): Promise<SqlColumn[]> {
  const result = await connection.run(`SELECT * FROM ${from} LIMIT 0`)
  return result
    .columnNames()
    .map((name, index) => ({ name, type: result.columnType(index).toString(), declared: true }))
}

export interface Typed {
  readonly name: string
  readonly type: string
}

export function asVarchar(name: string): Typed {
  return { name, type: 'VARCHAR' }
}

export function relationOf(
  columns: readonly SqlColumn[],
  files: readonly SourceFile[],
  read: (columns: readonly Typed[], files: readonly SourceFile[]) => string,
): Relation {
  return {
    columns,
    from: (asText = [], some = files) =>
      read(
        columns.map((column) => (!column.declared && asText.includes(column.name) ? asVarchar(column.name) : column)),
        some,
      ),
  }
}

export function columnStruct(columns: readonly Typed[]): string {
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
