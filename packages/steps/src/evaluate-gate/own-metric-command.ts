import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError, type ExecResult } from '@mlgate/core'
import { fewestGroups, seededResampler } from '@mlgate/statistics'
import { type Column, type Table, writeParquet } from '@mlgate/tables'
import { inheritedVariables } from '@mlgate/training'
import { policyCommand } from '../own-code/policy-code.ts'
import type { Policy } from '../policy.ts'
import type { StepDeps } from '../step-deps.ts'

/** PYTHONPATH may lead into the checkout, which is the change's. */
const inherited = inheritedVariables.filter((name) => name !== 'PYTHONPATH')
const timeoutSeconds = 600
/** Larger tables of draws take longer to write than the metric takes to compute. */
const mostDraws = 20_000_000

export interface MetricCommand {
  readonly where: string
  readonly command: readonly string[]
  readonly policy: Policy
  /** The model's rows, see `metricRows`. */
  readonly table: Table
  /** Resamples to measure as well; undefined when nobody compares. */
  readonly resamples: Resamples | undefined
}

export interface Resamples {
  readonly count: number
  readonly seed: number
  /** The group of each row; rows of a group are drawn together. */
  readonly groups: readonly (string | number | boolean | null)[] | undefined
}

/**
 * Runs a metric's program: `command… <rows.parquet>`. Its first line is the metric. With MLGATE_RESAMPLES (a Parquet
 * table, one column a resample, how often each row was drawn) it may print one more line for each column. Throws
 * ConfigurationError when it fails, takes longer than ten minutes or prints anything else.
 */
export async function runMetricCommand(
  { where, command, policy, table, resamples }: MetricCommand,
  { exec }: Pick<StepDeps, 'exec'>,
): Promise<{ readonly value: number; readonly resampled: Float64Array | undefined }> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'mlgate-metric-')))
  try {
    const cwd = join(folder, 'project')
    await mkdir(cwd)
    const [program, ...args] = await policyCommand(command, policy, cwd)
    if (program === undefined || program.trim() === '') {
      throw new ConfigurationError(`${where}: the program to run is empty.`)
    }
    const input = join(folder, 'rows.parquet')
    await writeParquet(input, table)
    const drawn = resamples && drawsOf(table.rows, resamples)
    const drawnFile = join(folder, 'resamples.parquet')
    if (drawn !== undefined) await writeParquet(drawnFile, drawn)
    const result = await exec({
      argv: [program, ...args, input],
      cwd,
      env: drawn === undefined ? {} : { MLGATE_RESAMPLES: drawnFile },
      inherit: inherited,
      timeoutSeconds,
    })
    refuseFailure(where, program, result, policy)
    return readNumbers(where, result.stdout, drawn?.columns.size)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** How often each row is drawn in each resample; undefined where the numbers would be too many or the groups too few. */
export function drawsOf(rows: number, { count, seed, groups }: Resamples): Table | undefined {
  if (rows * count > mostDraws) return undefined
  const places = new Map<unknown, number>()
  const unitOf = Uint32Array.from({ length: rows }, (_, row) => {
    const group = groups === undefined ? row : groups[row]
    const place = places.get(group) ?? places.size
    places.set(group, place)
    return place
  })
  if (groups !== undefined && places.size < fewestGroups) return undefined
  const resample = seededResampler(seed)
  const units = new Uint32Array(places.size)
  const columns = Array.from({ length: count }, (_, index): [string, Column] => {
    resample(units)
    return [`r${index}`, { kind: 'number', values: Float64Array.from(unitOf, (unit) => units[unit] as number) }]
  })
  return { rows, columns: new Map(columns) }
}

function refuseFailure(where: string, program: string, result: ExecResult, { origin }: Policy): void {
  if (!result.timedOut && result.exitCode === 0) return
  const how = result.timedOut
    ? `was stopped after ${timeoutSeconds / 60} minutes`
    : result.exitCode === undefined
      ? `was ended by ${result.signal ?? 'a signal'}`
      : `failed with exit code ${result.exitCode}`
  throw new ConfigurationError(
    `${where}: ${JSON.stringify(program)} ${how}. It runs in a folder that holds only the files that the command names and the policy (${origin}) has. ${result.stderrTail.trim().slice(-500)}`,
  )
}

const number = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

function readNumbers(
  where: string,
  stdout: string,
  resamples: number | undefined,
): { readonly value: number; readonly resampled: Float64Array | undefined } {
  const lines = stdout.trim().split(/\s*\n\s*/)
  const stranger = lines.find((line) => !number.test(line) && line.toLowerCase() !== 'nan')
  if (stranger !== undefined) {
    throw new ConfigurationError(
      `${where}: printed ${JSON.stringify(stranger.slice(0, 100))}, which is no number. Print the metric alone, and everything else to standard error.`,
    )
  }
  const [value = Number.NaN, ...resampled] = lines.map(Number)
  if (resampled.length === 0) return { value, resampled: undefined }
  if (resampled.length !== resamples) {
    throw new ConfigurationError(
      `${where}: printed ${resampled.length} numbers after the metric, and ${resamples === undefined ? 'there were no resamples (MLGATE_RESAMPLES)' : `there are ${resamples} resamples`}. Print one a resample, or the metric alone.`,
    )
  }
  return { value, resampled: Float64Array.from(resampled) }
}
