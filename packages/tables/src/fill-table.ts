import type { DuckDBConnection } from '@duckdb/node-api'
import { loadDuckdb } from './native.ts'
import { quoteName } from './quoting.ts'
import type { Column } from './table.ts'

/** Rows a chunk that is handed to the database, which is its own vector size. */
const chunkRows = 2048

/** Makes a temporary table of columns of equal length; NaN stays NaN. RangeError when their lengths differ. */
export async function fillTable(
  connection: DuckDBConnection,
  table: string,
  columns: ReadonlyMap<string, Column>,
): Promise<void> {
  const filled = [...columns]
  const rows = filled[0]?.[1].values.length ?? 0
  for (const [name, { values }] of filled) {
    if (values.length !== rows) throw new RangeError(`${name} has ${values.length} values, not ${rows}.`)
  }
  const { BOOLEAN, DOUBLE, DuckDBDataChunk, VARCHAR } = await loadDuckdb()
  const types = filled.map(([, { kind }]) => (kind === 'number' ? DOUBLE : kind === 'string' ? VARCHAR : BOOLEAN))
  const declared = filled.map(([name], index) => `${quoteName(name)} ${types[index]}`)
  await connection.run(`CREATE TEMP TABLE ${quoteName(table)} (${declared.join(', ')})`)
  const appender = await connection.createAppender(table)
  for (let at = 0; at < rows; at += chunkRows) {
    const chunk = DuckDBDataChunk.create(types, Math.min(chunkRows, rows - at))
    for (const [index, [, { values }]] of filled.entries()) {
      chunk.setColumnValues(index, Array.from<number | string | boolean | null>(values.slice(at, at + chunkRows)))
    }
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}
