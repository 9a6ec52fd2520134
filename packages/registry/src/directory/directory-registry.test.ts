import { execFileSync } from 'node:child_process'
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError, digestOfBytes, hexOf, InfrastructureError } from '@mlgate/core'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ModelVersion, Registry } from '../registry.ts'
import { accepting, judgedAt, registrationOf, verdictRecord } from '../testing/registrations.ts'
import { openDirectoryRegistry } from './directory-registry.ts'

let work: string
let root: string
let registry: Registry

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'mlgate-registry-'))
  root = join(work, 'registry')
  registry = openDirectoryRegistry(root, { create: true })
})

const files = (content: string) =>
  registrationOf(join(work, 'source'), { 'model.onnx': content }, `verdict on ${content}`)

async function registered(content: string): Promise<ModelVersion> {
  return (await registry.register(await files(content), accepting)).version
}

const move = (version: number, expectedPrevious: number | undefined, alias = 'production') =>
  registry.moveAlias({ model: 'flights', alias, version, expectedPrevious, at: new Date(0), by: 'https://ci/1' })

const blobOf = (content: string) => join(root, 'blobs', 'sha256', hexOf(digestOfBytes(content)))
const versionFile = (number: number) => join(root, 'models', 'flights', 'versions', `${number}.json`)

/** Replaces a file of the registry, which is write-protected. */
async function replace(path: string, content: string): Promise<void> {
  await rm(path)
  await writeFile(path, content)
}

describe('registering', () => {
  it('makes a version of the bytes, with what the evidence says of it', async () => {
    const registration = await registrationOf(
      join(work, 'source'),
      { 'model.onnx': 'graph', 'weights/model.data': 'weights' },
      'verdict',
    )
    const records = [...registration.records, { role: 'data' as const, name: 'data.json', bytes: Buffer.from('data') }]
    const { version, created } = await registry.register({ ...registration, records }, accepting)
    expect(created).toBe(true)
    expect(version).toEqual({
      model: 'flights',
      version: 1,
      createdAt: judgedAt,
      commit: 'abc',
      files: [
        { name: 'model.onnx', digest: digestOfBytes('graph'), bytes: 5 },
        { name: 'weights/model.data', digest: digestOfBytes('weights'), bytes: 7 },
      ],
      records: [
        { role: 'verdict', name: 'record.sigstore.json', digest: digestOfBytes('verdict'), bytes: 7 },
        { role: 'data', name: 'data.json', digest: digestOfBytes('data'), bytes: 4 },
      ],
    })
    expect(await registry.resolve('flights', '1')).toEqual({ found: true, version })
    expect(await registry.records(version)).toEqual(records)
    const folder = join(work, 'out')
    expect(await registry.checkOut(version, folder)).toMatchObject([
      { name: 'model.onnx', path: join(folder, 'model.onnx') },
      { name: 'weights/model.data', path: join(folder, 'weights', 'model.data') },
    ])
    expect(await readFile(join(folder, 'weights', 'model.data'), 'utf8')).toBe('weights')
  })

  it('counts versions from one, and gives the same bytes with the same verdict the number they have', async () => {
    expect((await registered('a')).version).toBe(1)
    expect((await registered('b')).version).toBe(2)
    const again = await registry.register(await files('a'), accepting)
    expect(again).toMatchObject({ created: false, version: { version: 1 } })
    expect(await registry.versions('flights')).toHaveLength(2)
  })

  it('makes another version of the same bytes judged again', async () => {
    const registration = await files('a')
    await registry.register(registration, accepting)
    const { version, created } = await registry.register(
      { ...registration, records: [verdictRecord('a later verdict')] },
      accepting,
    )
    expect({ number: version.version, created }).toEqual({ number: 2, created: true })
  })

  it('shows the evidence exactly what was stored, and keeps nothing when that is refused', async () => {
    const registration = await files('a')
    const refusal = registry.register(registration, async (stored) => {
      expect(stored.files).toEqual([{ name: 'model.onnx', digest: digestOfBytes('a') }])
      expect(stored.records).toBe(registration.records)
      throw new ConfigurationError('no passing verdict')
    })
    await expect(refusal).rejects.toThrow('no passing verdict')
    expect(await registry.models()).toEqual([])
    expect((await readdir(root)).sort()).toEqual(['registry.json', 'tmp'])
    expect(await readdir(join(root, 'tmp'))).toEqual([])
  })

  it('refuses a file that is not what it is said to be', async () => {
    const registration = await files('a')
    await writeFile(join(work, 'source', 'model.onnx'), 'exchanged')
    await expect(registry.register(registration, accepting)).rejects.toThrow('it changed while it was registered')
    expect(await registry.models()).toEqual([])
  })

  it.each([
    ['a name that is no name', { model: '../up' }, "cannot be a model's name"],
    ['no file', { files: [] }, 'no file'],
    ['no verdict', { records: [] }, 'no verdict'],
    ['two verdicts', { records: [verdictRecord('a'), verdictRecord('b')] }, 'two records'],
    ['a file outside', { files: [{ name: '../a', digest: digestOfBytes('a'), path: '/dev/null' }] }, 'relative path'],
  ])('refuses %s', async (_what, change, message) => {
    await expect(registry.register({ ...(await files('a')), ...change }, accepting)).rejects.toThrow(message)
  })

  it('leaves bytes that nobody can write to by mistake', async () => {
    await registered('a')
    for (const path of [blobOf('a'), versionFile(1)]) {
      const { mode } = await stat(path)
      expect(mode & 0o222).toBe(0)
    }
  })

  it('mends a blob that somebody broke', async () => {
    const version = await registered('a')
    await replace(blobOf('a'), 'x')
    await registered('a')
    expect(await registry.checkOut(version, join(work, 'out'))).toHaveLength(1)
  })

  it('removes what a killed process left long ago, and nothing that is being written', async () => {
    await registered('a')
    await writeFile(join(root, 'tmp', 'old.tmp'), 'old')
    await writeFile(join(root, 'tmp', 'young.tmp'), 'young')
    const longAgo = new Date(Date.now() - 25 * 60 * 60_000)
    await utimes(join(root, 'tmp', 'old.tmp'), longAgo, longAgo)
    await registered('b')
    expect(await readdir(join(root, 'tmp'))).toEqual(['young.tmp'])
  })
})

