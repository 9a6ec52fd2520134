import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { readZipEntry } from './zip-entry.ts'

/** Which files are taken out of an archive, and how many bytes each may have. */
export interface WantedFiles {
  /** At the top of the archive. */
  readonly names: readonly string[]
  readonly limit: number
}

/**
 * Takes the named files out of a zip archive that anybody may have made, into a new folder; those that are not there are
 * left out. Throws ConfigurationError when the archive is broken or one of them is too large.
 */
export async function unpackFiles(archive: string, into: string, { names, limit }: WantedFiles): Promise<void> {
  await mkdir(into, { recursive: true })
  for (const name of names) {
    const content = await readZipEntry(archive, name, limit).catch((error: unknown) => {
      if (error instanceof RangeError) throw new ConfigurationError(`${archive}: ${error.message}.`, { cause: error })
      throw error
    })
    if (content !== undefined) await writeFile(join(into, name), content)
  }
}
