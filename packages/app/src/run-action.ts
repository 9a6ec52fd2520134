import { type ExitCode, exitCodes } from '@mlgate/core'
import { detectHost } from '@mlgate/hosts'
import { terminalReport } from '@mlgate/reports'
import { loadStep, stepNames } from '@mlgate/steps/load-step'
import { endOnFault } from './last-resort.ts'
import { launchFrom } from './launch.ts'
import { lineProgress } from './line-progress.ts'
import { runProgram } from './run-program.ts'
import { runStep } from './run-step.ts'
import { systemClock } from './system-clock.ts'
import { textLogger } from './text-logger.ts'
import { version } from './version.ts'

/** Columns of a CI log: wide enough for the table of gates, narrow enough for a laptop's browser. */
const logColumns = 120

/**
 * The face that GitHub's runner starts: runs a step and ends the process with its exit code. Without a name, the input
 * `step` names it (the action at the root of the repository).
 */
export async function runAction(name?: string): Promise<never> {
  // What a dependency should stop using is no news for who reads a job's log (@actions/artifact's unzip: DEP0005).
  process.noDeprecation = true
  const log = textLogger((line) => process.stderr.write(line), process.env.RUNNER_DEBUG === '1' ? 'debug' : 'info')
  endOnFault(process, log.error)
  const write = (text: string) => process.stdout.write(text)
  const host = () => detectHost(process.env, { fetch: globalThis.fetch, write, exec: runProgram, log })
  const wanted = name ?? host().input('step') ?? ''
  const step = await loadStep(wanted)
  if (step === undefined) {
    log.error(`Input step is ${JSON.stringify(wanted)}; it takes ${stepNames.join(', ')}.`)
    return endProcess(exitCodes.configuration)
  }
  const outcome = await runStep(step, host, {
    cwd: process.cwd(),
    clock: systemClock,
    exec: runProgram,
    log,
    variable: (name) => process.env[name],
    launch: launchFrom(process.env),
    fetch: globalThis.fetch,
    progress: lineProgress(log, systemClock.monotonicMs),
    version,
  })
  write(`${terminalReport(outcome.report, { colour: false, columns: logColumns })}\n`)
  return endProcess(outcome.exitCode)
}

/** Ends the process when what was written is out; open keep-alive connections would hold it for seconds. */
export async function endProcess(code: ExitCode): Promise<never> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise<void>((resolve) => void stream.write('', () => resolve()))
  }
  process.exit(code)
}
