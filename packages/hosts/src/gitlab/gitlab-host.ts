import type {
  Annotation,
  ArtifactPlace,
  ArtifactReference,
  BranchArtifact,
  Change,
  CommentResult,
  CommentTarget,
  Host,
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
import { fetchCommittedFile } from '../fetched-file.ts'
import { fetchPolicyTip } from '../fetched-policy-tip.ts'
import { forkDocumentation } from '../fork-documentation.ts'
import type { Environment, HostDependencies, Patience } from '../host-dependencies.ts'
import { defaultPatience, variable } from '../host-dependencies.ts'
import { basicCredential, type PolicyRemote } from '../policy-clone.ts'
import { paceOf, upsertStickyComment } from '../sticky-comment.ts'
import { readToken } from '../token.ts'
import { refuseCommittedFolder } from './committed-folder.ts'
import type { GitLabToken } from './gitlab-api.ts'
import { GitLabApi } from './gitlab-api.ts'
import { artifactOfJob, bringFromEarlierJob, keepForLaterJobs, writeOutputs } from './handed-over.ts'
import { inputVariable } from './input-variable.ts'
import { folderAddress, isPageOfProject, keepPage } from './job-page.ts'
import { sectionEnd, sectionName, sectionStart } from './log-section.ts'
import { gitlabRun, mergeRequest, targetProject, targetProjectUrl } from './merge-request.ts'
import { gitlabCommentLimit, noteRefusal } from './merge-request-notes.ts'
import { notesOf } from './note-target.ts'
import { mergedOverride, mergeRequestOverride } from './override.ts'
import { downloadFromJob, findPipelineArtifact, remoteArtifact } from './pipeline-artifact.ts'
import { gitlabCommittedFile, gitlabPolicyTip } from './policy-tip.ts'
import { readNeededFiles } from './run-files.ts'

/** GitLab CI/CD. */
export class GitLabHost implements Host {
  readonly name = 'gitlab'
  readonly run: RunContext
  readonly commentLimit = gitlabCommentLimit
  /** GitLab brings the files of the jobs in `needs:` alone. */
  readonly seesWholeRun = false
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
      log: deps.log,
      patience: this.#patience,
    })
  }

  /**
   * `comment` is the variable MLGATE_INPUT_COMMENT. The id and digest of an earlier step's artifact may come from
   * the name of the job that made it: MLGATE_INPUT_TRAINING_JOB stands for `training-artifact-id` and
   * `training-artifact-digest`.
   */
  input(name: string): string | undefined {
    const given = this.#given(name)
    const [, step, part] = /^(.+)-artifact-(id|digest)$/.exec(name) ?? []
    if (given !== undefined || step === undefined) return given
    const job = this.#given(`${step}-job`)
    // An id without its digest, or a digest without its id, is not completed out of some job.
    if (job === undefined || this.#given(`${step}-artifact-${part === 'id' ? 'digest' : 'id'}`) !== undefined) {
      return undefined
    }
    const artifact = artifactOfJob(this.#projectDirectory(), job)
    return part === 'id' ? artifact.id : artifact.digest
  }

  #given(name: string): string | undefined {
    return explicitInput(this.#deps.inputs, name) ?? variable(this.#env, inputVariable(name))
  }

  /**
   * All outputs as JSON in the job's folder. As a dotenv report only where somebody asks GitLab to read `mlgate.env`: its
   * variables come before GitLab's own (CI_API_V4_URL) in every later job, and whatever else runs in this job could
   * append to the file.
   */
  async setOutputs(outputs: Readonly<Record<string, string>>): Promise<void> {
    Object.assign(this.#outputs, outputs)
    await writeOutputs(this.#projectDirectory(), this.#job(), this.#outputs)
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

  async writeCheck(): Promise<CommentResult> {
    return { written: false, reason: 'Check runs are GitHub’s.' }
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
    return fetchPolicyTip(this.#deps, this.#remote(path), branch)
  }

  async readCommitted(repository: string, commit: string, path: string): Promise<Uint8Array | undefined> {
    if (this.#api.tokenKind === 'token') return gitlabCommittedFile(this.#api, repository, commit, path)
    return fetchCommittedFile(this.#deps, this.#remote(repository), { repository, commit, path })
  }

  async override(label: string): Promise<OverrideSearch> {
    if (this.#api.tokenKind !== 'token') {
      const because =
        'CI_JOB_TOKEN cannot read merge requests: set GITLAB_TOKEN to a project token with the scope read_api.'
      return { state: 'unknown', because }
    }
    const id = targetProject(this.#env)
    const url = variable(this.#env, 'CI_MERGE_REQUEST_PROJECT_URL') ?? this.#required('CI_PROJECT_URL')
    const change = mergeRequest(this.#env)
    if (change !== undefined) return mergeRequestOverride(this.#api, { id, url }, change, label)
    const { branch } = await this.policyTip()
    const { event, ref, commit } = this.run
    if (event !== 'push' || ref !== `refs/heads/${branch}` || commit === undefined) return { state: 'absent' }
    return mergedOverride(this.#api, { id, url }, { commit, branch }, label)
  }

  #remote(path: string): PolicyRemote {
    return {
      url: `${this.#required('CI_SERVER_URL').replace(/\/+$/, '')}/${path}.git`,
      credential: this.#token && basicCredential('gitlab-ci-token', this.#token.value),
      advice: 'The job token must be allowed to read that project (job token permissions), or set GITLAB_TOKEN.',
    }
  }

  async publishPage(name: string, file: string): Promise<string | undefined> {
    const jobUrl = variable(this.#env, 'CI_JOB_URL')
    return jobUrl === undefined ? undefined : keepPage(this.#projectDirectory(), this.#job(), name, file, jobUrl)
  }

  ownsPage(address: string): boolean {
    const projectUrl = variable(this.#env, 'CI_PROJECT_URL')
    return projectUrl !== undefined && isPageOfProject(address, projectUrl)
  }

  artifactPlace(name: string): ArtifactPlace | undefined {
    const jobUrl = variable(this.#env, 'CI_JOB_URL')
    return jobUrl === undefined ? undefined : { name, address: folderAddress(this.#job(), name, jobUrl) }
  }

  async uploadArtifact(name: string, directory: string): Promise<ArtifactReference> {
    return keepForLaterJobs(this.#projectDirectory(), this.#job(), name, directory)
  }

  async downloadArtifact(reference: ArtifactReference, into: string): Promise<void> {
    const remote = remoteArtifact(reference.id)
    if (remote !== undefined) return downloadFromJob(this.#api, targetProject(this.#env), remote, reference, into)
    const project = this.#projectDirectory()
    await refuseCommittedFolder(this.#deps.exec, project)
    await bringFromEarlierJob(project, reference, into)
  }

  async findBranchArtifact(branch: string, name: string): Promise<BranchArtifact> {
    const project = {
      id: targetProject(this.#env),
      url: variable(this.#env, 'CI_MERGE_REQUEST_PROJECT_URL') ?? this.#required('CI_PROJECT_URL'),
      thisPipeline: variable(this.#env, 'CI_PIPELINE_ID'),
    }
    return findPipelineArtifact(this.#api, project, branch, name)
  }

  async reportedRun(): Promise<ReportedRun> {
    return ownRun(this.run, await this.change())
  }

  async readRunFiles(query: RunFileQuery): Promise<readonly RunFile[]> {
    return readNeededFiles(this.#projectDirectory(), query)
  }

  async upsertComment(
    marker: string,
    compose: (present: string | undefined) => string,
    target: CommentTarget = { kind: 'change' },
  ): Promise<CommentResult> {
    const change = mergeRequest(this.#env)
    if (change === undefined && target.kind === 'change')
      return { written: false, reason: 'This pipeline belongs to no merge request.' }
    if (this.#api.tokenKind !== 'token') {
      return {
        written: false,
        reason: change?.fromFork
          ? `The pipeline of a fork has no token that may comment: ${forkDocumentation} says what to do.`
          : 'CI_JOB_TOKEN cannot comment (gitlab-org/gitlab#464591): set GITLAB_TOKEN to a project token with the scope `api`.',
      }
    }
    const project = { id: targetProject(this.#env), url: targetProjectUrl(this.#env) }
    const notes = notesOf(this.#api, project, { target, change }, marker)
    const pace = paceOf(this.#patience.settleMs)
    try {
      return await upsertStickyComment(notes, marker, compose, this.commentLimit, pace)
    } catch (error) {
      const reason = noteRefusal(error, target)
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

  #job(): string {
    return this.#required('CI_JOB_NAME')
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
