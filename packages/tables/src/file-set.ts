import type { DuckDBConnection } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import type { FilePart } from './engine.ts'
import { type FileFormat, formatOf, type NamedFormat } from './file-format.ts'
import type { Relation, SourceFile } from './relation.ts'

/** A file of several that are read as one table. */
export interface SetFile {
  /** Below the folder of all, with `/`; folders such as `year=2026` are columns. */
  readonly name: string
  readonly path: string
}

/** The format of all files of a set; they may be compressed in different ways. Throws ConfigurationError for others. */
export function formatOfSet(
  set: string,
  files: readonly SetFile[],
): { readonly format: FileFormat; readonly named: readonly NamedFormat[] } {
  const named = files.map(({ name }) => {
    try {
      return formatOf(name)
    } catch (cause) {
      const hint = `All files of ${set} are read: name those that are data by a pattern, such as *.csv.`
      throw new ConfigurationError(`${cause instanceof Error ? cause.message : name} ${hint}`, { cause })
    }
  })
  const [first] = named
  if (first === undefined) throw new ConfigurationError(`${set}: stands for no file.`)
  const other = named.findIndex(({ format }) => format !== first.format)
  if (other >= 0) {
    throw new ConfigurationError(
      `${set}: ${JSON.stringify(files[other]?.name)} is another format than ${JSON.stringify(files[0]?.name)}. Files that are read together need the same.`,
    )
  }
  return { format: first.format, named }
}

/** A query each costs more than the counting; one for all grows with the square. */
const countedTogether = 100

/** Counts the rows of each file of a set. */
export async function countParts(
  connection: DuckDBConnection,
  relation: Relation,
  files: readonly SourceFile[],
  set: readonly SetFile[],
): Promise<readonly FilePart[]> {
  const parts: FilePart[] = []
  for (let at = 0; at < set.length; at += countedTogether) {
    const some = files.slice(at, at + countedTogether)
    const counts = some.map((file, index) => `SELECT ${index} AS part, count(*) AS n FROM ${relation.from([], [file])}`)
    const reader = await connection.runAndReadAll(`SELECT n FROM (${counts.join(' UNION ALL ')}) ORDER BY part`)
    const rows = reader.getRows().map(([count]) => Number(count))
    for (const [index, { name, path }] of set.slice(at, at + countedTogether).entries()) {
      parts.push({ name, path, rows: rows[index] ?? 0 })
    }
  }
  return parts
}

/** The file and the number in it, from 1, of a row of the table. Undefined for a row that the files do not have. */
export function placeOfRow(
  parts: readonly FilePart[],
  row: number,
): { readonly name: string; readonly path: string; readonly row: number } | undefined {
  let before = 0
  for (const { name, path, rows } of parts) {
    if (row <= before + rows) return row < 1 ? undefined : { name, path, row: row - before }
    before += rows
  }
  return undefined
}
