import { randomUUID } from 'node:crypto'
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InfrastructureError } from '@mlgate/core'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { isAlive, ownIdentity } from './process-identity.ts'

const Holder = Type.Union([
  Type.Object({ pid: Type.Integer(), mark: Type.String() }),
  Type.Object({ released: Type.Literal(true) }),
])
type Holder = Static<typeof Holder>

/**
 * Lets one process at a time work on an environment. Locks are numbered files; who creates the next number has it, which
 * only works while the holder of the last one has given it back or is dead. The last file is never removed, so that no
 * two can believe to have followed the same holder. Throws InfrastructureError when another process is at work.
 */
export async function lockEnvironment(folder: string, environment: string): Promise<AsyncDisposable> {
  await mkdir(folder, { recursive: true })
  const own: Holder = await ownIdentity()
  for (let attempt = 0; attempt < 20; attempt++) {
    const last = await lastLock(folder)
    const holder = last === 0 ? undefined : await readHolder(lockPath(folder, last))
    // Cleared up by a later holder in this moment: look again.
    if (last !== 0 && holder === undefined) continue
    if (holder !== undefined && 'pid' in holder && (await isAlive(holder))) {
      throw new InfrastructureError(
        `Process ${holder.pid} is deploying to ${environment} at this moment. Try again when it is done.`,
        { retryable: true },
      )
    }
    const path = lockPath(folder, last + 1)
    if (!(await createWhole(path, folder, own))) continue
    if ((await lastLock(folder)) > last + 1) {
      await rm(path, { force: true })
      continue
    }
    for (const number of await lockNumbers(folder))
      if (number <= last) await rm(lockPath(folder, number), { force: true })
    return { [Symbol.asyncDispose]: () => replaceWhole(path, folder, { released: true }) }
  }
  throw new InfrastructureError(`The lock of ${environment} is fought over. Try again.`, { retryable: true })
}

const lockName = /^([1-9]\d{0,14})\.lock$/

function lockPath(folder: string, number: number): string {
  return join(folder, `${number}.lock`)
}

async function lockNumbers(folder: string): Promise<readonly number[]> {
  return (await readdir(folder)).flatMap((name) => {
    const number = lockName.exec(name)?.[1]
    return number === undefined ? [] : [Number(number)]
  })
}

async function lastLock(folder: string): Promise<number> {
  return Math.max(0, ...(await lockNumbers(folder)))
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    const content: unknown = JSON.parse(await readFile(path, 'utf8'))
    return Value.Check(Holder, content) ? content : undefined
  } catch {
    return undefined
  }
}

/** Creates a file with its content in one step; false when it is there already. */
async function createWhole(path: string, folder: string, content: Holder): Promise<boolean> {
  const temporary = await writeTemporary(folder, content)
  try {
    await link(temporary, path)
    return true
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false
    throw cause
  } finally {
    await rm(temporary, { force: true })
  }
}

async function replaceWhole(path: string, folder: string, content: Holder): Promise<void> {
  await rename(await writeTemporary(folder, content), path)
}

async function writeTemporary(folder: string, content: Holder): Promise<string> {
  const path = join(folder, `.${randomUUID()}.tmp`)
  await writeFile(path, JSON.stringify(content))
  return path
}
