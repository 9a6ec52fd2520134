import { inflateRawSync } from 'node:zlib'

/**
 * The files of a zip archive by their names, read from its central directory (PKWARE APPNOTE 4.3.12). Throws on
 * compressions other than none and deflate.
 */
export function zipEntries(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const zip = Buffer.from(bytes)
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end === -1) throw new Error('No zip archive: it has no end of a central directory.')
  const entries = new Map<string, Uint8Array>()
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)]
    const [nameLength, extraLength] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30)]
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const header = zip.readUInt32LE(at + 42)
    // The local header has lengths of its own for name and extra field.
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
    const stored = zip.subarray(start, start + size)
    if (method !== 0 && method !== 8) throw new Error(`${name}: is compressed by method ${method}.`)
    entries.set(name, method === 0 ? stored : inflateRawSync(stored))
    at += 46 + nameLength + extraLength + zip.readUInt16LE(at + 32)
  }
  return entries
}

/** The texts of what jobs stored: of an archive each file's, of a page that is stored as it is the page. */
export function storedTexts(
  artifacts: readonly { readonly contentType: string; readonly bytes: Uint8Array }[],
): readonly string[] {
  return artifacts.flatMap(({ contentType, bytes }) =>
    contentType === 'application/zip'
      ? [...zipEntries(bytes).values()].map(String)
      : [Buffer.from(bytes).toString('utf8')],
  )
}
