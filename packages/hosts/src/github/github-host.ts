import type {
  Annotation,
  ArtifactPlace,
  ArtifactReference,
  BranchArtifact,
  Change,
  CheckReport,
  CommentResult,
  CommentTarget,
  Host,
  Logger,
  OverrideSearch,
  PolicyTip,
  ReportedRun,
  RunContext,
  RunFile,
  RunFileQuery,
  SummarySection,
} from '@mlgate/core'
import { ConfigurationError, ownRun } from '@mlgate/core'
import { credentialVariables } from '../credential-variables.ts'
import { explicitInput } from '../explicit-input.ts'
import type { Environment, HostDependencies, Patience } from '../host-dependencies.ts'
import { defaultPatience, variable } from '../host-dependencies.ts'
import { paceOf, upsertStickyComment } from '../sticky-comment.ts'
import { readToken } from '../token.ts'
import { loadArtifactClient } from './artifact-client.ts'
import { findPushArtifact } from './branch-artifact.ts'
import { checkRefusal, writeCheckRun } from './check-run.ts'
import { type OtherTarget, otherRefusal, otherThread } from './comment-elsewhere.ts'
import { CommentsOfHead, lateBecause } from './comments-of-head.ts'
import { isEnterpriseServer, noBranchRuns, WorkspaceFolders } from './enterprise-server.ts'
import { changeOfPayload, isPullRequestEvent, readEventPayload } from './event-payload.ts'
import { GitHubApi } from './github-api.ts'
import { appendOutputs } from './output-file.ts'
import { mergedOverride, pullRequestOverride } from './override.ts'
import { githubCommittedFile, githubPolicyTip } from './policy-tip.ts'
import { commentRefusal, githubCommentLimit, PullRequestComments } from './pull-request-comments.ts'
import { type FinishedRun, finishedRun } from './reported-run.ts'
import type { Repository } from './repository.ts'
import { attemptArtifactName, RunArtifacts } from './run-artifacts.ts'
import { readRunArtifacts } from './run-files.ts'
import { appendSummary } from './step-summary.ts'
import { isWorkflowRunEvent } from './triggering-run.ts'
import { AnnotationBudget, maskCommands, workflowCommand } from './workflow-commands.ts'

/** GitHub Actions, and runners that speak its language. */
export class GitHubHost implements Host {
  readonly name = 'github'
  readonly run: RunContext
  readonly commentLimit = githubCommentLimit
  readonly seesWholeRun: boolean
  readonly #env: Environment
  readonly #write: (text: string) => void
  readonly #log: Logger
  readonly #inputs: HostDependencies['inputs']
  readonly #patience: Patience
  readonly #fetch: typeof globalThis.fetch
  readonly #api: GitHubApi
  readonly #artifacts: RunArtifacts
  /** Set on GitHub Enterprise Server alone. */
  readonly #folders: WorkspaceFolders | undefined
  readonly #annotations = new AnnotationBudget()
  #change: Promise<Change | undefined> | undefined
  /** Whose reports are read; the own run until then. */
  #reportedId: number | undefined
  #finishedRun: Promise<FinishedRun> | undefined

