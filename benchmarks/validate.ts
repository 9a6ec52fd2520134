// Twelve checks of three million flights, as Parquet and as CSV: `mlgate validate-data` as a user runs it beside a suite of
// Great Expectations, a schema of Pandera, and DuckDB alone asked for the same numbers. Each is a process that starts anew,
// in turn. All must find the same. And ours on ten times as many rows. Installs the rivals into an environment of their
// own under $XDG_CACHE_HOME/mlgate-test. `--save` writes benchmarks/results/validate.md; `--rounds 1` is for a quick look.
// Needs a fresh dist/.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { describeMachine, lastLine, saveResult } from './results.ts'
import { contractOf } from './validate/contract.ts'
import { agree, type Findings, findingsOfResult } from './validate/findings.ts'
import { type DataFiles, makeData } from './validate/make-data.ts'

const goals = { parquet: { expectations: 8, pandera: 3 }, csv: { expectations: 4, pandera: 2 }, bare: 1.3, rssMb: 500 }
const { values: options } = parseArgs({
  options: { save: { type: 'boolean', default: false }, rounds: { type: 'string', default: '3' } },
})
const load = loadavg()[0] as number
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** One process with all that it started. */
interface Measurement {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly rssMb: number
}
type Side = 'mlgate' | 'bare' | 'pandera' | 'expectations'
type Sides = Readonly<Record<Side, Measurement>>

const python = installRivals()
const folder = mkdtempSync(join(tmpdir(), 'mlgate-bench-validate-'))
try {
  const files = await makeData(folder)
  report(measureBoth(files), measureOurs(files.large))
} finally {
  rmSync(folder, { recursive: true })
}

function installRivals(): string {
  const environment = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'mlgate-test', 'bench-validate')
  const interpreter = join(environment, 'bin', 'python')
  if (!existsSync(interpreter)) execFileSync('python3', ['-m', 'venv', environment], { stdio: 'inherit' })
  const requirements = ['--requirement', here('validate/requirements.txt')]
  execFileSync(interpreter, ['-m', 'pip', 'install', '--quiet', ...requirements], { stdio: 'inherit' })
  return interpreter
}

function measureBoth({ parquet, csv }: DataFiles): Readonly<Record<'parquet' | 'csv', Sides>> {
  const runs: Readonly<Record<'parquet' | 'csv', Sides[]>> = { parquet: [], csv: [] }
  // In turn, so that a machine that is slow for a while is slow for all.
  for (let round = 0; round < Number(options.rounds); round++) {
    runs.parquet.push(measureSides(parquet))
    runs.csv.push(measureSides(csv))
  }
  return { parquet: medianOf(runs.parquet), csv: medianOf(runs.csv) }
}

function measureSides(file: string): Sides {
  const mlgate = measureOurs(file)
  const bare = measure([process.execPath, here('validate/bare_duckdb.mjs'), file])
  const pandera = measure([python, here('validate/pandera_schema.py'), file])
  const expectations = measure([python, here('validate/great_expectations_suite.py'), file])
  agree({ mlgate, bare, pandera, expectations })
  return { mlgate, bare, pandera, expectations }
}

type Told = Measurement & { readonly findings: Findings }

function measureOurs(file: string): Told {
  const project = mkdtempSync(join(folder, 'project-'))
  const airports = JSON.parse(readFileSync(here('validate/airports.json'), 'utf8')) as string[]
  writeFileSync(join(project, 'flights.odcs.yaml'), contractOf(airports))
  const data = `{contract: flights.odcs.yaml, train: ${file}, roots: [${folder}]}`
  const declared = ['model: delays', 'task: regression', 'candidate: {onnx: none.onnx}', `data: ${data}`]
  writeFileSync(join(project, 'mlgate.yml'), `${declared.join('\n')}\n`)
  const took = run([process.execPath, here('../dist/mlgate.js'), 'validate-data'], project)
  // The checks that fail make it end so.
  if (took.code !== 1) throw new Error(`mlgate ended with ${took.code}:\n${took.said}`)
  const left = readFileSync(join(project, '.mlgate/delays/validate-data/result.json'), 'utf8')
  return { ...took, findings: findingsOfResult(JSON.parse(left)) }
}

