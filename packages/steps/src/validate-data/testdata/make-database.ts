/** Writes two-tables.duckdb beside this program: `node make-database.ts`. Small blocks make a small file. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { loadNative } from '@mlgate/natives'

const path = join(import.meta.dirname, 'two-tables.duckdb')
await rm(path, { force: true })
const { DuckDBInstance } = await loadNative('@duckdb/node-api')
const instance = await DuckDBInstance.create(':memory:')
const connection = await instance.connect()
await connection.run(`ATTACH '${path}' AS target (BLOCK_SIZE 16384)`)
await connection.run('CREATE TABLE target.flights AS SELECT range AS n FROM range(10)')
await connection.run('CREATE TABLE target.stations AS SELECT 100 AS n')
await connection.run('DETACH target')
connection.closeSync()
instance.closeSync()
