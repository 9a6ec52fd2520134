import { damaged } from './arrow-problem.ts'

const frameMagic = 0x184d2204

/**
 * Decompresses one LZ4 frame of a known size. Its checksums are not compared, which writers of Arrow leave out.
 *
 * Source: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md and lz4_Block_format.md
 *
 * @throws ArrowProblem for bytes that are no such frame
 */
export function decompressLz4(frame: Buffer, bytes: number): Buffer {
  if (frame.length < 7 || frame.readUInt32LE(0) !== frameMagic) throw damaged('an LZ4 frame does not begin as one')
  // No byte of a block says more than 255 of what it holds.
  if (bytes > frame.length * 255) throw damaged('an LZ4 frame is too short for what it says it holds')
  const flags = frame[4] ?? 0
  if (flags >> 6 !== 1 || (flags & 0x01) !== 0) throw damaged('an LZ4 frame is of an unknown kind')
  const hasBlockChecksums = (flags & 0x10) !== 0
  const output = Buffer.alloc(bytes)
  let at = 7 + ((flags & 0x08) === 0 ? 0 : 8)
  let written = 0
  for (;;) {
    if (at + 4 > frame.length) throw damaged('an LZ4 frame is cut off')
    const head = frame.readUInt32LE(at)
    at += 4
    if (head === 0) break
    const length = head & 0x7fffffff
    const end = at + length
    if (end > frame.length) throw damaged('an LZ4 frame is cut off')
    if (head >>> 31 === 1) {
      if (written + length > bytes) throw tooLong()
      frame.copy(output, written, at, end)
      written += length
    } else {
      written = decompressBlock(frame.subarray(at, end), output, written)
    }
    at = end + (hasBlockChecksums ? 4 : 0)
  }
  if (written !== bytes) throw damaged('an LZ4 frame holds fewer bytes than it says')
  return output
}

/** Returns where the output ends. Matches may reach back into earlier blocks. */
function decompressBlock(block: Buffer, output: Buffer, start: number): number {
  let [at, to] = [0, start]
  const extended = (nibble: number): number => {
    if (nibble < 15) return nibble
    let length = nibble
    for (;;) {
      const more = block[at++]
      if (more === undefined) throw damaged('an LZ4 block is cut off')
      length += more
      if (more < 255) return length
    }
  }
  while (at < block.length) {
    const token = block[at++] ?? 0
    const literals = extended(token >> 4)
    if (at + literals > block.length) throw damaged('an LZ4 block is cut off')
    if (to + literals > output.length) throw tooLong()
    block.copy(output, to, at, at + literals)
    at += literals
    to += literals
    // The last sequence has literals alone.
    if (at === block.length) return to
    if (at + 2 > block.length) throw damaged('an LZ4 block is cut off')
    const distance = block.readUInt16LE(at)
    at += 2
    const length = extended(token & 15) + 4
    if (distance === 0 || distance > to) throw damaged('an LZ4 block refers to what was never there')
    if (to + length > output.length) throw tooLong()
    if (distance >= length) output.copyWithin(to, to - distance, to - distance + length)
    else for (let index = to; index < to + length; index++) output[index] = output[index - distance] ?? 0
    to += length
  }
  return to
}

function tooLong(): Error {
  return damaged('an LZ4 frame holds more bytes than it says')
}