  constructor(env: Environment, deps: HostDependencies) {
    this.#env = env
    this.#write = deps.write
    this.#log = deps.log
    this.#inputs = deps.inputs
    this.#fetch = deps.fetch
    this.#patience = { ...defaultPatience, ...deps.patience }
    this.run = runContext(env)
    const token = this.#token()
    this.#api = new GitHubApi({
      baseUrl: variable(env, 'GITHUB_API_URL') ?? 'https://api.github.com',
      token,
      fetch: deps.fetch,
      log: deps.log,
      patience: this.#patience,
    })
    this.#folders = isEnterpriseServer(env)
      ? new WorkspaceFolders(variable(env, 'GITHUB_WORKSPACE') ?? process.cwd(), deps.exec)
      : undefined
    this.seesWholeRun = this.#folders === undefined
    const [owner, repo] = (this.run.repository ?? '').split('/')
    this.#artifacts = new RunArtifacts({
      env,
      client: deps.artifactClient ?? loadArtifactClient,
      otherRuns:
        token === undefined || owner === undefined || repo === undefined
          ? undefined
          : { token, repositoryOwner: owner, repositoryName: repo, workflowRunId: this.#runId() },
      timeoutSeconds: this.#patience.artifactSeconds,
    })
  }

  /** As @actions/core reads it: spaces become underscores, hyphens stay, white space around the value goes. */
  input(name: string): string | undefined {
    const value = variable(this.#env, `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`)?.trim()
    return explicitInput(this.#inputs, name) ?? (value === '' ? undefined : value)
  }

  async setOutputs(outputs: Readonly<Record<string, string>>): Promise<void> {
    await appendOutputs(this.#required('GITHUB_OUTPUT'), outputs, this.#log)
  }

  async writeSummary(section: SummarySection): Promise<void> {
    const path = variable(this.#env, 'GITHUB_STEP_SUMMARY')
    if (path !== undefined) await appendSummary(path, section)
  }

  async annotate(annotations: readonly Annotation[]): Promise<void> {
    const commands = this.#annotations.commands(annotations)
    if (commands !== '') this.#write(commands)
  }

  async writeCheck(check: CheckReport): Promise<CommentResult> {
    if (!this.#api.hasToken) return { written: false, reason: 'No token was given to write the check with.' }
    const change = await this.change()
    const commit = change?.headCommit ?? this.run.commit
    if (commit === undefined) return { written: false, reason: 'This run names no commit.' }
    try {
      return await writeCheckRun(this.#api, this.#repository(), commit, check)
    } catch (error) {
      const reason = checkRefusal(error, change?.fromFork === true)
      if (reason === undefined) throw error
      return { written: false, reason }
    }
  }

  async group<T>(title: string, body: () => Promise<T>): Promise<T> {
    this.#write(workflowCommand('group', {}, title.replace(/[\p{Cc}]+/gu, ' ')))
    try {
      return await body()
    } finally {
      this.#write(workflowCommand('endgroup', {}, ''))
    }
  }

  mask(secret: string): void {
    this.#write(maskCommands(secret))
  }

  async change(): Promise<Change | undefined> {
    if (!isPullRequestEvent(this.run.event)) return undefined
    this.#change ??= readEventPayload(this.#required('GITHUB_EVENT_PATH')).then((payload) =>
      changeOfPayload(payload, this.#repositoryUrl()),
    )
    return this.#change
  }

  async policyTip(): Promise<PolicyTip> {
    const change = await this.change()
    return githubPolicyTip(this.#api, this.#repository(), change?.targetBranch)
  }

  async readCommitted(repository: string, commit: string, path: string): Promise<Uint8Array | undefined> {
    const [owner, repo, ...rest] = repository.split('/')
    if (!owner || !repo || rest.length > 0) {
      throw new ConfigurationError(`extends: ${repository} is no repository of GitHub (owner/name).`)
    }
    return githubCommittedFile(this.#api, { owner, repo }, commit, path)
  }

  async override(label: string): Promise<OverrideSearch> {
    const change = await this.change()
    if (change !== undefined) return pullRequestOverride(this.#api, this.#repository(), change, label)
    const { branch } = await this.policyTip()
    const { event, ref, commit } = this.run
    if (event !== 'push' || ref !== `refs/heads/${branch}` || commit === undefined) return { state: 'absent' }
    return mergedOverride(this.#api, this.#repository(), { commit, branch }, label)
  }

  async publishPage(name: string, file: string): Promise<string | undefined> {
    const id = await this.#artifacts.uploadPage(name, file)
    return id === undefined ? undefined : `${this.#repositoryUrl()}/actions/runs/${this.#ownRun()}/artifacts/${id}`
  }

  ownsPage(address: string): boolean {
    const artifacts = `${this.#repositoryUrl()}/actions/runs/${this.#reportedId ?? this.#runId()}/artifacts/`
    return address.startsWith(artifacts) && /^[1-9][0-9]{0,17}$/.test(address.slice(artifacts.length))
  }

  artifactPlace(name: string): ArtifactPlace | undefined {
    if (this.#folders !== undefined) return undefined
    const address = `${this.#repositoryUrl()}/actions/runs/${this.#ownRun()}#artifacts`
    return { name: attemptArtifactName(name, Number(variable(this.#env, 'GITHUB_RUN_ATTEMPT') ?? '1')), address }
  }

  async uploadArtifact(name: string, directory: string): Promise<ArtifactReference> {
    if (this.#folders === undefined) return this.#artifacts.upload(name, directory)
    const handedOver = await this.#folders.upload(directory)
    this.#log.info(
      `GitHub Enterprise Server keeps no artifacts of this kind: ${handedOver.id} is handed over as a folder. Another runner gets it by actions/upload-artifact@v3 and download-artifact@v3.`,
    )
    return handedOver
  }

  async downloadArtifact(reference: ArtifactReference, into: string): Promise<void> {
    await (this.#folders ?? this.#artifacts).download(reference, into)
  }

  async findBranchArtifact(branch: string, name: string): Promise<BranchArtifact> {
    if (this.#folders !== undefined) throw noBranchRuns(branch, name)
    const here = { runId: this.#ownRun(), repositoryUrl: this.#repositoryUrl() }
    return findPushArtifact(this.#api, this.#repository(), here, branch, name)
  }

  async reportedRun(): Promise<ReportedRun> {
    const finished = await this.#finished()
    return finished?.reported ?? ownRun(this.run, await this.change())
  }

  async readRunFiles(query: RunFileQuery): Promise<readonly RunFile[]> {
    if (this.#folders !== undefined) return this.#folders.runFiles(query)
    const attempt = Number(variable(this.#env, 'GITHUB_RUN_ATTEMPT') ?? '1')
    const run = (await this.#finished())?.run ?? { id: this.#ownRun(), attempt }
    this.#reportedId = run.id
    const download = { fetch: this.#fetch, patience: this.#patience }
    return readRunArtifacts({ api: this.#api, repository: this.#repository(), run, download }, query)
  }

  async upsertComment(
    marker: string,
    compose: (present: string | undefined) => string,
    target: CommentTarget = { kind: 'change' },
  ): Promise<CommentResult> {
    if (target.kind !== 'change') return this.#commentElsewhere(marker, compose, target)
    const { change, because = 'This run belongs to no pull request.' } = await this.reportedRun()
    if (change === undefined) return { written: false, reason: because }
    if (!this.#api.hasToken) return { written: false, reason: 'No token was given to write the comment with.' }
    const all = new PullRequestComments(this.#api, this.#repository(), change.number, marker)
    const late = isWorkflowRunEvent(this.run.event)
    const comments = late ? new CommentsOfHead(this.#api, this.#repository(), change, all) : all
    const pace = paceOf(this.#patience.settleMs)
    try {
      return await upsertStickyComment(comments, marker, compose, this.commentLimit, pace)
    } catch (error) {
      const reason = lateBecause(error) ?? commentRefusal(error, change.fromFork && !late)
      if (reason === undefined) throw error
      this.#log.debug(reason)
      return { written: false, reason }
    }
  }

  async #commentElsewhere(
    marker: string,
    compose: (present: string | undefined) => string,
    target: OtherTarget,
  ): Promise<CommentResult> {
    if (!this.#api.hasToken) return { written: false, reason: 'No token was given to write the comment with.' }
    const thread = otherThread(this.#api, this.#repository(), target, marker)
    try {
      return await upsertStickyComment(thread, marker, compose, this.commentLimit, paceOf(this.#patience.settleMs))
    } catch (error) {
      const reason = otherRefusal(error, target, (await this.change())?.fromFork ?? false)
      if (reason === undefined) throw error
      return { written: false, reason }
    }
  }

  credentialVariables(): readonly string[] {
    return credentialVariables(this.#env)
  }

  /** The run that this one was started for because it had finished; undefined on other events. */
  async #finished(): Promise<FinishedRun | undefined> {
    if (!isWorkflowRunEvent(this.run.event)) return undefined
    this.#finishedRun ??= readEventPayload(this.#required('GITHUB_EVENT_PATH')).then((payload) =>
      finishedRun(this.#api, this.#repository(), this.#repositoryUrl(), payload),
    )
    return this.#finishedRun
  }

  #token(): string | undefined {
    return (
      readToken(this.input('token'), 'input token') ??
      readToken(this.#env.GITHUB_TOKEN, 'GITHUB_TOKEN') ??
      readToken(this.#env.GH_TOKEN, 'GH_TOKEN')
    )
  }

  #repository(): Repository {
    const [owner, repo, ...rest] = this.#required('GITHUB_REPOSITORY').split('/')
    if (!owner || !repo || rest.length > 0) throw new ConfigurationError('GITHUB_REPOSITORY is not owner/name.')
    return { owner, repo }
  }

  #repositoryUrl(): string {
    return `${serverUrl(this.#env)}/${this.#required('GITHUB_REPOSITORY')}`
  }

  /** 0 when there is none: no run has it. */
  #runId(): number {
    const id = Number(variable(this.#env, 'GITHUB_RUN_ID') ?? '0')
    return Number.isSafeInteger(id) && id > 0 ? id : 0
  }

  #ownRun(): number {
    const id = this.#runId()
    if (id === 0) throw new ConfigurationError('GITHUB_RUN_ID is no number: it is set by the runner.')
    return id
  }

  #required(name: string): string {
    const value = variable(this.#env, name)
    if (value === undefined) {
      throw new ConfigurationError(`${name} is not set. It is there in every GitHub job; elsewhere use another --host.`)
    }
    return value
  }
}

function serverUrl(env: Environment): string {
  return (variable(env, 'GITHUB_SERVER_URL') ?? 'https://github.com').replace(/\/+$/, '')
}

function runContext(env: Environment): RunContext {
  const repository = variable(env, 'GITHUB_REPOSITORY')
  const id = variable(env, 'GITHUB_RUN_ID')
  return {
    repository,
    commit: variable(env, 'GITHUB_SHA'),
    ref: variable(env, 'GITHUB_REF'),
    event: variable(env, 'GITHUB_EVENT_NAME') ?? 'local',
    runUrl:
      repository === undefined || id === undefined ? undefined : `${serverUrl(env)}/${repository}/actions/runs/${id}`,
    runId: id === undefined ? undefined : `${id}-${variable(env, 'GITHUB_RUN_ATTEMPT') ?? '1'}`,
    workflow: workflowFile(env, repository),
  }
}

/** `acme/m/.github/workflows/ml.yml@refs/heads/x` without repository and ref; of a reusable workflow it is the caller. */
function workflowFile(env: Environment, repository: string | undefined): string | undefined {
  const [path] = (variable(env, 'GITHUB_WORKFLOW_REF') ?? '').split('@')
  if (!path) return undefined
  return repository !== undefined && path.startsWith(`${repository}/`) ? path.slice(repository.length + 1) : path
}
