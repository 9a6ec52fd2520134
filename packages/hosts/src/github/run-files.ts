import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunFile, RunFileQuery } from '@mlgate/core'
import { ConfigurationError, isDigest } from '@mlgate/core'
import { mayBeNamed } from '../artifact-name.ts'
import { count, member, text } from '../json-shape.ts'
import { runFileLimit } from '../run-file-limit.ts'
import { readZipEntry } from '../zip-entry.ts'
import { type ArchiveDownload, downloadArchive } from './archive-download.ts'
import type { GitHubApi } from './github-api.ts'
import type { Repository } from './repository.ts'
import { attemptOf, isArtifactOf } from './run-artifacts.ts'

const permission = 'actions: read'

/** Bytes of an artifact that is looked into. A larger one holds a report that cannot be had without all of it. */
const archiveLimit = 2_000_000_000

/** Bytes of all artifacts of a run that are brought: a fork's run may have left hundreds of large ones. */
const totalLimit = 20_000_000_000

export interface RunFilesOptions {
  readonly api: GitHubApi
  readonly repository: Repository
  readonly run: { readonly id: number; readonly attempt: number }
  readonly download: Omit<ArchiveDownload, 'url' | 'into' | 'limit'>
  /** Bytes that are brought at most; 20 GB when not given. */
  readonly total?: number
}

interface Listed {
  readonly id: number
  readonly name: string
  readonly bytes: number
  readonly expired: boolean
  readonly digest: string | undefined
  readonly createdMs: number | undefined
}

/**
 * A file out of each artifact of a run. Artifacts are brought one at a time into a folder that is removed, and only that
 * one file is unpacked: any job of the run may have uploaded anything. Small ones come first, so that no large one keeps
 * their reports away.
 */
export async function readRunArtifacts(options: RunFilesOptions, query: RunFileQuery): Promise<readonly RunFile[]> {
  const listed = await listArtifacts(options, query.prefix)
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-artifacts-'))
  try {
    const files: RunFile[] = []
    let left = options.total ?? totalLimit
    for (const artifact of listed.toSorted((a, b) => a.bytes - b.bytes)) {
      const archive = join(folder, randomUUID())
      files.push(await readOne(options, query, artifact, { archive, left }))
      // What the list says of an artifact may be what its job said of it.
      left -= await sizeOf(archive)
      await rm(archive, { force: true })
    }
    return files
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function listArtifacts({ api, repository, run }: RunFilesOptions, prefix: string): Promise<readonly Listed[]> {
  const purpose = { doing: `listing the artifacts of the run ${run.id}`, permission }
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts'
  const found: Listed[] = []
  for await (const item of api.pages(purpose, route, { ...repository, run_id: run.id }, 'artifacts')) {
    const [id, name, bytes] = [count(item, 'id'), text(item, 'name'), count(item, 'size_in_bytes')]
    const expired = member(item, 'expired')
    if (id === undefined || name === undefined || bytes === undefined || typeof expired !== 'boolean') {
      throw api.unexpected(purpose, 'an artifact without id, name or size')
    }
    if (!mayBeNamed(name, prefix)) continue
    if (found.length === runFileLimit) {
      throw new ConfigurationError(
        `The run ${run.id} has more than ${runFileLimit} artifacts whose names begin with ${prefix}.`,
      )
    }
    const created = Date.parse(text(item, 'created_at') ?? '')
    const createdMs = Number.isNaN(created) ? undefined : created
    found.push({ id, name, bytes, expired, digest: text(item, 'digest'), createdMs })
  }
  return found
}

async function readOne(
  { api, repository, run, download }: RunFilesOptions,
  { file, limit }: RunFileQuery,
  { id, name, bytes, expired, digest, createdMs }: Listed,
  { archive, left }: { readonly archive: string; readonly left: number },
): Promise<RunFile> {
  const attempt = attemptOf(name)
  const found = {
    artifact: name,
    isNamed: (wanted: string) => isArtifactOf(name, wanted),
    attempt,
    createdMs,
  }
  const problem = (what: string): RunFile => ({ ...found, problem: what })
  if (attempt > run.attempt) return problem(`names the attempt ${attempt}, and the run is in attempt ${run.attempt}`)
  if (expired) return problem('has expired')
  if (digest === undefined || !isDigest(digest)) return problem('has no digest that GitHub knows')
  if (bytes > archiveLimit) return problem(`is larger than ${archiveLimit} bytes`)
  if (bytes > left) return problem('is not brought: the artifacts of this run are too large together')
  try {
    const purpose = { doing: `downloading the artifact ${name}`, permission }
    const route = 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}'
    const url = await api.location(purpose, route, { ...repository, artifact_id: id, archive_format: 'zip' })
    const stored = await downloadArchive({ ...download, url, into: archive, limit: Math.min(left, archiveLimit) })
    if (stored !== digest) return problem(`is ${stored}, but GitHub says ${digest}`)
    const content = await readZipEntry(archive, file, limit)
    return content === undefined ? problem(`holds no ${file}`) : { ...found, content }
  } catch (error) {
    if (error instanceof RangeError) return problem(error.message)
    throw error
  }
}

/** 0 of what was not brought. */
async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0
}
