import { chmod, mkdir, realpath, writeFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { ConfigurationError, commandFiles } from '@mlgate/core'
import type { Policy } from '../policy.ts'

/**
 * Refuses to run users' code beside credentials: a process of the same user can read its parent's environment and
 * memory, so that leaving variables out of the child's environment would protect nothing.
 *
 * @param otherwise what can be done without a program, as a clause: `write the metric as mean_of (SQL)`
 */
export function refuseBesideCredentials(where: string, credentials: readonly string[], otherwise: string): void {
  if (credentials.length === 0) return
  throw new ConfigurationError(
    `${where}: will not run beside credentials, and this job has ${credentials.join(', ')}. Judge in a job without these variables, or ${otherwise}, which needs no program.`,
  )
}

/** A module as the policy has it. What lies in the checkout is the change's and is never run. `what` is its owner. */
export async function policyModule(
  where: string,
  what: 'metric' | 'check',
  path: string,
  policy: Pick<Policy, 'readFile' | 'origin'>,
): Promise<Uint8Array> {
  const bytes = await policy.readFile(path)
  if (bytes !== undefined) return bytes
  throw new ConfigurationError(
    `${where}: there is no ${JSON.stringify(path)} where the policy is read (${policy.origin}). A ${what}'s code is policy: merge it first.`,
  )
}

/**
 * Copies what a command names, as the policy has it, into an empty folder, and returns the command with the copies'
 * paths. Names that the policy has no file for stay as they are; in the folder there is nothing else that they could mean.
 */
export async function policyCommand(
  command: readonly string[],
  policy: Pick<Policy, 'readFile' | 'tip'>,
  folder: string,
): Promise<readonly string[]> {
  const home = await realpath(folder)
  const argv = [...command]
  for (const { place, path } of commandFiles(command)) {
    const bytes = await readIfThere(path, policy)
    if (bytes === undefined) continue
    // Names that lead upwards end up in the folder as well.
    const copy = join(home, posix.join('/', path))
    await mkdir(dirname(copy), { recursive: true })
    await writeFile(copy, bytes)
    if (place === 0) await chmod(copy, 0o700)
    argv[place] = copy
  }
  return argv
}

async function readIfThere(path: string, policy: Pick<Policy, 'readFile' | 'tip'>): Promise<Uint8Array | undefined> {
  try {
    return await policy.readFile(path)
  } catch (error) {
    // On a machine of one's own, this is how a name that is no file is told.
    if (error instanceof ConfigurationError && policy.tip === undefined) return undefined
    throw error
  }
}
