import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openTables } from './open-tables.ts'

async function numbers(rows: number): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'mlgate-lean-')), 'numbers.csv')
  await writeFile(file, `n,text\n${Array.from({ length: rows }, (_, row) => `${row},text ${row}`).join('\n')}\n`)
  return file
}

test('a query that spills, or is asked again with more memory, answers as it does without a limit', async () => {
  const file = await numbers(1_500_000)
  const distinct = 'SELECT count(DISTINCT n), count(DISTINCT text) FROM data'
  // A median holds all values at once.
  const median = 'SELECT median(n), length(string_agg(text)) FROM data'
  await using free = await openTables({ allow: [file] })
  await using lean = await openTables({ allow: [file], leanMb: 70 })
  for (const sql of [distinct, median]) expect(await lean.query(file, sql)).toEqual(await free.query(file, sql))
})

test('nothing that was spilled is left behind, and nobody else may read it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-spilled-'))
  vi.stubEnv('TMPDIR', folder)
  const file = await numbers(1000)
  {
    await using tables = await openTables({ allow: [file], leanMb: 70 })
    await tables.query(file, 'SELECT count(DISTINCT n) FROM data')
    await expect(tables.query(file, `SELECT * FROM read_text('${folder}/*')`)).rejects.toThrow()
  }
  expect((await readdir(folder)).filter((name) => !name.startsWith('mlgate-lean-'))).toEqual([])
  vi.unstubAllEnvs()
})
