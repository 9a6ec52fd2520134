import type { DuckDBConnection } from '@duckdb/node-api'
import { fileList, fromFileAlone, type SourceFile } from './relation.ts'

/** What the engine adds to Parquet files unless they have columns of these names themselves. */
const virtualNames = ['file_row_number', 'file_index']

/** SQL after FROM. */
export function readParquet(files: readonly SourceFile[]): string {
  return `read_parquet(${fileList(files)}, ${fromFileAlone})`
}

/**
 * SQL for the number of a row among those of `files`, in their order, given which of them are read by one
 * `read_parquet`. Undefined when a column has a name that the numbers come by.
 */
export async function parquetRowNumbers(
  connection: DuckDBConnection,
  files: readonly SourceFile[],
  names: readonly string[],
): Promise<((some?: readonly SourceFile[]) => string) | undefined> {
  if (names.some((name) => virtualNames.includes(name.toLowerCase()))) return undefined
  if (files.length === 1) return () => '(file_row_number + 1)'
  const before = new Map<SourceFile, number>()
  let rows = 0
  for (const file of files) {
    before.set(file, rows)
    const reader = await connection.runAndReadAll(`SELECT count(*) FROM ${readParquet([file])}`)
    rows += Number(reader.getRows()[0]?.[0])
  }
  return (some = files) =>
    `(file_row_number + 1 + [${some.map((file) => before.get(file)).join(', ')}][file_index::BIGINT + 1])`
}
