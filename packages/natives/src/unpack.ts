import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { InfrastructureError } from '@mlgate/core'
import { extract } from 'tar-stream'

/**
 * Unpacks an npm tarball into a folder, without its top folder. `wanted` picks files by their path with `/`.
 * Links and paths that lead out are refused although the tarball is pinned: the pin may be of a bad release.
 * Throws InfrastructureError when the archive is damaged or holds such an entry.
 */
export async function unpackTarball(file: string, folder: string, wanted: (path: string) => boolean): Promise<void> {
  const archive = extract()
  // Both run at once; pipeline destroys the archive when unzipping fails, which ends the loop below.
  const feeding = pipeline(createReadStream(file), createGunzip(), archive)
  const unpacking = (async () => {
    for await (const entry of archive) {
      const { name, type } = entry.header
      if (type !== 'file' && type !== 'contiguous-file' && type !== 'directory') {
        throw new InfrastructureError(
          `The package holds a ${type}, ${JSON.stringify(name)}; only files are unpacked.`,
          {
            retryable: false,
          },
        )
      }
      const path = type === 'directory' ? undefined : pathWithin(name)
      if (path === undefined || !wanted(path)) {
        entry.resume()
        continue
      }
      const target = join(folder, ...path.split('/'))
      await mkdir(dirname(target), { recursive: true })
      await pipeline(entry, createWriteStream(target, { flags: 'wx' }))
    }
  })()
  const [unpacked, fed] = await Promise.allSettled([unpacking, feeding])
  const failure = [unpacked, fed].find((result) => result.status === 'rejected')
  if (failure === undefined) return
  const cause: unknown = failure.reason
  if (cause instanceof InfrastructureError) throw cause
  throw new InfrastructureError(`${file}: cannot be unpacked.`, { retryable: false, cause })
}

function pathWithin(name: string): string {
  const [, ...parts] = name.split('/')
  const bad = parts.length === 0 || parts.some((part) => part === '' || part === '.' || part === '..')
  if (bad || name.startsWith('/') || /[\\:\p{Cc}]/u.test(name)) {
    throw new InfrastructureError(`The package holds the path ${JSON.stringify(name)}, which leads out of it.`, {
      retryable: false,
    })
  }
  return parts.join('/')
}
