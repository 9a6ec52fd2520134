import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type {
  Annotation,
  ArtifactReference,
  BranchArtifact,
  Change,
  CommentResult,
  Host,
  OverrideSearch,
  PolicyTip,
  ReportedRun,
  RunContext,
  RunFile,
  RunFileQuery,
  SummarySection,
} from '@mlgate/core'
import { ConfigurationError, digestOfTree, unlinkedPath, writeFileAtomically } from '@mlgate/core'
import { credentialVariables } from '../credential-variables.ts'
import { explicitInput } from '../explicit-input.ts'
import { fetchCommittedFile, siblingAddress } from '../fetched-file.ts'
import { artifactFiles, copyVerified } from '../folder-artifact.ts'
import type { Environment, HostDependencies } from '../host-dependencies.ts'
import { type CiMessages, messagesFor } from './ci/ci-messages.ts'
import type { CiRun } from './ci/ci-run.ts'
import { recogniseCi } from './ci/recognise-ci.ts'
import { ciChange } from './ci-change.ts'
import { ciPolicyTip } from './ci-policy.ts'
import { readFolderFiles } from './folder-files.ts'

/**
 * A terminal or any CI system: everything is a file. In CI the policy is read at the target branch, with git; on a machine
 * of one's own the working tree is the policy.
 */
export class GenericHost implements Host {
  readonly name = 'generic'
  readonly run: RunContext
  readonly commentLimit = 0
  readonly seesWholeRun = false
  readonly #env: Environment
  readonly #deps: HostDependencies
  readonly #directory: string
  readonly #ci: CiRun | undefined
  readonly #messages: CiMessages
  #tip: Promise<PolicyTip> | undefined

  /** `directory` is where the user stands; `.mlgate/outputs.json` is written there. */
  constructor(env: Environment, deps: HostDependencies, directory: string = process.cwd()) {
    this.#env = env
    this.#deps = deps
    this.#directory = directory
    this.#ci = recogniseCi(env, (path) => readFileSync(path, 'utf8'))
    this.#messages = messagesFor(this.#ci?.system)
    const { repository, commit, ref, event, runUrl, runId } = this.#ci ?? onOwnMachine
    this.run = { repository, commit, ref, event, runUrl, runId }
  }

  input(name: string): string | undefined {
    return explicitInput(this.#deps.inputs, name)
  }

  /** Those of the step that ran last, for scripts: `jq -r '."artifact-digest"' .mlgate/outputs.json`. */
  async setOutputs(outputs: Readonly<Record<string, string>>): Promise<void> {
    const file = unlinkedPath(this.#directory, ['.mlgate', 'outputs.json'], 'mlgate writes its outputs there')
    await writeFileAtomically(file, `${JSON.stringify(outputs, null, 2)}\n`)
  }

  async writeSummary(section: SummarySection): Promise<void> {
    this.#say(await this.#messages.summary(section, resolve(this.#directory)))
  }

  /** The report that follows on standard output says the same; here it is for who reads the log alone. */
  async annotate(annotations: readonly Annotation[]): Promise<void> {
    for (const { title, message, position } of annotations) {
      const at = position === undefined ? '' : `${position.file}:${position.line}:${position.column} `
      this.#deps.log.debug(`${at}${title}: ${message}`)
    }
    this.#say(this.#messages.annotations(annotations))
  }

  async writeCheck(): Promise<CommentResult> {
    return { written: false, reason: 'Check runs are GitHub’s.' }
  }

  async group<T>(title: string, body: () => Promise<T>): Promise<T> {
    this.#deps.log.info(title)
    return body()
  }

  /** Nothing here hides text in logs; secrets are never logged in the first place. */
  mask(): void {}

  async change(): Promise<Change | undefined> {
    const tip = () => this.policyTip()
    return this.#ci && ciChange(this.#env, this.#deps, this.#ci, this.#directory, tip)
  }

  async policyTip(): Promise<PolicyTip | undefined> {
    if (this.#ci === undefined) return undefined
    this.#tip ??= ciPolicyTip(this.#env, this.#deps, this.#ci, this.#directory)
    return this.#tip
  }

  /** From the forge that this clone came from, with git and its user's own credentials. */
  async readCommitted(repository: string, commit: string, path: string): Promise<Uint8Array | undefined> {
    const { exitCode, stdout } = await this.#deps.exec({
      argv: ['git', 'config', '--get', 'remote.origin.url'],
      cwd: this.#directory,
      env: { LC_ALL: 'C' },
      inherit: ['PATH', 'HOME', 'XDG_CONFIG_HOME'],
      timeoutSeconds: 60,
    })
    const url = exitCode === 0 ? siblingAddress(stdout, repository) : undefined
    if (url === undefined) {
      throw new ConfigurationError(
        `extends: ${repository} is read from the forge that this clone came from, and origin is none. Clone from the forge, by https or ssh.`,
      )
    }
    const advice = 'It is read with git: can this user fetch it?'
    return fetchCommittedFile(this.#deps, { url, credential: undefined, advice }, { repository, commit, path })
  }

  /** There is no change here that anybody could label. */
  async override(): Promise<OverrideSearch> {
    return { state: 'absent' }
  }

  /** A file here is opened as a file: there is no address that others could follow. */
  async publishPage(): Promise<string | undefined> {
    return undefined
  }

  artifactPlace(): undefined {
    return undefined
  }

  ownsPage(): boolean {
    return false
  }

  /** The folder stays where it is: its path is the id. */
  async uploadArtifact(_name: string, directory: string): Promise<ArtifactReference> {
    await artifactFiles(directory)
    this.#say(this.#messages.folder(resolve(directory)))
    return { id: resolve(directory), digest: await digestOfTree(directory) }
  }

  /** A relative path counts from where the user stands: on another machine the workspace may have another one. */
  async downloadArtifact(reference: ArtifactReference, into: string): Promise<void> {
    await copyVerified(resolve(this.#directory, reference.id), reference, into)
  }

  /**
   * On somebody's own machine nobody relies on the verdict, so what cannot be looked up is a miss, said so in the report.
   * In CI it would quietly turn a comparison into none, and is refused.
   */
  async findBranchArtifact(branch: string, name: string): Promise<BranchArtifact> {
    if (this.run.event === 'local') {
      return { found: false, reason: 'runs of a branch are looked up on GitHub and GitLab only, not on this machine' }
    }
    throw new ConfigurationError(
      `The artifact ${name} of the branch ${branch} can be looked up on GitHub and GitLab only. Use a baseline from a file or from git here.`,
    )
  }

  async reportedRun(): Promise<ReportedRun> {
    return { url: this.run.runUrl, commit: this.run.commit, fromFork: false, change: undefined }
  }

  async readRunFiles(query: RunFileQuery): Promise<readonly RunFile[]> {
    return readFolderFiles(this.#directory, query)
  }

  async upsertComment(): Promise<CommentResult> {
    return { written: false, reason: 'mlgate comments on GitHub and GitLab only.' }
  }

  credentialVariables(): readonly string[] {
    return credentialVariables(this.#env)
  }

  #say(lines: string): void {
    if (lines !== '') this.#deps.write(lines)
  }
}

const onOwnMachine: RunContext = {
  repository: undefined,
  commit: undefined,
  ref: undefined,
  event: 'local',
  runUrl: undefined,
  runId: undefined,
}
