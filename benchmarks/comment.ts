// One comment is updated among 250 others, in three processes in turn, against the tests' GitHub in a fourth one: the code
// by which every step writes its section, bundled as it is shipped; a bare Node.js script that lists the comments and
// replaces ours; and the whole step publish-report, which brings reports out of artifacts before and leaves one behind.
// `--save` writes benchmarks/results/comment.md; `--rounds 3` is for a quick look. Needs a fresh dist/.
import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { zipArchive } from '@mlgate/hosts/testing'
import { bundle } from '../scripts/build/bundle.ts'
import { describeMachine, lastLine, saveResult } from './results.ts'

const goal = 1.5
const { values: options } = parseArgs({
  options: { save: { type: 'boolean', default: false }, rounds: { type: 'string', default: '11' } },
})
const load = loadavg()[0] as number
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** One process: how long it ran, how long until the comment was written, what it took, and what it asked. */
interface Measurement {
  readonly seconds: number
  readonly untilWritten: number
  readonly cpuSeconds: number
  readonly rssMb: number
  readonly requests: readonly string[]
}

const folder = mkdtempSync(join(tmpdir(), 'mlgate-bench-comment-'))
try {
  await report(await measureAll())
} finally {
  rmSync(folder, { recursive: true })
}

interface Sides {
  readonly ours: Measurement
  readonly step: Measurement
  readonly bare: Measurement
}

async function measureAll(): Promise<Sides> {
  const archive = join(folder, 'artifact.zip')
  const left = judgedFolder()
  writeFileSync(
    archive,
    zipArchive(readdirSync(left).map((name) => ({ name, content: readFileSync(join(left, name)) }))),
  )
  const server = fork(here('comment/server.ts'), [archive])
  try {
    const known = (await told(server)) as ServerAddress
    const variables = { ...actionVariables(known), REPORT_FILE: join(left, 'report.json') }
    const bundled = join(folder, 'bundle')
    await bundle(here('..'), { mlgate: 'benchmarks/comment/update-comment.ts' }, bundled)
    const ours = () => measure(server, join(bundled, 'mlgate.js'), variables)
    // The first run makes the comment that all others update.
    await ours()
    const { body } = await ask(server, 'tell')
    if (body === undefined) throw new Error('No comment was written.')
    const bodyFile = join(folder, 'body.md')
    writeFileSync(bodyFile, body)
    const bare = () =>
      measure(server, here('comment/bare-update.mjs'), {
        GITHUB_API_URL: known.url,
        GITHUB_REPOSITORY: 'acme/flights',
        GITHUB_TOKEN: known.token,
        MARKER: body.slice(0, body.indexOf('\n')),
        BODY_FILE: bodyFile,
      })
    const step = () => measure(server, here('../dist/publish-report.js'), variables)
    const turns: Sides[] = []
    // In turn, so that a machine that is slow for a while is slow for all.
    for (let round = 0; round < Number(options.rounds); round++) {
      turns.push({ ours: await ours(), bare: await bare(), step: await step() })
    }
    return {
      ours: medianOf(turns.map((turn) => turn.ours)),
      bare: medianOf(turns.map((turn) => turn.bare)),
      step: medianOf(turns.map((turn) => turn.step)),
    }
  } finally {
    server.kill()
  }
}

