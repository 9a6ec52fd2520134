import type { Report } from '@mlgate/core'
import { detectHost } from '@mlgate/hosts'
import { resultJson, summaryMarkdown, terminalReport } from '@mlgate/reports'
import { type Invocation, parseCommandLine } from './command-line.ts'
import { createLogger } from './logger.ts'
import { lineProgress, terminalProgress } from './progress.ts'
import { endProcess } from './run-action.ts'
import { runProgram } from './run-program.ts'
import { runStep } from './run-step.ts'
import { systemClock } from './system-clock.ts'
import { version } from './version.ts'

/** Columns assumed where standard output is no terminal. */
const defaultColumns = 100

/** The command-line face: reports go to standard output, everything else to standard error. Ends the process. */
export async function runCli(args: readonly string[]): Promise<never> {
  const { stdout, stderr } = process
  const columns = stdout.columns ?? defaultColumns
  const parsed = parseCommandLine(args, version, {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    columns,
  })
  if (!('invocation' in parsed)) return endProcess(parsed.exitCode)
  const { invocation } = parsed
  const log = createLogger((line) => stderr.write(line), { format: invocation.logFormat, level: invocation.logLevel })
  const host = detectHost(process.env, {
    fetch: globalThis.fetch,
    write: (text) => stdout.write(text),
    exec: runProgram,
    log,
    inputs: invocation.inputs,
    name: invocation.host,
  })
  const outcome = await runStep(invocation.step, host, {
    cwd: process.cwd(),
    clock: systemClock,
    exec: runProgram,
    log,
    progress: stderr.isTTY ? terminalProgress(stderr) : lineProgress(log, systemClock.monotonicMs),
    version,
  })
  const colour = stdout.isTTY === true && process.env.NO_COLOR === undefined
  stdout.write(shown(outcome.report, invocation, { colour, columns }))
  return endProcess(outcome.exitCode)
}

function shown(report: Report, invocation: Invocation, terminal: { colour: boolean; columns: number }): string {
  switch (invocation.format) {
    case 'json':
      return resultJson(report)
    case 'markdown':
      return summaryMarkdown(report)
    case 'text':
      return `${terminalReport(report, { ...terminal, verbose: invocation.verbose })}\n`
  }
}