describe('an alias', () => {
  beforeEach(async () => {
    await registered('a')
    await registered('b')
  })

  it('points to a version until it is moved, and every move is kept', async () => {
    expect(await move(1, undefined)).toMatchObject({ moved: true, move: { move: 1, previous: undefined } })
    expect(await registry.resolve('flights', 'production')).toMatchObject({ found: true, version: { version: 1 } })
    expect(await move(2, 1)).toMatchObject({ moved: true, move: { move: 2, previous: 1 } })
    expect(await registry.resolve('flights', 'production')).toMatchObject({ found: true, version: { version: 2 } })
    await move(1, undefined, 'staging')
    expect(await registry.aliases('flights')).toMatchObject([
      { alias: 'production', version: 2, by: 'https://ci/1' },
      { alias: 'staging', version: 1 },
    ])
    const history = await registry.history('flights')
    expect(history.map((event) => (event.kind === 'registered' ? event.version.version : event.move))).toMatchObject([
      { alias: 'production', move: 1 },
      { alias: 'production', move: 2 },
      { alias: 'staging', move: 1 },
      1,
      2,
    ])
  })

  it('that already points there is left alone', async () => {
    await move(1, undefined)
    expect(await move(1, undefined)).toMatchObject({ moved: false, move: { move: 1 } })
  })

  it('that somebody else moved is not moved over their heads', async () => {
    await move(1, undefined)
    await expect(move(2, undefined)).rejects.toThrow('production of flights points to version 1, not to nothing')
    expect(await registry.resolve('flights', 'production')).toMatchObject({ version: { version: 1 } })
  })

  it('cannot point to a version that is not there', async () => {
    await expect(move(3, undefined)).rejects.toThrow(ConfigurationError)
    expect(await registry.resolve('flights', 'production')).toEqual({
      found: false,
      reason: 'flights has no alias production',
    })
  })
})

describe('what was never there', () => {
  it('is missing in a registry that may be made, and nothing is made by looking', async () => {
    expect(await registry.resolve('flights', 'production')).toMatchObject({ found: false })
    expect(await registry.models()).toEqual([])
    expect(await registry.history('flights')).toEqual([])
    expect(await readdir(work)).toEqual([])
  })

  it('is missing in a registry that holds others', async () => {
    await registered('a')
    expect(await registry.resolve('flights', '2')).toMatchObject({ found: false, reason: 'flights has no version 2' })
    expect(await registry.resolve('toys', '1')).toMatchObject({ found: false })
    expect(await registry.models()).toEqual(['flights'])
  })

  it('is an error where the registry must be there already: it may not be mounted', async () => {
    const mounted = openDirectoryRegistry(root, { create: false })
    for (const prepare of [async () => undefined, () => mkdir(root)]) {
      await prepare()
      await expect(mounted.resolve('flights', 'production')).rejects.toThrow(InfrastructureError)
      await expect(mounted.register(await files('a'), accepting)).rejects.toThrow('no registry is there')
    }
    await registered('a')
    expect(await mounted.resolve('flights', '1')).toMatchObject({ found: true })
  })

  it('is no reason to take any folder for a registry', async () => {
    await mkdir(root)
    await writeFile(join(root, 'thesis.tex'), '')
    await expect(registry.register(await files('a'), accepting)).rejects.toThrow('is not a registry, and not empty')
    await expect(registry.resolve('flights', '1')).rejects.toThrow('is not a registry')
  })
})

