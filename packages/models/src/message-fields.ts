import { protobufWire } from './onnx-codec.ts'

/**
 * One field of a protobuf message as it stands in the bytes. Models are read and edited at this level because decoding
 * a large tree ensemble whole would make an object of every number, and encoding it again would drop what newer
 * versions of the format have added.
 */
export class Field {
  readonly number: number
  readonly #message: Uint8Array
  readonly #start: number
  readonly #contentStart: number
  readonly #end: number

  constructor(message: Uint8Array, number: number, start: number, contentStart: number, end: number) {
    this.number = number
    this.#message = message
    this.#start = start
    this.#contentStart = contentStart
    this.#end = end
  }

  /** The field whole, tag included: to be copied as it is. */
  get whole(): Uint8Array {
    return this.#message.subarray(this.#start, this.#end)
  }

  /** Content of a length-delimited field; the encoded scalar of any other. */
  get content(): Uint8Array {
    return this.#message.subarray(this.#contentStart, this.#end)
  }
}

/** The fields of a message in file order. Throws RangeError or Error where the bytes are no message. */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  const reader = protobufWire().Reader.create(message)
  while (reader.pos < reader.len) {
    const start = reader.pos
    const tag = reader.uint32()
    let contentStart = reader.pos
    if ((tag & 7) === 2) {
      const length = reader.uint32()
      contentStart = reader.pos
      reader.skip(length)
    } else reader.skipType(tag & 7)
    yield new Field(message, tag >>> 3, start, contentStart, reader.pos)
  }
}

/** A varint scalar; exact up to 2^53. */
export function varintOf(content: Uint8Array): number {
  return Number(protobufWire().Reader.create(content).int64().toString())
}

const utf8 = new TextDecoder()

export function textOf(content: Uint8Array): string {
  return utf8.decode(content)
}

/** Encodes a length-delimited field made of the given pieces. */
export function lengthDelimited(number: number, pieces: readonly Uint8Array[]): Uint8Array {
  const length = pieces.reduce((sum, piece) => sum + piece.byteLength, 0)
  const header = protobufWire()
    .Writer.create()
    .uint32((number << 3) | 2)
    .uint32(length)
    .finish()
  return joined([header, ...pieces])
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.byteLength
  }
  return whole
}
