import { rename, rm } from 'node:fs/promises'
import { fillTable } from './fill-table.ts'
import { loadDuckdb } from './native.ts'
import { quoteName, quoteText } from './quoting.ts'
import type { Table } from './table.ts'

/**
 * Writes a table as Parquet (zstd), beside its place first and renamed: a file of that name is whole or not there.
 * Missing numbers are null; numbers whose values are all whole are written as integers, so that other programs read them
 * as they were. With `narrow`, numbers that single precision holds exactly are written in it: half the file, but programs
 * may go on to reckon with them so.
 */
export async function writeParquet(
  file: string,
  table: Table,
  options: { readonly narrow?: boolean } = {},
): Promise<void> {
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
        return `CASE WHEN isnan(${quoted}) THEN NULL ELSE ${quoted} END::${typeOf(column.values, options)} AS ${quoted}`
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

function typeOf(values: Float64Array, { narrow = false }: { readonly narrow?: boolean }): string {
  // No integer is −0.
  const isWhole = (value: number): boolean => Number.isSafeInteger(value) && !Object.is(value, -0)
  if (values.every((value) => Number.isNaN(value) || isWhole(value))) return 'BIGINT'
  const isSingle = narrow && values.every((value) => Number.isNaN(value) || Math.fround(value) === value)
  return isSingle ? 'FLOAT' : 'DOUBLE'
}
