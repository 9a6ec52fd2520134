import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { InfrastructureError, IntegrityError, isDigest } from '@mlgate/core'
import { count, member, text } from '../json-shape.ts'
import { unpackFiles, type WantedFiles } from '../unpack-files.ts'
import { type ArchiveDownload, downloadArchive } from './archive-download.ts'
import type { GitHubApi } from './github-api.ts'
import type { Repository } from './repository.ts'
import { attemptOf } from './run-artifacts.ts'

const permission = 'actions: read'
const archiveLimit = 4_000_000_000

interface Listed {
  readonly id: number
  readonly name: string
  readonly attempt: number
  readonly expired: boolean
  readonly digest: string | undefined
}

/** An artifact of a run as a folder on this machine. */
export interface BroughtArtifact {
  readonly name: string
  readonly folder: string
}

/**
 * Brings the wanted artifacts of any run of a repository, each in its newest attempt, by the digest that GitHub knows, and
 * takes the wanted files out of them. Throws InfrastructureError for one that is expired or not what GitHub says.
 */
export async function bringRunArtifacts(
  {
    api,
    repository,
    download,
  }: {
    readonly api: GitHubApi
    readonly repository: Repository
    readonly download: Omit<ArchiveDownload, 'url' | 'into' | 'limit'>
  },
  run: number,
  wanted: { readonly isWanted: (name: string) => boolean; readonly files: WantedFiles },
  into: string,
): Promise<readonly BroughtArtifact[]> {
  const brought: BroughtArtifact[] = []
  for (const { id, name, expired, digest } of await newestOf(api, repository, run, wanted.isWanted)) {
    const what = `The artifact ${name} of run ${run}`
    if (expired) throw new InfrastructureError(`${what} has expired.`, { retryable: false })
    if (digest === undefined || !isDigest(digest)) {
      throw new InfrastructureError(`${what} has no digest that GitHub knows.`, { retryable: false })
    }
    const archive = join(into, randomUUID())
    const purpose = { doing: `downloading the artifact ${name}`, permission }
    const route = 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}'
    const url = await api.location(purpose, route, { ...repository, artifact_id: id, archive_format: 'zip' })
    const found = await downloadArchive({ ...download, url, into: archive, limit: archiveLimit })
    if (found !== digest) throw new IntegrityError(`${what} is ${found}, but GitHub says ${digest}.`)
    const folder = join(into, String(id))
    await unpackFiles(archive, folder, wanted.files)
    await rm(archive)
    brought.push({ name, folder })
  }
  return brought
}

async function newestOf(
  api: GitHubApi,
  repository: Repository,
  run: number,
  isWanted: (name: string) => boolean,
): Promise<readonly Listed[]> {
  const purpose = { doing: `listing the artifacts of run ${run}`, permission }
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts'
  const newest = new Map<string, Listed>()
  for await (const item of api.pages(purpose, route, { ...repository, run_id: run }, 'artifacts')) {
    const [id, stored, expired] = [count(item, 'id'), text(item, 'name'), member(item, 'expired')]
    if (id === undefined || stored === undefined || typeof expired !== 'boolean') {
      throw api.unexpected(purpose, 'an artifact without id or name')
    }
    const attempt = attemptOf(stored)
    const name = attempt === 1 ? stored : stored.slice(0, -`-attempt-${attempt}`.length)
    if (!isWanted(name)) continue
    const before = newest.get(name)
    if (before === undefined || attempt > before.attempt) {
      newest.set(name, { id, name, attempt, expired, digest: text(item, 'digest') })
    }
  }
  return [...newest.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
