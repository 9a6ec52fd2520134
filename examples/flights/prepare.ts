// Draws the example's rows from the public table flights-3m.parquet of the npm package vega-datasets and writes them as
// data/train.parquet, data/test.parquet and one file each for May and June. The draw is by a hash of each row, so that everybody gets the same rows.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'

const rows = 200_000
const source = fileURLToPath(new URL('../data/flights-3m.parquet', import.meta.resolve('vega-datasets')))

/** Writes files below `folder`: the months until April for training, May and June for the gate, and each of the two for drift. */
export async function prepareFlights(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
  await connection.run(`
    create table flights as
    select
      file_row_number as flight_id,
      strftime(date, '%Y-%m-%d') as date,
      strftime(date, '%a') as weekday,
      hour(date)::integer as hour,
      strftime(date, '%Hh') as hour_of_day,
      distance::integer as distance,
      origin,
      case when origin in ('ORD', 'DFW', 'ATL', 'LAX', 'PHX', 'STL', 'DTW', 'LAS') then origin else 'other' end as hub,
      destination,
      case when delay > 15 then 'yes' else 'no' end as delayed
    from read_parquet(${literal(source)}, file_row_number = true)
    where delay is not null
    order by md5(concat_ws('|', file_row_number, date, delay, distance, origin, destination))
    limit ${rows}`)
  for (const [name, condition] of [
    ['train', "date < '2001-05-01'"],
    ['test', "date >= '2001-05-01'"],
    ['may', "date >= '2001-05-01' and date < '2001-06-01'"],
    ['june', "date >= '2001-06-01'"],
  ]) {
    const file = literal(join(folder, `${name}.parquet`))
    await connection.run(
      `copy (select * from flights where ${condition} order by flight_id) to ${file} (format parquet, compression zstd)`,
    )
  }
  connection.closeSync()
  instance.closeSync()
}

if (import.meta.main) await prepareFlights(join(import.meta.dirname, 'data'))
