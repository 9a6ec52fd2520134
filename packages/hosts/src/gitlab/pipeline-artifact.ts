import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ArtifactReference, BranchArtifact } from '@mlgate/core'
import { InfrastructureError } from '@mlgate/core'
import { ApiFailure } from '../api-failure.ts'
import { assertTree, fillFolder } from '../folder-artifact.ts'
import { count, isObjectName, member, text, time } from '../json-shape.ts'
import { repositoryPath } from '../repository-path.ts'
import type { ArtifactIndex } from './artifact-index.ts'
import { artifactFolder, indexFile, indexLimit, parseArtifactIndex } from './artifact-index.ts'
import { branchTip } from './branch-tip.ts'
import type { GitLabApi } from './gitlab-api.ts'
import { isOnBranch } from './on-branch.ts'

const permission = 'read_api'
const fileLimit = 5_000_000_000

/** An artifact of another pipeline's job: `job:<id>:<path>`. */
export interface RemoteArtifact {
  readonly job: string
  readonly path: string
}

/** What an id of that form names; undefined for the ids of this pipeline's artifacts. */
export function remoteArtifact(id: string): RemoteArtifact | undefined {
  const { job, path } = /^job:(?<job>[0-9]+):(?<path>.+)$/s.exec(id)?.groups ?? {}
  return job === undefined || path === undefined ? undefined : { job, path }
}

/** Brings an artifact of another pipeline's job, file by file, checked by its digest. */
export async function downloadFromJob(
  api: GitLabApi,
  project: string,
  { job, path }: RemoteArtifact,
  reference: ArtifactReference,
  into: string,
): Promise<void> {
  const root = repositoryPath(path)
  const index = await readIndex(api, project, job, root.slice(0, -1))
  if (index === undefined || index.id !== path) {
    throw new InfrastructureError(`Job ${job} no longer has the artifact ${path}.`, { retryable: false })
  }
  await fillFolder(into, async (staging) => {
    for (const file of index.files) {
      const segments = repositoryPath(file)
      const purpose = { doing: `downloading ${file} of job ${job}`, permission }
      const bytes = await api.bytes(purpose, artifactAddress(project, job, [...root, ...segments]), fileLimit)
      const target = join(staging, ...segments)
      await mkdir(dirname(target), { recursive: true })
      await writeFile(target, bytes)
    }
    await assertTree(staging, reference)
  })
}

/**
 * The artifact of that name from the newest successful push pipeline of a branch. Absent only when every job of that
 * pipeline that has artifacts was looked into.
 *
 * A pipeline's `ref` may also be a tag of the branch's name, which people may push who may not push to the branch: only
 * a pipeline that is no tag's, of a commit that is on the branch, counts.
 */
export async function findPipelineArtifact(
  api: GitLabApi,
  project: { readonly id: string; readonly url: string; readonly thisPipeline: string | undefined },
  branch: string,
  name: string,
): Promise<BranchArtifact> {
  const pipeline = await newestPushPipeline(api, project.id, branch, project.thisPipeline)
  if (pipeline === undefined) return { found: false, reason: `There is no successful push pipeline on ${branch}.` }
  const runUrl = `${project.url}/-/pipelines/${pipeline.id}`
  const purpose = { doing: `listing the jobs of pipeline ${pipeline.id}`, permission }
  let expired = false
  for await (const job of api.pages(purpose, `/projects/${project.id}/pipelines/${pipeline.id}/jobs?scope[]=success`)) {
    const [id, jobName] = [count(job, 'id'), text(job, 'name')]
    if (id === undefined || jobName === undefined) throw api.unexpected(purpose, 'a job without id or name')
    if (member(job, 'artifacts_file') === undefined || member(job, 'artifacts_file') === null) {
      // GitLab keeps the date of what it has deleted.
      expired ||= text(job, 'artifacts_expire_at') !== undefined
      continue
    }
    const index = await readIndex(api, project.id, String(id), artifactFolder(jobName, name))
    if (index === undefined) continue
    const artifact = { id: `job:${id}:${index.id}`, digest: index.digest }
    return { found: true, artifact, runUrl, commit: pipeline.commit, createdAt: pipeline.createdAt }
  }
  if (expired) {
    throw new InfrastructureError(
      `Artifacts of ${runUrl} have expired, perhaps ${name} among them. Run the pipeline on ${branch} again, or keep them longer.`,
      { retryable: false },
    )
  }
  return {
    found: false,
    reason: `The newest successful push pipeline on ${branch} (${runUrl}) left no artifact ${name}.`,
  }
}

async function newestPushPipeline(
  api: GitLabApi,
  project: string,
  branch: string,
  thisPipeline: string | undefined,
): Promise<{ readonly id: number; readonly commit: string; readonly createdAt: Date | undefined } | undefined> {
  const purpose = { doing: `listing the push pipelines on ${branch}`, permission }
  let tip: string | undefined
  const query = new URLSearchParams({ ref: branch, status: 'success', source: 'push', order_by: 'id', sort: 'desc' })
  for await (const pipeline of api.pages(purpose, `/projects/${project}/pipelines?${query}`)) {
    const [id, commit] = [count(pipeline, 'id'), text(pipeline, 'sha')]
    if (id === undefined || !isObjectName(commit)) throw api.unexpected(purpose, 'a pipeline without id or commit')
    const fits =
      text(pipeline, 'source') === 'push' && text(pipeline, 'status') === 'success' && text(pipeline, 'ref') === branch
    if (!fits || String(id) === thisPipeline) continue
    if (await isTagPipeline(api, project, id)) continue
    tip ??= await branchTip(api, project, branch)
    if (await isOnBranch(api, project, tip, commit)) return { id, commit, createdAt: time(pipeline, 'created_at') }
  }
  return undefined
}

/** The list does not say it, the pipeline itself does. */
async function isTagPipeline(api: GitLabApi, project: string, pipeline: number): Promise<boolean> {
  const purpose = { doing: `reading the pipeline ${pipeline}`, permission }
  const tag = member(await api.call(purpose, 'GET', `/projects/${project}/pipelines/${pipeline}`), 'tag')
  if (typeof tag !== 'boolean') throw api.unexpected(purpose, 'a pipeline that does not say whether it is of a tag')
  return tag
}

/** Undefined when the job's archive, which exists, has no such file. */
export async function readIndex(
  api: GitLabApi,
  project: string,
  job: string,
  folder: readonly string[],
): Promise<ArtifactIndex | undefined> {
  const path = [...folder, indexFile]
  const purpose = { doing: `reading ${path.join('/')} of job ${job}`, permission }
  let answer: unknown
  try {
    const bytes = await api.bytes(purpose, artifactAddress(project, job, path), indexLimit)
    answer = JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) return undefined
    if (error instanceof SyntaxError) throw api.unexpected(purpose, 'no JSON')
    throw error
  }
  const index = parseArtifactIndex(answer, folder)
  if (index === undefined) throw api.unexpected(purpose, 'no index of an artifact')
  return index
}

function artifactAddress(project: string, job: string, segments: readonly string[]): string {
  return `/projects/${project}/jobs/${job}/artifacts/${segments.map(encodeURIComponent).join('/')}`
}
