import { ConfigurationError, type Exec, InfrastructureError } from '@mlgate/core'

/** What git needs of our environment: its home, its helpers, its way to a remote. No tokens. */
const inherit = ['PATH', 'HOME', 'SYSTEMROOT', 'TMPDIR', 'SSH_AUTH_SOCK', 'XDG_CONFIG_HOME']
const env = { GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }

/** Reading a repository through the git program. `exec` does the running, `cwd` lies inside the repository. */
export class GitReader {
  readonly #exec: Exec
  readonly #cwd: string

  constructor(exec: Exec, cwd: string) {
    this.#exec = exec
    this.#cwd = cwd
  }

  /**
   * The commit that a name stands for: a branch before a tag of the same name, since more people may push tags. A branch
   * that is not here is fetched from `origin`, that one commit alone, since CI clones are shallow. Throws
   * InfrastructureError when it cannot be had: that is not proof that it never existed. From `origin` alone where a
   * change is judged: a local branch could be the change's own.
   */
  async commitOf(ref: string, where: 'here or origin' | 'origin' = 'here or origin'): Promise<string> {
    const complaints: string[] = []
    if (where === 'origin') {
      for (const name of [`refs/heads/${ref}`, `refs/tags/${ref}`]) {
        const commit = await this.#fetched(name, complaints)
        if (commit !== undefined) return commit
      }
      throw notThere(ref, complaints)
    }
    for (const find of isExact(ref)
      ? [() => this.#revParse(ref), () => this.#fetched(ref, complaints)]
      : this.#places(ref, complaints)) {
      const commit = await find()
      if (commit !== undefined) return commit
    }
    throw notThere(ref, complaints)
  }

  /** When a commit was made, by its committer's clock; undefined when it is not here. */
  async committedAt(commit: string): Promise<Date | undefined> {
    const shown = await this.#git('show', '--no-patch', '--format=%cI', '--end-of-options', commit)
    const time = new Date(shown.stdout.trim())
    return shown.exitCode === 0 && !Number.isNaN(time.getTime()) ? time : undefined
  }

  /** Whether the commit that is checked out, or its index, holds a file at this path (relative to the repository). */
  async isTracked(path: string): Promise<boolean> {
    return (await this.#git('ls-files', '--error-unmatch', '--', path)).exitCode === 0
  }

  /** Whether the commit that is checked out holds the file at this path, byte for byte but for git's own filters. */
  async isAsCommitted(path: string): Promise<boolean> {
    if (!(await this.isTracked(path))) return false
    return (await this.#git('diff', '--no-ext-diff', '--quiet', 'HEAD', '--', path)).exitCode === 0
  }

  #places(ref: string, complaints: string[]): (() => Promise<string | undefined>)[] {
    return [
      () => this.#revParse(`refs/heads/${ref}`),
      () => this.#revParse(`refs/remotes/origin/${ref}`),
      () => this.#fetched(`refs/heads/${ref}`, complaints),
      () => this.#revParse(`refs/tags/${ref}`),
      () => this.#fetched(`refs/tags/${ref}`, complaints),
      () => this.#revParse(ref),
    ]
  }

  async #fetched(ref: string, complaints: string[]): Promise<string | undefined> {
    const fetch = await this.#git('fetch', '--quiet', '--no-tags', '--depth=1', 'origin', '--end-of-options', ref)
    if (fetch.exitCode === 0) return this.#revParse('FETCH_HEAD')
    complaints.push(fetch.stderrTail.trim())
    return undefined
  }

  /** The id of the blob at a path of a commit; undefined when that commit is proven to hold no file there. */
  async blobAt(commit: string, path: string): Promise<string | undefined> {
    const listing = await this.#git('ls-tree', '-z', '--end-of-options', commit, '--', path)
    if (listing.exitCode !== 0) {
      throw new InfrastructureError(`git ls-tree ${commit}: ${listing.stderrTail.trim()}`, { retryable: false })
    }
    const [entry] = listing.stdout.split('\0')
    if (entry === undefined || entry === '') return undefined
    const [mode, type, id] = entry.split(/[ \t]/)
    if (type !== 'blob' || mode === '120000' || id === undefined) {
      throw new ConfigurationError(`${path} at ${commit} is not a regular file.`)
    }
    return id
  }

  /** Writes a blob's bytes to a file, as they were committed: no filter and no line-end conversion runs. */
  async writeBlob(id: string, file: string): Promise<void> {
    const written = await this.#exec({
      argv: ['git', 'cat-file', 'blob', id],
      cwd: this.#cwd,
      env,
      inherit,
      stdoutFile: file,
    })
    if (written.exitCode !== 0) {
      throw new InfrastructureError(`git cat-file ${id}: ${written.stderrTail.trim()}`, { retryable: true })
    }
  }

  async #revParse(ref: string): Promise<string | undefined> {
    const result = await this.#git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`)
    return result.exitCode === 0 ? result.stdout.trim() : undefined
  }

  #git(...args: string[]) {
    return this.#exec({ argv: ['git', ...args], cwd: this.#cwd, env, inherit })
  }
}

/** Names that git does not look up among branches and tags: full references, HEAD and commits. */
function isExact(ref: string): boolean {
  return /^(refs\/|HEAD\b|[0-9a-f]{40}\b)/.test(ref)
}

function notThere(ref: string, complaints: readonly string[]): InfrastructureError {
  const answer = complaints[0]?.split('\n')[0] || 'no answer'
  return new InfrastructureError(
    `git: ${JSON.stringify(ref)} is neither in this clone nor to be had from origin (${answer}). ` +
      'Check the name, or clone with more depth (actions/checkout: fetch-depth: 0).',
    { retryable: true },
  )
}
