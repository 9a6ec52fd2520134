import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError, digestOfBytes, hexOf, InfrastructureError } from '@mlgate/core'
import { beforeEach, describe, expect, it } from 'vitest'
import type { KeptDeployment, ModelVersion, Registry } from '../registry.ts'
import { accepting, registrationOf } from '../testing/registrations.ts'
import { openDirectoryRegistry } from './directory-registry.ts'

let work: string
let root: string
let registry: Registry

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'mlgate-registry-'))
  root = join(work, 'registry')
  registry = openDirectoryRegistry(root, { create: true })
})

const registered = async (content: string, verdict = content): Promise<ModelVersion> => {
  const registration = await registrationOf(join(work, 'source'), { 'model.onnx': content }, verdict)
  return (await registry.register(registration, accepting)).version
}
const record = (text: string, environment = 'staging'): KeptDeployment => ({
  environment,
  name: 'record.sigstore.json',
  bytes: Buffer.from(text),
})
const newest = async (version: ModelVersion, environment = 'staging') => {
  const kept = await registry.newestDeployment(version, environment)
  return kept && Buffer.from(kept.bytes).toString()
}
const documents = () => readdir(join(root, 'models', 'flights', 'deployments', 'staging'))

describe('the records of deployments', () => {
  it('are kept for each environment, and the newest counts', async () => {
    const version = await registered('graph')
    expect(await newest(version)).toBeUndefined()
    await registry.keepDeployment(version, record('failed'))
    await registry.keepDeployment(version, record('passed'))
    expect(await newest(version)).toBe('passed')
    expect(await newest(version, 'production')).toBeUndefined()
    expect((await registry.newestDeployment(version, 'staging'))?.name).toBe('record.sigstore.json')
  })

  it('are of bytes: another verdict on them is no other model, and other bytes are', async () => {
    const version = await registered('graph')
    const judgedAgain = await registered('graph', 'another verdict')
    const other = await registered('other graph')
    await registry.keepDeployment(version, record('passed'))
    await registry.keepDeployment(other, record('of the other'))
    expect(judgedAgain.version).not.toBe(version.version)
    expect(await newest(judgedAgain)).toBe('passed')
    expect(await newest(other)).toBe('of the other')
  })

  it('are there once, however often the newest is kept', async () => {
    const version = await registered('graph')
    for (let time = 0; time < 3; time++) await registry.keepDeployment(version, record('passed'))
    expect(await documents()).toEqual(['1.json'])
  })

  it('are all there when several are kept at once', async () => {
    const version = await registered('graph')
    await Promise.all(Array.from({ length: 8 }, (_, index) => registry.keepDeployment(version, record(`${index}`))))
    expect(await documents()).toHaveLength(8)
  })

  it('are refused when somebody changed them or moved them elsewhere', async () => {
    const version = await registered('graph')
    await registry.keepDeployment(version, record('passed'))
    const folder = join(root, 'models', 'flights', 'deployments')
    await cp(join(folder, 'staging'), join(folder, 'production'), { recursive: true })
    await expect(newest(version, 'production')).rejects.toThrow(InfrastructureError)
    const blob = join(root, 'blobs', 'sha256', hexOf(digestOfBytes('passed')))
    await rm(blob)
    await writeFile(blob, 'forged')
    await expect(newest(version)).rejects.toThrow('other bytes')
  })

  it('cannot lead out of the registry', async () => {
    const version = await registered('graph')
    await expect(registry.keepDeployment(version, record('x', '../staging'))).rejects.toThrow(ConfigurationError)
    await expect(registry.newestDeployment(version, '..')).rejects.toThrow(ConfigurationError)
  })
})
