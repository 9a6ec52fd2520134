import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Block,
  type Clock,
  ConfigurationError,
  code,
  type Digest,
  digestOfFile,
  type Exec,
  type ExecResult,
  type Logger,
  paragraph,
  writeFileAtomically,
} from '@mlgate/core'
import { commandVariables, inheritedVariables } from './command-environment.ts'
import { readMetricsFile, type TrainingMetrics } from './metrics-file.ts'
import { digestOfProduced, fileState, type ProducedFile } from './produced-file.ts'
import type { CommandTraining } from './train-section.ts'
import { openTrainingLog, type TrainingLog } from './training-log.ts'
import { refuseBesideCredentials } from './user-code-guard.ts'

export interface CommandRequest {
  readonly training: CommandTraining
  /** Folder of mlgate.yml, where the command runs; absolute. */
  readonly projectDirectory: string
  /** Folder for the log, the parameters and the command's own output (`output/`); absolute, made when missing. */
  readonly workDirectory: string
  /** Absolute paths; the test data is never handed over. */
  readonly trainData: string | undefined
  readonly validationData: string | undefined
  /** What the command must write. */
  readonly produces: ProducedFile
  /** Variables with credentials that were found, see `refuseBesideCredentials`. */
  readonly credentialVariables: readonly string[]
}

export interface CommandEffects {
  readonly exec: Exec
  readonly clock: Clock
  readonly log: Logger
  /** Publishes blocks when the step dies, see core's Effects. */
  readonly keep: (...blocks: Block[]) => void
}

/** A training command that ended well. */
export interface CommandResult {
  readonly startedOn: Date
  readonly finishedOn: Date
  readonly durationSeconds: number
  readonly produced: { readonly path: string; readonly digest: Digest }
  readonly logFile: { readonly path: string; readonly digest: Digest }
  /** The last 20 lines, from outside. */
  readonly logTail: readonly string[]
  /** Undefined when the command wrote no metrics.json. */
  readonly metrics: (TrainingMetrics & { readonly path: string; readonly digest: Digest }) | undefined
}

/**
 * Runs a training command without a shell, in the project's folder and with a listed environment, and collects what it
 * left. Throws ConfigurationError when it stands beside credentials, fails, takes too long or does not write its file;
 * its last lines are then kept for the report.
 */
export async function runCommand(request: CommandRequest, effects: CommandEffects): Promise<CommandResult> {
  refuseBesideCredentials(request.credentialVariables)
  const { training, workDirectory } = request
  const { clock } = effects
  const outputDirectory = join(workDirectory, 'output')
  const metricsPath = join(outputDirectory, 'metrics.json')
  const parameters = join(workDirectory, 'parameters.json')
  const logPath = join(workDirectory, 'train.log')
  await mkdir(outputDirectory, { recursive: true })
  // Metrics of an earlier run would otherwise pass for this one's.
  await rm(metricsPath, { force: true })
  await writeFileAtomically(parameters, `${JSON.stringify(training.parameters, null, 2)}\n`)
  const before = await fileState(request.produces)

  const { trainData, validationData } = request
  const startedOn = clock.now()
  const startMs = clock.monotonicMs()
  const log = openTrainingLog(logPath)
  let result: ExecResult
  try {
    result = await effects.exec({
      argv: training.argv,
      cwd: request.projectDirectory,
      env: commandVariables(training, { parameters, outputDirectory, trainData, validationData }),
      inherit: inheritedVariables,
      ...(training.timeoutSeconds === undefined ? {} : { timeoutSeconds: training.timeoutSeconds }),
      onLine: (line) => {
        log.line(line)
        effects.log.info(line)
      },
    })
  } finally {
    await log.close()
  }
  const durationSeconds = (clock.monotonicMs() - startMs) / 1000
  const finishedOn = clock.now()

  if (result.timedOut || result.exitCode !== 0) {
    const message = `train.command: ${howItEnded(result, durationSeconds, training)}`
    effects.keep(...failureBlocks(training, log, durationSeconds))
    throw new ConfigurationError(`${message} Its last lines are in the report; all of them in ${logPath}.`)
  }
  try {
    const digest = await digestOfProduced(request.produces, before)
    const metrics = await readMetricsFile(metricsPath)
    return {
      startedOn,
      finishedOn,
      durationSeconds,
      produced: { path: request.produces.path, digest },
      logFile: { path: logPath, digest: await digestOfFile(logPath) },
      logTail: log.tail(),
      metrics: metrics && { ...metrics, path: metricsPath, digest: await digestOfFile(metricsPath) },
    }
  } catch (error) {
    effects.keep(...failureBlocks(training, log, durationSeconds))
    throw error
  }
}

function howItEnded(result: ExecResult, durationSeconds: number, training: CommandTraining): string {
  const program = JSON.stringify(training.argv[0])
  const after = `after ${durationSeconds.toFixed(1)} s`
  if (result.timedOut) {
    const minutes = (training.timeoutSeconds ?? durationSeconds) / 60
    return `${program} was stopped ${after}: train.timeout_minutes allows ${minutes}.`
  }
  if (result.exitCode === undefined) return `${program} was ended by ${result.signal ?? 'a signal'} ${after}.`
  return `${program} failed with exit code ${result.exitCode} ${after}.`
}

function failureBlocks(training: CommandTraining, log: TrainingLog, durationSeconds: number): Block[] {
  const tail = log.tail()
  const ran = ['The command ', code(training.argv.join(' ')), ` ran for ${durationSeconds.toFixed(1)} s and `]
  if (tail.length === 0) return [paragraph(...ran, 'printed nothing.')]
  return [paragraph(...ran, 'printed, at the end:'), { kind: 'code', text: tail.join('\n') }]
}
