import { crc32, inflateRawSync } from 'node:zlib'

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

/** A zip archive of files, not compressed (PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.16). */
export function zipOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const [name, bytes] of files) {
    // Version 2.0, no flags, stored, no time; then checksum, two sizes, lengths of name and extra field.
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(bytes.byteLength, 14)
    fields.writeUInt32LE(bytes.byteLength, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), bytes])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    const version = fields.subarray(0, 2)
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), version, fields, place, Buffer.from(name)]))
    locals.push(local)
    offset += local.byteLength
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.size, 4)
  end.writeUInt16LE(files.size, 6)
  end.writeUInt32LE(directory.byteLength, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06', 'latin1'), end])
}
