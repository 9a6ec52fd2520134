import { ConfigurationError } from '@mlgate/core'
import { fileBytes, type TextFile } from './file-bytes.ts'
import { findJsonProblem } from './json-problem.ts'

const [openingBracket, comma] = [0x5b, 0x2c]
const byteOrderMark = [0xef, 0xbb, 0xbf]

/**
 * Refuses a JSON list that the engine would not read as it is: one that is cut off behind a comma, which it takes for a
 * whole one, and one behind a byte order mark, in which it finds nothing.
 *
 * @throws ConfigurationError, where a list is cut off with the place where it begins
 */
export async function refuseOddList(source: TextFile): Promise<void> {
  const { file } = source
  const { isMarked, first } = await beginningOf(source)
  if (first !== openingBracket) return
  if (isMarked) {
    throw new ConfigurationError(
      `${file}: begins with a byte order mark, which is not read before a list. Save it as UTF-8 without one.`,
    )
  }
  if ((await lastByte(source)) !== comma) return
  throw (await findJsonProblem(source)) ?? new ConfigurationError(`${file}: ends with a comma. Is the file complete?`)
}

/** The first byte that is neither blank nor a byte order mark. */
async function beginningOf(source: TextFile): Promise<{ readonly isMarked: boolean; readonly first?: number }> {
  let isMarked = false
  let isStart = true
  for await (const part of fileBytes(source)) {
    if (isStart) isMarked = byteOrderMark.every((byte, index) => part[index] === byte)
    const first = part.subarray(isStart && isMarked ? byteOrderMark.length : 0).find((byte) => !isBlank(byte))
    if (first !== undefined) return { isMarked, first }
    isStart = false
  }
  return { isMarked }
}

/** The last byte that is not blank. */
async function lastByte(source: TextFile): Promise<number | undefined> {
  let last: number | undefined
  for await (const part of fileBytes(source)) last = part.findLast((byte) => !isBlank(byte)) ?? last
  return last
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
}
