import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { filesBelow } from '@mlgate/core'
import { pack } from 'tar-stream'

/** The time that npm gives to every file of a package: tar warns of older ones. */
const mtime = new Date('1985-10-26T08:15:00.000Z')

/**
 * Writes the files below a folder as a gzipped tar archive, below the folder `top`. The bytes follow from paths and
 * contents alone: entries are sorted, and owner, time and mode are always the same; only `executables`, relative to the
 * folder, may be run. Throws when one of these is not there, and on links.
 */
export async function writeTarball(
  folder: string,
  { top, executables }: { readonly top: string; readonly executables: readonly string[] },
  target: string,
): Promise<void> {
  const paths = await filesBelow(folder)
  const missing = executables.filter((path) => !paths.includes(path))
  if (missing.length > 0) throw new Error(`${folder} has no ${missing.join(' and no ')}.`)
  const archive = pack()
  const adding = (async () => {
    for (const path of paths) {
      const { size } = await stat(join(folder, path))
      const mode = executables.includes(path) ? 0o755 : 0o644
      const owner = { uid: 0, gid: 0, uname: '', gname: '' }
      await pipeline(
        createReadStream(join(folder, path)),
        archive.entry({ name: `${top}/${path}`, size, mode, mtime, type: 'file', ...owner }),
      )
    }
    archive.finalize()
  })()
  // gzip's own header has no time and no name.
  await Promise.all([adding, pipeline(archive, createGzip(), createWriteStream(target))])
}
