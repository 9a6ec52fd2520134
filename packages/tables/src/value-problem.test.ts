import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { messageOf } from '@mlgate/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTables } from './open-tables.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-values-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

it.each([
  'who::INTEGER',
  'who::DATE',
  'who::BOOLEAN',
  "strptime(who, '%Y')",
  'error(who)',
  '(n * 9000000000000000000)::BIGINT',
  'n::TINYINT',
  "json_extract(who, '$.a')",
  'regexp_matches(who, who)',
  'who::INTEGER[]',
  'who::UUID',
  'chr(n)',
  'who::STRUCT(a INTEGER)',
  "date_part(who, DATE '2024-01-01')",
])('an error of the query %s tells no value of the data', async (expression) => {
  const path = join(folder, 'rows.csv')
  await writeFile(path, 'who,n\n"CANARY [parquet file (",987654321\n')
  await using tables = await openTables({ allow: [path], memoryMb: 512 })
  const failed = await tables.query(path, `SELECT ${expression} FROM data`).then(
    () => '',
    (error: unknown) => messageOf(error),
  )
  expect(failed).not.toMatch(/CANARY|987654321|987,654/)
})
