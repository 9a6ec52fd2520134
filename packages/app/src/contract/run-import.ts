import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { importContract } from '@mlgate/contracts'
import { ConfigurationError, type ExitCode, exitCodes, messageOf } from '@mlgate/core'
import { harmlessLine } from '../harmless-line.ts'
import type { ImportRequest } from './import-request.ts'
import { writeContract } from './write-contract.ts'

/** What the commands of `mlgate contract` work with. */
export interface ContractWorld {
  readonly cwd: string
  /** Standard output. */
  readonly write: (text: string) => void
  /** Standard error; gets lines without their end. */
  readonly tell: (line: string) => void
}

/**
 * Writes the contract that another tool's file comes to, and tells what it lacks.
 *
 * @returns fail when something was not translated, unless that is allowed
 */
export async function runImport(request: ImportRequest, world: ContractWorld): Promise<ExitCode> {
  const { file, from, output, allowMissing, force } = request
  const imported = importContract(await textOf(resolve(world.cwd, file), file), file, from)
  if (output === undefined) world.write(imported.yaml)
  else await writeContract(world.cwd, output, imported.yaml, force)
  const { rules, properties, missing, notes } = imported
  const say = (line: string): void => world.tell(harmlessLine(line))
  say(
    `${output ?? 'The contract'}: ${count(rules, 'rule')}, ${count(properties, 'property')}, from ${imported.format}.`,
  )
  for (const note of notes) say(note)
  if (missing.length === 0) return exitCodes.pass
  say(`${missing.length} not imported, so nobody checks them:`)
  for (const line of missing) say(`  ${line}`)
  return allowMissing ? exitCodes.pass : exitCodes.fail
}

function count(number: number, noun: 'rule' | 'property'): string {
  const several = { rule: 'rules', property: 'properties' }
  return `${number} ${number === 1 ? noun : several[noun]}`
}

async function textOf(path: string, name: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new ConfigurationError(`${name}: cannot be read (${messageOf(cause)}).`, { cause })
  }
}
