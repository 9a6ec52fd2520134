// What DuckDB alone takes for the numbers that the twelve checks need: `node bare_duckdb.mjs FILE` prints them.
import { readFileSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'

const file = process.argv[2]
const airports = JSON.parse(readFileSync(new URL('airports.json', import.meta.url), 'utf8'))
const list = airports.map((airport) => `'${airport}'`).join(', ')
const rows = {
  'date present': 'date IS NULL',
  'origin present': 'origin IS NULL',
  'destination present': 'destination IS NULL',
  'delay range': 'delay NOT BETWEEN -60 AND 1440',
  'distance range': 'distance NOT BETWEEN 1 AND 5000',
  'date range': "date NOT BETWEEN TIMESTAMP '2001-01-01' AND TIMESTAMP '2001-06-30 23:59:59'",
  'origin pattern': "NOT regexp_matches(origin, '^[A-Z]{3}$')",
  'destination set': `NOT list_contains([${list}], destination)`,
  'distance beyond delay': 'distance <= delay',
}
const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
const connection = await instance.connect()
const counts = Object.values(rows).map((condition) => `count_if(${condition})`)
const reader = await connection.runAndReadAll(
  `SELECT count(*), count(DISTINCT row(date, origin, destination)), avg(delay), ${counts.join(', ')} FROM '${file}'`,
)
const [count, keys, mean, ...broken] = reader.getRows()[0].map(Number)
const found = Object.fromEntries(
  Object.keys(rows).map((name, index) => [name, { holds: broken[index] === 0, rows: broken[index] }]),
)
found['row count'] = { holds: count >= 1e6 && count <= 1e8, rows: 0 }
found['delay mean'] = { holds: mean >= 0 && mean <= 10, rows: 0 }
found.key = { holds: keys === count, rows: count - keys }
process.stdout.write(JSON.stringify(found))
