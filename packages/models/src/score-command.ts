import { lstat, mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Block, ConfigurationError, code, type Exec, type ExecResult, type Logger, paragraph } from '@mlgate/core'
import { openTables, type Table, writeParquet } from '@mlgate/tables'
import { type ScorePredictionsOptions, scorePredictions } from './score-predictions.ts'
import type { Scores } from './scores.ts'

export interface ScoreCommandOptions extends Pick<ScorePredictionsOptions, 'id' | 'task' | 'classes' | 'positive'> {
  readonly command: readonly string[]
  /** An hour when not given. */
  readonly timeoutMinutes?: number | undefined
  /** What the command gets to see: without the label. */
  readonly rows: Table
  /** Folder of mlgate.yml, where the command runs; absolute. */
  readonly projectDirectory: string
  /** Folder for what goes to the command and comes back; absolute, made when missing. */
  readonly workDirectory: string
  /** Names of variables found that hold credentials, as `host.credentialVariables()` gives them. */
  readonly credentialVariables: readonly string[]
  /** Names of variables that the command takes over: those that a training command does. */
  readonly inherit: readonly string[]
}

export interface ScoreCommandEffects {
  readonly exec: Exec
  readonly log: Logger
  /** Publishes blocks when the step dies, see core's Effects. */
  readonly keep: (...blocks: Block[]) => void
}

const defaultMinutes = 60
const mostLines = 1000
const longestLine = 500
const tailLines = 20

/**
 * Has a user's program score the rows: `command… <rows.parquet> <predictions.parquet>`, the paths also in MLGATE_INPUT and
 * MLGATE_OUTPUT. It runs without a shell, in the project's folder, with the listed environment alone, and never beside
 * credentials: same-user code could read them out of our memory. What it writes (Parquet, or CSV under the same name) is
 * read as a predictions file and taken at its word. Throws ConfigurationError when it may not run, fails, takes too long
 * or does not write predictions for exactly these rows.
 */
export async function scoreCommand(options: ScoreCommandOptions, effects: ScoreCommandEffects): Promise<Scores> {
  const [program, ...args] = options.command
  if (program === undefined || program.trim() === '') {
    throw new ConfigurationError('candidate.command: the program to run is empty.')
  }
  refuseCredentials(options.credentialVariables)
  const { rows, workDirectory } = options
  await mkdir(workDirectory, { recursive: true })
  const input = join(workDirectory, 'rows.parquet')
  const output = join(workDirectory, 'predictions.parquet')
  // Predictions of an earlier run would otherwise pass for this one's.
  for (const old of [output, csvOf(output)]) await rm(old, { recursive: true, force: true })
  await writeParquet(input, rows)
  const minutes = options.timeoutMinutes ?? defaultMinutes
  const lines = boundedLines(effects.log)
  const result = await effects.exec({
    argv: [program, ...args, input, output],
    cwd: options.projectDirectory,
    // Without the first, Python holds its lines back and the log of a killed run is empty.
    env: { PYTHONUNBUFFERED: '1', MLGATE_INPUT: input, MLGATE_OUTPUT: output },
    inherit: options.inherit,
    timeoutSeconds: minutes * 60,
    onLine: lines.take,
  })
  try {
    refuseFailure(result, program, minutes)
    const file = await written(output)
    await using tables = await openTables({ allow: [workDirectory] })
    return scorePredictions({ ...options, file: await tables.read(file), name: 'candidate.command: its predictions' })
  } catch (error) {
    const tail = lines.tail()
    if (tail.length > 0) {
      effects.keep(paragraph('The command ', code(options.command.join(' ')), ' printed, at the end:'))
      effects.keep({ kind: 'code', text: tail.join('\n') })
    }
    throw error
  }
}

function refuseCredentials(names: readonly string[]): void {
  if (names.length === 0) return
  throw new ConfigurationError(
    `candidate.command: will not run beside credentials, and this job has ${names.join(', ')}. The command is code ` +
      'from the change under review and could read them. Score in a job of its own without these variables, and hand ' +
      'the predictions over by candidate.predictions.',
  )
}

function refuseFailure(result: ExecResult, program: string, minutes: number): void {
  if (!result.timedOut && result.exitCode === 0) return
  const how = result.timedOut
    ? `was stopped after ${minutes} minutes (candidate.timeout_minutes)`
    : result.exitCode === undefined
      ? `was ended by ${result.signal ?? 'a signal'}`
      : `failed with exit code ${result.exitCode}`
  throw new ConfigurationError(
    `candidate.command: ${JSON.stringify(program)} ${how}. Its last lines are in the report.`,
  )
}

/** Parquet begins with its name; everything else is taken for CSV, under a name that says so. */
async function written(output: string): Promise<string> {
  const found = await lstat(output).catch(() => undefined)
  if (found === undefined || !found.isFile() || found.size === 0) {
    const what = found === undefined ? 'wrote no file there' : found.isFile() ? 'left it empty' : 'made no regular file'
    throw new ConfigurationError(
      `candidate.command: ended well but ${what}: predictions belong at the path of its last argument (MLGATE_OUTPUT).`,
    )
  }
  await using handle = await open(output)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
  if (buffer.toString('latin1', 0, bytesRead) === 'PAR1') return output
  await rename(output, csvOf(output))
  return csvOf(output)
}

function csvOf(output: string): string {
  return output.replace(/\.parquet$/, '.csv')
}

/** Passes lines on to the log, each cut, and no more than people read; keeps the last ones. */
function boundedLines(log: Logger): { readonly take: (line: string) => void; readonly tail: () => readonly string[] } {
  const last: string[] = []
  let count = 0
  return {
    take(text) {
      const line = text.length > longestLine ? `${text.slice(0, longestLine)}…` : text
      last.push(line)
      if (last.length > tailLines) last.shift()
      count++
      if (count <= mostLines) log.info(line)
      if (count === mostLines) log.info(`[candidate.command printed ${mostLines} lines; further ones are not shown.]`)
    },
    tail: () => [...last],
  }
}
