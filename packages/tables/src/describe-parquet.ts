import type { DuckDBConnection } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import { checkParquet } from './check-parquet.ts'
import { rowNumberName } from './engine.ts'
import { refuseOtherColumns } from './other-columns.ts'
import { parquetRowNumbers, readParquet } from './parquet-rows.ts'
import { quoteName } from './quoting.ts'
import { describe, type Relation, type SourceFile } from './relation.ts'

/**
 * How Parquet files are read, which say so themselves. Of several, each must have the columns and the types of the first:
 * DuckDB would turn other types into those, and numbers would change.
 *
 * @throws ConfigurationError for files that differ
 */
export async function describeParquet(connection: DuckDBConnection, files: readonly SourceFile[]): Promise<Relation> {
  const [first, ...others] = files
  if (first === undefined) throw new RangeError('There is always a file.')
  await checkParquet(connection, files)
  const columns = await describe(connection, readParquet([first]))
  for (const other of others) {
    const found = await describe(connection, readParquet([other]))
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
  const number = await parquetRowNumbers(
    connection,
    files,
    columns.map(({ name }) => name),
  )
  return {
    columns,
    from: (_, some = files) => readParquet(some),
    ...(number && {
      numbered: (_, some = files) =>
        `(SELECT ${number(some)} AS ${quoteName(rowNumberName)}, * FROM ${readParquet(some)})`,
    }),
  }
}
