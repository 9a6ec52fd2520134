import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type ContractChange, type ContractText, compareContracts, contractDiffReport } from '@mlgate/contracts'
import { ConfigurationError, type Exec, type ExitCode, exitCodes, messageOf } from '@mlgate/core'
import { type ModelBody, selectModel } from '@mlgate/project'
import { summaryMarkdown, terminalReport } from '@mlgate/reports'
import { commandStart } from '../harmless-line.ts'
import { openProject } from '../open-project.ts'
import type { DiffRequest } from './diff-request.ts'
import type { ContractWorld } from './run-import.ts'

/** What a comparison works with beside files. */
export interface DiffWorld extends ContractWorld {
  /** Asks git for files of other commits. */
  readonly exec: Exec
  /** Characters of a line of the terminal, and whether it has colours. */
  readonly terminal: { readonly columns: number; readonly colour: boolean }
}

/** Tells what a contract demands otherwise than another. */
export async function runDiff(request: DiffRequest, world: DiffWorld): Promise<ExitCode> {
  const [before, after] = [await contractAt(request.before, world), await contractAt(request.after, world)]
  const body = await modelOf(request, world.cwd)
  const features = body && featuresOf(body)
  const changes = compareContracts(before, after, features, body?.data)
  const stops = isStopped(changes, request.failOn)
  const report = contractDiffReport(changes, {
    contract: after.file,
    stops,
    featuresKnown: features !== undefined,
  })
  switch (request.format) {
    case 'json':
      world.write(`${JSON.stringify({ changes }, null, 2)}\n`)
      break
    case 'markdown':
      world.write(summaryMarkdown(report).replace(commandStart, '# #'))
      break
    case 'text':
      world.write(`${terminalReport(report, { ...world.terminal, verbose: true })}\n`)
  }
  return stops ? exitCodes.fail : exitCodes.pass
}

function isStopped(changes: readonly ContractChange[], failOn: DiffRequest['failOn']): boolean {
  if (failOn === 'never') return false
  return failOn === 'any' ? changes.length > 0 : changes.some((change) => change.class === 'breaking')
}

/** A file, or where there is none of the name, what git has as `<ref>:<path>`. */
async function contractAt(name: string, { cwd, exec }: DiffWorld): Promise<ContractText> {
  const [, ref, path] = /^([^:]+):(.+)$/s.exec(name) ?? []
  const isFile = await stat(resolve(cwd, name)).then(
    (found) => found.isFile(),
    () => false,
  )
  if (isFile || ref === undefined || path === undefined) {
    try {
      return { text: await readFile(resolve(cwd, name), 'utf8'), file: name }
    } catch (cause) {
      throw new ConfigurationError(`${name}: cannot be read (${messageOf(cause)}).`, { cause })
    }
  }
  // `./` makes git take the path from here, as everybody means it.
  const result = await exec({
    argv: ['git', 'show', '--end-of-options', `${ref}:./${path}`],
    cwd,
    env: { GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
    inherit: ['PATH', 'HOME', 'SYSTEMROOT', 'XDG_CONFIG_HOME'],
    timeoutSeconds: 30,
  })
  if (result.exitCode !== 0) {
    throw new ConfigurationError(`${name}: no such file, and git has none (${result.stderrTail.trim().slice(0, 300)}).`)
  }
  return { text: result.stdout, file: name }
}

/** Undefined where there is no project file. */
async function modelOf({ project, model }: DiffRequest, cwd: string): Promise<ModelBody | undefined> {
  const isThere = await stat(resolve(cwd, project)).then(
    () => true,
    () => false,
  )
  return isThere ? selectModel((await openProject(cwd, project)).project, model).body : undefined
}

/** Undefined where the project file does not say what the model reads. */
function featuresOf({ candidate }: ModelBody): ReadonlySet<string> | undefined {
  return 'features' in candidate && candidate.features !== undefined ? new Set(candidate.features) : undefined
}
