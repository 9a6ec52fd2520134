import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { openTables, quoteText } from '@mlgate/tables'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import { profileDocument } from './data-profile.ts'
import { profileFile } from './profile-file.ts'

const published = new URL('../../../../schemas/data-profile.schema.json', import.meta.url)

it('profiles of files of every kind are of the published schema, and others are not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-profile-'))
  try {
    const rows = {
      'rows.csv': 'id,x,who,ok\n1,0.5,ann,true\n2,,b|d,\n',
      'rows.json': '[{"huge": 1e999, "secret": "s"}, {"huge": 2, "secret": "t"}]',
      'empty.csv': 'a,b\n',
    }
    for (const [name, content] of Object.entries(rows)) await writeFile(join(folder, name), content)
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const select = "SELECT ['a'] AS tags, DATE '2024-02-01' AS d, TIME '10:00' AS t, TIMESTAMP '2024-02-01 10:00' AS ts"
    await connection.run(`COPY (${select}) TO ${quoteText(join(folder, 'times.parquet'))} (FORMAT parquet)`)
    connection.closeSync()
    instance.closeSync()
    await using tables = await openTables({ allow: [folder], memoryMb: 512 })
    const files = []
    for (const name of [...Object.keys(rows), 'times.parquet']) {
      const file = { data: name, name, path: join(folder, name), digest: `sha256:${'0'.repeat(64)}` }
      files.push(await profileFile(tables, file, new Set(['secret'])))
    }
    const document = JSON.parse(profileDocument({ format: 'mlgate-profile/1', files }))
    const kinds = new Set(files.flatMap(({ columns }) => columns.map(({ kind }) => kind)))
    expect(kinds).toEqual(new Set(['integer', 'number', 'text', 'boolean', 'date', 'time', 'timestamp', 'other']))
    const isProfile = new Ajv2020({ strict: true }).compile(JSON.parse(await readFile(published, 'utf8')))
    expect(isProfile(document) || isProfile.errors).toBe(true)
    expect(isProfile({ ...document, note: 1 })).toBe(false)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
