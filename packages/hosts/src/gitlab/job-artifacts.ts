import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ArtifactReference, BranchArtifact } from '@mlgate/core'
import {
  ConfigurationError,
  digestOfTree,
  hexOf,
  InfrastructureError,
  isDigest,
  writeFileAtomically,
} from '@mlgate/core'
import { ApiFailure } from '../api-failure.ts'
import { safeArtifactName } from '../artifact-name.ts'
import { assertTree, copyFiles, copyVerified, fillFolder } from '../folder-artifact.ts'
import { count, isObjectName, items, member, text } from '../json-shape.ts'
import { repositoryPath } from '../repository-path.ts'
import type { GitLabApi } from './gitlab-api.ts'

const permission = 'read_api'
const indexLimit = 5_000_000
const fileLimit = 5_000_000_000

/** The part of a job's artifacts that is ours; the template's `artifacts: paths:` names it. */
const folder = '.mlgate/artifacts'

/** Says what an artifact consists of, so that later pipelines can fetch it file by file. */
const indexPath = (name: string) => `${folder}/${safeArtifactName(name)}/index.json`

/** Puts a folder among the job's artifacts: GitLab brings it to jobs that need this one. Its id is the relative path. */
export async function keepForLaterJobs(
  projectDirectory: string,
  name: string,
  from: string,
): Promise<ArtifactReference> {
  const digest = await digestOfTree(from)
  const id = `${folder}/${safeArtifactName(name)}/${hexOf(digest)}`
  const to = join(projectDirectory, id)
  await rm(to, { recursive: true, force: true })
  await mkdir(to, { recursive: true })
  const files = await copyFiles(from, to)
  const reference = { id, digest }
  await assertTree(to, reference)
  await writeFileAtomically(join(projectDirectory, indexPath(name)), JSON.stringify({ ...reference, files }))
  return reference
}

/** Brings an artifact of an earlier job of this pipeline, or (`job:<id>:<path>`) of another pipeline's job. */
export async function bringArtifact(
  api: GitLabApi,
  project: string,
  projectDirectory: string,
  reference: ArtifactReference,
  into: string,
): Promise<void> {
  const remote = /^job:(?<job>[0-9]+):(?<path>.+)$/s.exec(reference.id)?.groups
  if (remote?.job !== undefined && remote.path !== undefined) {
    await downloadFiles(api, project, remote.job, remote.path, reference, into)
    return
  }
  const from = join(projectDirectory, ...repositoryPath(reference.id))
  await copyVerified(from, reference, into).catch((error: unknown) => {
    if (!(error instanceof ConfigurationError)) throw error
    throw new ConfigurationError(
      `${reference.id}: the artifact is not here. Does this job \`need\` the job that made it, with its artifacts?`,
      { cause: error },
    )
  })
}

async function downloadFiles(
  api: GitLabApi,
  project: string,
  job: string,
  path: string,
  reference: ArtifactReference,
  into: string,
): Promise<void> {
  const root = repositoryPath(path)
  const index = await readIndex(api, project, job, [...root.slice(0, -1), 'index.json'].join('/'))
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
    const id = count(job, 'id')
    if (id === undefined) throw api.unexpected(purpose, 'a job without id')
    if (member(job, 'artifacts_file') === undefined || member(job, 'artifacts_file') === null) {
      // GitLab keeps the date of what it has deleted.
      expired ||= text(job, 'artifacts_expire_at') !== undefined
      continue
    }
    const index = await readIndex(api, project.id, String(id), indexPath(name))
    if (index === undefined) continue
    const artifact = { id: `job:${id}:${index.id}`, digest: index.digest }
    return { found: true, artifact, runUrl, commit: pipeline.commit }
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
): Promise<{ readonly id: number; readonly commit: string } | undefined> {
  const purpose = { doing: `listing the push pipelines on ${branch}`, permission }
  const query = new URLSearchParams({ ref: branch, status: 'success', source: 'push', order_by: 'id', sort: 'desc' })
  for await (const pipeline of api.pages(purpose, `/projects/${project}/pipelines?${query}`)) {
    const [id, commit] = [count(pipeline, 'id'), text(pipeline, 'sha')]
    if (id === undefined || !isObjectName(commit)) throw api.unexpected(purpose, 'a pipeline without id or commit')
    const fits =
      text(pipeline, 'source') === 'push' && text(pipeline, 'status') === 'success' && text(pipeline, 'ref') === branch
    if (fits && String(id) !== thisPipeline) return { id, commit }
  }
  return undefined
}

interface ArtifactIndex extends ArtifactReference {
  readonly files: readonly string[]
}

/** Undefined when the job's archive, which exists, has no such file. */
async function readIndex(
  api: GitLabApi,
  project: string,
  job: string,
  path: string,
): Promise<ArtifactIndex | undefined> {
  const purpose = { doing: `reading ${path} of job ${job}`, permission }
  let answer: unknown
  try {
    const bytes = await api.bytes(purpose, artifactAddress(project, job, path.split('/')), indexLimit)
    answer = JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) return undefined
    if (error instanceof SyntaxError) throw api.unexpected(purpose, 'no JSON')
    throw error
  }
  const [id, digest, files] = [text(answer, 'id'), text(answer, 'digest'), items(answer, 'files')]
  const names = files?.filter((file) => typeof file === 'string')
  const within = id?.startsWith(`${dirname(path)}/`) === true
  if (!within || digest === undefined || !isDigest(digest) || names === undefined || names.length !== files?.length) {
    throw api.unexpected(purpose, 'no index of an artifact')
  }
  return { id: id ?? '', digest, files: names }
}

function artifactAddress(project: string, job: string, segments: readonly string[]): string {
  return `/projects/${project}/jobs/${job}/artifacts/${segments.map(encodeURIComponent).join('/')}`
}