describe('a registry that somebody meddled with', () => {
  let version: ModelVersion
  const checkOut = () => registry.checkOut(version, join(work, 'out'))

  beforeEach(async () => {
    version = await registered('a')
    await registered('b')
  })

  it.each<[string, () => Promise<void>, string]>([
    ['changed bytes', () => replace(blobOf('a'), 'x'), 'holds other bytes'],
    ['bytes without end', () => replace(blobOf('a'), 'x'.repeat(5_000_000)), 'holds other bytes'],
    ['a blob that is gone', () => rm(blobOf('a')), 'does not hold'],
    [
      'a link for a blob',
      async () => {
        await rename(blobOf('a'), join(work, 'elsewhere'))
        await symlink(join(work, 'elsewhere'), blobOf('a'))
      },
      'not a regular file',
    ],
    [
      'a pipe for a blob',
      async () => {
        await rm(blobOf('a'))
        execFileSync('mkfifo', [blobOf('a')])
      },
      'not a regular file',
    ],
    [
      'a link for the folder of blobs',
      async () => {
        await rename(join(root, 'blobs'), join(work, 'blobs'))
        await symlink(join(work, 'blobs'), join(root, 'blobs'))
      },
      'is not a folder',
    ],
  ])('hands out nothing from %s', async (_what, meddle, message) => {
    await meddle()
    await expect(checkOut()).rejects.toThrow(message)
    await expect(checkOut()).rejects.toThrow(InfrastructureError)
    expect(await readdir(join(work, 'out')).catch(() => [])).toEqual([])
  })

  it('hands out no records that changed', async () => {
    await replace(blobOf('verdict on a'), 'verdict on b')
    await expect(registry.records(version)).rejects.toThrow('holds other bytes')
  })

  it.each<[string, (text: string) => string, string]>([
    ['is not JSON', () => '{', 'is not JSON'],
    ['is larger than any of ours', (text) => text + ' '.repeat(2_000_000), 'larger than'],
    ['names a file outside', (text) => text.replace('"model.onnx"', '"../../model.onnx"'), 'relative path'],
    ['is of another model', (text) => text.replace('"flights"', '"toys"'), 'says it is'],
    ['is of another version', (text) => text.replace('"version": 1', '"version": 2'), 'says it is'],
    ['has a digest that is none', (text) => text.replaceAll('sha256:', 'md5:'), '/files/0/digest'],
    ['says more than we wrote', (text) => text.replace('{', '{"trusted": true,'), '/trusted: is not known here'],
    ['was made at no time', (text) => text.replace('2026-01-02', '2026-99-99'), 'no time'],
  ])('reads no version that %s', async (_what, change, message) => {
    await replace(versionFile(1), change(await readFile(versionFile(1), 'utf8')))
    const reads = [registry.resolve('flights', '1'), registry.versions('flights'), registered('c')]
    for (const read of await Promise.allSettled(reads)) {
      expect(read.status).toBe('rejected')
      if (read.status === 'rejected') {
        expect(read.reason).toBeInstanceOf(InfrastructureError)
        expect(String(read.reason)).toContain(message)
      }
    }
  })

  it('reads no version through a link', async () => {
    await rename(versionFile(1), join(work, '1.json'))
    await symlink(join(work, '1.json'), versionFile(1))
    await expect(registry.resolve('flights', '1')).rejects.toThrow('not a regular file')
  })

  it('notices when a version was taken away, and gives its number to nobody', async () => {
    await rm(versionFile(1))
    await expect(registry.versions('flights')).rejects.toThrow('1.json is missing')
    await expect(registered('c')).rejects.toThrow('1.json is missing')
  })

  it('notices when an alias names a version that is not there', async () => {
    await move(2, undefined)
    await rm(versionFile(2))
    await expect(registry.resolve('flights', 'production')).rejects.toThrow('2.json is missing')
  })

  it('ignores files that are not its own', async () => {
    await writeFile(join(root, 'models', 'flights', 'versions', '.nfs0001'), '')
    await writeFile(join(root, 'models', 'flights', 'versions', '007.json'), '')
    await mkdir(join(root, 'models', 'empty'))
    expect(await registry.versions('flights')).toHaveLength(2)
    expect(await registry.models()).toEqual(['flights'])
  })

  it('does not write over a file that is in the way when checking out', async () => {
    await mkdir(join(work, 'out'))
    await writeFile(join(work, 'out', 'model.onnx'), 'mine')
    await expect(checkOut()).rejects.toThrow('EEXIST')
    expect(await readFile(join(work, 'out', 'model.onnx'), 'utf8')).toBe('mine')
  })

  it.skipIf(process.getuid?.() === 0)('says what the disk refused', async () => {
    await chmod(join(root, 'tmp'), 0o555)
    await expect(registered('c')).rejects.toThrow(InfrastructureError)
    await chmod(join(root, 'tmp'), 0o755)
  })
})
