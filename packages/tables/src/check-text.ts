import { isUtf8 } from 'node:buffer'
import { ConfigurationError } from '@mlgate/core'
import { cutOff, refuseBytes } from './bad-bytes.ts'
import { fileBytes, type TextFile } from './file-bytes.ts'

const [newline, carriageReturn, space] = [0x0a, 0x0d, 0x20]
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

/** What DuckDB is told of a file's letters, each one byte. */
export interface ByteSyntax {
  readonly delimiter: number
  readonly quote: number
  /** How many columns there are. */
  readonly width: number
}

/** What a text was found to be, once all of it was looked at. */
export interface CheckedText {
  /**
   * Whether it is written as the RFC demands: one kind of line end, quotes about whole fields alone, no record too wide.
   * DuckDB reads other texts otherwise than they are written (it drops spaces before a quote, and an empty field too
   * many), or not at all.
   */
  readonly isRegular: boolean
}

/**
 * Reads a text file once and makes sure that it is UTF-8 without NUL bytes. DuckDB would report some bad bytes only in
 * columns that are read, and without the line; it also takes a compressed file that is cut off for a shorter one.
 *
 * @param syntax for CSV, whose quotes and line ends are looked at as well
 * @throws ConfigurationError with line and column of the first bad byte, or when the file is empty
 */
export async function checkText(source: TextFile, syntax?: ByteSyntax): Promise<CheckedText> {
  const { file } = source
  const regularity = syntax && new Regularity(syntax)
  let unfinished: Buffer = Buffer.alloc(0)
  let looked = 0
  for await (const part of fileBytes(source)) {
    const bytes = unfinished.length === 0 ? part : Buffer.concat([unfinished, part])
    // A character that is cut in two is looked at with the next part.
    const end = bytes.length - cutOff(bytes)
    const whole = bytes.subarray(0, end)
    if (!isUtf8(whole) || whole.includes(0)) await refuseBytes(source, whole, looked)
    regularity?.look(looked === 0 && whole.subarray(0, 3).equals(byteOrderMark) ? whole.subarray(3) : whole)
    looked += whole.length
    unfinished = bytes.subarray(end)
  }
  if (unfinished.length > 0) await refuseBytes(source, unfinished, looked)
  if (looked === 0) throw new ConfigurationError(`${file}: is empty. Write a header and at least one row.`)
  return { isRegular: regularity?.finish() ?? true }
}

/** Follows quotes and line ends, byte by byte only where there are any. */
class Regularity {
  readonly #delimiter: number
  readonly #quote: number
  #isRegular = true
  /** `0x0a`, `0x0d` or, for both, `0x0d0a`. */
  #lineEnd = 0
  #previous = newline
  #isFirst = true
  #inQuotes = false
  /** Whether the quote before closed a field. */
  #closed = false
  /** Whether nothing but spaces came in this field, and at least one. */
  #spaces = false

  readonly #most: number
  /** A record with an empty field in the end. */
  readonly #emptyEnd: Buffer
  /** Those of the record so far. */
  #delimiters = 0

  constructor({ delimiter, quote, width }: ByteSyntax) {
    this.#delimiter = delimiter
    this.#most = width - 1
    this.#emptyEnd = Buffer.from([delimiter, newline])
    this.#quote = quote
  }

  look(bytes: Buffer): void {
    if (!this.#isRegular || bytes.length === 0) return
    // DuckDB would take the header behind an empty line for a row.
    if (this.#isFirst && (bytes[0] === newline || bytes[0] === carriageReturn)) this.#isRegular = false
    this.#isFirst = false
    const isPlain = !this.#inQuotes && !this.#closed && !bytes.includes(this.#quote)
    const isSimple = isPlain && this.#previous !== carriageReturn && !bytes.includes(carriageReturn)
    if (!isSimple || (bytes[0] === newline && this.#previous === this.#delimiter) || bytes.includes(this.#emptyEnd)) {
      for (const byte of bytes) this.#byte(byte)
      return
    }
    const lastEnd = bytes.lastIndexOf(newline)
    this.#endsWith(newline, lastEnd !== -1)
    if (lastEnd !== -1) this.#delimiters = 0
    for (const byte of bytes.subarray(lastEnd + 1)) if (byte === this.#delimiter) this.#delimiters++
    this.#previous = bytes.at(-1) ?? newline
    this.#spaces = this.#previous === space
  }

  /** Whether all was regular, now that the file is at its end. */
  finish(): boolean {
    if (this.#previous === carriageReturn) this.#endsWith(carriageReturn, true)
    return this.#isRegular && !this.#inQuotes && this.#delimiters <= this.#most
  }

  #byte(byte: number): void {
    const previous = this.#previous
    this.#previous = byte
    if (this.#inQuotes) {
      if (byte === this.#quote) [this.#inQuotes, this.#closed] = [false, true]
      return
    }
    if (this.#closed) {
      this.#closed = false
      if (byte === this.#quote) {
        this.#inQuotes = true
        return
      }
      if (byte !== this.#delimiter && byte !== newline && byte !== carriageReturn) this.#isRegular = false
    }
    if (byte === this.#delimiter) this.#delimiters++
    else if (byte === newline || byte === carriageReturn) {
      if (this.#delimiters > this.#most) this.#isRegular = false
      this.#delimiters = 0
    }
    if (byte === newline) this.#endsWith(previous === carriageReturn ? 0x0d0a : newline, true)
    else if (previous === carriageReturn) this.#endsWith(carriageReturn, true)
    const atField = previous === this.#delimiter || previous === newline || previous === carriageReturn
    if (byte === this.#quote) {
      if (atField) this.#inQuotes = true
      else if (this.#spaces) this.#isRegular = false
    }
    this.#spaces = byte === space && (atField || this.#spaces)
  }

  #endsWith(lineEnd: number, isThere: boolean): void {
    if (!isThere) return
    if (this.#lineEnd !== 0 && this.#lineEnd !== lineEnd) this.#isRegular = false
    this.#lineEnd = lineEnd
  }
}
