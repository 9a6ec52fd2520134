import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readFolderFiles } from './folder-files.ts'

const query = { prefix: 'mlgate-', file: 'report.json', limit: 10 }
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-folder-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function write(path: string, content: string): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true })
  await writeFile(join(folder, path), content)
}

test('reports are found below .mlgate, by model and step, and what is none is passed over', async () => {
  await write('.mlgate/b/evaluate-gate/report.json', '2')
  await write('.mlgate/a/validate-data/report.json', '1')
  await write('.mlgate/a/train-model/model.onnx', 'x')
  await write('.mlgate/.jobs/gate/report.json', '3')
  await write('.mlgate/outputs.json', '{}')
  const files = await readFolderFiles(folder, query)
  expect(files.map((file) => [file.artifact, 'content' in file && Buffer.from(file.content).toString()])).toEqual([
    ['.mlgate/a/validate-data', '1'],
    ['.mlgate/b/evaluate-gate', '2'],
  ])
})

test('a report counts for the model and step of its folder alone: another job may have brought the folder', async () => {
  await write('.mlgate/a/train-model/report.json', '1')
  const [file] = await readFolderFiles(folder, query)
  expect(file?.isNamed('mlgate-a-train-model')).toBe(true)
  expect(file?.isNamed('mlgate-a-evaluate-gate')).toBe(false)
  expect(file?.isNamed('mlgate-b-train-model')).toBe(false)
})

test('one that is too large or a link is named with the reason', async () => {
  await write('.mlgate/a/validate-data/report.json', 'x'.repeat(11))
  await mkdir(join(folder, '.mlgate/b/validate-data'), { recursive: true })
  await symlink('/etc/passwd', join(folder, '.mlgate/b/validate-data/report.json'))
  const files = await readFolderFiles(folder, query)
  expect(files.map((file) => ('problem' in file ? file.problem : ''))).toEqual([
    expect.stringContaining('larger than 10 bytes'),
    expect.stringContaining('is a symbolic link'),
  ])
})

test('a folder without .mlgate holds none', async () => {
  expect(await readFolderFiles(folder, query)).toEqual([])
})
