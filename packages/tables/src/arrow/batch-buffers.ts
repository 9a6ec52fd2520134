import { zstdDecompressSync } from 'node:zlib'
import { ArrowProblem, damaged } from './arrow-problem.ts'
import type { FlatTable } from './flat-table.ts'
import { decompressLz4 } from './lz4-frame.ts'

/** What a batch may hold, decompressed. */
export const maxBatchBytes = 1e9

/** How many values an array has, and how many of them are missing. */
export interface FieldNode {
  readonly length: number
  readonly nulls: number
}

/**
 * The parts of one record batch in the order in which its schema asks for them.
 *
 * Source: https://github.com/apache/arrow/blob/main/format/Message.fbs
 */
export class BatchBuffers {
  readonly rows: number
  readonly #body: Buffer
  readonly #nodes: readonly (readonly number[])[]
  readonly #buffers: readonly (readonly number[])[]
  readonly #views: readonly number[]
  readonly #codec: number | undefined
  #bytes: number
  #node = 0
  #buffer = 0
  #view = 0

  constructor(batch: FlatTable, body: Buffer) {
    this.rows = batch.count(0)
    this.#nodes = batch.structs(1, 16, [0, 8])
    this.#buffers = batch.structs(2, 16, [0, 8])
    const compression = batch.table(3)
    this.#codec = compression?.integer(0, 1)
    if (compression !== undefined && compression.integer(1, 1) !== 0)
      throw damaged('it is compressed in an unknown way')
    this.#views = batch.structs(4, 8, [0]).map(([count = 0]) => count)
    this.#body = body
    this.#bytes = body.length
  }

  node(): FieldNode {
    const [length, nulls] = this.#nodes[this.#node++] ?? []
    if (length === undefined || nulls === undefined || nulls > length) throw damaged('a batch lacks a column')
    // Values of a bit are the smallest; columns of nulls alone have no bytes at all.
    if (length > 8 * maxBatchBytes) throw damaged('a batch has more rows than bytes')
    return { length, nulls }
  }

  /** The next buffer, which must hold `least` bytes. */
  buffer(least: number): Buffer {
    const [from, length] = this.#buffers[this.#buffer++] ?? []
    if (from === undefined || length === undefined || from + length > this.#body.length) {
      throw damaged('a column lies outside of its batch')
    }
    const stored = this.#body.subarray(from, from + length)
    const buffer = this.#codec === undefined || length === 0 ? stored : this.#decompressed(stored, this.#codec)
    if (buffer.length < least) throw damaged('a column has fewer values than rows')
    return buffer
  }

  /** How many buffers of long texts the next column of views has. */
  viewBuffers(): number {
    const count = this.#views[this.#view++]
    if (count === undefined || count > this.#buffers.length) throw damaged('a column of views lacks its texts')
    return count
  }

  /** Everything must have been asked for: what is left belongs to a column that the schema does not have. */
  finish(): void {
    const isDone = this.#node === this.#nodes.length && this.#buffer === this.#buffers.length
    if (!isDone || this.#view !== this.#views.length) throw damaged('a batch has more columns than the schema')
  }

  #decompressed(stored: Buffer, codec: number): Buffer {
    if (stored.length < 8) throw damaged('a compressed column is cut off')
    const bytes = stored.readBigInt64LE(0)
    const content = stored.subarray(8)
    if (bytes === -1n) return content
    this.#bytes += Number(bytes)
    if (bytes < 0n) throw damaged('a compressed column is of negative length')
    if (this.#bytes > maxBatchBytes) {
      throw new ArrowProblem(`has a batch of more than ${maxBatchBytes / 1e9} GB. Write it in batches of fewer rows.`)
    }
    if (codec === 0) return decompressLz4(content, Number(bytes))
    if (codec !== 1) throw damaged('it is compressed in an unknown way')
    return decompressZstd(content, Number(bytes))
  }
}

function decompressZstd(content: Buffer, bytes: number): Buffer {
  let output: Buffer
  try {
    output = zstdDecompressSync(content, { maxOutputLength: Math.max(bytes, 1) })
  } catch {
    throw damaged('a column is no zstd frame of the length that it says')
  }
  if (output.length !== bytes) throw damaged('a column is no zstd frame of the length that it says')
  return output
}
