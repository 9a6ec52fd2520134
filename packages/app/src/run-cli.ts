import { exitCodes, type Host } from '@mlgate/core'
import { detectHost } from '@mlgate/hosts'
import { printableJson, resultJson, summaryMarkdown, terminalReport } from '@mlgate/reports'
import { type Invocation, parseCommandLine } from './command-line.ts'
import { commandStart, harmlessLine } from './harmless-line.ts'
import { endOnFault } from './last-resort.ts'
import { launchFrom } from './launch.ts'
import { lineProgress } from './line-progress.ts'
import { createLogger } from './logger.ts'
import { detailsOf } from './publish.ts'
import { endProcess } from './run-action.ts'
import { runProgram } from './run-program.ts'
import { runStep, type StepOutcome } from './run-step.ts'
import { systemClock } from './system-clock.ts'
import { terminalProgress } from './terminal-progress.ts'
import { terminalTraits } from './terminal-traits.ts'
import { version } from './version.ts'
import type { World } from './world.ts'

/** Each command loads what it needs, and nothing of the others, which saves most of its start. */
const load = {
  contract: () => import('./contract/run-contract.ts'),
  doctor: () => import('./doctor/run-doctor.ts'),
  init: () => import('./run-init.ts'),
  keyPair: () => import('./write-key-pair.ts'),
  replay: () => import('./replay.ts'),
  serve: () => import('./serve.ts'),
}

/** The command-line face: reports go to standard output, everything else to standard error. Ends the process. */
export async function runCli(args: readonly string[]): Promise<never> {
  const { stdout, stderr } = process
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe)
  const terminal = terminalTraits(stdout, process.env)
  const parsed = parseCommandLine(args, version, {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    columns: terminal.columns,
  })
  if ('exitCode' in parsed) return endProcess(parsed.exitCode)
  if ('keyFile' in parsed) {
    const end = endOnFault(process, (message) => void stderr.write(`error: ${harmlessLine(message)}\n`))
    stdout.write(
      (await load
        .keyPair()
        .then(({ writeKeyPair }) => writeKeyPair(parsed.keyFile))
        .catch(end)) ?? '',
    )
    stderr.write(
      `The private key is in ${harmlessLine(parsed.keyFile)}. Put it into the secret MLGATE_SIGNING_KEY, then delete the file.\n`,
    )
    return endProcess(exitCodes.pass)
  }
  if ('init' in parsed) {
    const end = endOnFault(process, (message) => void stderr.write(`error: ${harmlessLine(message)}\n`))
    await load
      .init()
      .then(({ runInit }) => runInit(parsed.init))
      .catch(end)
    return endProcess(exitCodes.pass)
  }
  if ('doctor' in parsed) {
    const end = endOnFault(process, (message) => void stderr.write(`error: ${harmlessLine(message)}\n`))
    return endProcess(
      (await load
        .doctor()
        .then(({ runDoctor }) => runDoctor(parsed.doctor))
        .catch(end)) ?? exitCodes.bug,
    )
  }
  if ('contract' in parsed) {
    const end = endOnFault(process, (message) => void stderr.write(`error: ${harmlessLine(message)}\n`))
    const world = {
      cwd: process.cwd(),
      write: (text: string) => void stdout.write(text),
      tell: (line: string) => void stderr.write(`${line}\n`),
      exec: runProgram,
      terminal,
    }
    return endProcess(
      (await load
        .contract()
        .then(({ runContract }) => runContract(parsed.contract, world))
        .catch(end)) ?? exitCodes.bug,
    )
  }
  if ('serve' in parsed || 'forward' in parsed) {
    const log = createLogger((line) => stderr.write(line), { format: 'text', level: 'info' })
    const end = endOnFault(process, log.error)
    await load
      .serve()
      .then(({ forward, serve }) => ('serve' in parsed ? serve(parsed.serve, log, version) : forward(parsed.forward)))
      .catch(end)
    return endProcess(exitCodes.pass)
  }
  if ('replay' in parsed) {
    const log = createLogger((line) => stderr.write(line), { format: 'text', level: 'info' })
    const end = endOnFault(process, log.error)
    const effects = { cwd: process.cwd(), env: process.env, fetch: globalThis.fetch, exec: runProgram, log }
    const progress = stderr.isTTY ? terminalProgress(stderr) : lineProgress(log, systemClock.monotonicMs)
    const outcome = await load
      .replay()
      .then(({ replay }) => replay(parsed.replay, { ...effects, progress, version }))
      .catch(end)
    if (outcome === undefined) return endProcess(exitCodes.bug)
    for (const line of outcome.text.split('\n').slice(0, -1)) stdout.write(`${harmlessLine(line)}\n`)
    return endProcess(outcome.isSame ? exitCodes.pass : exitCodes.fail)
  }
  const { invocation } = parsed
  const log = createLogger((line) => stderr.write(line), { format: invocation.logFormat, level: invocation.logLevel })
  const end = endOnFault(process, log.error)
  // A document on standard output stays one; forges read their commands on standard error as well.
  const commands = invocation.format === 'text' ? stdout : stderr
  const host = () =>
    detectHost(process.env, {
      fetch: globalThis.fetch,
      write: (text) => commands.write(text),
      exec: runProgram,
      log,
      inputs: invocation.inputs,
      name: invocation.host,
    })
  const world: World = {
    cwd: process.cwd(),
    clock: systemClock,
    exec: runProgram,
    log,
    variable: (name) => process.env[name],
    launch: launchFrom(process.env),
    fetch: globalThis.fetch,
    progress: stderr.isTTY ? terminalProgress(stderr) : lineProgress(log, systemClock.monotonicMs),
    version,
  }
  if (invocation.explain) {
    const explained = await explain(invocation, host, world).catch(end)
    if (explained === undefined) return endProcess(exitCodes.bug)
    stdout.write(explained)
    return endProcess(exitCodes.pass)
  }
  const outcome = await runStep(invocation.step, host, world)
  stdout.write(shown(outcome, invocation, terminal))
  return endProcess(outcome.exitCode)
}

async function explain({ step, format }: Invocation, host: () => Host, world: World): Promise<string> {
  // With it come the project file's schemas, which publish-report has no use for.
  const { explainStep } = await import('./explain-step.ts')
  const { text, data } = await explainStep(step, host(), world)
  return format === 'json' ? printableJson(data) : `${text.split('\n').map(harmlessLine).join('\n')}\n`
}

/** Who reads the output may stop (`| head`): what was found, and the exit code, do not depend on it. */
function ignoreClosedPipe(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error
}

function shown(
  { report, outputs }: StepOutcome,
  { format, verbose }: Invocation,
  terminal: { colour: boolean; columns: number },
): string {
  switch (format) {
    case 'json':
      return resultJson(report, detailsOf(outputs))
    case 'markdown':
      return summaryMarkdown(report).replace(commandStart, '# #')
    case 'text':
      return `${terminalReport(report, { ...terminal, verbose })}\n${verbose ? handedOver(outputs) : ''}`
  }
}

/** What the next step is given, to be copied from here. */
function handedOver({ 'artifact-id': id, 'artifact-digest': digest }: StepOutcome['outputs']): string {
  return id && digest ? `\nArtifact id      ${harmlessLine(id)}\nArtifact digest  ${harmlessLine(digest)}\n` : ''
}
