import { crc32, deflateRawSync } from 'node:zlib'

export interface ZippedFile {
  readonly name: string
  readonly content: Uint8Array | string
  /** Size that the archive claims the file to have; the true one by default. */
  readonly claimedSize?: number
  readonly method?: 0 | 8 | 99
}

/** A zip archive (PKWARE APPNOTE 4.3) of these files, in this order; also of what no honest archiver would write. */
export function zipArchive(files: readonly ZippedFile[]): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, claimedSize, method = 8 } of files) {
    const bytes = Buffer.from(content)
    const stored = method === 8 ? deflateRawSync(bytes) : bytes
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(crc32(bytes), 0)
    sizes.writeUInt32LE(stored.length, 4)
    sizes.writeUInt32LE(claimedSize ?? bytes.length, 8)
    const path = Buffer.from(name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(method, 8)
    sizes.copy(local, 14)
    local.writeUInt16LE(path.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 4)
    central.writeUInt16LE(20, 6)
    central.writeUInt16LE(method, 10)
    sizes.copy(central, 16)
    central.writeUInt16LE(path.length, 28)
    central.writeUInt32LE(offset, 42)
    parts.push(local, path, stored)
    directory.push(central, path)
    offset += local.length + path.length + stored.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, entries, end])
}
