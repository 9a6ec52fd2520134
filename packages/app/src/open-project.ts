import { readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { loadProject, type Project } from '@mlgate/project'

/** The project file as it is checked out, and where it lies. */
export interface OpenProject {
  readonly project: Project
  readonly text: string
  /** Real folder of the project file. */
  readonly directory: string
  /** Real root of the repository, or the working directory outside one. */
  readonly repositoryRoot: string
  /** Path of the project file relative to the repository, with `/`: how forges name it. */
  readonly file: string
}

/** Reads the project file. Throws ConfigurationError when it is not there, lies outside the repository, or is wrong. */
export async function openProject(cwd: string, path: string): Promise<OpenProject> {
  const named = resolve(cwd, path)
  const real = await realpath(named).catch((cause: unknown) => {
    throw new ConfigurationError(
      `${path}: no such project file in ${cwd}. Write one (see docs/getting-started.md) or name it with the input project.`,
      { cause },
    )
  })
  const directory = dirname(real)
  const repositoryRoot = (await repositoryAbove(directory)) ?? (await realpath(cwd))
  const file = relative(repositoryRoot, real).split(sep).join('/')
  if (file.startsWith('../')) throw new ConfigurationError(`${path}: lies outside the repository ${repositoryRoot}.`)
  const text = await readFile(real, 'utf8')
  return { project: loadProject(text, path), text, directory, repositoryRoot, file }
}

/** The nearest folder upwards that holds `.git` (a folder, or a file in worktrees). */
async function repositoryAbove(directory: string): Promise<string | undefined> {
  const isRoot = await stat(join(directory, '.git')).then(
    () => true,
    () => false,
  )
  if (isRoot) return directory
  const parent = dirname(directory)
  return parent === directory ? undefined : repositoryAbove(parent)
}
