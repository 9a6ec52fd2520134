// Writes the table penguins.json of the npm package vega-datasets as data/train.csv and data/test.csv: every third row,
// chosen by a hash of its number, is for the gate. Missing measurements and sexes stay missing.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'

const source = fileURLToPath(new URL('../data/penguins.json', import.meta.resolve('vega-datasets')))

/** Writes the two files below `folder`. */
export async function preparePenguins(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
  await connection.run(`
    create table penguins as
    select
      row_number() over () as row_id,
      "Species" as species,
      "Island" as island,
      "Beak Length (mm)" as beak_length_mm,
      "Beak Depth (mm)" as beak_depth_mm,
      "Flipper Length (mm)" as flipper_length_mm,
      "Body Mass (g)" as body_mass_g,
      nullif(lower("Sex"), '.') as sex
    from read_json(${literal(source)})`)
  for (const [name, condition] of [
    ['train', 'md5_number_lower(row_id::varchar) % 3 <> 0'],
    ['test', 'md5_number_lower(row_id::varchar) % 3 = 0'],
  ]) {
    const file = literal(join(folder, `${name}.csv`))
    await connection.run(
      `copy (select * from penguins where ${condition} order by row_id) to ${file} (format csv, header)`,
    )
  }
  connection.closeSync()
  instance.closeSync()
}

if (import.meta.main) await preparePenguins(join(import.meta.dirname, 'data'))
