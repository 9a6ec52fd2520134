import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError, exitCodes } from '@mlgate/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ImportRequest } from './import-request.ts'
import { runImport } from './run-import.ts'

let cwd: string

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'mlgate-import-'))
  const expectations = [
    { type: 'expect_column_values_to_not_be_null', kwargs: { column: 'a' } },
    { type: 'expect_\u001b[31mwonders', kwargs: {} },
  ]
  await writeFile(join(cwd, 'suite.json'), JSON.stringify({ name: 's', expectations }))
  await writeFile(join(cwd, 'whole.json'), JSON.stringify({ name: 's', expectations: expectations.slice(0, 1) }))
})

afterEach(() => rm(cwd, { recursive: true, force: true }))

async function imported(request: Partial<ImportRequest> & { readonly file: string }) {
  const [written, told]: [string[], string[]] = [[], []]
  const exitCode = await runImport(
    { from: undefined, output: undefined, allowMissing: false, force: false, ...request },
    { cwd, write: (text) => void written.push(text), tell: (line) => void told.push(line) },
  )
  return { exitCode, written: written.join(''), told }
}

test('a suite that is translated whole ends with 0, its contract on standard output', async () => {
  const { exitCode, written, told } = await imported({ file: 'whole.json' })
  expect(exitCode).toBe(exitCodes.pass)
  expect(written).toContain('check: notNull')
  expect(told).toEqual([
    'The contract: 1 rule, 1 property, from great-expectations.',
    expect.stringContaining('null_values'),
  ])
})

test('what has no translation is told and fails, unless that is allowed', async () => {
  const { exitCode, written, told } = await imported({ file: 'suite.json', output: 'contracts/s.yaml' })
  expect(exitCode).toBe(exitCodes.fail)
  expect(written).toBe('')
  expect(told.join('\n')).toContain('wonders')
  expect(told.join('\n')).not.toContain('\u001b')
  expect(await readFile(join(cwd, 'contracts/s.yaml'), 'utf8')).toContain('NOT IMPORTED')
  expect((await imported({ file: 'suite.json', allowMissing: true })).exitCode).toBe(exitCodes.pass)
})

test('a contract that is there is replaced by force alone', async () => {
  await writeFile(join(cwd, 'mine.yaml'), 'mine')
  await expect(imported({ file: 'whole.json', output: 'mine.yaml' })).rejects.toThrow('--force')
  expect(await readFile(join(cwd, 'mine.yaml'), 'utf8')).toBe('mine')
  await imported({ file: 'whole.json', output: 'mine.yaml', force: true })
  expect(await readFile(join(cwd, 'mine.yaml'), 'utf8')).toContain('check: notNull')
})

test.each([
  [{ file: 'none.json' }, 'none.json: cannot be read'],
  [{ file: 'whole.json', output: '../outside.yaml' }, 'lies outside'],
  [{ file: 'whole.json', output: '..' }, 'lies outside'],
] as const)('%j is refused', async (request, words) => {
  const refused = imported(request)
  await expect(refused).rejects.toBeInstanceOf(ConfigurationError)
  await expect(refused).rejects.toThrow(words)
})
