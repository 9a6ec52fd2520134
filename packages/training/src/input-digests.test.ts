import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestOfBytes, digestOfTree } from '@mlgate/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inputDigests } from './input-digests.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-inputs-'))
  await mkdir(join(folder, 'src'))
  await writeFile(join(folder, 'src', 'train.py'), 'fit()')
  await writeFile(join(folder, 'data.csv'), 'a\n1\n')
})
afterAll(() => rm(folder, { recursive: true }))

const input = (name: string) => ({ name, path: join(folder, name) })

test('files and folders are told apart, sorted, and named once', async () => {
  expect(await inputDigests([input('src'), input('data.csv'), input('src')])).toEqual([
    { name: 'data.csv', digest: digestOfBytes('a\n1\n') },
    { name: 'src', digest: await digestOfTree(join(folder, 'src')) },
  ])
})

test('an input that is not there is an error that names it', async () => {
  await expect(inputDigests([input('absent.csv')])).rejects.toThrow('train.inputs: absent.csv is not there')
})
