import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  ConfigurationError,
  InfrastructureError,
  type RunFile,
  type RunFileQuery,
  readBoundedFile,
  unlinkedPath,
} from '@mlgate/core'
import { mayBeNamed, safeArtifactName } from '../artifact-name.ts'
import { assertTree } from '../folder-artifact.ts'
import { repositoryPath } from '../repository-path.ts'
import { runFileLimit } from '../run-file-limit.ts'
import { indexFile, indexLimit, jobsFolder, parseArtifactIndex } from './artifact-index.ts'

const use = 'mlgate reads there what earlier jobs left'

/**
 * A file out of each artifact that GitLab brought from the jobs in `needs:`, and of those that this job made. GitLab
 * counts no attempts and tells no times here: a job that is retried replaces what it left.
 */
export async function readNeededFiles(projectDirectory: string, query: RunFileQuery): Promise<readonly RunFile[]> {
  const folders: string[][] = []
  for (const job of await foldersIn(projectDirectory, jobsFolder)) {
    for (const name of await foldersIn(projectDirectory, [...jobsFolder, job])) {
      if (mayBeNamed(name, query.prefix)) folders.push([...jobsFolder, job, name])
    }
  }
  if (folders.length > runFileLimit) {
    throw new ConfigurationError(`The jobs that this one needs left more than ${runFileLimit} artifacts.`)
  }
  const files: RunFile[] = []
  for (const folder of folders) files.push(await readOne(projectDirectory, folder, query))
  return files
}

async function readOne(
  projectDirectory: string,
  folder: readonly string[],
  { file, limit }: RunFileQuery,
): Promise<RunFile> {
  const found = {
    artifact: folder.join('/'),
    isNamed: (wanted: string) => folder.at(-1) === safeArtifactName(wanted),
    attempt: 1,
    createdMs: undefined,
  }
  try {
    const written = await readBoundedFile(unlinkedPath(projectDirectory, [...folder, indexFile], use), indexLimit)
    const index = written && parseArtifactIndex(parsed(written), folder)
    if (index === undefined) return { ...found, problem: `has no ${indexFile} of mlgate` }
    const root = unlinkedPath(projectDirectory, repositoryPath(index.id), use)
    await assertTree(root, index)
    const content = await readBoundedFile(join(root, file), limit)
    return content === undefined ? { ...found, problem: `holds no ${file}` } : { ...found, content }
  } catch (error) {
    // Whatever is wrong with files here, somebody left them so: one artifact must not hide the others.
    const theirs = error instanceof ConfigurationError || error instanceof InfrastructureError
    if (theirs) return { ...found, problem: error.message }
    throw error
  }
}

/** Names of what is not a plain file, sorted; links among them are refused when they are looked into. */
async function foldersIn(projectDirectory: string, folder: readonly string[]): Promise<readonly string[]> {
  const path = unlinkedPath(projectDirectory, folder, use)
  const entries = await readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new ConfigurationError(`${path}: cannot be read as a folder.`, { cause: error })
  })
  return entries.flatMap((entry) => (entry.isFile() ? [] : [entry.name])).sort()
}

function parsed(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'))
  } catch {
    return undefined
  }
}
