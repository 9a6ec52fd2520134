import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { dirname } from 'node:path'
import { failureKind, messageOf } from '@mlgate/core'
import type { NativeName } from '@mlgate/natives'
import type { Finding } from './finding.ts'

/** Whether Node.js, the packages with machine code and the folders that are written to are as they must be. */
export async function checkMachine(machine: {
  readonly nodeVersion: string
  readonly cwd: string
  readonly cache: string
  readonly load: (name: NativeName) => Promise<unknown>
  /** Files of machine code that this process has loaded. */
  readonly loaded: () => readonly string[]
}): Promise<readonly Finding[]> {
  const major = Number(machine.nodeVersion.split('.')[0])
  const node: Finding =
    major >= 24
      ? { check: 'Node.js', state: 'well', found: machine.nodeVersion }
      : { check: 'Node.js', state: 'wrong', found: machine.nodeVersion, remedy: 'install Node.js 24 or newer' }
  const natives: Finding[] = []
  for (const [name, part] of [
    ['@duckdb/node-api', 'duckdb'],
    ['onnxruntime-node', 'onnxruntime'],
  ] as const) {
    natives.push(await checkNative(name, part, machine))
  }
  return [
    node,
    ...natives,
    await checkFolder('folder for downloads', machine.cache, 'set XDG_CACHE_HOME to a folder that this user may write'),
    await checkFolder('this folder', machine.cwd, 'records and reports go into .mlgate/ here: let this user write it'),
  ]
}

async function checkNative(
  name: NativeName,
  part: string,
  { load, loaded }: { readonly load: (name: NativeName) => Promise<unknown>; readonly loaded: () => readonly string[] },
): Promise<Finding> {
  try {
    await load(name)
  } catch (error) {
    const state = failureKind(error) === 'infrastructure' ? 'unreachable' : 'wrong'
    return {
      check: name,
      state,
      found: messageOf(error),
      remedy: 'npm install it beside mlgate, or let npm’s registry be reached',
    }
  }
  const from = loaded().find((file) => file.includes(part) && file.includes('node_modules'))
  return { check: name, state: 'well', found: from === undefined ? 'loads' : `loads from ${dirname(from)}` }
}

/** The folder, or the nearest above it that is there, may be written to. */
async function checkFolder(check: string, folder: string, remedy: string): Promise<Finding> {
  try {
    await access(folder, constants.W_OK)
    return { check, state: 'well', found: `${folder} can be written` }
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (missing && dirname(folder) !== folder) return checkFolder(check, dirname(folder), remedy)
    return { check, state: 'wrong', found: `${folder} cannot be written`, remedy }
  }
}
