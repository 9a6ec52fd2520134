import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesBelow } from '@mlgate/core'
import { version } from '../../src/version.ts'
import { outputOf, runProgram } from './run-program.ts'

export interface GitLabOptions {
  /** The project's folder: its present commit, and what is changed in it, is what jobs check out. */
  readonly project: string
  /** Another file than `.gitlab-ci.yml`, relative to the project. */
  readonly file?: string
  /** Variables that GitLab sets. */
  readonly predefined: Readonly<Record<string, string>>
  /** Variables of the project, each for jobs of one environment alone. */
  readonly scoped: Readonly<Record<string, { readonly environment: string; readonly value: string }>>
  /** Where `https://gitlab.com/mlgate/mlgate` is on this machine. */
  readonly components: string
  readonly npmRegistry: string
  /** Packages with machine code that earlier runs downloaded. */
  readonly userCache: string
  readonly workFolder: string
}

/** What a pipeline came to. */
export interface Pipeline {
  readonly exitCode: number | undefined
  /** Everything that was printed. */
  readonly printed: string
  readonly jobs: ReadonlyMap<string, PipelineJobRun>
}

export interface PipelineJobRun {
  readonly result: 'PASS' | 'FAIL'
  readonly log: string
  /** Undefined when it ended with 0. */
  readonly exitCode: number | undefined
  /** What the job keeps, by paths relative to the project. */
  readonly artifacts: ReadonlyMap<string, Uint8Array>
}

/** Variables by which a machine says how the network is reached; a runner has them from its administrator. */
const machineVariables = /^(?:https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_(?:FILE|DIR))$/i

/** Runs a pipeline in gitlab-ci-local, a runner that speaks GitLab's language, without containers. */
export async function gitlabPipeline(options: GitLabOptions): Promise<Pipeline> {
  const { project, workFolder } = options
  const home = join(workFolder, 'home')
  const state = join(project, '.gitlab-ci-local')
  await rm(state, { recursive: true, force: true })
  // It brings the components at the same time, and fails when two of them come to make one of these folders.
  for (const name of await readdir(join(options.components, 'templates'))) {
    await mkdir(join(state, 'includes/gitlab.com/mlgate/mlgate', version, 'templates', name), { recursive: true })
  }
  await mkdir(join(home, '.gitlab-ci-local'), { recursive: true })
  await writeFile(join(home, '.gitconfig'), gitSettings(options.components))
  await writeFile(join(home, '.gitlab-ci-local/variables.yml'), scopedVariables(options.scoped))
  const names = Object.keys(options.predefined)
  const { exitCode, stdout, stderr } = await runProgram(
    [
      process.execPath,
      fileURLToPath(import.meta.resolve('gitlab-ci-local')),
      ...['--force-shell-executor', '--shell-isolation', '--no-artifacts-to-source', '--no-color'],
      // The schema is that of GitLab's editor; GitLab itself takes an empty list for none.
      ...['--ignore-schema-paths', '#/definitions/tags/minItems'],
      ...['--ignore-predefined-vars', names.join(',')],
      ...(options.file === undefined ? [] : ['--file', options.file]),
      ...Object.entries(options.predefined).flatMap(([name, value]) => ['--variable', `${name}=${value}`]),
    ],
    { cwd: project, env: environment(home, options) },
  )
  return readPipeline(project, exitCode, `${stdout}${stderr}`)
}

/** The jobs that a project's pipeline would have, by gitlab-ci-local's reading of GitLab's schema. Throws when it is wrong. */
export async function listedJobs(project: string, home: string, tag?: string): Promise<readonly string[]> {
  const variables = tag === undefined ? [] : ['--variable', `CI_COMMIT_TAG=${tag}`]
  const argv = [
    process.execPath,
    fileURLToPath(import.meta.resolve('gitlab-ci-local')),
    '--list-csv',
    ...variables,
  ] as const
  const printed = await outputOf(argv, { cwd: project, env: { PATH: process.env.PATH ?? '', HOME: home } })
  return [...printed.matchAll(/^([\w-]+);/gm)].flatMap(([, name]) =>
    name === undefined || name === 'name' ? [] : [name],
  )
}

async function readPipeline(project: string, exitCode: number | undefined, printed: string): Promise<Pipeline> {
  const jobs = new Map<string, PipelineJobRun>()
  for (const [, result, name] of printed.matchAll(/^ (PASS|FAIL) {2}(\S+)/gm)) {
    if (name === undefined || (result !== 'PASS' && result !== 'FAIL')) continue
    const lines = printed.split('\n').filter((line) => line.startsWith(`${name} `))
    const log = lines.map((line) => line.slice(name.length).replace(/^ +> ?/, '')).join('\n')
    const code = /finished in .* FAIL (\d+)/.exec(log)?.[1]
    const artifacts = await readArtifacts(join(project, '.gitlab-ci-local/artifacts', name))
    jobs.set(name, { result, log, exitCode: code === undefined ? undefined : Number(code), artifacts })
  }
  return { exitCode, printed, jobs }
}

/** A job of a pipeline. Throws when the pipeline did not come so far. */
export function pipelineJob(pipeline: Pipeline, name: string): PipelineJobRun {
  const job = pipeline.jobs.get(name)
  if (job === undefined) throw new Error(`The job ${name} was not run:\n${pipeline.printed}`)
  return job
}

/** The outputs that a job's step left. */
export function outputsOfJob(pipeline: Pipeline, name: string): Readonly<Record<string, unknown>> {
  const file = pipelineJob(pipeline, name).artifacts.get(`.mlgate/.jobs/${name}/outputs.json`)
  return JSON.parse(Buffer.from(file ?? []).toString('utf8'))
}

async function readArtifacts(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const paths = existsSync(folder) ? await filesBelow(folder) : []
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(join(folder, path))] as const)))
}

function gitSettings(components: string): string {
  const addresses = ['https://gitlab.com/', 'https://gitlab.com:443/'].flatMap((server) => [
    `\tinsteadOf = ${server}mlgate/mlgate.git\n`,
    `\tinsteadOf = ${server}mlgate/mlgate\n`,
  ])
  return `[url "${components}"]\n${addresses.join('')}[user]\n\tname = test\n\temail = test@mlgate.invalid\n`
}

function scopedVariables(scoped: GitLabOptions['scoped']): string {
  const variables = Object.entries(scoped).map(([name, { environment, value }]) => [
    name,
    { type: 'variable', values: { [environment]: value } },
  ])
  // JSON is YAML.
  return JSON.stringify({ project: { 'gitlab.com/acme/flights.git': Object.fromEntries(variables) } })
}

function environment(home: string, options: GitLabOptions): Record<string, string> {
  const machine = Object.entries(process.env).filter(([name, value]) => machineVariables.test(name) && value !== '')
  return {
    ...Object.fromEntries(machine.map(([name, value]) => [name, value ?? ''])),
    no_proxy: [process.env.no_proxy ?? process.env.NO_PROXY, '127.0.0.1'].filter(Boolean).join(','),
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`,
    HOME: home,
    XDG_CACHE_HOME: options.userCache,
    npm_config_registry: options.npmRegistry,
  }
}
