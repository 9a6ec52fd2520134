// The paired bootstrap of the gate beside what people write in Python: a million rows, two models' scores, roc_auc,
// log_loss, accuracy and f1, 2,000 resamples. Makes the data, installs numpy and scikit-learn into an environment of their
// own under $XDG_CACHE_HOME/mlgate-test, and runs the sides in turn, each in its own process. `--save` writes
// benchmarks/results/gate.md; `--resamples 200` is for a quick look.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { homedir, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { makeData } from './gate/make-data.ts'
import { type Measurement, medianOf, metrics, secondsFor } from './gate/measurement.ts'
import { describeMachine, lastLine, saveResult } from './results.ts'

const rows = 1_000_000
const goals = { arrays: 10, loop: 150 }
const rounds = 3
const sample = { arrays: 100, loop: 30 }

const { values: options } = parseArgs({
  options: { save: { type: 'boolean', default: false }, resamples: { type: 'string', default: '2000' } },
})
const wanted = Number(options.resamples)
const load = loadavg()[0] as number
const here = (path: string): string => fileURLToPath(new URL(`gate/${path}`, import.meta.url))

const interpreter = installRival()
const folder = mkdtempSync(join(tmpdir(), 'mlgate-bench-'))
try {
  makeData(folder, rows)
  report(measureAll())
} finally {
  rmSync(folder, { recursive: true })
}

function installRival(): string {
  const environment = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'mlgate-test', 'bench-gate')
  const python = join(environment, 'bin', 'python')
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', environment], { stdio: 'inherit' })
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--requirement', here('requirements.txt')], {
    stdio: 'inherit',
  })
  return python
}

interface Sides {
  readonly ours: Measurement
  readonly arrays: Measurement
  readonly loop: Measurement
  /** What the gate does unless told to resample everything. */
  readonly closed: Measurement
}

function measureAll(): Sides {
  const run = (command: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}) =>
    JSON.parse(
      execFileSync(command, args, {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, ...variables },
      }),
    ) as Measurement
  const ours = (method: string): Measurement => run(process.execPath, [here('ours.ts'), folder, String(wanted), method])
  const rival = (script: string, resamples: number, variables?: Readonly<Record<string, string>>): Measurement =>
    run(interpreter, [here(script), folder, String(Math.min(resamples, wanted))], variables)
  const arrays = (threads: Readonly<Record<string, string>>): Measurement =>
    rival('plain_numpy.py', sample.arrays, threads)
  // In turn, so that a machine that is slow for a while is slow for all.
  const turns = Array.from({ length: rounds }, () => ({
    ours: ours('resample'),
    arrays: arrays({}),
    arraysOfOneThread: arrays({ OPENBLAS_NUM_THREADS: '1' }),
    closed: ours('cheapest'),
  }))
  return {
    ours: medianOf(turns.map(({ ours }) => ours)),
    arrays: quicker(
      medianOf(turns.map(({ arrays }) => arrays)),
      medianOf(turns.map(({ arraysOfOneThread }) => arraysOfOneThread)),
    ),
    closed: medianOf(turns.map(({ closed }) => closed)),
    loop: rival('scikit_learn_loop.py', sample.loop),
  }
}

/** Threads for a dot product of a million numbers are a gain on a quiet machine and a loss on a busy one. */
function quicker(a: Measurement, b: Measurement): Measurement {
  return a.seconds <= b.seconds ? a : b
}

function rivalVersions(): Record<string, string> {
  const pinned = readFileSync(here('requirements.txt'), 'utf8').trim().split('\n')
  const python = execFileSync(interpreter, ['-c', 'import platform; print(platform.python_version())'], {
    encoding: 'utf8',
  })
  return { Python: python.trim(), ...Object.fromEntries(pinned.map((line) => line.split('=='))) }
}

function report({ ours, arrays, loop, closed }: Sides): void {
  const line = (name: string, side: Measurement, note: string): string => {
    const seconds = secondsFor(side, wanted)
    const cpu = (side.cpuSeconds / side.seconds) * seconds
    const ratio = (seconds / ours.seconds).toFixed(seconds < ours.seconds ? 2 : 1)
    return `| ${name} | ${seconds.toFixed(1)} | ${ratio} | ${cpu.toFixed(1)} | ${side.rssMb.toFixed(0)} | ${note} |`
  }
  const extrapolated = ({ resamples }: Measurement): string =>
    resamples === wanted ? '' : `extrapolated from ${resamples} resamples`
  const bounds = (side: Measurement, metric: string): string =>
    side.bounds[metric]?.map((bound) => bound.toFixed(6)).join(' to ') ?? ''
  const text = [
    describeMachine(load, rivalVersions()),
    '',
    '| | wall s | × ours | CPU s | peak MB | |',
    '| --- | --: | --: | --: | --: | --- |',
    line('mlgate, everything resampled', ours, 'all threads'),
    line('numpy, sorted once', arrays, extrapolated(arrays)),
    line('scikit-learn in a loop', loop, extrapolated(loop)),
    line('mlgate, as the gate decides', closed, 'DeLong, Student’s t, Tango, cells'),
    '',
    'Bounds of the 90 % intervals of the differences:',
    '',
    '| | mlgate, resampled | numpy | mlgate, as the gate decides |',
    '| --- | --- | --- | --- |',
    ...metrics.map(
      (metric) => `| ${metric} | ${bounds(ours, metric)} | ${bounds(arrays, metric)} | ${bounds(closed, metric)} |`,
    ),
  ].join('\n')
  process.stdout.write(`${text}\n\n`)
  if (options.save) saveResult('gate', "The gate's bootstrap beside Python", text)
  const ratioOfLoop = secondsFor(loop, wanted) / ours.seconds
  process.stdout.write(`scikit-learn's loop takes ${ratioOfLoop.toFixed(0)} times as long; the goal is ${goals.loop}\n`)
  process.stdout.write(lastLine('gate', secondsFor(arrays, wanted) / ours.seconds, goals.arrays, ours.rssMb))
}
