import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@mlgate/core/testing'
import { type GitLabServer, startGitLabServer } from '@mlgate/hosts/testing'
import { version } from '../../src/version.ts'
import { ensureRsync } from './ensure-rsync.ts'
import { FlightsRepository } from './flights-repository.ts'
import { type GitLabOptions, gitlabPipeline, type Pipeline } from './gitlab-ci-local.ts'
import type { Prepared } from './global-setup.ts'
import { type NpmRegistry, startNpmRegistry } from './npm-registry.ts'
import { outputOf } from './run-program.ts'
import { ServingMachine } from './serving-machine.ts'

const root = join(import.meta.dirname, '../../../..')

/** The project token: a variable of the project, for jobs of the environments `mlgate…` alone. */
const token = 'glpat-4f1c07e2b6a4d58a1e0c'

interface Parts {
  readonly repository: FlightsRepository
  readonly server: GitLabServer
  readonly registry: NpmRegistry
  readonly machine: ServingMachine
  /** Port of a second environment of the policy, `preview`. */
  readonly previewPort: number
}

/**
 * The example's repository on a GitLab of its own, with a runner whose machine keeps and serves models, a component
 * catalog and a package registry.
 */
export class FlightsOnGitLab implements Parts {
  readonly repository: FlightsRepository
  readonly server: GitLabServer
  readonly registry: NpmRegistry
  readonly machine: ServingMachine
  readonly previewPort: number
  readonly token = token
  /** The key that signs, in one line: GitLab masks no other value. */
  readonly signingKey: string
  readonly #prepared: Prepared
  readonly #folder: string

  private constructor(parts: Parts, prepared: Prepared, folder: string) {
    this.repository = parts.repository
    this.server = parts.server
    this.registry = parts.registry
    this.machine = parts.machine
    this.previewPort = parts.previewPort
    this.signingKey = Buffer.from(parts.machine.keys.privateKey).toString('base64')
    this.#prepared = prepared
    this.#folder = folder
  }

  static async start(prepared: Prepared): Promise<FlightsOnGitLab> {
    await ensureRsync()
    const folder = await mkdtemp(join(tmpdir(), 'mlgate-e2e-gitlab-'))
    const repository = await FlightsRepository.make(prepared.project, join(folder, 'flights'))
    await repository.git('remote', 'add', 'origin', 'https://gitlab.com/acme/flights.git')
    const machine = await ServingMachine.make(join(folder, 'machine'), prepared.actions)
    await repository.replace('.gitlab-ci.yml', '/srv/mlgate', machine.folder)
    const previewPort = await freePort()
    const preview = `  preview: { target: local, port: ${previewPort} }\n`
    await repository.replace('mlgate.yml', 'deploy:\n', `deploy:\n${preview}`)
    await machine.setUp(repository)
    await publishComponents(prepared.actions, join(folder, 'components'))
    const tarball = await packCommand(prepared.actions, join(folder, 'npm'))
    const upstream = (await outputOf(['npm', 'config', 'get', 'registry'], { cwd: tmpdir() })).trim()
    const registry = await startNpmRegistry('mlgate', version, tarball, upstream)
    const server = await startGitLabServer({ gitDirectory: join(repository.folder, '.git'), token })
    return new FlightsOnGitLab({ repository, server, registry, machine, previewPort }, prepared, folder)
  }

  /** Ends whatever was deployed, too, however far a test came. */
  async stop(): Promise<void> {
    for (const pid of (await this.machine.processes()).keys()) end(pid)
    await this.server.close()
    await this.registry.close()
    await rm(this.#folder, { recursive: true, force: true })
  }

  /** The pipeline of a push to the branch that is checked out; when it passes, GitLab keeps what it left. */
  async push(): Promise<Pipeline> {
    const [ref, sha] = [await this.repository.branch(), await this.repository.head()]
    const { state } = this.server
    const id = state.nextId++
    const pipeline = await this.#run(id, { CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: ref })
    const status = pipeline.exitCode === 0 ? 'success' : 'failed'
    state.pipelines.push({ id, sha, ref, status, source: 'push', tag: false })
    for (const [name, { artifacts }] of pipeline.jobs) {
      state.jobs.push({ id: state.nextId++, name, pipeline: id, files: Object.fromEntries(artifacts) })
    }
    return pipeline
  }

  /** The pipeline of merge request 1, from the branch that is checked out to main: protected variables do not reach it. */
  async mergeRequest(options: { readonly file?: string } = {}): Promise<Pipeline> {
    const { state } = this.server
    const { projectId } = state
    return this.#run(
      state.nextId++,
      {
        CI_PIPELINE_SOURCE: 'merge_request_event',
        CI_MERGE_REQUEST_IID: '1',
        CI_MERGE_REQUEST_PROJECT_ID: String(projectId),
        CI_MERGE_REQUEST_SOURCE_PROJECT_ID: String(projectId),
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      },
      options.file,
    )
  }

  /** A pipeline on main that no push made: of a schedule, or by hand from another file than `.gitlab-ci.yml`. */
  async onMain(source: 'schedule' | 'web', file?: string): Promise<Pipeline> {
    return this.#run(this.server.state.nextId++, { CI_PIPELINE_SOURCE: source, CI_COMMIT_BRANCH: 'main' }, file)
  }

  #run(id: number, predefined: Readonly<Record<string, string>>, file?: string): Promise<Pipeline> {
    return gitlabPipeline({
      project: this.repository.folder,
      ...(file === undefined ? {} : { file }),
      predefined: {
        ...predefined,
        CI_PIPELINE_ID: String(id),
        CI_API_V4_URL: this.server.apiUrl,
        CI_PROJECT_ID: String(this.server.state.projectId),
        CI_PROJECT_PATH: 'acme/flights',
      },
      scoped: this.#variables(predefined.CI_COMMIT_BRANCH === 'main'),
      components: join(this.#folder, 'components'),
      npmRegistry: this.registry.url,
      userCache: this.#prepared.toolCache,
      workFolder: this.#folder,
    })
  }

  /** The project's variables as docs/gitlab.md has them; the key is a protected one. */
  #variables(isProtectedBranch: boolean): GitLabOptions['scoped'] {
    return {
      GITLAB_TOKEN: { environment: 'mlgate*', value: token },
      ...(isProtectedBranch ? { MLGATE_SIGNING_KEY: { environment: 'mlgate', value: this.signingKey } } : {}),
    }
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It ended by itself meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/**
 * The components as a repository with a tag for this version. Without `image`: gitlab-ci-local gives a job that has one
 * a project folder that only its container would have.
 */
async function publishComponents(actions: string, folder: string): Promise<void> {
  const source = `${folder}-source`
  await cp(join(actions, 'templates'), join(source, 'templates'), { recursive: true })
  for (const name of await readdir(join(source, 'templates'))) {
    const file = join(source, 'templates', name, 'template.yml')
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^ {2}image: .*\n/m, ''))
  }
  const repository = await FlightsRepository.make(source, folder)
  await repository.git('tag', version)
  // gitlab.com lets single files and commits be fetched.
  await repository.git('config', 'uploadpack.allowFilter', 'true')
  await repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true')
}

/** What npm would publish, made of the bundles that are tested. */
async function packCommand(actions: string, folder: string): Promise<Uint8Array> {
  const argv = [process.execPath, 'scripts/pack.ts', '--dist', join(actions, 'dist'), '--out', folder] as const
  return readFile((await outputOf(argv, { cwd: root })).trim())
}
