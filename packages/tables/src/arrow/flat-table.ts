import { isUtf8 } from 'node:buffer'
import { damaged } from './arrow-problem.ts'

/**
 * A table of FlatBuffers, whose every access is checked against the bytes that are there: offsets come from the file.
 *
 * Source: https://flatbuffers.dev/internals
 */
export class FlatTable {
  readonly #bytes: Buffer
  readonly #at: number
  readonly #slots: number
  readonly #slotBytes: number

  private constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes
    this.#at = at
    this.#slots = at - readInt32(bytes, at)
    this.#slotBytes = readUint16(bytes, this.#slots)
    demandInside(bytes, this.#slots, this.#slotBytes)
  }

  /** The table that a buffer is of. */
  static root(bytes: Buffer): FlatTable {
    return new FlatTable(bytes, readUint32(bytes, 0))
  }

  /** A number of 1, 2 or 4 bytes; `otherwise` where the field is left out. */
  integer(field: number, size: 1 | 2 | 4, otherwise = 0): number {
    const at = this.#position(field)
    if (at === undefined) return otherwise
    demandInside(this.#bytes, at, size)
    return this.#bytes.readIntLE(at, size)
  }

  /** A number of 8 bytes that counts something. */
  count(field: number): number {
    const at = this.#position(field)
    return at === undefined ? 0 : readCount(this.#bytes, at)
  }

  /** Eight bytes that name something. */
  id(field: number): bigint {
    const at = this.#position(field)
    if (at === undefined) return 0n
    demandInside(this.#bytes, at, 8)
    return this.#bytes.readBigInt64LE(at)
  }

  text(field: number): string | undefined {
    const at = this.#target(field)
    if (at === undefined) return undefined
    const from = at + 4
    const length = readUint32(this.#bytes, at)
    demandInside(this.#bytes, from, length)
    const text = this.#bytes.subarray(from, from + length)
    if (!isUtf8(text)) throw damaged('a name is not UTF-8')
    return text.toString()
  }

  table(field: number): FlatTable | undefined {
    const at = this.#target(field)
    return at === undefined ? undefined : new FlatTable(this.#bytes, at)
  }

  tables(field: number): readonly FlatTable[] {
    return this.#elements(field, 4).map((at) => new FlatTable(this.#bytes, at + readUint32(this.#bytes, at)))
  }

  /** A list of structs of `size` bytes each, whose numbers of 8 bytes stand at `offsets`. */
  structs(field: number, size: number, offsets: readonly number[]): readonly (readonly number[])[] {
    return this.#elements(field, size).map((at) => offsets.map((offset) => readCount(this.#bytes, at + offset)))
  }

  #elements(field: number, size: number): readonly number[] {
    const at = this.#target(field)
    if (at === undefined) return []
    const length = readUint32(this.#bytes, at)
    demandInside(this.#bytes, at + 4, length * size)
    return Array.from({ length }, (_, index) => at + 4 + index * size)
  }

  /** Where what a field points to begins. */
  #target(field: number): number | undefined {
    const at = this.#position(field)
    return at === undefined ? undefined : at + readUint32(this.#bytes, at)
  }

  #position(field: number): number | undefined {
    const slot = 4 + 2 * field
    if (slot + 2 > this.#slotBytes) return undefined
    const offset = readUint16(this.#bytes, this.#slots + slot)
    return offset === 0 ? undefined : this.#at + offset
  }
}

function demandInside(bytes: Buffer, at: number, length: number): void {
  if (at < 0 || at + length > bytes.length) throw damaged('its description points outside itself')
}

function readInt32(bytes: Buffer, at: number): number {
  demandInside(bytes, at, 4)
  return bytes.readInt32LE(at)
}

function readUint32(bytes: Buffer, at: number): number {
  demandInside(bytes, at, 4)
  return bytes.readUInt32LE(at)
}

function readUint16(bytes: Buffer, at: number): number {
  demandInside(bytes, at, 2)
  return bytes.readUInt16LE(at)
}

function readCount(bytes: Buffer, at: number): number {
  demandInside(bytes, at, 8)
  const count = bytes.readBigInt64LE(at)
  if (count < 0n || count > Number.MAX_SAFE_INTEGER) throw damaged('a count is out of range')
  return Number(count)
}
