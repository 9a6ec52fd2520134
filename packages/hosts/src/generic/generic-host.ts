import { isAbsolute, resolve } from 'node:path'
import type {
  Annotation,
  ArtifactReference,
  BranchArtifact,
  Change,
  CommentResult,
  Host,
  OverrideSearch,
  ReportedRun,
  RunContext,
  RunFile,
  RunFileQuery,
} from '@mlgate/core'
import { ConfigurationError, digestOfTree, unlinkedPath, writeFileAtomically } from '@mlgate/core'
import { credentialVariables } from '../credential-variables.ts'
import { explicitInput } from '../explicit-input.ts'
import { fetchCommittedFile, siblingAddress } from '../fetched-file.ts'
import { artifactFiles, copyVerified } from '../folder-artifact.ts'
import type { Environment, HostDependencies } from '../host-dependencies.ts'
import { variable } from '../host-dependencies.ts'
import { readFolderFiles } from './folder-files.ts'

/**
 * A terminal, or a CI system that we know nothing about: everything is a file, and the working tree is the policy.
 */
export class GenericHost implements Host {
  readonly name = 'generic'
  readonly run: RunContext
  readonly commentLimit = Number.MAX_SAFE_INTEGER
  readonly seesWholeRun = false
  readonly #env: Environment
  readonly #deps: HostDependencies

  readonly #directory: string

  /** `directory` is where the user stands; `.mlgate/outputs.json` is written there. */
  constructor(env: Environment, deps: HostDependencies, directory: string = process.cwd()) {
    this.#env = env
    this.#deps = deps
    this.#directory = directory
    const ci = (variable(env, 'CI') ?? 'false').toLowerCase()
    this.run = {
      repository: undefined,
      commit: undefined,
      ref: undefined,
      event: ci === 'false' || ci === '0' ? 'local' : ciName(env),
      runUrl: undefined,
      runId: undefined,
    }
  }

  input(name: string): string | undefined {
    return explicitInput(this.#deps.inputs, name)
  }

  /** Those of the step that ran last, for scripts: `jq -r '."artifact-digest"' .mlgate/outputs.json`. */
  async setOutputs(outputs: Readonly<Record<string, string>>): Promise<void> {
    const file = unlinkedPath(this.#directory, ['.mlgate', 'outputs.json'], 'mlgate writes its outputs there')
    await writeFileAtomically(file, `${JSON.stringify(outputs, null, 2)}\n`)
  }

  async writeSummary(): Promise<void> {}

  /** The report that follows on standard output says the same; here it is for who reads the log alone. */
  async annotate(annotations: readonly Annotation[]): Promise<void> {
    for (const { title, message, position } of annotations) {
      const at = position === undefined ? '' : `${position.file}:${position.line}:${position.column} `
      this.#deps.log.debug(`${at}${title}: ${message}`)
    }
  }

  async group<T>(title: string, body: () => Promise<T>): Promise<T> {
    this.#deps.log.info(title)
    return body()
  }

  /** Nothing here hides text in logs; secrets are never logged in the first place. */
  mask(): void {}

  async change(): Promise<Change | undefined> {
    return undefined
  }

  async policyTip(): Promise<undefined> {
    return undefined
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
    return fetchCommittedFile(this.#deps, { url, token: undefined, advice }, { repository, commit, path })
  }

  /** There is no change here that anybody could label. */
  async override(): Promise<OverrideSearch> {
    return { state: 'absent' }
  }

  /** A file here is opened as a file: there is no address that others could follow. */
  async publishPage(): Promise<string | undefined> {
    return undefined
  }

  ownsPage(): boolean {
    return false
  }

  /** The folder stays where it is: its path is the id. */
  async uploadArtifact(_name: string, directory: string): Promise<ArtifactReference> {
    await artifactFiles(directory)
    return { id: resolve(directory), digest: await digestOfTree(directory) }
  }

  async downloadArtifact(reference: ArtifactReference, into: string): Promise<void> {
    if (!isAbsolute(reference.id)) {
      throw new ConfigurationError(`${JSON.stringify(reference.id)}: an artifact is named here by its absolute path.`)
    }
    await copyVerified(reference.id, reference, into)
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
    return { url: undefined, commit: this.run.commit, fromFork: false, change: undefined }
  }

  async readRunFiles(query: RunFileQuery): Promise<readonly RunFile[]> {
    return readFolderFiles(this.#directory, query)
  }

  async upsertComment(): Promise<CommentResult> {
    return { written: false, reason: 'There is no pull or merge request here.' }
  }

  credentialVariables(): readonly string[] {
    return credentialVariables(this.#env)
  }
}

/** The CI system's name, where it sets a variable of its own. */
function ciName(env: Environment): string {
  const names = { JENKINS_URL: 'jenkins', BUILDKITE: 'buildkite', CIRCLECI: 'circleci', TF_BUILD: 'azure-pipelines' }
  for (const [name, label] of Object.entries(names)) if (variable(env, name) !== undefined) return label
  return 'ci'
}
