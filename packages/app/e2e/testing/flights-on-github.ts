import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type GitHubServer, makeRun, startGitHubServer } from '@mlgate/hosts/testing'
import { act } from './act.ts'
import { type ActRun, jobOf } from './act-run.ts'
import { FlightsRepository, replaced } from './flights-repository.ts'
import type { Prepared } from './global-setup.ts'

const repositoryName = 'acme/flights'
const workflowPath = '.github/workflows/mlgate.yml'

/** What jobs get as `github.token`. */
const token = 'ghs_9f31c07e2b6a4d58a1e0c7b3d2f46e85'

/** The number of the pull request that is open. */
const pullRequest = 7

export interface RunOptions {
  /** Secrets beside the token. */
  readonly secrets?: Readonly<Record<string, string>>
  /** Another workflow than the repository's own. */
  readonly workflow?: string
  /** Only this job and what it needs. */
  readonly job?: string
  /** Another attempt of the run with this number. */
  readonly again?: number
}

export interface PullRequestOptions extends RunOptions {
  /** Whether the head lies in another repository. */
  readonly fromFork?: boolean
}

/** A run as GitHub counts it. */
export interface NumberedRun extends ActRun {
  readonly runId: number
  /** Paths of what it asked GitHub's API and artifact service for. */
  readonly requested: readonly string[]
}

/** The example's repository on a GitHub of its own, with a runner that runs its workflow. */
export class FlightsOnGitHub {
  readonly repository: FlightsRepository
  readonly server: GitHubServer
  readonly token = token
  /** All runs so far, attempts included. */
  readonly runs: NumberedRun[] = []
  readonly #prepared: Prepared
  readonly #folder: string
  #attempts = 1

  private constructor(repository: FlightsRepository, server: GitHubServer, prepared: Prepared, folder: string) {
    this.repository = repository
    this.server = server
    this.#prepared = prepared
    this.#folder = folder
  }

  /** `toolCache: 'empty'`: of a runner that has never run mlgate. */
  static async start(
    prepared: Prepared,
    options: { readonly comments?: number; readonly toolCache?: 'warm' | 'empty' } = {},
  ): Promise<FlightsOnGitHub> {
    const folder = await mkdtemp(join(tmpdir(), 'mlgate-e2e-'))
    await mkdir(join(folder, 'runner'))
    if (options.toolCache !== 'empty') await symlink(prepared.toolCache, join(folder, 'runner/tool_cache'))
    const repository = await FlightsRepository.make(prepared.project, join(folder, 'flights'))
    const server = await startGitHubServer({
      repository: repositoryName,
      gitDirectory: join(repository.folder, '.git'),
      pullRequest,
      comments: options.comments ?? 0,
      token,
    })
    return new FlightsOnGitHub(repository, server, prepared, folder)
  }

  async stop(): Promise<void> {
    await this.server.close()
    await rm(this.#folder, { recursive: true, force: true })
  }

  /** The one comment that begins with our marker; undefined when there is none. Throws when there are several. */
  get comment() {
    const own = this.comments.filter(({ user }) => user.login === this.server.state.viewer)
    if (own.length > 1) throw new Error(`There are ${own.length} comments of ours.`)
    return own[0]
  }

  get comments() {
    return this.server.state.comments.get(pullRequest) ?? []
  }

  /** The runner's tool cache. */
  get toolCache(): string {
    return join(this.#folder, 'runner/tool_cache')
  }

  /** What a step's output `artifact-id` names. */
  artifact(id: string | undefined) {
    const found = this.server.state.artifacts.find((artifact) => String(artifact.id) === id)
    if (found === undefined) throw new Error(`There is no artifact ${id}.`)
    return found
  }

  /** Runs the workflow for a push of the branch that is checked out. */
  async push(options: RunOptions = {}): Promise<NumberedRun> {
    const [branch, commit] = [await this.repository.branch(), await this.repository.head()]
    const payload = { ref: `refs/heads/${branch}`, after: commit, repository: this.#repositoryPayload() }
    return this.#run('push', payload, { branch, commit }, options)
  }

  /** Runs the workflow for the pull request from the branch that is checked out to main. */
  async pullRequest(options: PullRequestOptions = {}): Promise<NumberedRun> {
    const [branch, commit] = [await this.repository.branch(), await this.repository.head()]
    const base = await this.repository.git('rev-parse', 'main')
    const own = this.#repositoryPayload()
    const payload = {
      action: 'synchronize',
      number: pullRequest,
      pull_request: {
        number: pullRequest,
        base: { ref: 'main', sha: base, repo: own },
        head: { ref: branch, sha: commit, repo: options.fromFork ? { ...own, id: own.id + 1 } : own },
      },
      repository: own,
    }
    return this.#run('pull_request', payload, { branch, commit }, options)
  }

  /** Runs the gate of a pull request's run again, as with "Re-run failed jobs": training's outputs are those it had. */
  async gateAgain(run: NumberedRun, options: Pick<PullRequestOptions, 'fromFork'> = {}): Promise<NumberedRun> {
    const { outputs } = jobOf(run, 'train')
    const workflow = await this.variant('gate-again.yml', [
      ['    needs: train\n', ''],
      ['${{ needs.train.outputs.artifact-id }}', `'${outputs['artifact-id']}'`],
      ['${{ needs.train.outputs.artifact-digest }}', `'${outputs['artifact-digest']}'`],
    ])
    return this.pullRequest({ ...options, workflow, job: 'gate', again: run.runId })
  }

  /** Writes the repository's workflow with texts replaced; returns its path. */
  async variant(name: string, replacements: readonly (readonly [before: string, after: string])[]): Promise<string> {
    const file = join(this.#folder, name)
    let text = await readFile(join(this.repository.folder, workflowPath), 'utf8')
    for (const [before, after] of replacements) text = replaced(text, before, after)
    await writeFile(file, text)
    return file
  }

  async #run(
    event: 'push' | 'pull_request',
    payload: object,
    head: { readonly branch: string; readonly commit: string },
    options: RunOptions,
  ): Promise<NumberedRun> {
    const { runs, requests } = this.server.state
    const runId = options.again ?? runs.length + 1
    const numbered = makeRun(this.server.state, { id: runId, event, head_branch: head.branch, head_sha: head.commit })
    const show = (status: string, conclusion: string | null) => {
      runs[runId - 1] = { ...numbered, status, conclusion }
    }
    show('in_progress', null)
    const earlier = requests.length
    const run = await act({
      event,
      payload,
      repository: this.repository.folder,
      repositoryName,
      ...(options.workflow === undefined ? {} : { workflow: options.workflow }),
      ...(options.job === undefined ? {} : { job: options.job }),
      actions: this.#prepared.actions,
      githubUrl: this.server.url,
      secrets: { GITHUB_TOKEN: this.token, ...options.secrets },
      runId,
      attempt: options.again === undefined ? 1 : ++this.#attempts,
      workFolder: this.#folder,
    })
    show('completed', run.exitCode === 0 ? 'success' : 'failure')
    const finished = { ...run, runId, requested: requests.slice(earlier).map(({ path }) => path) }
    this.runs.push(finished)
    return finished
  }

  #repositoryPayload() {
    return { id: 4711, full_name: repositoryName, default_branch: this.server.state.defaultBranch }
  }
}
