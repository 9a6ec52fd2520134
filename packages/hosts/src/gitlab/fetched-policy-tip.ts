import { rmSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Exec, ExecResult, PolicyTip } from '@mlgate/core'
import { InfrastructureError } from '@mlgate/core'
import type { TreeEntry, TreeSource } from '../commit-tree.ts'
import { CommitTree } from '../commit-tree.ts'
import type { HostDependencies } from '../host-dependencies.ts'
import { isBranchName, isObjectName } from '../json-shape.ts'

export interface PolicyRemote {
  /** Address of the target project's repository, without credentials. */
  readonly url: string
  /** The job's token; it may read the repository but little of the API. */
  readonly token: string | undefined
}

const timeoutSeconds = 120

/**
 * The present tip of a branch (the default branch when undefined), fetched by git into a folder of its own. Files are
 * read from there whenever somebody asks, so it stays until the process ends.
 */
export async function fetchPolicyTip(
  { exec, onExit = (work) => process.once('exit', work) }: Pick<HostDependencies, 'exec' | 'onExit'>,
  remote: PolicyRemote,
  branch: string | undefined,
): Promise<PolicyTip> {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-policy-'))
  const remove = () => rmSync(directory, { recursive: true, force: true })
  onExit(remove)
  const git = new PolicyClone(exec, remote, directory)
  try {
    await git.run(['init', '--quiet', '--bare', '.'])
    const name = branch ?? (await git.defaultBranch())
    await git.run(['fetch', '--quiet', '--depth=1', '--no-tags', remote.url, `+refs/heads/${name}:refs/policy/tip`])
    const commit = (await git.run(['rev-parse', '--verify', 'refs/policy/tip^{commit}'])).stdout.trim()
    if (!isObjectName(commit)) throw git.failure('git named no commit')
    const tree = new CommitTree(new FetchedTrees(git, commit))
    return { branch: name, commit, readFile: (path) => tree.readFile(path) }
  } catch (error) {
    remove()
    throw error
  }
}

/** Git in a bare repository that has no configuration but ours. */
class PolicyClone {
  readonly directory: string
  readonly #exec: Exec
  readonly #url: string
  readonly #token: string | undefined

  constructor(exec: Exec, remote: PolicyRemote, directory: string) {
    this.#exec = exec
    this.#url = remote.url
    this.#token = remote.token
    this.directory = directory
  }

  async run(argv: readonly string[], stdoutFile?: string): Promise<ExecResult> {
    const result = await this.#exec({
      argv: ['git', ...argv],
      cwd: this.directory,
      env: { GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', ...this.#authorization() },
      inherit: ['PATH', 'HOME', 'http_proxy', 'https_proxy', 'no_proxy', 'HTTPS_PROXY', 'NO_PROXY', 'GIT_SSL_CAINFO'],
      timeoutSeconds,
      ...(stdoutFile === undefined ? {} : { stdoutFile }),
    })
    if (result.exitCode === 0) return result
    const said = result.timedOut ? `no end after ${timeoutSeconds} s` : result.stderrTail.trim().split('\n').at(-1)
    throw this.failure(`git ${argv[0]}: ${said ?? ''}`)
  }

  async defaultBranch(): Promise<string> {
    const { stdout } = await this.run(['ls-remote', '--symref', this.#url, 'HEAD'])
    const name = /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(stdout)?.[1]
    if (!isBranchName(name)) throw this.failure('the repository names no default branch')
    return name
  }

  failure(what: string): InfrastructureError {
    const secret = this.#token
    const message = secret === undefined ? what : what.replaceAll(secret, '***')
    const advice = 'The job token must be allowed to read that project (job token permissions), or set GITLAB_TOKEN.'
    return new InfrastructureError(`${this.#url}: the policy cannot be fetched (${message}). ${advice}`, {
      retryable: true,
    })
  }

  /** By variables, since arguments are visible to every process of the machine; for this address alone. */
  #authorization(): Record<string, string> {
    if (this.#token === undefined) return {}
    const basic = Buffer.from(`gitlab-ci-token:${this.#token}`).toString('base64')
    return {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `http.${this.#url}.extraHeader`,
      GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
    }
  }
}

class FetchedTrees implements TreeSource {
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
