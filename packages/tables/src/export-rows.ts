import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { type RowSelection, rowNumberName } from './engine.ts'
import { fillTable } from './fill-table.ts'
import { quoteName, quoteText } from './quoting.ts'
import type { Column } from './table.ts'

/** Where the rows are written before they get their name. */
export function besideTarget(target: string): string {
  return `${target}.${process.pid}.tmp`
}

/**
 * Writes the selected rows beside their place and renames them. The database must be allowed to write there.
 *
 * @param numbered the file's rows with their numbers, as SQL after FROM
 */
export async function exportRows(
  connection: DuckDBConnection,
  numbered: string,
  selection: RowSelection,
  target: string,
): Promise<void> {
  const beside = besideTarget(target)
  await mkdir(dirname(target), { recursive: true })
  try {
    await connection.run(await copySql(connection, numbered, selection, beside))
    await rename(beside, target)
  } finally {
    await rm(beside, { force: true })
  }
}

async function copySql(
  connection: DuckDBConnection,
  numbered: string,
  { rows, rowName, columns, beside }: RowSelection,
  target: string,
): Promise<string> {
  const row = quoteName(rowNumberName)
  const own = [...beside].map(([name, told], index): readonly [string, string, Column] => {
    const held = quoteName(`own ${index}`)
    if (told.kind === 'number') {
      const column: Column = { kind: 'number', values: Float64Array.from(told.values) }
      return [`own ${index}`, `picked.${held}::BIGINT AS ${quoteName(name)}`, column]
    }
    // Lists travel as JSON: what fills tables knows texts alone.
    const texts = told.kind === 'list' ? told.values.map((value) => JSON.stringify(value)) : told.values
    const value = told.kind === 'list' ? `from_json(picked.${held}, '["VARCHAR"]')` : `picked.${held}`
    return [`own ${index}`, `${value} AS ${quoteName(name)}`, { kind: 'string', values: texts }]
  })
  await fillTable(
    connection,
    'picked',
    new Map<string, Column>([
      [rowNumberName, { kind: 'number', values: Float64Array.from(rows) }],
      ...own.map(([held, , column]) => [held, column] as const),
    ]),
  )
  const list = [
    `numbered.${row} AS ${quoteName(rowName)}`,
    ...own.map(([, sql]) => sql),
    ...columns.map((name) => `numbered.${quoteName(name)}`),
  ]
  return (
    `COPY (SELECT ${list.join(', ')} FROM ${numbered} AS numbered ` +
    `JOIN picked ON numbered.${row} = picked.${row}::BIGINT ORDER BY numbered.${row}) ` +
    `TO ${quoteText(target)} (FORMAT parquet, COMPRESSION zstd)`
  )
}
