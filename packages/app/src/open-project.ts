import { lstat, readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { loadProject, type Project } from '@mlgate/project'

/** The project file as it is checked out, and where it lies. */
export interface OpenProject {
  readonly project: Project
  /** Folder of the project file. */
  readonly directory: string
  /** Real root of the repository, or the working directory outside one. */
  readonly repositoryRoot: string
  /** Path of the project file relative to the repository, with `/`: how forges name it. */
  readonly file: string
}

/**
 * Reads the project file. It is named to the forge as it is named here: a link would let a change present another file
 * under a name that the target branch does not have, and so escape its policy. Throws ConfigurationError when the file
 * is not there, is a link or a folder, lies outside the repository, or is wrong.
 */
export async function openProject(cwd: string, path: string): Promise<OpenProject> {
  const realCwd = await realpath(cwd)
  const named = resolve(realCwd, path)
  const repositoryRoot = (await repositoryAbove(realCwd)) ?? realCwd
  const file = relative(repositoryRoot, named).split(sep).join('/')
  if (file.startsWith('../')) throw new ConfigurationError(`${path}: lies outside the repository ${repositoryRoot}.`)
  await refuseLinks(repositoryRoot, file, path, cwd)
  const text = await readFile(named, 'utf8')
  return { project: loadProject(text, path), directory: dirname(named), repositoryRoot, file }
}

/** Walks down from the repository's root: every part a real folder, the last one a real file. */
async function refuseLinks(root: string, file: string, path: string, cwd: string): Promise<void> {
  const parts = file.split('/')
  for (const index of parts.keys()) {
    const found = await lstat(join(root, ...parts.slice(0, index + 1))).catch((cause: unknown) => {
      throw new ConfigurationError(
        `${path}: no such project file in ${cwd}. Write one (mlgate init, or by hand: docs/getting-started.md), or name it with the input project.`,
        { cause },
      )
    })
    if (found.isSymbolicLink()) {
      throw new ConfigurationError(
        `${path}: ${parts.slice(0, index + 1).join('/')} is a symbolic link. Name the file itself.`,
      )
    }
    if (index === parts.length - 1 && !found.isFile()) {
      throw new ConfigurationError(
        `${path}: is not a file. Name the project file itself, such as ${join(path, 'mlgate.yml')}.`,
      )
    }
  }
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
