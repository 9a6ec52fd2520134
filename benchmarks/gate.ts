// The paired bootstrap of the gate beside what people write in Python: a million rows, two models' scores, roc_auc,
// log_loss, accuracy and f1, 2,000 resamples. `node benchmarks/gate.ts` makes the data, installs numpy and scikit-learn
// into an environment of their own under the user's cache, and runs the three one after the other, each in its own
// process. `--save` writes the table to benchmarks/results/gate.md. `--resamples 200` is for a quick look.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import {
  type ComparisonSettings,
  compareModels,
  type LabelObservations,
  metricComparison,
  type ProbabilityObservations,
} from '@mlgate/statistics'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

const rows = 1_000_000
const goal = 10
const metrics = ['roc_auc', 'log_loss', 'accuracy', 'f1'] as const

/** What one side took; `resamples` is how many it really drew. */
interface Measurement {
  readonly seconds: number
  /** Of these, what is done once, however many resamples. */
  readonly prepareSeconds: number
  readonly cpuSeconds: number
  readonly rssMb: number
  readonly resamples: number
  /** Lower and upper bound of each metric's difference, to see that all compute the same. */
  readonly bounds: Readonly<Record<string, readonly [number, number]>>
}

const { values: options } = parseArgs({
  options: {
    save: { type: 'boolean', default: false },
    resamples: { type: 'string', default: '2000' },
    ours: { type: 'string' },
    closed: { type: 'string' },
  },
})

if (options.ours !== undefined) measureOurs(options.ours, 'resample')
else if (options.closed !== undefined) measureOurs(options.closed, 'cheapest')
else compareAll()

/** Labels (30 % are 1) and the probabilities of two models that see the same evidence with noise of their own. */
function makeData(folder: string): void {
  const generator = xoroshiro128plus(1)
  const uniform = () => ((generator.next() >>> 0) + 0.5) / 2 ** 32
  const noise = () => uniform() + uniform() + uniform() - 1.5
  const truth = new Uint8Array(rows)
  const candidate = new Float64Array(rows)
  const baseline = new Float64Array(rows)
  const probability = (evidence: number) => 1 / (1 + Math.exp(-3 * evidence))
  for (let row = 0; row < rows; row++) {
    const label = uniform() < 0.3 ? 1 : 0
    const evidence = label - 0.6 + 0.8 * noise()
    truth[row] = label
    candidate[row] = probability(evidence + 0.3 * noise())
    baseline[row] = probability(evidence + 0.3 * noise())
  }
  for (const [name, values] of Object.entries({ truth, candidate, baseline })) {
    writeFileSync(join(folder, `${name}.bin`), values)
  }
}

function measureOurs(folder: string, method: ComparisonSettings['method'] & string): void {
  const read = (name: string): ArrayBuffer => new Uint8Array(readFileSync(join(folder, `${name}.bin`))).buffer
  const truth = Int32Array.from(new Uint8Array(read('truth')))
  const scores = { candidate: new Float64Array(read('candidate')), baseline: new Float64Array(read('baseline')) }
  const started = performance.now()
  const labels = (of: Float64Array): LabelObservations => ({
    kind: 'labels',
    classes: 2,
    truth,
    predicted: Int32Array.from(of, (score) => (score >= 0.5 ? 1 : 0)),
    positive: 1,
  })
  const probabilities = (of: Float64Array): ProbabilityObservations => {
    const both = new Float64Array(2 * rows)
    for (let row = 0; row < rows; row++) {
      both[2 * row] = 1 - (of[row] as number)
      both[2 * row + 1] = of[row] as number
    }
    return { kind: 'probabilities', classes: 2, truth, probabilities: both, positive: 1 }
  }
  const ofLabels = { candidate: labels(scores.candidate), baseline: labels(scores.baseline) }
  const ofScores = { candidate: probabilities(scores.candidate), baseline: probabilities(scores.baseline) }
  const resamples = Number(options.resamples)
  const found = compareModels(
    [
      metricComparison('roc_auc', ofScores),
      metricComparison('log_loss', ofScores),
      metricComparison('accuracy', ofLabels),
      metricComparison('f1', ofLabels, { average: 'binary' }),
    ],
    {},
    { resamples, seed: 42, method },
  )
  const seconds = (performance.now() - started) / 1000
  const bounds = Object.fromEntries(
    metrics.map((metric, index) => {
      const confidence = found[index]
      if (!confidence || 'reason' in confidence) throw new Error(`${metric}: ${confidence?.reason}.`)
      return [metric, [confidence.lower(0.05), confidence.upper(0.05)] as const]
    }),
  )
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6
  const measured: Measurement = { seconds, prepareSeconds: 0, cpuSeconds, rssMb: maxRSS / 1024, resamples, bounds }
  process.stdout.write(JSON.stringify(measured))
}

