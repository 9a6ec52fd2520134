import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestOfBytes } from '@mlgate/core'
import { type GitHubServer, makePull, makeRun, startGitHubServer, zipArchive } from '@mlgate/hosts/testing'
import { type ActOptions, act } from './act.ts'
import { type ActRun, jobOf } from './act-run.ts'
import { FlightsRepository, replaced } from './flights-repository.ts'
import type { Prepared } from './global-setup.ts'
import { cleanUpOrphans } from './runner-clean-up.ts'
import { ServingMachine } from './serving-machine.ts'
import { zipEntries } from './zip-entries.ts'

const repositoryName = 'acme/flights'
const workflowPath = '.github/workflows/mlgate.yml'

/** What jobs get as `github.token`. */
const token = 'ghs_9f31c07e2b6a4d58a1e0c7b3d2f46e85'

/** The number of the pull request that is open. */
const pullRequest = 7

/** Where pull requests from a fork come from. */
const forkName = 'eve/flights'

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

/** Outputs of steps, by the job that they are outputs of. */
export type HandedOver = Readonly<Record<string, Readonly<Record<string, string>>>>

/** What a run's jobs handed over. */
export function handedOver(run: ActRun): HandedOver {
  return Object.fromEntries([...run.jobs].map(([name, { outputs }]) => [name, outputs]))
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
  readonly #machine: ServingMachine | undefined
  #attempts = 1

  private constructor(
    repository: FlightsRepository,
    server: GitHubServer,
    prepared: Prepared,
    folder: string,
    machine: ServingMachine | undefined,
  ) {
    this.repository = repository
    this.server = server
    this.#prepared = prepared
    this.#folder = folder
    this.#machine = machine
  }

  /**
   * `toolCache: 'empty'`: of a runner that has never run mlgate. With `machine` there is the one that keeps and serves
   * models, set up as the example asks; without it nobody runs the jobs that register and deploy.
   */
  static async start(
    prepared: Prepared,
    options: {
      readonly comments?: number
      readonly toolCache?: 'warm' | 'empty'
      readonly machine?: boolean
    } = {},
  ): Promise<FlightsOnGitHub> {
    const folder = await mkdtemp(join(tmpdir(), 'mlgate-e2e-'))
    await mkdir(join(folder, 'runner'))
    if (options.toolCache !== 'empty') await symlink(prepared.toolCache, join(folder, 'runner/tool_cache'))
    const repository = await FlightsRepository.make(prepared.project, join(folder, 'flights'))
    const machine = options.machine ? await ServingMachine.make(join(folder, 'machine'), prepared.actions) : undefined
    await machine?.setUp(repository)
    const server = await startGitHubServer({
      repository: repositoryName,
      gitDirectory: join(repository.folder, '.git'),
      pullRequest,
      comments: options.comments ?? 0,
      token,
    })
    return new FlightsOnGitHub(repository, server, prepared, folder, machine)
  }

  /** Ends whatever was deployed, too, however far a test came. */
  async stop(): Promise<void> {
    await this.#machine?.endAll()
    await this.server.close()
    await rm(this.#folder, { recursive: true, force: true })
  }

  /** The machine that keeps and serves models. Throws when this test has none. */
  get machine(): ServingMachine {
    if (this.#machine === undefined) throw new Error('It was started without a machine.')
    return this.#machine
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
    return this.#run('pull_request', payload, { branch, commit, fromFork: options.fromFork }, options)
  }

  /** Shows the pull request at the branch that is checked out, as GitHub's API does. */
  async propose(given: { readonly fromFork?: boolean; readonly closed?: true } = {}): Promise<void> {
    const { state } = this.server
    state.pullAnswers.length = 0
    makePull(state, {
      number: pullRequest,
      author: 'eve',
      branch: await this.repository.branch(),
      head: await this.repository.head(),
      ...(given.fromFork ? { headRepository: forkName } : {}),
      ...(given.closed ? { closed: given.closed } : {}),
    })
  }

  /** Runs the workflow of main that GitHub starts because another run has finished. */
  async finished(run: NumberedRun, workflow: string): Promise<NumberedRun> {
    const [branch, finished] = [await this.repository.branch(), this.server.state.runs[run.runId - 1]]
    if (finished === undefined) throw new Error(`There is no run ${run.runId}.`)
    const { id, event, head_branch, head_sha, head_repository, conclusion, run_attempt } = finished
    const workflowRun = {
      id,
      event,
      head_branch,
      head_sha,
      head_repository,
      conclusion,
      run_attempt,
      pull_requests: [],
    }
    const payload = { action: 'completed', workflow_run: workflowRun, repository: this.#repositoryPayload() }
    await this.repository.switchTo('main')
    try {
      const head = { branch: 'main', commit: await this.repository.head() }
      return await this.#run('workflow_run', payload, head, { workflow })
    } finally {
      await this.repository.switchTo(branch)
    }
  }

  /** Runs the workflow that looks for drift, as its page's button does. */
  async lookForDrift(): Promise<NumberedRun> {
    const head = { branch: await this.repository.branch(), commit: await this.repository.head() }
    const payload = { ref: `refs/heads/${head.branch}`, repository: this.#repositoryPayload() }
    return this.#run('workflow_dispatch', payload, head, { workflow: '.github/workflows/drift.yml' })
  }

  /** Runs the gate of a pull request's run again, as with "Re-run failed jobs": training's outputs are those it had. */
  async gateAgain(
    run: NumberedRun,
    options: Pick<PullRequestOptions, 'fromFork' | 'secrets'> = {},
  ): Promise<NumberedRun> {
    const workflow = await this.#filledIn({ train: jobOf(run, 'train').outputs })
    return this.pullRequest({ ...options, workflow, job: 'gate', again: run.runId })
  }

  /** Runs one job of a run again, with these outputs of the jobs before it. */
  async jobAgain(
    job: string,
    before: HandedOver,
    run: NumberedRun,
    event: 'push' | 'pullRequest' = 'push',
  ): Promise<NumberedRun> {
    return this[event]({ workflow: await this.#filledIn(before), job, again: run.runId })
  }

  /** Stores a changed copy of an artifact and returns the outputs that would hand it over. */
  forged(id: string | undefined, change: (files: Map<string, Uint8Array>) => void): Readonly<Record<string, string>> {
    const { state } = this.server
    const original = this.artifact(id)
    const files = new Map(zipEntries(original.bytes))
    change(files)
    const bytes = zipArchive([...files].map(([name, content]) => ({ name, content })))
    const blob = `/devstoreaccount1/actions-results/${randomUUID()}.zip?sig=${randomUUID()}`
    // A run has one artifact of a name.
    const [artifactId, name] = [++state.nextId, `${original.name}-forged-${state.nextId}`]
    const artifact = { ...original, id: artifactId, name, blob, bytes, digest: digestOfBytes(bytes) }
    state.artifacts.push(artifact)
    return { 'artifact-id': String(artifact.id), 'artifact-digest': artifact.digest }
  }

  /** Writes the repository's workflow with texts replaced; returns its path. */
  async variant(name: string, replacements: readonly (readonly [before: string, after: string])[]): Promise<string> {
    const file = join(this.#folder, name)
    let text = await readFile(join(this.repository.folder, workflowPath), 'utf8')
    for (const [before, after] of replacements) text = replaced(text, before, after)
    await writeFile(file, text)
    return file
  }

  /** The workflow without dependencies between jobs: what they would be handed over stands in it. */
  async #filledIn(before: HandedOver): Promise<string> {
    const file = join(this.#folder, 'filled-in.yml')
    const text = await readFile(join(this.repository.folder, workflowPath), 'utf8')
    const filled = text
      .replaceAll(/^ {4}needs: .*\n/gm, '')
      .replaceAll(/\$\{\{ needs\.(\w+)\.outputs\.([\w-]+) \}\}/g, (_, job: string, name: string) => {
        return `'${before[job]?.[name] ?? ''}'`
      })
    await writeFile(file, filled)
    return file
  }

  async #run(
    event: ActOptions['event'],
    payload: object,
    head: { readonly branch: string; readonly commit: string; readonly fromFork?: boolean | undefined },
    options: RunOptions,
  ): Promise<NumberedRun> {
    const { runs, requests } = this.server.state
    const runId = options.again ?? runs.length + 1
    const numbered = makeRun(this.server.state, {
      id: runId,
      event,
      head_branch: head.branch,
      head_sha: head.commit,
      ...(head.fromFork ? { headRepository: forkName } : {}),
    })
    const show = (status: string, conclusion: string | null) => {
      runs[runId - 1] = { ...numbered, status, conclusion }
    }
    show('in_progress', null)
    const earlier = requests.length
    const trackingId = `github_${randomUUID()}`
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
      runners: this.#machine === undefined ? [] : ['models'],
      trackingId,
      workFolder: this.#folder,
    })
    await cleanUpOrphans(trackingId)
    show('completed', run.exitCode === 0 ? 'success' : 'failure')
    const finished = { ...run, runId, requested: requests.slice(earlier).map(({ path }) => path) }
    this.runs.push(finished)
    return finished
  }

  #repositoryPayload() {
    return { id: 4711, full_name: repositoryName, default_branch: this.server.state.defaultBranch }
  }
}
