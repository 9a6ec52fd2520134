import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type {
  Annotation,
  ArtifactReference,
  BranchArtifact,
  Change,
  CommentResult,
  Host,
  PolicyTip,
  RunContext,
  SummarySection,
} from '@mlgate/core'
import { ConfigurationError, writeFileAtomically } from '@mlgate/core'
import { credentialVariables } from '../credential-variables.ts'
import { explicitInput } from '../explicit-input.ts'
import type { Environment, HostDependencies, Patience } from '../host-dependencies.ts'
import { defaultPatience, variable } from '../host-dependencies.ts'
import { upsertStickyComment } from '../sticky-comment.ts'
import { readToken } from '../token.ts'
import { dotenvName, dotenvReport } from './dotenv-report.ts'
import { fetchPolicyTip } from './fetched-policy-tip.ts'
import type { GitLabToken } from './gitlab-api.ts'
import { GitLabApi } from './gitlab-api.ts'
import { bringArtifact, findPipelineArtifact, keepForLaterJobs } from './job-artifacts.ts'
import { sectionEnd, sectionName, sectionStart } from './log-section.ts'
import { gitlabRun, mergeRequest, targetProject } from './merge-request.ts'
import { gitlabCommentLimit, MergeRequestNotes, noteRefusal } from './merge-request-notes.ts'
import { gitlabPolicyTip } from './policy-tip.ts'

/** Files that the template declares as reports and artifacts, relative to the project's folder. */
const gitlabFiles = { dotenv: '.mlgate/outputs.env', outputs: '.mlgate/outputs.json' } as const

/** GitLab CI/CD. */
export class GitLabHost implements Host {
  readonly name = 'gitlab'
  readonly run: RunContext
  readonly commentLimit = gitlabCommentLimit
  readonly #env: Environment
  readonly #deps: HostDependencies
  readonly #patience: Patience
  readonly #token: GitLabToken | undefined
  readonly #api: GitLabApi
  readonly #outputs: Record<string, string> = {}
  #sections = 0

