import { homedir } from 'node:os'
import type { ExitCode } from '@mlgate/core'
import { detectHost, examineToken } from '@mlgate/hosts'
import { cacheFolder, loadNative } from '@mlgate/natives'
import { harmlessLine } from '../harmless-line.ts'
import { createLogger } from '../logger.ts'
import { runProgram } from '../run-program.ts'
import { checkForgeOf } from './check-all.ts'
import { checkGit } from './check-git.ts'
import { checkMachine } from './check-machine.ts'
import { checkProject } from './check-project.ts'
import type { DoctorRequest } from './doctor-request.ts'
import { exitCodeOf, findingLines } from './finding.ts'

/** Checks this machine, folder and environment, and writes what was found; resolves to the exit code. */
export async function runDoctor(request: DoctorRequest): Promise<ExitCode> {
  const { env, versions } = process
  const cwd = process.cwd()
  const log = createLogger((line) => process.stderr.write(line), { format: 'text', level: 'warn' })
  const machine = checkMachine({
    nodeVersion: versions.node,
    cwd,
    cache: cacheFolder(env, process.platform, homedir()),
    load: loadNative,
    loaded: loadedLibraries,
  })
  const { opened, findings: project } = await checkProject(cwd, request.project, env.MLGATE_SIGNING_KEY || undefined)
  const baselines = [...(opened?.project.models.values() ?? [])].flatMap((body) => body.gate?.baseline?.from ?? [])
  const host = () =>
    detectHost(env, { fetch: globalThis.fetch, write: () => undefined, exec: runProgram, log, inputs: {} })
  const findings = [
    ...(await machine),
    ...(await checkGit(
      cwd,
      runProgram,
      baselines.filter((from) => from.startsWith('git:')),
    )),
    ...project,
    ...(await checkForgeOf(
      host,
      () => examineToken(env, { fetch: globalThis.fetch, now: () => new Date() }),
      opened?.file,
    )),
  ]
  const text =
    request.format === 'json'
      ? `${JSON.stringify({ findings }, undefined, 2)}\n`
      : findingLines(findings)
          .map((line) => `${harmlessLine(line)}\n`)
          .join('')
  process.stdout.write(text)
  return exitCodeOf(findings)
}

/** From Node's own report of this process. */
function loadedLibraries(): readonly string[] {
  const found: unknown = process.report.getReport()
  const libraries = typeof found === 'object' && found !== null && 'sharedObjects' in found ? found.sharedObjects : []
  return Array.isArray(libraries) ? libraries.map(String) : []
}
