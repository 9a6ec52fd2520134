import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunFile } from '@mlgate/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keepForLaterJobs } from './handed-over.ts'
import { readNeededFiles } from './run-files.ts'

const query = { prefix: 'mlgate-', file: 'report.json', limit: 1_000 }
let project: string

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'mlgate-needed-'))
})
afterEach(() => rm(project, { recursive: true, force: true }))

/** Leaves a folder with these files as a job's step would. */
async function leave(job: string, name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-left-'))
  for (const [file, content] of Object.entries(files)) await writeFile(join(folder, file), content)
  const { id } = await keepForLaterJobs(project, job, name, folder)
  await rm(folder, { recursive: true })
  return join(project, id)
}

const shown = (files: readonly RunFile[]) =>
  files.map((file) => `${file.artifact}: ${'content' in file ? Buffer.from(file.content) : file.problem}`)

describe('what needed jobs left', () => {
  test('is read, checked by the digest in its index', async () => {
    await leave('gate', 'mlgate-m-evaluate-gate', { 'report.json': '{"a":1}', 'report.md': 'x' })
    await leave('validate', 'mlgate-m-validate-data', { 'report.json': '{"b":1}' })
    await leave('validate', 'something else', { 'report.json': '{"c":1}' })
    await writeFile(join(project, '.mlgate/.jobs/gate/outputs.json'), '{}')
    const files = await readNeededFiles(project, query)
    expect(shown(files)).toEqual([
      '.mlgate/.jobs/gate/mlgate-m-evaluate-gate: {"a":1}',
      '.mlgate/.jobs/validate/mlgate-m-validate-data: {"b":1}',
    ])
    expect(files.map(({ isNamed }) => isNamed('mlgate-m-evaluate-gate'))).toEqual([true, false])
  })

  test('is nothing when no job left anything', async () => {
    expect(await readNeededFiles(project, query)).toEqual([])
  })

  test.each([
    ['other bytes', (folder: string) => writeFile(join(folder, 'report.json'), '{"a":2}'), /its digest is sha256:/],
    ['one more file', (folder: string) => writeFile(join(folder, 'more'), 'x'), /its digest is sha256:/],
    ['no report', (folder: string) => rm(join(folder, 'report.json')), /its digest is sha256:/],
    ['an index of something else', (folder: string) => writeFile(join(folder, '../index.json'), '{}'), /has no index/],
    ['an index that is no JSON', (folder: string) => writeFile(join(folder, '../index.json'), '{'), /has no index/],
    [
      'a link in place of the report',
      async (folder: string) => {
        await rm(join(folder, 'report.json'))
        await symlink('/etc/passwd', join(folder, 'report.json'))
      },
      /neither a file nor a folder/,
    ],
  ])('with %s is named with the reason, and hides no other', async (_what, alter, message) => {
    const folder = await leave('gate', 'mlgate-m-evaluate-gate', { 'report.json': '{"a":1}' })
    await leave('validate', 'mlgate-m-validate-data', { 'report.json': '{"b":1}' })
    await alter(folder)
    const [gate, validate] = shown(await readNeededFiles(project, query))
    expect(gate).toMatch(message)
    expect(validate).toContain('{"b":1}')
  })

  test('through a linked folder is refused', async () => {
    await mkdir(join(project, '.mlgate'), { recursive: true })
    await symlink(tmpdir(), join(project, '.mlgate/.jobs'))
    await expect(readNeededFiles(project, query)).rejects.toThrow('is a symbolic link')
  })
})
