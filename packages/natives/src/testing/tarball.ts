import { buffer } from 'node:stream/consumers'
import { createGzip } from 'node:zlib'
import { type Header, pack } from 'tar-stream'

export type TarEntry = Partial<Header> & { readonly name: string; readonly content?: string | Buffer }

/** A gzipped tar archive of the entries as they are, honest or not. */
export async function tarball(entries: readonly TarEntry[]): Promise<Buffer> {
  const archive = pack()
  const zipped = buffer(archive.pipe(createGzip({ level: 1 })))
  for (const { content, ...header } of entries) {
    if (content === undefined) archive.entry(header)
    else archive.entry(header, content)
  }
  archive.finalize()
  return zipped
}
