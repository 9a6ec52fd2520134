import { rmSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Exec, ExecResult } from '@mlgate/core'
import { InfrastructureError } from '@mlgate/core'
import type { TreeEntry, TreeSource } from './commit-tree.ts'
import type { HostDependencies } from './host-dependencies.ts'
import { isBranchName } from './json-shape.ts'

export interface PolicyRemote {
  /** Address of the repository, without credentials. */
  readonly url: string
  /** Sent to this address alone. Undefined for git's own ways to credentials. */
  readonly credential: GitCredential | undefined
  /** What to do when it cannot be read, as a sentence. */
  readonly advice: string
}

export interface GitCredential {
  /** A header's line: `Authorization: Basic …`. */
  readonly header: string
  /** What must not be shown. */
  readonly secret: string
}

/** A token or password as git's servers take it. */
export function basicCredential(user: string, secret: string): GitCredential {
  return { header: `Authorization: Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`, secret }
}

const timeoutSeconds = 120

/** What git needs to find its user's configuration, keys and way to the network. */
const inherit = [
  'PATH',
  'HOME',
  'XDG_CONFIG_HOME',
  'SSH_AUTH_SOCK',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'HTTPS_PROXY',
  'NO_PROXY',
  'GIT_SSL_CAINFO',
  // How CI systems bring credentials: Jenkins' gitUsernamePassword and sshagent, Buildkite's and CircleCI's ssh.
  'GIT_ASKPASS',
  'GIT_USERNAME',
  'GIT_PASSWORD',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'SSH_ASKPASS',
]

/**
 * Has `use` work with a bare repository of its own. Files may be read from there later, too, so it stays until the
 * process ends; when `use` fails, it goes at once.
 */
export async function withPolicyClone<T>(
  { exec, onExit = (work) => process.once('exit', work) }: Pick<HostDependencies, 'exec' | 'onExit'>,
  remote: PolicyRemote,
  use: (git: PolicyClone) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-policy-'))
  const remove = () => rmSync(directory, { recursive: true, force: true })
  onExit(remove)
  const git = new PolicyClone(exec, remote, directory)
  try {
    await git.run(['init', '--quiet', '--bare', '.'])
    return await use(git)
  } catch (error) {
    remove()
    throw error
  }
}

/** Git in a bare repository that has no configuration but ours. */
export class PolicyClone {
  readonly directory: string
  readonly #exec: Exec
  readonly #url: string
  readonly #credential: GitCredential | undefined
  readonly #advice: string

  constructor(exec: Exec, remote: PolicyRemote, directory: string) {
    this.#exec = exec
    this.#url = remote.url
    this.#credential = remote.credential
    this.#advice = remote.advice
    this.directory = directory
  }

  /** Throws InfrastructureError unless git ends well. */
  async run(argv: readonly string[], stdoutFile?: string): Promise<ExecResult> {
    const result = await this.tried(argv, stdoutFile)
    if (result.exitCode === 0) return result
    const said = result.timedOut ? `no end after ${timeoutSeconds} s` : result.stderrTail.trim().split('\n').at(-1)
    throw this.failure(`git ${argv[0]}: ${said ?? ''}`)
  }

  async tried(argv: readonly string[], stdoutFile?: string): Promise<ExecResult> {
    return this.#exec({
      argv: ['git', ...argv],
      cwd: this.directory,
      env: { GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', ...this.#authorization() },
      inherit,
      timeoutSeconds,
      ...(stdoutFile === undefined ? {} : { stdoutFile }),
    })
  }

  async defaultBranch(): Promise<string> {
    const { stdout } = await this.run(['ls-remote', '--symref', this.#url, 'HEAD'])
    const name = /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(stdout)?.[1]
    if (!isBranchName(name)) throw this.failure('the repository names no default branch')
    return name
  }

  failure(what: string): InfrastructureError {
    const secret = this.#credential?.secret
    const message = secret === undefined ? what : what.replaceAll(secret, '***')
    return new InfrastructureError(`${this.#url}: the policy cannot be fetched (${message}). ${this.#advice}`, {
      retryable: true,
    })
  }

  /** By variables, since arguments are visible to every process of the machine; for this address alone. */
  #authorization(): Record<string, string> {
    if (this.#credential === undefined) return {}
    return {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `http.${this.#url}.extraHeader`,
      GIT_CONFIG_VALUE_0: this.#credential.header,
    }
  }
}

export class FetchedTrees implements TreeSource {
  readonly commit: string
  readonly #git: PolicyClone

  constructor(git: PolicyClone, commit: string) {
    this.#git = git
    this.commit = commit
  }

  async entries(_folder: string, tree: string | undefined): Promise<ReadonlyMap<string, TreeEntry>> {
    const { stdout } = await this.#git.run(['ls-tree', '-z', tree ?? `${this.commit}^{tree}`])
    const entries = new Map<string, TreeEntry>()
    for (const line of stdout.split('\0').filter((part) => part !== '')) {
      const [, mode, sha, name] = /^(\d+) \w+ ([0-9a-f]+)\t(.+)$/s.exec(line) ?? []
      if (mode === undefined || sha === undefined || name === undefined) throw this.#git.failure('git ls-tree')
      entries.set(name, { mode, sha })
    }
    return entries
  }

  /** Through a file: a program's output is kept as text, which would change bytes that are none. */
  async blob(_path: string, sha: string): Promise<Uint8Array> {
    const file = join(this.#git.directory, `blob-${sha}`)
    await this.#git.run(['cat-file', 'blob', sha], file)
    return readFile(file)
  }
}
