import { ConfigurationError } from '@mlgate/core'
import type { CsvReading } from './csv-reading.ts'
import { TextPosition } from './text-position.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin-1' | 'windows-1252'

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/**
 * The encoding of a text: by its byte order mark, else as declared, else UTF-8. Nothing is guessed from the letters.
 *
 * @throws ConfigurationError when mark and declaration contradict each other, and for what is no text
 */
export function encodingOf(head: Uint8Array, declared: CsvReading['encoding'], file: string): Encoding {
  refuseOtherFormat(head, file)
  const marked = marks.find(([, mark]) => mark.every((byte, index) => head[index] === byte))?.[0]
  if (declared === undefined) return marked ?? 'utf-8'
  if (declared === 'utf-16') {
    if (marked === 'utf-16le' || marked === 'utf-16be') return marked
    throw new ConfigurationError(
      `${file}: has no byte order mark of UTF-16, which data.reading.encoding declares. Write it with one, or as UTF-8.`,
    )
  }
  if (marked !== undefined && marked !== declared) {
    throw new ConfigurationError(
      `${file}: begins with a byte order mark of ${marked}, and data.reading.encoding declares ${declared}.`,
    )
  }
  return declared
}

/** How files begin that are no text, and what to do with them. */
const otherFormats: readonly (readonly [start: string, advice: string])[] = [
  ['\x1f\x8b', 'is compressed with gzip. Call it .gz, such as rows.csv.gz.'],
  ['\x28\xb5\x2f\xfd', 'is compressed with zstd. Call it .zst, such as rows.csv.zst.'],
  ['PK\x03\x04', 'is a zip archive or an Excel workbook. Save its rows as CSV.'],
  ['PAR1\x15', 'is Parquet. Call it .parquet.'],
  ['ARROW1\0\0', 'is Arrow IPC. Call it .arrow.'],
]

function refuseOtherFormat(head: Uint8Array, file: string): void {
  const start = Buffer.from(head.subarray(0, 8)).toString('latin1')
  const advice = otherFormats.find(([beginning]) => start.startsWith(beginning))?.[1]
  if (advice !== undefined) throw new ConfigurationError(`${file}: ${advice}`)
}

/**
 * Bytes as text, without the byte order mark.
 *
 * @throws ConfigurationError with line and column of the first byte that is none of the encoding, or a NUL character
 */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  file: string,
): AsyncGenerator<string, void, undefined> {
  const decoder = decoderOf(encoding)
  const position = new TextPosition()
  const check = (text: string | undefined, lenient: () => string): string => {
    const bad = text === undefined ? lenient() : text
    const at = text === undefined ? bad.indexOf('\ufffd') : bad.indexOf('\0')
    if (text !== undefined && at === -1) {
      position.pass(text)
      return text
    }
    position.pass(bad.slice(0, Math.max(0, at)))
    const { line, column } = position
    throw new ConfigurationError(text === undefined ? notOf(encoding) : 'holds a NUL character, so it is not text.', {
      position: { file, line, column },
    })
  }
  for await (const part of bytes) yield check(decoder.decode(part), () => decoder.lenient(part))
  yield check(decoder.decode(undefined), () => '\ufffd')
}

/** The beginning of a text; what is wrong in it, or cut in two at its end, is a replacement character. */
export function beginningText(head: Uint8Array, encoding: Encoding): string {
  return decoderOf(encoding).lenient(head)
}

interface Decoder {
  /** The text of a part, or of what is left over in the end; undefined when it is none of the encoding. */
  decode(part: Uint8Array | undefined): string | undefined
  /** The same with a replacement character for what is wrong. */
  lenient(part: Uint8Array): string
}

function decoderOf(encoding: Encoding): Decoder {
  if (encoding === 'latin-1' || encoding === 'windows-1252') {
    const letters = encoding === 'latin-1' ? '' : windowsLetters
    // Latin-1 keeps these bytes for control characters that no table holds: such a file is mostly of Windows.
    const lenient = (part: Uint8Array): string =>
      Buffer.from(part.buffer, part.byteOffset, part.byteLength)
        .toString('latin1')
        .replaceAll(/[\x80-\x9f]/g, (letter) => letters[letter.charCodeAt(0) - 0x80] ?? '\ufffd')
    const decode = (part: Uint8Array | undefined): string | undefined => {
      const text = part === undefined ? '' : lenient(part)
      return text.includes('\ufffd') ? undefined : text
    }
    return { decode, lenient }
  }
  const strict = new TextDecoder(encoding, { fatal: true })
  return {
    decode(part) {
      try {
        return part === undefined ? strict.decode() : strict.decode(part, { stream: true })
      } catch {
        return undefined
      }
    },
    lenient: (part) => new TextDecoder(encoding).decode(part),
  }
}

/** Bytes 0x80 to 0x9f of Windows-1252; five of them mean nothing. Source: the encoding's index at encoding.spec.whatwg.org. */
const windowsLetters = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ'

function notOf(encoding: Encoding): string {
  if (encoding === 'utf-8') return notUtf8
  if (encoding === 'latin-1') return 'is not Latin-1. Perhaps it is windows-1252? Declare it in data.reading.encoding.'
  return `is not ${encoding}. Save the file as UTF-8, or declare its encoding in data.reading.`
}

export const notUtf8 = 'is not UTF-8. Save the file as UTF-8, or declare its encoding in data.reading.'
