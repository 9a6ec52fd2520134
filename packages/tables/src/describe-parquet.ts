import type { DuckDBConnection } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import { refuseOtherColumns } from './other-columns.ts'
import { describe, fileList, fromFileAlone, type Relation, type SourceFile } from './relation.ts'

/**
 * How Parquet files are read, which say so themselves. Of several, each must have the columns and the types of the first:
 * DuckDB would turn other types into those, and numbers would change.
 *
 * @throws ConfigurationError for files that differ
 */
export async function describeParquet(connection: DuckDBConnection, files: readonly SourceFile[]): Promise<Relation> {
  const read = (some: readonly SourceFile[]): string => `read_parquet(${fileList(some)}, ${fromFileAlone})`
  const [first, ...others] = files
  if (first === undefined) throw new RangeError('There is always a file.')
  const columns = await describe(connection, read([first]))
  for (const other of others) {
    const found = await describe(connection, read([other]))
    refuseOtherColumns(
      first.file,
      columns.map(({ name }) => name),
      other.file,
      found.map(({ name }) => name),
    )
    const changed = found.find(({ type }, index) => type !== columns[index]?.type)
    if (changed === undefined) continue
    const before = columns.find(({ name }) => name === changed.name)
    throw new ConfigurationError(
      `${other.file}: column ${JSON.stringify(changed.name)} holds ${changed.type}, and ${before?.type} in ${first.file}. Write the files with one type.`,
    )
  }
  return { columns, from: (_, some = files) => read(some) }
}
