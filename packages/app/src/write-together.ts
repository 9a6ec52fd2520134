import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ConfigurationError, messageOf, unlinkedPath } from '@mlgate/core'

/** A file to write: its text, or a file whose bytes it gets. */
export interface FileToWrite {
  /** Relative to the folder, with `/`. */
  readonly path: string
  readonly content: string | { readonly copyOf: string }
}

/**
 * Writes files so that each is whole or as it was, and none is there before all could be: each goes beside its place
 * first. Refuses to write through links. Throws ConfigurationError naming the file that cannot be written.
 *
 * @param command what the refusal says writes there
 */
export async function writeTogether(
  root: string,
  files: readonly FileToWrite[],
  command = 'mlgate init',
): Promise<void> {
  const staged: { readonly temporary: string; readonly target: string }[] = []
  try {
    for (const { path, content } of files) {
      const target = unlinkedPath(root, path.split('/'), `${command} writes there`)
      const temporary = join(dirname(target), `.${randomUUID()}.tmp`)
      staged.push({ temporary, target })
      try {
        await mkdir(dirname(target), { recursive: true })
        if (typeof content === 'string') await writeFile(temporary, content, { flag: 'wx', flush: true })
        else await copyFile(content.copyOf, temporary)
      } catch (cause) {
        throw new ConfigurationError(`${path}: cannot be written (${messageOf(cause)}).`, { cause })
      }
    }
    for (const { temporary, target } of staged) await rename(temporary, target)
  } finally {
    for (const { temporary } of staged) await rm(temporary, { force: true })
  }
}