  constructor(env: Environment, deps: HostDependencies) {
    this.#env = env
    this.#deps = deps
    this.#patience = { ...defaultPatience, ...deps.patience }
    this.run = gitlabRun(env)
    this.#token = tokenOf(env, this.input('token'))
    this.#api = new GitLabApi({
      baseUrl: variable(env, 'CI_API_V4_URL') ?? 'https://gitlab.com/api/v4',
      token: this.#token,
      fetch: deps.fetch,
      patience: this.#patience,
    })
  }

  /** `baseline-artifact` is the variable MLGATE_INPUT_BASELINE_ARTIFACT. */
  input(name: string): string | undefined {
    const fromVariable = variable(this.#env, dotenvName(name, 'MLGATE_INPUT'))
    return explicitInput(this.#deps.inputs, name) ?? fromVariable
  }

  /**
   * All outputs as JSON, and those that the format can carry as a dotenv report, which later jobs get as variables
   * `MLGATE_<NAME>` (another prefix: MLGATE_OUTPUT_PREFIX).
   */
  async setOutputs(outputs: Readonly<Record<string, string>>): Promise<void> {
    Object.assign(this.#outputs, outputs)
    const prefix = variable(this.#env, 'MLGATE_OUTPUT_PREFIX') ?? 'MLGATE'
    const { content, left } = dotenvReport(this.#outputs, prefix)
    const directory = this.#projectDirectory()
    await writeFileAtomically(join(directory, gitlabFiles.outputs), `${JSON.stringify(this.#outputs, null, 2)}\n`)
    await writeFileAtomically(join(directory, gitlabFiles.dotenv), content)
    if (left.length > 0) {
      this.#deps.log.info(`Outputs that a dotenv report cannot carry are in ${gitlabFiles.outputs}: ${left.join(', ')}`)
    }
  }

  /** GitLab has no summary page: the report is an artifact. */
  async writeSummary(_section: SummarySection): Promise<void> {}

  async annotate(annotations: readonly Annotation[]): Promise<void> {
    for (const { level, title, message, position } of annotations) {
      const at = position === undefined ? '' : `${position.file}:${position.line}:${position.column} `
      const line = `${at}${title}: ${message}`
      if (level === 'error') this.#deps.log.error(line)
      else if (level === 'warning') this.#deps.log.warn(line)
      else this.#deps.log.info(line)
    }
  }

  async group<T>(title: string, body: () => Promise<T>): Promise<T> {
    this.#sections += 1
    const name = sectionName(title, this.#sections)
    this.#deps.write(sectionStart(name, title, this.#now()))
    try {
      return await body()
    } finally {
      this.#deps.write(sectionEnd(name, this.#now()))
    }
  }

  /** GitLab masks only what its variable settings declare as masked; a job cannot add to that. */
  mask(_secret: string): void {}

  async change(): Promise<Change | undefined> {
    return mergeRequest(this.#env)
  }

  /** Through the API with a token; the job token cannot read it there but can fetch with git. */
  async policyTip(): Promise<PolicyTip> {
    const branch = mergeRequest(this.#env)?.targetBranch
    if (this.#api.tokenKind === 'token') return gitlabPolicyTip(this.#api, targetProject(this.#env), branch)
    const path = this.#env.CI_MERGE_REQUEST_PROJECT_PATH || this.#required('CI_PROJECT_PATH')
    const url = `${this.#required('CI_SERVER_URL').replace(/\/+$/, '')}/${path}.git`
    return fetchPolicyTip(this.#deps.exec, { url, token: this.#token?.value }, branch)
  }

  async uploadArtifact(name: string, directory: string): Promise<ArtifactReference> {
    return keepForLaterJobs(this.#projectDirectory(), name, directory)
  }

  async downloadArtifact(reference: ArtifactReference, into: string): Promise<void> {
    await bringArtifact(this.#api, targetProject(this.#env), this.#projectDirectory(), reference, into)
  }

  async findBranchArtifact(branch: string, name: string): Promise<BranchArtifact> {
    const project = {
      id: targetProject(this.#env),
      url: variable(this.#env, 'CI_MERGE_REQUEST_PROJECT_URL') ?? this.#required('CI_PROJECT_URL'),
      thisPipeline: variable(this.#env, 'CI_PIPELINE_ID'),
    }
    return findPipelineArtifact(this.#api, project, branch, name)
  }

  async upsertComment(marker: string, compose: (present: string | undefined) => string): Promise<CommentResult> {
    const change = mergeRequest(this.#env)
    if (change === undefined) return { written: false, reason: 'This pipeline belongs to no merge request.' }
    if (this.#api.tokenKind !== 'token') {
      return {
        written: false,
        reason:
          'CI_JOB_TOKEN cannot comment on merge requests (gitlab-org/gitlab#464591): set GITLAB_TOKEN to a project token with the scope `api`.',
      }
    }
    const notes = new MergeRequestNotes(this.#api, targetProject(this.#env), change, marker)
    const settle = (round: number) => delay(this.#patience.settleMs * (round - 0.5 + Math.random() / 2))
    try {
      return await upsertStickyComment(notes, marker, compose, this.commentLimit, settle)
    } catch (error) {
      const reason = noteRefusal(error)
      if (reason === undefined) throw error
      return { written: false, reason }
    }
  }

  credentialVariables(): readonly string[] {
    return credentialVariables(this.#env)
  }

  #now(): Date {
    return this.#deps.now?.() ?? new Date()
  }

  #projectDirectory(): string {
    return this.#required('CI_PROJECT_DIR')
  }

  #required(name: string): string {
    const value = variable(this.#env, name)
    if (value === undefined) {
      throw new ConfigurationError(`${name} is not set. It is there in every GitLab job; elsewhere use another --host.`)
    }
    return value
  }
}

function tokenOf(env: Environment, input: string | undefined): GitLabToken | undefined {
  const given = readToken(input, 'input token') ?? readToken(env.GITLAB_TOKEN, 'GITLAB_TOKEN')
  if (given !== undefined) return { kind: 'token', value: given }
  const job = readToken(env.CI_JOB_TOKEN, 'CI_JOB_TOKEN')
  return job === undefined ? undefined : { kind: 'job-token', value: job }
}
