import { writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type ArtifactReference, digestOfBytes, InfrastructureError } from '@mlgate/core'
import { provenanceType, writeRecord } from '@mlgate/evidence'
import { openDirectoryRegistry, type Registry } from '@mlgate/registry'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { type GitRepository, gitRepository } from '../../testing/git-repository.ts'
import { runForTest } from '../../testing/run-for-test.ts'
import { findBaseline } from './baseline.ts'

const bytes = new Uint8Array([0, 1, 2, 10, 13, 255])

async function find(sources: string[], repository: GitRepository, host = fakeHost(), registry?: Registry) {
  const tip = await host.policyTip()
  return findBaseline(sources, {
    registry: async () => registry ?? Promise.reject(new Error('The test expects no registry.')),
    policy: { tip, readFile: async (path) => tip?.readFile(path) },
    modelName: 'm',
    host,
    exec: runForTest,
    repositoryRoot: repository.path,
    resolvePath: async (path) => resolve(repository.path, path),
    workFolder: await mkdtemp(join(tmpdir(), 'mlgate-baseline-')),
  })
}

describe('a baseline in git', () => {
  it('comes byte for byte as it was committed, whatever .gitattributes asks for', async () => {
    const repository = gitRepository()
    repository.commit({ 'model.predictions': bytes })
    repository.commit({ 'model.predictions': 'newer', '.gitattributes': '*.predictions text eol=crlf\n' })
    const { found } = await find(['git:main~1:model.predictions'], repository)
    expect(found?.digest).toBe(digestOfBytes(bytes))
    expect(new Uint8Array(await readFile(found?.path ?? ''))).toEqual(bytes)
    expect(found?.name).toMatch(/^main~1@[0-9a-f]{7}$/)
  })

  it('that a commit is proven not to hold is a miss, with the reason, and the next source is tried', async () => {
    const repository = gitRepository()
    const commit = repository.commit({ 'old.csv': 'a\n' })
    const { found, misses } = await find(['git:main:model.csv', 'file:nowhere.csv', 'file:old.csv'], repository)
    expect(found?.name).toBe('old.csv')
    expect(misses).toEqual([
      `git:main:model.csv: model.csv is not in main (${commit.slice(0, 7)})`,
      'file:nowhere.csv: there is no such file',
    ])
  })

  it('on a branch that a shallow clone lacks is fetched, that one commit alone', async () => {
    const upstream = gitRepository()
    upstream.commit({ 'model.csv': 'first\n' })
    upstream.git('switch', '--quiet', '--create', 'change')
    upstream.commit({ 'other.txt': 'x' })
    const clone = gitRepository()
    clone.git('remote', 'add', 'origin', `file://${upstream.path}`)
    clone.git('fetch', '--quiet', '--depth=1', 'origin', 'change')
    const { found } = await find(['git:main:model.csv'], clone)
    expect(found?.digest).toBe(digestOfBytes('first\n'))
  })

  it('is the branch’s, even when somebody pushes a tag of the same name', async () => {
    const upstream = gitRepository()
    upstream.commit({ 'model.csv': 'the branch\n' })
    const clone = gitRepository()
    clone.git('remote', 'add', 'origin', `file://${upstream.path}`)
    clone.commit({ 'model.csv': 'the tag\n' })
    clone.git('branch', '--move', 'change')
    clone.git('tag', 'main')
    const { found } = await find(['git:main:model.csv'], clone)
    expect(found?.digest).toBe(digestOfBytes('the branch\n'))
    const tagged = await find(['git:refs/tags/main:model.csv'], clone)
    expect(tagged.found?.digest).toBe(digestOfBytes('the tag\n'))
  })

  it('on a branch that cannot be had at all is an outage, not a miss', async () => {
    const repository = gitRepository()
    repository.commit({ 'model.csv': 'a\n' })
    const search = find(['git:gone:model.csv'], repository)
    await expect(search).rejects.toThrow(InfrastructureError)
    await expect(search).rejects.toThrow('"gone" is neither in this clone nor to be had from origin')
  })

  it('cannot smuggle options into git', async () => {
    const repository = gitRepository()
    repository.commit({ 'model.csv': 'a\n' })
    await expect(find(['git:--upload-pack=touch owned:model.csv'], repository)).rejects.toThrow('neither in this clone')
  })

  it('that is a link or a Git LFS pointer is refused', async () => {
    const repository = gitRepository()
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 1\n`
    repository.commit({ 'lfs.csv': pointer, 'real.csv': 'a\n' })
    repository.git('config', 'core.symlinks', 'true')
    await symlink('/etc/passwd', join(repository.path, 'link.csv'))
    repository.commit({})
    await expect(find(['git:main:lfs.csv'], repository)).rejects.toThrow('is a Git LFS pointer')
    await expect(find(['git:main:link.csv'], repository)).rejects.toThrow('is not a regular file')
  })
})

describe('a baseline in the registry', () => {
  it('is the version that the alias points to; an alias that never was is a miss', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mlgate-baseline-registry-'))
    await writeFile(join(folder, 'model.csv'), 'registered\n')
    const registry = openDirectoryRegistry(join(folder, 'registry'), { create: true })
    const path = join(folder, 'model.csv')
    const { version } = await registry.register(
      {
        model: 'm',
        files: [{ name: 'model.csv', digest: digestOfBytes('registered\n'), path }],
        records: [{ role: 'verdict', name: 'record.unsigned.json', bytes: new TextEncoder().encode('{}') }],
      },
      async () => ({ createdAt: new Date(0), commit: undefined }),
    )
    const alias = { alias: 'production', version: version.version, expectedPrevious: undefined, at: new Date(0) }
    await registry.moveAlias({ ...alias, model: 'm', by: undefined })
    const sources = ['registry:staging', 'registry:production']
    const { found, misses } = await find(sources, gitRepository(), fakeHost(), registry)
    expect(found).toMatchObject({ digest: digestOfBytes('registered\n'), name: 'production (version 1)' })
    expect(misses[0]).toContain('registry:staging: ')
  })
})

describe('a baseline, where a change is judged', () => {
  const change = { number: 5, url: 'https://x', targetBranch: 'main', headCommit: 'c0ffee', fromFork: true }

  it('that git: takes from the target branch is read where the policy is, not in the clone', async () => {
    const clone = gitRepository()
    clone.commit({ 'model.csv': 'the change’s own main\n' })
    const host = fakeHost({ files: { 'model.csv': 'the target’s main\n' } })
    const { found } = await find(['git:main:model.csv'], clone, host)
    expect(found).toMatchObject({ digest: digestOfBytes('the target’s main\n'), name: 'main@4f1c2d0' })
    expect((await find(['git:main:gone.csv'], clone, host)).misses[0]).toContain('is not in main@4f1c2d0')
  })

  it('under another name is never a local branch, and never origin’s when that may be the fork', async () => {
    const clone = gitRepository()
    const commit = clone.commit({ 'model.csv': 'own\n' })
    clone.git('branch', 'stable')
    const host = fakeHost({ files: {} })
    await expect(find(['git:stable:model.csv'], clone, host)).rejects.toThrow('neither in this clone nor')
    const fork = fakeHost({ files: {}, change })
    await expect(find(['git:stable:model.csv'], clone, fork)).rejects.toThrow('origin may be the fork')
    expect((await find([`git:${commit}:model.csv`], clone, fork)).found?.digest).toBe(digestOfBytes('own\n'))
  })

  it('in a file is the target branch’s, whether the change replaces or deletes it', async () => {
    const clone = gitRepository()
    clone.commit({ 'replaced.csv': 'own\n' })
    const host = fakeHost({ files: { 'replaced.csv': 'in force\n', 'deleted.csv': 'in force\n' } })
    for (const name of ['replaced.csv', 'deleted.csv']) {
      const { found } = await find([`file:${name}`], clone, host)
      expect(found).toMatchObject({ digest: digestOfBytes('in force\n'), name })
    }
  })

  it('in a file that only the change holds is a miss; one that the job brought is taken', async () => {
    const clone = gitRepository()
    clone.commit({ 'own.csv': 'own\n' })
    writeFileSync(join(clone.path, 'brought.csv'), 'brought\n')
    const { found, misses } = await find(['file:own.csv', 'file:brought.csv'], clone, fakeHost({ files: {} }))
    expect(misses).toEqual(['file:own.csv: main holds no such file, and the one of this change is its own'])
    expect(found?.digest).toBe(digestOfBytes('brought\n'))
  })
})

describe('a baseline from a branch’s runs', () => {
  const artifact: ArtifactReference = { id: '7', digest: digestOfBytes('zip') }
  const branchArtifact = async () => ({
    found: true as const,
    artifact,
    runUrl: 'https://github.com/acme/flights/actions/runs/1',
    commit: '4f1c2d0000000000000000000000000000000000',
  })

  /** Lays train-model's folder down as a download would, with `stored` in the place of what was recorded. */
  const download = (recorded: string, stored: string) => async (_reference: ArtifactReference, into: string) => {
    await mkdir(join(into, 'model'), { recursive: true })
    await writeFile(join(into, 'model/model.csv'), stored)
    await writeRecord(into, {
      subject: [{ name: 'model/model.csv', digest: digestOfBytes(recorded) }],
      predicateType: provenanceType,
      predicate: {},
    })
  }

  it('is the model that the record of its training names', async () => {
    const host = fakeHost({ files: {}, branchArtifact, download: download('model', 'model') })
    const { found } = await find(['branch:main'], gitRepository(), host)
    expect(found).toMatchObject({ name: 'main@4f1c2d0', digest: digestOfBytes('model') })
  })

  it('whose bytes are not those of the record is refused', async () => {
    const host = fakeHost({ files: {}, branchArtifact, download: download('model', 'exchanged') })
    await expect(find(['branch:main'], gitRepository(), host)).rejects.toThrow('but the record of its training names')
  })

  it('that has never been there is a miss', async () => {
    const host = fakeHost({
      files: {},
      branchArtifact: async () => ({ found: false, reason: 'no run of main succeeded yet' }),
    })
    expect(await find(['branch:main'], gitRepository(), host)).toEqual({
      found: undefined,
      misses: ['branch:main: no run of main succeeded yet'],
    })
  })

  it('that cannot be looked up is an outage, even when another source would do', async () => {
    const outage = new InfrastructureError('api.github.com: 403', { retryable: false })
    const host = fakeHost({ files: {}, branchArtifact: () => Promise.reject(outage) })
    const repository = gitRepository()
    repository.commit({ 'model.csv': 'a\n' })
    await expect(find(['branch:main', 'file:model.csv'], repository, host)).rejects.toBe(outage)
  })
})
