import { mkdtemp, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { trustedKeysOf } from '@mlgate/evidence'
import { loadProject } from '@mlgate/project'
import { expect, it } from 'vitest'
import { writeKeyPair } from './write-key-pair.ts'

it('gives lines that mlgate.yml takes, and keeps the private key to its owner', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'mlgate-key-')), 'key.pem')
  const lines = await writeKeyPair(path)
  const body = loadProject(
    `model: m\ntask: regression\ncandidate: {onnx: m.onnx}\ndata: {}\n${lines}`,
    'mlgate.yml',
  ).models.get('m')
  expect(trustedKeysOf(body?.trusted_keys ?? [], 'trusted_keys')).toMatchObject([{ name: 'ci' }])
  expect(lines).not.toContain('PRIVATE')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readFile(path, 'utf8')).toContain('BEGIN PRIVATE KEY')
})

it('never writes over a key', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'mlgate-key-')), 'key.pem')
  await writeKeyPair(path)
  await expect(writeKeyPair(path)).rejects.toThrow('is there already. Name another file with --out.')
})
