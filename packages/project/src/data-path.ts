import { lstat, realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { ConfigurationError, InfrastructureError, type SourcePosition } from '@mlgate/core'
import { quoted } from '@mlgate/documents'

export interface DataPathRequest {
  /** As the project file or an input has it. */
  readonly path: string
  /** What messages call it: `data.test`. */
  readonly what: string
  readonly position?: SourcePosition
  /** Folder of mlgate.yml, absolute. */
  readonly projectFolder: string
  /** Root of the repository, absolute; the project folder lies in it. */
  readonly repository: string
  /**
   * Folders outside the repository that may be used as well, absolute or relative to the project folder. They are
   * policy: where there is a policy, hand over its `data.roots` and not the candidate's.
   */
  readonly roots: readonly string[]
  /** An existing file or folder, or something that is to be written and may be missing. */
  readonly use: 'read' | 'write'
}

/**
 * The real place of a path in the project file: absolute, free of symbolic links, and inside the repository or one of
 * the roots. Use the result and not the path that went in, so that what was checked is what is opened.
 * Throws ConfigurationError for paths that lead elsewhere, into `.git`, or are not there; InfrastructureError when the
 * disk does not answer.
 */
export async function resolveDataPath(request: DataPathRequest): Promise<string> {
  const { path, projectFolder, repository, roots, use } = request
  const refuse = (reason: string, cause?: unknown): ConfigurationError =>
    new ConfigurationError(`${request.what}: ${quoted(path)} ${reason}`, {
      ...(request.position === undefined ? {} : { position: request.position }),
      cause,
    })
  const fault = faultOf(path)
  if (fault !== undefined) throw refuse(fault)

  const base = (await realFolder(projectFolder)) ?? projectFolder
  const folders = [repository, ...roots.map((root) => resolve(base, root))]
  const realFolders = (await Promise.all(folders.map(realFolder))).filter((folder) => folder !== undefined)
  const outside = 'leads outside the repository. Move it inside, or name its folder in data.roots of the policy.'
  // Before the disk is asked, so that nobody learns what lies elsewhere.
  const named = resolve(base, path)
  if (![...folders, ...realFolders].some((folder) => isInside(named, folder))) throw refuse(outside)

  const real = use === 'read' ? await realOf(named, refuse) : await realOfNew(named, refuse)
  const home = realFolders.find((folder) => isInside(real, folder))
  if (home === undefined) {
    const root = folders.find((folder) => isInside(named, folder))
    const absent = root !== undefined && real === named && (await realFolder(root)) === undefined
    throw refuse(absent ? `lies in ${root}, which is not there. Make it, or mount it.` : `is a link that ${outside}`)
  }
  if (
    relative(home, real)
      .split(sep)
      .some((part) => part.toLowerCase() === '.git')
  ) {
    throw refuse('lies in .git, which belongs to git alone.')
  }
  return real
}

/** What is wrong with the text of a path, whatever the disk holds. The same on every platform. */
export function faultOf(path: string): string | undefined {
  if (path.trim() === '') return 'is empty; a path is needed.'
  if (/\p{Cc}/u.test(path)) return 'has control characters.'
  if (path.includes('\\')) return 'has a backslash; write / between folders.'
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(path)) return 'is an address; only files are read here. Fetch it first.'
  if (/^[A-Za-z]:/.test(path)) return 'names a drive; write a path relative to mlgate.yml.'
  return undefined
}

/** Whether a path is a folder or lies below it; both absolute. */
function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

type Refuse = (reason: string, cause?: unknown) => ConfigurationError

async function realOf(path: string, refuse: Refuse): Promise<string> {
  try {
    const real = await realpath(path)
    const found = await stat(real)
    if (!found.isFile() && !found.isDirectory()) throw refuse('is neither a file nor a folder.')
    return real
  } catch (error) {
    throw explain(error, path, refuse)
  }
}

/** For what may be missing: the real place of the deepest folder that is there, and the rest below it. */
async function realOfNew(path: string, refuse: Refuse): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw explain(error, path, refuse)
    // A link to nothing would be followed by whoever writes.
    if (await isThere(path)) throw refuse('is a link to something that is not there.')
    const parent = dirname(path)
    if (parent === path) throw explain(error, path, refuse)
    return join(await realOfNew(parent, refuse), basename(path))
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch {
    return false
  }
}

/** A root that does not exist on this machine allows nothing. */
async function realFolder(folder: string): Promise<string | undefined> {
  try {
    return await realpath(folder)
  } catch {
    return undefined
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function explain(error: unknown, path: string, refuse: Refuse): Error {
  if (error instanceof ConfigurationError) return error
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return refuse('is not there.', error)
    case 'ELOOP':
      return refuse('is a link that leads back to itself.', error)
    case 'ENAMETOOLONG':
      return refuse('is longer than the file system allows.', error)
    case 'EACCES':
    case 'EPERM':
      return refuse('may not be read by this user.', error)
    default:
      return new InfrastructureError(`${path}: the file system does not answer.`, { retryable: true, cause: error })
  }
}
