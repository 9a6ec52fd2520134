import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLocked, withConnection } from './locked-database.ts'

let folder: string
let instance: DuckDBInstance

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-locked-'))
  const path = join(folder, 'data.csv')
  await writeFile(path, 'a\n1\n')
  await writeFile(join(folder, 'other.csv'), 'a\n1\n')
  instance = await openLocked([{ path, pattern: path }], { threads: 1, memoryMb: 256 })
})

afterAll(async () => {
  instance.closeSync()
  await rm(folder, { recursive: true, force: true })
})

const run = (sql: string): Promise<unknown> =>
  withConnection(instance, (connection) => connection.run(sql.replaceAll('{folder}', folder)))

// Settings that DuckDB lets anybody change at any time, unless the configuration is locked.
test.each(['SET threads = 8', "SET memory_limit = '1TB'", "SET GLOBAL TimeZone = 'Asia/Tokyo'", 'RESET threads'])(
  'the configuration stays as it is: %s',
  async (sql) => {
    await expect(run(sql)).rejects.toThrow('the configuration has been locked')
  },
)

test('one file can be read, and nothing else', async () => {
  await expect(run("SELECT * FROM read_csv('{folder}/data.csv')")).resolves.toBeDefined()
  await expect(run("SELECT * FROM read_csv('{folder}/other.csv')")).rejects.toThrow('Permission Error')
  await expect(run("COPY (SELECT 1) TO '{folder}/new.csv'")).rejects.toThrow('Permission Error')
})
