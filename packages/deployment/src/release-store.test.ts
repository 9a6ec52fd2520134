import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestOfBytes } from '@mlgate/core'
import { modelDigest } from '@mlgate/models'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Release } from './release.ts'
import { type ReleaseStore, releaseStore } from './release-store.ts'

let folder: string
let store: ReleaseStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-store-'))
  store = releaseStore(join(folder, 'store'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A model with weights in a folder below it. */
async function release(version: string, weights = 'weights'): Promise<Release> {
  const checkout = join(folder, 'checkout', version)
  await mkdir(join(checkout, 'w'), { recursive: true })
  await writeFile(join(checkout, 'model.onnx'), 'graph')
  await writeFile(join(checkout, 'w', 'data.bin'), weights)
  return {
    model: 'm',
    version,
    modelPath: join(checkout, 'model.onnx'),
    files: [
      { name: 'model.onnx', digest: digestOfBytes('graph') },
      { name: 'w/data.bin', digest: digestOfBytes(weights) },
    ],
    manifest: { format: 1 },
    golden: { rows: [{ x: 1 }], expected: [{ value: 1 }] },
  }
}

test('a model is kept with all its files after its checkout is gone', async () => {
  const wanted = await release('1')
  const { id, modelPath } = await store.put(wanted)
  await rm(join(folder, 'checkout'), { recursive: true })
  const kept = await store.get(id)
  expect(kept).toMatchObject({ id, modelPath, release: { version: '1', digest: modelDigest(wanted.files) } })
  expect(await readFile(join(modelPath, '..', 'w', 'data.bin'), 'utf8')).toBe('weights')
})

test('the same release is the same entry, and a damaged copy is made anew', async () => {
  const first = await store.put(await release('1'))
  await writeFile(first.modelPath, 'damaged')
  expect(await store.put(await release('1'))).toEqual(first)
  expect(await readFile(first.modelPath, 'utf8')).toBe('graph')
  // Another version of the same bytes shares them.
  await store.put(await release('2'))
  expect(await readdir(join(folder, 'store', 'models'))).toHaveLength(1)
  expect(await readdir(join(folder, 'store', 'releases'))).toHaveLength(2)
})

test('a release that was changed where it is stored is not used', async () => {
  const { id } = await store.put(await release('1'))
  const path = join(folder, 'store', 'releases', `${id}.json`)
  await writeFile(path, (await readFile(path, 'utf8')).replace('"value":1', '"value":2'))
  await expect(store.get(id)).rejects.toThrow('the stored release was changed')
  await rm(path)
  await expect(store.get(id)).rejects.toThrow('cannot be read')
})

test('only what is still named is kept', async () => {
  const first = await store.put(await release('1'))
  const second = await store.put(await release('2', 'others'))
  await store.keepOnly([second.id, undefined])
  await expect(store.get(first.id)).rejects.toThrow()
  expect(await store.get(second.id)).toMatchObject({ release: { version: '2' } })
  expect(await readdir(join(folder, 'store', 'models'))).toHaveLength(1)
})

test.each(['../model.onnx', '/etc/passwd', 'a//b', 'a\\b', '.', ''])('%j names no file of a model', async (name) => {
  const wanted = await release('1')
  const [main] = wanted.files
  await expect(store.put({ ...wanted, files: [main, { ...main, name }] })).rejects.toThrow('is no name of a file')
})

test('other bytes than named, and a version that cannot be tried, are refused', async () => {
  const wanted = await release('1')
  const [main] = wanted.files
  const other = digestOfBytes('other')
  await expect(store.put({ ...wanted, files: [{ ...main, digest: other }] })).rejects.toThrow(`but ${other} is to be`)
  expect(await readdir(join(folder, 'store', 'models'))).toEqual([])
  await expect(store.put({ ...wanted, golden: { rows: [], expected: [] } })).rejects.toThrow('0 golden rows')
  await expect(store.put({ ...wanted, golden: { ...wanted.golden, expected: [] } })).rejects.toThrow('1 golden rows')
})
