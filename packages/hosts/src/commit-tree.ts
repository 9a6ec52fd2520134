import { createHash } from 'node:crypto'
import { InfrastructureError } from '@mlgate/core'
import { repositoryPath } from './repository-path.ts'

export interface TreeEntry {
  /** As `git ls-tree` shows it: 100644, 040000, 120000 … */
  readonly mode: string
  readonly sha: string
}

/** Where the trees and blobs of one commit come from. */
export interface TreeSource {
  readonly commit: string
  /** A folder's entries by name. `tree` is the folder's object name, undefined for the root, whose path is ''. */
  entries(folder: string, tree: string | undefined): Promise<ReadonlyMap<string, TreeEntry>>
  blob(path: string, sha: string): Promise<Uint8Array>
}

/**
 * The files of one commit, found by walking its trees. A forge's "file" endpoint would be one call, but it follows
 * symbolic links silently (GitHub), and its 404 may mean a lack of permission; a tree that was read proves both
 * presence and absence, and a blob's name proves its bytes.
 */
export class CommitTree {
  readonly #source: TreeSource
  readonly #folders = new Map<string, Promise<ReadonlyMap<string, TreeEntry>>>()

  constructor(source: TreeSource) {
    this.#source = source
  }

  /** A regular file's bytes; undefined when the commit has no such path. Links and submodules are refused. */
  async readFile(path: string): Promise<Uint8Array | undefined> {
    const segments = repositoryPath(path)
    let tree: string | undefined
    for (const [index, segment] of segments.entries()) {
      const folder = segments.slice(0, index).join('/')
      const entry = (await this.#entries(folder, tree)).get(segment)
      if (entry === undefined) return undefined
      const kind = kindOf(entry.mode)
      const last = index === segments.length - 1
      if (kind === 'file') return last ? this.#blob(path, entry.sha) : undefined
      if (kind !== 'folder' || last)
        throw this.#refusal(segments.slice(0, index + 1).join('/'), `is a ${kind}; a regular file is needed`)
      tree = entry.sha
    }
    return undefined
  }

  #entries(folder: string, tree: string | undefined): Promise<ReadonlyMap<string, TreeEntry>> {
    const known = this.#folders.get(folder) ?? this.#source.entries(folder, tree)
    this.#folders.set(folder, known)
    return known
  }

  async #blob(path: string, sha: string): Promise<Uint8Array> {
    const bytes = await this.#source.blob(path, sha)
    if (blobName(bytes, sha.length) !== sha) throw this.#refusal(path, 'came with other bytes than its git name says')
    return bytes
  }

  #refusal(path: string, what: string): InfrastructureError {
    const message = `${path} at ${this.#source.commit.slice(0, 12)} ${what}.`
    return new InfrastructureError(message, { retryable: false })
  }
}

function kindOf(mode: string): 'file' | 'folder' | 'symbolic link' | 'submodule' {
  if (mode === '040000') return 'folder'
  if (mode === '120000') return 'symbolic link'
  return mode === '160000' ? 'submodule' : 'file'
}

/** The name git gives to a file's bytes; 40 digits are SHA-1, 64 SHA-256. */
function blobName(bytes: Uint8Array, digits: number): string {
  const hash = createHash(digits === 40 ? 'sha1' : 'sha256')
  return hash.update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex')
}
