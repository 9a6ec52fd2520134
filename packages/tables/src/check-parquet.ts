import type { DuckDBConnection } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import { quoteText } from './quoting.ts'
import type { SourceFile } from './relation.ts'

/**
 * Makes sure that the footers of Parquet files agree with themselves on how many rows there are: the file, its row groups
 * and their columns each say so. The engine believes the row groups alone, and a changed byte there loses rows without a
 * word. Only footers are read.
 *
 * @throws ConfigurationError for the first file that contradicts itself
 */
export async function checkParquet(connection: DuckDBConnection, files: readonly SourceFile[]): Promise<void> {
  for (const { pattern, file } of files) {
    const named = quoteText(pattern)
    // Columns within others (`list, element`) have more values than there are rows.
    const reader = await connection.runAndReadAll(
      `WITH chunks AS (SELECT row_group_id, row_group_num_rows AS n, num_values, path_in_schema FROM parquet_metadata(${named})),
      row_groups AS (SELECT row_group_id, any_value(n) AS n FROM chunks GROUP BY row_group_id)
      SELECT (SELECT num_rows FROM parquet_file_metadata(${named})),
        (SELECT coalesce(sum(n), 0)::BIGINT FROM row_groups),
        (SELECT count(*) FROM chunks WHERE num_values <> n AND NOT contains(path_in_schema, ', '))`,
    )
    const [rows, ofGroups, others] = (reader.getRows()[0] ?? []).map(Number)
    if (rows === ofGroups && others === 0) continue
    throw new ConfigurationError(
      `${file}: is damaged: its footer contradicts itself on the number of rows. Write it again.`,
    )
  }
}
