import { rename, rm } from 'node:fs/promises'
import { fillTable } from './fill-table.ts'
import { loadDuckdb } from './native.ts'
import { quoteName, quoteText } from './quoting.ts'
import type { Table } from './table.ts'

/**
 * Writes a table as Parquet (zstd), beside its place first and renamed: a file of that name is whole or not there.
 * Missing numbers are null; numbers whose values are all whole are written as integers, so that other programs read them
 * as they were.
 */
export async function writeParquet(file: string, table: Table): Promise<void> {
  const { DuckDBInstance } = await loadDuckdb()
  const instance = await DuckDBInstance.create(':memory:')
  const beside = `${file}.${process.pid}.tmp`
  try {
    const connection = await instance.connect()
    try {
      await fillTable(connection, 'rows', table.columns)
      const list = [...table.columns].map(([name, column]) => {
        const quoted = quoteName(name)
        if (column.kind !== 'number') return quoted
        const type = column.values.every((value) => Number.isNaN(value) || Number.isSafeInteger(value))
          ? 'BIGINT'
          : 'DOUBLE'
        return `CASE WHEN isnan(${quoted}) THEN NULL ELSE ${quoted} END::${type} AS ${quoted}`
      })
      await connection.run(
        `COPY (SELECT ${list.join(', ')} FROM rows) TO ${quoteText(beside)} (FORMAT parquet, COMPRESSION zstd)`,
      )
    } finally {
      connection.closeSync()
    }
    await rename(beside, file)
  } finally {
    instance.closeSync()
    await rm(beside, { force: true })
  }
}
