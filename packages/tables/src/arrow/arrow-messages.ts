import type { FileHandle } from 'node:fs/promises'
import { ArrowProblem, damaged } from './arrow-problem.ts'
import { FlatTable } from './flat-table.ts'

/** What a message says, and where its bytes lie in the file. */
export interface ArrowMessage {
  readonly kind: 'schema' | 'dictionary' | 'rows'
  readonly header: FlatTable
  readonly body: { readonly from: number; readonly bytes: number }
}

const magic = 'ARROW1'
const tail = 4 + magic.length
const maxDescription = 16_000_000
const kinds: ReadonlyMap<number, ArrowMessage['kind']> = new Map([
  [1, 'schema'],
  [2, 'dictionary'],
  [3, 'rows'],
])

/**
 * The messages of a file, in their order, in the file format (which Feather 2 is) or the stream format. What is cut off
 * is refused: a stream must have its end mark, a file its footer, which must name the very batches that are there.
 *
 * Source: https://arrow.apache.org/docs/format/Columnar.html#serialization-and-interprocess-communication-ipc
 *
 * @throws ArrowProblem for bytes that are no whole file
 */
export async function* arrowMessages(handle: FileHandle): AsyncGenerator<ArrowMessage, void, undefined> {
  const { size } = await handle.stat()
  if (size === 0) throw new ArrowProblem('is empty.')
  const beginning = (await readExactly(handle, 0, Math.min(size, 8))).toString('latin1')
  if (beginning.startsWith('FEA1')) {
    throw new ArrowProblem('is Feather version 1, which is not read. Write it as version 2.')
  }
  const isFile = beginning.startsWith(magic)
  const footer = isFile ? await readFooter(handle, size) : undefined
  const batches: string[] = []
  const end = footer?.from ?? size
  let at = isFile ? 8 : 0
  for (;;) {
    if (at === end && isFile) break
    const prefix = at + 8 <= end ? await readExactly(handle, at, 8) : undefined
    if (prefix === undefined) throw damaged('it is cut off')
    if (prefix.readUInt32LE(0) !== 0xffffffff) {
      if (at === 0) throw new ArrowProblem('is no Arrow file, or one of a version before 0.15. Write it again.')
      throw damaged('a message does not begin as one')
    }
    const length = prefix.readInt32LE(4)
    if (length === 0) {
      if (at + 8 !== end) throw damaged('it goes on behind its end')
      break
    }
    const from = at + 8
    if (length < 0 || length > maxDescription || from + length > end) throw damaged('it is cut off')
    const message = FlatTable.root(await readExactly(handle, from, length))
    const version = message.integer(0, 2)
    if (version !== 3 && version !== 4)
      throw new ArrowProblem(`is of metadata version ${version + 1}; 4 and 5 are read.`)
    const kind = kinds.get(message.integer(1, 1))
    const header = message.table(2)
    if (kind === undefined || header === undefined) throw damaged('a message is of an unknown kind')
    const body = { from: from + length, bytes: message.count(3) }
    if (body.from + body.bytes > end) throw damaged('it is cut off')
    if (kind === 'rows') batches.push(`${at} ${body.bytes}`)
    yield { kind, header, body }
    at = body.from + body.bytes
  }
  if (footer !== undefined && footer.batches.join() !== batches.join()) {
    throw damaged('its footer names other batches than there are')
  }
}

async function readFooter(
  handle: FileHandle,
  size: number,
): Promise<{ readonly from: number; readonly batches: readonly string[] }> {
  const end = size < 8 + tail ? undefined : await readExactly(handle, size - tail, tail)
  if (end?.toString('latin1', 4) !== magic) throw damaged('it is cut off')
  const length = end.readInt32LE(0)
  const from = size - tail - length
  if (length <= 0 || length > maxDescription || from < 8) throw damaged('its footer is of no possible length')
  const footer = FlatTable.root(await readExactly(handle, from, length))
  const blocks = footer.structs(3, 24, [0, 16])
  return { from, batches: blocks.map(([offset, bytes]) => `${offset} ${bytes}`) }
}

/** Throws ArrowProblem where there are fewer bytes. */
export async function readExactly(handle: FileHandle, from: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes)
  for (let at = 0; at < bytes; ) {
    const { bytesRead } = await handle.read(buffer, at, bytes - at, from + at)
    if (bytesRead === 0) throw damaged('it is cut off')
    at += bytesRead
  }
  return buffer
}