function python(): string {
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'mlgate-bench', 'gate')
  const interpreter = join(folder, 'bin', 'python')
  const requirements = fileURLToPath(new URL('gate/requirements.txt', import.meta.url))
  if (!existsSync(interpreter)) execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' })
  execFileSync(interpreter, ['-m', 'pip', 'install', '--quiet', '--requirement', requirements], { stdio: 'inherit' })
  return interpreter
}

function compareAll(): void {
  const interpreter = python()
  const folder = mkdtempSync(join(tmpdir(), 'mlgate-bench-'))
  try {
    makeData(folder)
    const run = (command: string, args: readonly string[]): Measurement =>
      JSON.parse(execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })) as Measurement
    const self = fileURLToPath(import.meta.url)
    const script = (name: string) => fileURLToPath(new URL(`gate/${name}.py`, import.meta.url))
    const wanted = Number(options.resamples)
    const ours = run(process.execPath, [self, '--ours', folder, '--resamples', String(wanted)])
    const arrays = run(interpreter, [script('plain_numpy'), folder, String(Math.min(100, wanted))])
    const loop = run(interpreter, [script('scikit_learn_loop'), folder, String(Math.min(30, wanted))])
    const closed = run(process.execPath, [self, '--closed', folder, '--resamples', String(wanted)])
    report({ ours, arrays, loop, closed }, wanted)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function report(
  { ours, arrays, loop, closed }: Readonly<Record<'ours' | 'arrays' | 'loop' | 'closed', Measurement>>,
  wanted: number,
): void {
  const scaled = ({ seconds, prepareSeconds, resamples }: Measurement) =>
    prepareSeconds + ((seconds - prepareSeconds) / resamples) * wanted
  const line = (name: string, side: Measurement, seconds: number, note: string) => {
    const cpu = (side.cpuSeconds / side.seconds) * seconds
    return `| ${name} | ${seconds.toFixed(1)} | ${cpu.toFixed(1)} | ${side.rssMb.toFixed(0)} | ${note} |`
  }
  const [ofArrays, ofLoop] = [scaled(arrays), scaled(loop)]
  const text = [
    `${rows.toLocaleString('en')} rows, two models, ${metrics.join(', ')}, ${wanted.toLocaleString('en')} paired resamples; ${cpus()[0]?.model ?? 'unknown processor'}.`,
    '',
    '| | wall s | CPU s | peak MB | |',
    '| --- | --: | --: | --: | --- |',
    line('mlgate, everything resampled', ours, ours.seconds, 'one thread'),
    line('numpy, sorted once', arrays, ofArrays, `from ${arrays.resamples} resamples`),
    line('scikit-learn in a loop', loop, ofLoop, `from ${loop.resamples} resamples`),
    line('mlgate, as it decides', closed, closed.seconds, 'DeLong, paired t, Tango, cells'),
    '',
    `${(ofArrays / ours.seconds).toFixed(1)} times numpy, ${(ofLoop / ours.seconds).toFixed(0)} times the loop. Bounds of the 90 % intervals:`,
    '',
    '| | mlgate, resampled | numpy | mlgate, as it decides |',
    '| --- | --- | --- | --- |',
    ...metrics.map((metric) => {
      const of = (side: Measurement) => side.bounds[metric]?.map((bound) => bound.toFixed(6)).join(' to ') ?? ''
      return `| ${metric} | ${of(ours)} | ${of(arrays)} | ${of(closed)} |`
    }),
  ]
  process.stdout.write(`${text.join('\n')}\n`)
  if (options.save) {
    mkdirSync(new URL('results/', import.meta.url), { recursive: true })
    writeFileSync(
      new URL('results/gate.md', import.meta.url),
      `# The gate's bootstrap beside Python\n\nWritten by \`node benchmarks/gate.ts --save\`.\n\n${text.join('\n')}\n`,
    )
  }
  const ratio = ofArrays / ours.seconds
  process.stdout.write(`bench gate ratio ${ratio.toFixed(1)} goal ${goal} rss_mb ${ours.rssMb.toFixed(0)}\n`)
}
