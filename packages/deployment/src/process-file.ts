import { randomUUID } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { ownIdentity } from './process-identity.ts'

const ProcessFile = Type.Object({
  pid: Type.Integer({ minimum: 2 }),
  mark: Type.String({ minLength: 1 }),
  /** Where it listens; absent while it starts. */
  port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
})
export type ProcessFile = Static<typeof ProcessFile>

/** Name of the file in a launch's folder in which the started process says who it is. */
export const processFileName = 'process.json'

/**
 * Says which process this is, and where it listens. Throws when the folder is gone: then whoever started this process
 * has been killed, a later run has cleared up after it, and nobody would ever end this process.
 */
export async function announceProcess(path: string, port?: number): Promise<void> {
  const content: ProcessFile = { ...(await ownIdentity()), ...(port === undefined ? {} : { port }) }
  // Not writeFileAtomically, which makes missing folders.
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`)
  await writeFile(temporary, JSON.stringify(content))
  await rename(temporary, path)
}

/** What a started process has said; undefined when nothing yet. */
export async function readProcessFile(folder: string): Promise<ProcessFile | undefined> {
  try {
    const content: unknown = JSON.parse(await readFile(join(folder, processFileName), 'utf8'))
    return Value.Check(ProcessFile, content) ? content : undefined
  } catch {
    return undefined
  }
}
