import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import type { ArtifactReference } from '@mlgate/core'
import { ConfigurationError, digestOfTree, hexOf, unlinkedPath, writeFileAtomically } from '@mlgate/core'
import { assertTree, copyFiles, copyVerified } from '../folder-artifact.ts'
import { repositoryPath } from '../repository-path.ts'
import { artifactFolder, indexFile, indexLimit, jobFolder, parseArtifactIndex } from './artifact-index.ts'
import { dotenvText } from './dotenv-file.ts'

const use = 'mlgate hands files over to other jobs there'

/**
 * Puts a folder among the job's artifacts: GitLab brings it to jobs that need this one. Its id is the path relative to
 * the project's folder.
 */
export async function keepForLaterJobs(
  projectDirectory: string,
  job: string,
  name: string,
  from: string,
): Promise<ArtifactReference> {
  const digest = await digestOfTree(from)
  const folder = artifactFolder(job, name)
  const path = [...folder, hexOf(digest)]
  const to = unlinkedPath(projectDirectory, path, use)
  const index = unlinkedPath(projectDirectory, [...folder, indexFile], use)
  await rm(to, { recursive: true, force: true })
  await mkdir(to, { recursive: true })
  const files = await copyFiles(from, to)
  const reference = { id: path.join('/'), digest }
  await assertTree(to, reference)
  await writeFileAtomically(index, JSON.stringify({ ...reference, files }))
  return reference
}

/** Brings what an earlier job of this pipeline left, checked by its digest. */
export async function bringFromEarlierJob(
  projectDirectory: string,
  reference: ArtifactReference,
  into: string,
): Promise<void> {
  const from = unlinkedPath(projectDirectory, repositoryPath(reference.id), use)
  await copyVerified(from, reference, into).catch((error: unknown) => {
    if (!(error instanceof ConfigurationError)) throw error
    throw new ConfigurationError(
      `${reference.id}: the artifact is not here. Does this job \`need\` the job that made it, with its artifacts?`,
      { cause: error },
    )
  })
}

/**
 * The one artifact that a needed job left, by the job's name. What ties it to that job is GitLab, which brings the files
 * of the jobs in `needs:`; the digest out of the index shows that they arrived whole, and names them in the records.
 *
 * Throws ConfigurationError when there is none or several. Synchronous, as the reading of inputs is.
 */
export function artifactOfJob(projectDirectory: string, job: string): ArtifactReference {
  const folder = jobFolder(job)
  const path = unlinkedPath(projectDirectory, folder, use)
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new ConfigurationError(
      `The job ${JSON.stringify(job)} left nothing for this one. Does this job \`need\` it, with its artifacts, and did it run?`,
    )
  }
  const names = readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [] : [entry.name]))
  const [name, ...others] = names
  if (name === undefined || others.length > 0) {
    throw new ConfigurationError(
      `The job ${JSON.stringify(job)} left ${names.length} artifacts, not one. Pass the id and the digest of the one that is meant.`,
    )
  }
  const place = [...folder, name]
  const index = parseArtifactIndex(readJson(unlinkedPath(projectDirectory, [...place, indexFile], use)), place)
  if (index === undefined) {
    throw new ConfigurationError(`${[...place, indexFile].join('/')}: is no index of an artifact of mlgate.`)
  }
  return { id: index.id, digest: index.digest }
}

/** Undefined when it is missing, too long, or no JSON. */
function readJson(path: string): unknown {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isFile() !== true || found.size > indexLimit) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Writes all outputs of a job's steps into the job's folder: as JSON, and as variables for who asks for a dotenv report. */
export async function writeOutputs(
  projectDirectory: string,
  job: string,
  outputs: Readonly<Record<string, string>>,
): Promise<void> {
  const file = unlinkedPath(projectDirectory, [...jobFolder(job), 'outputs.json'], use)
  await writeFileAtomically(file, `${JSON.stringify(outputs, null, 2)}\n`)
  const variables = unlinkedPath(projectDirectory, [...jobFolder(job), 'mlgate.env'], use)
  await writeFileAtomically(variables, dotenvText(outputs))
}
