import { constants } from 'node:fs'
import { lstat, open } from 'node:fs/promises'
import { ConfigurationError } from './errors.ts'

// Neither exists on Windows, where lstat alone has to do.
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/**
 * Reads a small file from a folder that others could write to; undefined when there is none of that name. Refuses with
 * ConfigurationError what is no regular file (a symbolic link leads elsewhere, a pipe never ends) and what is larger than
 * `limit` bytes.
 */
export async function readBoundedFile(path: string, limit: number): Promise<Buffer | undefined> {
  try {
    if (!(await lstat(path)).isFile()) throw notRegular(path)
    await using file = await open(path, openFlags)
    const { size } = await file.stat()
    if (size > limit) throw new ConfigurationError(`${path}: is larger than ${limit} bytes.`)
    // One byte more than there should be, to notice a file that grows meanwhile.
    const buffer = Buffer.alloc(size + 1)
    let length = 0
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length)
      if (bytesRead === 0) return buffer.subarray(0, length)
      length += bytesRead
    }
    throw new ConfigurationError(`${path}: grew while it was read.`)
  } catch (error) {
    if (error instanceof ConfigurationError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    if (code === 'ELOOP') throw notRegular(path)
    throw new ConfigurationError(`${path}: cannot be read (${code ?? 'unknown'}).`, { cause: error })
  }
}

function notRegular(path: string): ConfigurationError {
  return new ConfigurationError(`${path}: is not a regular file.`)
}
