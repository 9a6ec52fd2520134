import { mkdir, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { type ActRun, readActRun } from './act-run.ts'
import { runProgram } from './run-program.ts'

export interface ActOptions {
  readonly event: 'push' | 'pull_request' | 'workflow_dispatch' | 'workflow_run'
  /** The event's payload. */
  readonly payload: object
  /** The repository's folder: its present commit is what the workflow checks out. */
  readonly repository: string
  readonly repositoryName: string
  /** Another file than the workflows that the repository holds. */
  readonly workflow?: string
  /** Only this job and what it needs. */
  readonly job?: string
  /** What `uses: mlgate/mlgate/actions/…@v1` downloads. */
  readonly actions: string
  /** Where GitHub's API and artifact service answer. */
  readonly githubUrl: string
  readonly secrets: Readonly<Record<string, string>>
  readonly runId: number
  readonly attempt: number
  /** Labels of runners beside the hosted ones; a job that wants another is not run. */
  readonly runners: readonly string[]
  /** What the runner marks the processes of its jobs with. */
  readonly trackingId: string
  /** For act's own files; a folder `runner/tool_cache` in it is the runner's tool cache. */
  readonly workFolder: string
}

/** Variables by which a machine says where packages come from; a runner has them from its administrator. */
const machineVariables = /^(?:npm_config_registry|https?_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_(?:FILE|DIR))$/i

/** Runs a workflow in act, a runner that speaks GitHub's language, without containers. Rejects when there is no act. */
export async function act(options: ActOptions): Promise<ActRun> {
  const { workFolder, githubUrl } = options
  const file = (name: string) => join(workFolder, name)
  // An .actrc, though empty, keeps act from asking which image it should use.
  await mkdir(file('home'), { recursive: true })
  await writeFile(file('home/.actrc'), '')
  await writeFile(file('empty'), '')
  await writeFile(file('event.json'), JSON.stringify(options.payload))
  // Quoted, as keys have several lines.
  const secrets = Object.entries(options.secrets).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
  await writeFile(file('secrets'), secrets.join(''), { mode: 0o600 })
  const { exitCode, stdout, stderr } = await runProgram(
    [
      'act',
      options.event,
      ...(options.workflow === undefined ? [] : ['--workflows', options.workflow]),
      ...(options.job === undefined ? [] : ['--job', options.job]),
      // The runner's masks would hide a secret that we print.
      ...['--eventpath', file('event.json'), '--secret-file', file('secrets'), '--insecure-secrets', '--json'],
      ...['--env-file', file('empty'), '--var-file', file('empty'), '--input-file', file('empty')],
      // Steps run on this machine; nothing is pulled or fetched.
      ...['ubuntu-24.04', ...options.runners].flatMap((label) => ['--platform', `${label}=-self-hosted`]),
      ...['--pull=false', '--action-offline-mode', '--no-cache-server'],
      ...['--action-cache-path', file('runner'), '--local-repository', `mlgate/mlgate@v1=${options.actions}`],
      // Without a server of its own act makes no runtime token; the address that actions get is ours (see below).
      ...['--artifact-server-path', file('artifacts'), '--artifact-server-addr', '127.0.0.1'],
      ...['--artifact-server-port', '0'],
      ...['--env', `GITHUB_API_URL=${githubUrl}`, '--env', `GITHUB_REPOSITORY=${options.repositoryName}`],
      ...['--env', `GITHUB_RUN_ID=${options.runId}`, '--env', `GITHUB_RUN_ATTEMPT=${options.attempt}`],
      ...['--env', `RUNNER_TRACKING_ID=${options.trackingId}`],
    ],
    { cwd: options.repository, env: environment(file('home'), githubUrl) },
  ).catch((cause: unknown) => {
    throw new Error('act cannot be started. npm run test:e2e installs it and puts it on PATH.', { cause })
  })
  return readActRun({ exitCode, stdout, stderr })
}

/** act passes its environment on to the steps, so it gets little. Actions run on the first `node` on PATH. */
function environment(home: string, githubUrl: string): Record<string, string> {
  const machine = Object.entries(process.env).filter(([name, value]) => machineVariables.test(name) && value !== '')
  return {
    ...Object.fromEntries(machine.map(([name, value]) => [name, value ?? ''])),
    no_proxy: [process.env.no_proxy ?? process.env.NO_PROXY, '127.0.0.1'].filter(Boolean).join(','),
    npm_config_userconfig: process.env.npm_config_userconfig ?? join(homedir(), '.npmrc'),
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`,
    HOME: home,
    // act hands this on as ACTIONS_RESULTS_URL too; its own artifact server rejects what @actions/artifact sends.
    ACTIONS_RUNTIME_URL: `${githubUrl}/`,
  }
}
