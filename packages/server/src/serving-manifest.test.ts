import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readServingManifest } from './serving-manifest.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-manifest-'))
})
afterAll(() => rm(folder, { recursive: true }))

const manifest = {
  format: 1,
  model: 'penguins',
  version: '3',
  files: [{ name: 'model.onnx', digest: `sha256:${'0'.repeat(64)}` }],
  task: 'classification',
}
const read = async (content: unknown) => {
  const path = join(folder, 'serving.json')
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return readServingManifest(path)
}

test('a manifest is read as it was written', async () => {
  expect(await read(manifest)).toEqual(manifest)
})

test.each([
  ['not there', undefined, 'no readable serving manifest'],
  ['no JSON', '{', 'no readable serving manifest'],
  ['another format', { ...manifest, format: 2 }, '/format'],
  ['without files', { ...manifest, files: [] }, '/files'],
  ['without a digest', { ...manifest, files: [{ name: 'model.onnx', digest: 'latest' }] }, '/files/0/digest'],
  ['a name that is a path', { ...manifest, model: '../x' }, '/model'],
  ['a key that nobody knows', { ...manifest, host: '0.0.0.0' }, 'not a serving manifest'],
])('%s is refused', async (_, content, message) => {
  const reading = content === undefined ? readServingManifest(join(folder, 'none.json')) : read(content)
  await expect(reading).rejects.toThrow(message)
})