/** A gate's folder, as the step leaves it. */
function judgedFolder(): string {
  const project = join(folder, 'project')
  mkdirSync(project)
  const rows = Array.from({ length: 2000 }, (_, row) => ({
    row,
    y: row % 2,
    region: ['north', 'south', 'west'][row % 3],
  }))
  const table = (head: string, line: (of: (typeof rows)[number]) => string) =>
    `${[head, ...rows.map(line)].join('\n')}\n`
  const probability = ({ row, y }: (typeof rows)[number], noise: number) =>
    Math.min(0.99, Math.max(0.01, 0.5 + (y - 0.5) * 0.6 + (((row * noise) % 100) - 50) / 130)).toFixed(4)
  const scores = (noise: number) => table('id,probability', (of) => `${of.row},${probability(of, noise)}`)
  writeFileSync(
    join(project, 'test.csv'),
    table('id,y,region', ({ row, y, region }) => `${row},${y},${region}`),
  )
  writeFileSync(join(project, 'candidate.csv'), scores(37))
  writeFileSync(join(project, 'baseline.csv'), scores(41))
  writeFileSync(
    join(project, 'mlgate.yml'),
    `model: m
task: classification
candidate: {predictions: candidate.csv, classes: [0, 1]}
data: {test: test.csv, label: y, id: id}
gate:
  baseline: {from: ['file:baseline.csv', 'predictions:baseline.csv']}
  metrics:
    roc_auc: {min: 0.6, max_regression: 0.05}
    log_loss: {max_regression: 20%}
    recall: {min: 0.5, max_regression: 0.2, slices: [region]}
`,
  )
  const { PATH, HOME } = process.env
  execFileSync(process.execPath, [here('../dist/mlgate.js'), 'evaluate-gate'], {
    cwd: project,
    env: { PATH, HOME },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return join(project, '.mlgate/m/evaluate-gate')
}

interface ServerAddress {
  readonly url: string
  readonly token: string
  readonly runtimeToken: string
}

interface ServerState {
  readonly body: string | undefined
  readonly writtenMs: number | undefined
  readonly requests: readonly string[]
}

async function told(server: ChildProcess): Promise<unknown> {
  const [message] = await once(server, 'message')
  return message
}

function ask(server: ChildProcess, kind: 'outdate' | 'tell'): Promise<ServerState> {
  const answer = told(server)
  server.send({ kind })
  return answer as Promise<ServerState>
}

/** What the runner gives an action of run 50 on pull request 1. */
function actionVariables({ url, token, runtimeToken }: ServerAddress): Record<string, string> {
  const event = join(folder, 'event.json')
  const side = (ref: string, digit: string) => ({ ref, sha: digit.repeat(40), repo: { id: 5 } })
  writeFileSync(
    event,
    JSON.stringify({ pull_request: { number: 1, base: side('main', 'b'), head: side('topic', 'c') } }),
  )
  const [output, summary] = [join(folder, 'output'), join(folder, 'summary')]
  for (const file of [output, summary]) writeFileSync(file, '')
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: url,
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: event,
    GITHUB_OUTPUT: output,
    GITHUB_REPOSITORY: 'acme/flights',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '50',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: 'c'.repeat(40),
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_WORKSPACE: folder,
    ACTIONS_RESULTS_URL: `${url}/`,
    ACTIONS_RUNTIME_TOKEN: runtimeToken,
    INPUT_TOKEN: token,
    RUNNER_TEMP: folder,
  }
}

async function measure(
  server: ChildProcess,
  script: string,
  variables: Readonly<Record<string, string>>,
): Promise<Measurement> {
  await ask(server, 'outdate')
  const { PATH, HOME } = process.env
  const measuring = ['--import', here('comment/measure.mjs'), script]
  const startedMs = Date.now()
  const child = spawn(process.execPath, measuring, {
    cwd: folder,
    env: { PATH, HOME, ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  let [said, measured] = ['', '']
  child.stdout?.on('data', (text) => (said += text))
  child.stderr?.on('data', (text) => (said += text))
  child.stdio[3]?.on('data', (text) => (measured += text))
  await once(child, 'exit')
  const seconds = (Date.now() - startedMs) / 1000
  const { writtenMs, requests } = await ask(server, 'tell')
  const { code, rssMb, cpuSeconds } = JSON.parse(measured)
  if (code !== 0 || writtenMs === undefined) throw new Error(`${script} ended with ${code}:\n${said}`)
  return { seconds, untilWritten: (writtenMs - startedMs) / 1000, cpuSeconds, rssMb, requests }
}

/** Each number's own median: a run that is quick in one is not quick in all. */
function medianOf(runs: readonly Measurement[]): Measurement {
  const median = (of: (run: Measurement) => number): number =>
    runs.map(of).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] as number
  return {
    seconds: median(({ seconds }) => seconds),
    untilWritten: median(({ untilWritten }) => untilWritten),
    cpuSeconds: median(({ cpuSeconds }) => cpuSeconds),
    rssMb: Math.max(...runs.map(({ rssMb }) => rssMb)),
    requests: runs[0]?.requests ?? [],
  }
}

async function report({ ours, bare, step }: Sides): Promise<void> {
  const line = (name: string, side: Measurement): string => {
    const { untilWritten, seconds, cpuSeconds, rssMb, requests } = side
    const numbers = [untilWritten.toFixed(2), seconds.toFixed(2), cpuSeconds.toFixed(2), rssMb.toFixed(0)]
    return `| ${[name, ...numbers, requests.length].join(' | ')} |`
  }
  const text = [
    describeMachine(load, {}),
    '',
    '| | s until written | s in all | CPU s | peak MB | requests |',
    '| --- | --: | --: | --: | --: | --: |',
    line("mlgate, a step's part of the comment", ours),
    line('bare Node.js script', bare),
    line('mlgate, all of publish-report', step),
  ].join('\n')
  process.stdout.write(`${text}\n\n`)
  if (options.save) saveResult('comment', 'A comment among 250, beside a bare script', text)
  process.stdout.write(
    lastLine('comment', bare.untilWritten / ours.untilWritten, Number((1 / goal).toFixed(2)), ours.rssMb),
  )
}
