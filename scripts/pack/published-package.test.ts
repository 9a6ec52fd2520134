import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filesBelow } from '@mlgate/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { root } from '../repository.ts'
import { layOutPackage } from './published-package.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-pack-'))
  await mkdir(join(folder, 'dist/chunks'), { recursive: true })
  const bundles = [
    'mlgate.js',
    'score-worker.js',
    'resample-worker.js',
    'chunks/a-1.js',
    'package.json',
    'licenses.txt',
    'train-model.js',
  ]
  for (const name of bundles) await writeFile(join(folder, 'dist', name), name)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('the published package is the command with its bundle, without what is the actions’ or of an earlier time', async () => {
  const target = join(folder, 'package')
  await mkdir(target)
  await writeFile(join(target, 'leftover.js'), '')
  await layOutPackage(root, join(folder, 'dist'), target)
  expect(await filesBelow(target)).toEqual([
    'LICENSE',
    'README.md',
    'bin/mlgate.js',
    'dist/chunks/a-1.js',
    'dist/licenses.txt',
    'dist/mlgate.js',
    'dist/package.json',
    'dist/resample-worker.js',
    'dist/score-worker.js',
    'package.json',
  ])
})

test('installing it runs and brings nothing else: it has no scripts and no dependencies', async () => {
  const target = join(folder, 'package')
  await layOutPackage(root, join(folder, 'dist'), target)
  const manifest = JSON.parse(await readFile(join(target, 'package.json'), 'utf8'))
  expect(manifest).toMatchObject({ name: 'mlgate', bin: { mlgate: './bin/mlgate.js' }, engines: { node: '>=24' } })
  expect(Object.keys(manifest).filter((key) => /dependencies|scripts|private/i.test(key))).toEqual([])
})