function measure(command: readonly string[]): Told {
  const took = run(command, folder)
  if (took.code !== 0) throw new Error(`${command.join(' ')} ended with ${took.code}`)
  return { ...took, findings: JSON.parse(took.said) as Findings }
}

function run(command: readonly string[], cwd: string): Measurement & { readonly code: number; readonly said: string } {
  const out = join(folder, 'measured.json')
  const { PATH, HOME } = process.env
  const quiet = { GX_ANALYTICS_ENABLED: 'false', DISABLE_PANDERA_IMPORT_WARNING: 'True', NO_COLOR: '1' }
  mkdirSync(cwd, { recursive: true })
  execFileSync(python, [here('validate/measure.py'), out, ...command], {
    cwd,
    env: { PATH, HOME, ...quiet },
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  return JSON.parse(readFileSync(out, 'utf8'))
}

/** Each number's own median, and the highest peak. */
function medianOf(runs: readonly Sides[]): Sides {
  const of = (side: Side): Measurement => {
    const median = (key: 'seconds' | 'cpuSeconds'): number =>
      runs.map((one) => one[side][key]).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] as number
    const rssMb = Math.max(...runs.map((one) => one[side].rssMb))
    return { seconds: median('seconds'), cpuSeconds: median('cpuSeconds'), rssMb }
  }
  return { mlgate: of('mlgate'), bare: of('bare'), pandera: of('pandera'), expectations: of('expectations') }
}

function report({ parquet, csv }: Readonly<Record<'parquet' | 'csv', Sides>>, large: Measurement): void {
  const line = (name: string, side: Measurement, ours: Measurement, goal: number | undefined): string => {
    const ratio = side === ours ? '' : (side.seconds / ours.seconds).toFixed(2)
    const cpu = side === ours ? '' : (side.cpuSeconds / ours.cpuSeconds).toFixed(2)
    const numbers = [side.seconds.toFixed(2), ratio, goal ?? '', side.cpuSeconds.toFixed(2), cpu, side.rssMb.toFixed(0)]
    return `| ${name} | ${numbers.join(' | ')} |`
  }
  const table = (format: string, sides: Sides, goal: { readonly expectations: number; readonly pandera: number }) => [
    line(`${format}: mlgate validate-data`, sides.mlgate, sides.mlgate, undefined),
    line(`${format}: DuckDB alone`, sides.bare, sides.mlgate, Number((1 / goals.bare).toFixed(2))),
    line(`${format}: Pandera`, sides.pandera, sides.mlgate, goal.pandera),
    line(`${format}: Great Expectations`, sides.expectations, sides.mlgate, goal.expectations),
  ]
  const versions = readFileSync(here('validate/requirements.txt'), 'utf8').trim().split('\n')
  const text = [
    describeMachine(load, Object.fromEntries(versions.map((pinned) => pinned.split('==')))),
    '',
    '| | wall s | × ours | goal | CPU s | × our CPU | peak MB |',
    '| --- | --: | --: | --: | --: | --: | --: |',
    ...table('Parquet', parquet, goals.parquet),
    ...table('CSV', csv, goals.csv),
    line('Parquet, 30 million rows: mlgate', large, large, undefined),
    '',
    `Our peak: ${parquet.mlgate.rssMb.toFixed(0)} MB with 3 million rows, ${large.rssMb.toFixed(0)} MB with 30 million; the goal is ${goals.rssMb} MB.`,
  ].join('\n')
  process.stdout.write(`${text}\n\n`)
  if (options.save) saveResult('validate', 'Checking data beside Great Expectations and Pandera', text)
  const ratio = parquet.expectations.seconds / parquet.mlgate.seconds
  process.stdout.write(
    lastLine('validate', ratio, goals.parquet.expectations, Math.max(parquet.mlgate.rssMb, large.rssMb)),
  )
}
