import { copyFile, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestOfFile } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { runValidateData } from './run.ts'

const contract = (column: string, maximum: number) => `apiVersion: v3.1.0
kind: DataContract
id: c
version: 1.0.0
status: active
schema:
  - name: rows
    properties:
      - {name: ${column}, logicalType: integer, logicalTypeOptions: {maximum: ${maximum}}}
`

/** Validates a checkout that holds the contract and what `write` leaves there. */
async function validated(train: string, contractText: string, write: (directory: string) => Promise<void>) {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-formats-'))
  await write(directory)
  await writeFile(join(directory, 'c.yaml'), contractText)
  const file = `model: m\ntask: classification\ncandidate: {onnx: m.onnx}\ndata: {contract: c.yaml, train: ${JSON.stringify(train)}}\n`
  const result = await runValidateData({}, stepDeps(directory, file, fakeHost()))
  const messages = result.report.checks.filter(({ verdict }) => verdict === 'fail').map(({ message }) => message)
  return { ...result, text: JSON.stringify(result), failures: messages.join('\n') }
}

describe('validate-data', () => {
  const arrow = join(import.meta.dirname, '../../../tables/src/arrow/testdata/long-zstd.arrows')
  const copied = (directory: string) => copyFile(arrow, join(directory, 'train.arrows'))

  it('checks the rows of an Arrow file, and records the digest of the file itself', async () => {
    const { verdict, text } = await validated('train.arrows', contract('n', 4999), copied)
    expect(verdict).toBe('pass')
    expect(text).toContain(await digestOfFile(arrow))
  })

  it('checks the table of a DuckDB database that is named behind it', async () => {
    const original = join(import.meta.dirname, 'testdata/two-tables.duckdb')
    const write = (directory: string) => copyFile(original, join(directory, 'db.duckdb'))
    const { verdict, text, failures } = await validated('db.duckdb#flights', contract('n', 7), write)
    expect(verdict).toBe('fail')
    expect(failures).toMatch(/9, 10/)
    expect(text).toContain(await digestOfFile(original))
    expect((await validated('db.duckdb#flights', contract('n', 9), write)).verdict).toBe('pass')
    await expect(validated('db.duckdb', contract('n', 9), write)).rejects.toThrow('It has "flights", "stations".')
  })

  it('names the rows of an Arrow file that break the contract', async () => {
    const { verdict, failures } = await validated('train.arrows', contract('n', 4997), copied)
    expect(verdict).toBe('fail')
    expect(failures).toMatch(/4999, 5000/)
  })
})
