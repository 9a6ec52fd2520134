import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'

/** The files that are validated. */
export interface DataFiles {
  /** Three million flights of 2001, as npm's vega-datasets has them. */
  readonly parquet: string
  /** The same rows. */
  readonly csv: string
  /** Ten times as many: each copy a second later, so that no key comes twice that did not before. */
  readonly large: string
}

/** Writes the files into a folder. */
export async function makeData(folder: string): Promise<DataFiles> {
  const source = fileURLToPath(new URL('../../node_modules/vega-datasets/data/flights-3m.parquet', import.meta.url))
  const files = {
    parquet: `${folder}/flights.parquet`,
    csv: `${folder}/flights.csv`,
    large: `${folder}/large.parquet`,
  }
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    await connection.run(`COPY (FROM '${source}') TO '${files.parquet}' (FORMAT parquet, COMPRESSION zstd)`)
    await connection.run(`COPY (FROM '${source}') TO '${files.csv}' (HEADER)`)
    const shifted = 'SELECT date + shift * INTERVAL 1 SECOND AS date, delay, distance, origin, destination'
    await connection.run(
      `COPY (${shifted} FROM range(10) shifts(shift), '${source}') TO '${files.large}' (FORMAT parquet, COMPRESSION zstd)`,
    )
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
  return files
}
