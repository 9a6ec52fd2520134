import { type FileHandle, open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'

const inflate = promisify(inflateRaw)

const endSignature = Buffer.from('PK\x05\x06', 'latin1')
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
/** The end record with the longest comment. */
const longestEnd = 22 + 0xffff
/** The directory of an archive with about 100,000 files. */
const directoryLimit = 16 * 1024 * 1024
/** Says that a value does not fit and stands in a ZIP64 record, which archives of our size do not need. */
const elsewhere = 0xffffffff

interface Entry {
  readonly method: number
  /** As it is stored. */
  readonly size: number
  readonly fullSize: number
  readonly offset: number
  readonly flags: number
}

/**
 * One file out of a zip archive that anybody may have made (PKWARE APPNOTE 4.3); undefined when it has none of that name.
 * Nothing else is unpacked and nothing is written, so neither paths nor sizes of other entries matter. Throws RangeError
 * in words when the archive is broken, names the file twice, or the file is larger than `limit` bytes.
 */
export async function readZipEntry(path: string, name: string, limit: number): Promise<Uint8Array | undefined> {
  await using file = await open(path)
  const { size } = await file.stat()
  const entry = findEntry(await readDirectory(file, size), name)
  if (entry === undefined) return undefined
  const tooLarge = `holds a ${name} of more than ${limit} bytes`
  if (entry.fullSize > limit || entry.size > limit) throw new RangeError(tooLarge)
  if ((entry.flags & 1) !== 0) throw broken('is encrypted')
  const local = await readAt(file, entry.offset, 30, size)
  if (local.readUInt32LE(0) !== localSignature) throw broken('points to no file')
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
  const stored = await readAt(file, start, entry.size, size)
  const content = entry.method === 0 ? stored : await inflated(stored, entry.method, limit, tooLarge)
  if (content.byteLength !== entry.fullSize) throw broken('gives a file another size than it has')
  return content
}

async function readDirectory(file: FileHandle, size: number): Promise<Buffer> {
  const length = Math.min(size, longestEnd)
  const tail = await readAt(file, size - length, length, size)
  const at = tail.lastIndexOf(endSignature)
  if (at === -1 || at + 22 > tail.length) throw broken('has no directory')
  const [bytes, offset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
  if (bytes > directoryLimit) throw broken(`has a directory of more than ${directoryLimit} bytes`)
  return readAt(file, offset, bytes, size)
}

function findEntry(directory: Buffer, name: string): Entry | undefined {
  let found: Entry | undefined
  for (let at = 0; at < directory.length; ) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== entrySignature) {
      throw broken('has a directory with something else in it')
    }
    const nameLength = directory.readUInt16LE(at + 28)
    const end = at + 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    if (end > directory.length) throw broken('has a directory that breaks off')
    if (directory.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      // Readers differ in which of two they take.
      if (found !== undefined) throw broken(`names ${name} twice`)
      found = {
        flags: directory.readUInt16LE(at + 8),
        method: directory.readUInt16LE(at + 10),
        size: directory.readUInt32LE(at + 20),
        fullSize: directory.readUInt32LE(at + 24),
        offset: directory.readUInt32LE(at + 42),
      }
      if ([found.size, found.fullSize, found.offset].includes(elsewhere)) throw broken('is a ZIP64')
    }
    at = end
  }
  return found
}

async function inflated(stored: Buffer, method: number, limit: number, tooLarge: string): Promise<Buffer> {
  if (method !== 8) throw broken(`is packed by method ${method}`)
  try {
    // The size that the directory gives may be a lie.
    return await inflate(stored, { maxOutputLength: limit })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw code === 'ERR_BUFFER_TOO_LARGE' ? new RangeError(tooLarge) : broken('holds packed bytes that are damaged')
  }
}

async function readAt(file: FileHandle, position: number, length: number, size: number): Promise<Buffer> {
  if (position < 0 || position + length > size) throw broken('points outside itself')
  const buffer = Buffer.alloc(length)
  const { bytesRead } = length === 0 ? { bytesRead: 0 } : await file.read(buffer, 0, length, position)
  if (bytesRead !== length) throw broken('breaks off')
  return buffer
}

function broken(what: string): RangeError {
  return new RangeError(`is no zip archive that can be read: it ${what}`)
}
