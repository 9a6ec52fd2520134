import type { FileHandle } from 'node:fs/promises'

/** Where a frame stands in a file; `to` is past it. */
interface Frame {
  readonly from: number
  readonly to: number
}

const frameMagic = 0xfd2fb528
/** `0x184D2A50` to `…5F`: frames that hold nothing. */
const skippableMagic = 0x184d2a5
const blockHeaderBytes = 3

/**
 * The frames of a zstd file, without decompressing them: Node's own decompressor stops after the first one, and says
 * nothing of the rest, while parallel compressors write many. A frame that is cut off reaches to the end of the file.
 *
 * Source: RFC 8878, sections 3.1.1 and 3.1.2.
 */
export async function zstdFrames(handle: FileHandle, bytes: number): Promise<readonly Frame[]> {
  const read = async (at: number, length: number): Promise<Buffer> => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at)
    return buffer.subarray(0, bytesRead)
  }
  const frames: Frame[] = []
  for (let at = 0; at < bytes; ) {
    const head = await read(at, 18)
    const magic = head.length < 4 ? 0 : head.readUInt32LE(0)
    if (magic >>> 4 === skippableMagic && head.length >= 8) {
      at += 8 + head.readUInt32LE(4)
      continue
    }
    const to = magic === frameMagic && head.length > 5 ? await frameEnd(head, at, read) : bytes
    frames.push({ from: at, to: Math.min(to, bytes) })
    at = to
  }
  return frames
}

async function frameEnd(
  head: Buffer,
  from: number,
  read: (at: number, length: number) => Promise<Buffer>,
): Promise<number> {
  const descriptor = head[4] ?? 0
  const isSingleSegment = (descriptor & 0x20) !== 0
  const contentSizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0
  let at = from + 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes + contentSizeBytes
  for (;;) {
    const block = await read(at, blockHeaderBytes)
    if (block.length < blockHeaderBytes) return Number.POSITIVE_INFINITY
    const header = block.readUIntLE(0, blockHeaderBytes)
    // A block of one repeated byte holds that byte alone.
    const isRepeated = ((header >> 1) & 3) === 1
    at += blockHeaderBytes + (isRepeated ? 1 : header >> 3)
    if ((header & 1) === 1) return at + ((descriptor & 4) === 0 ? 0 : 4)
  }
}
