import { isUtf8 } from 'node:buffer'
import { ConfigurationError } from '@mlgate/core'
import { fileBytes, type TextFile } from './file-bytes.ts'
import { notUtf8 } from './text-encoding.ts'
import { TextPosition } from './text-position.ts'

/**
 * Refuses a text for the first of these bytes that is none of UTF-8, or NUL. All before it is read again for the line and
 * the column.
 *
 * @param bytes a part of the text that begins with a whole character and holds a bad byte
 * @param before bytes of the text before the part
 * @throws ConfigurationError
 */
export async function refuseBytes(source: TextFile, bytes: Buffer, before: number): Promise<never> {
  const [nul, odd] = [bytes.indexOf(0), firstOdd(bytes)]
  const isNul = nul !== -1 && nul <= odd
  const { line, column } = await positionOf(source, before + (isNul ? nul : odd))
  const nulBytes =
    'holds a NUL byte, so it is not text in UTF-8 (perhaps UTF-16 without a byte order mark?). Save the file as UTF-8.'
  throw new ConfigurationError(isNul ? nulBytes : notUtf8, { position: { file: source.file, line, column } })
}

/** Place of the first byte that is no UTF-8; the length when all is, but for a character that is cut off. */
function firstOdd(bytes: Buffer): number {
  const isWhole = (length: number): boolean => isUtf8(bytes.subarray(0, length - cutOff(bytes.subarray(0, length))))
  let [whole, odd] = [0, bytes.length + 1]
  while (odd - whole > 1) {
    const middle = (whole + odd) >>> 1
    if (middle <= bytes.length && isWhole(middle)) whole = middle
    else odd = middle
  }
  return whole - cutOff(bytes.subarray(0, whole))
}

/** How many bytes at the end may begin a character that goes on behind them. */
export function cutOff(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 0
    if (length > 0) return length > back ? back : 0
  }
  return 0
}

async function positionOf(source: TextFile, byte: number): Promise<TextPosition> {
  const position = new TextPosition()
  const decoder = new TextDecoder()
  let left = byte
  for await (const part of fileBytes(source)) {
    const bytes = part.subarray(0, left)
    position.pass(decoder.decode(bytes, { stream: true }))
    left -= bytes.length
    if (left === 0) break
  }
  return position
}
