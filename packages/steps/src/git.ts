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
   * The commit that a name stands for. A name that is not here is fetched from `origin`, that one commit alone, since
   * CI clones are shallow. Throws InfrastructureError when it cannot be had: that is not proof that it never existed.
   */
  async commitOf(ref: string): Promise<string> {
    const local = await this.#revParse(ref)
    if (local !== undefined) return local
    const fetch = await this.#git('fetch', '--quiet', '--no-tags', '--depth=1', 'origin', '--end-of-options', ref)
    const fetched = fetch.exitCode === 0 ? await this.#revParse('FETCH_HEAD') : undefined
    if (fetched !== undefined) return fetched
    throw new InfrastructureError(
      `git: ${JSON.stringify(ref)} is neither in this clone nor to be had from origin (${fetch.stderrTail.trim() || 'no answer'}). ` +
        'Check the name, or clone with more depth (actions/checkout: fetch-depth: 0).',
      { retryable: true },
    )
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
