import { messageOf, readBoundedFile } from '@mlgate/core'
import { corrupt } from './disk-error.ts'

/**
 * A small file of the registry; undefined when it is not there. Links, pipes and what is larger than `limit` bytes are
 * the registry's fault, not the project file's.
 */
export async function readSmallFile(path: string, limit: number): Promise<Uint8Array | undefined> {
  try {
    return await readBoundedFile(path, limit)
  } catch (error) {
    throw corrupt(messageOf(error), error)
  }
}
