import { ConfigurationError } from '@mlgate/core'
import type { CsvSyntax } from './csv-reading.ts'

/** One record of a CSV file. */
export interface CsvRecord {
  readonly fields: readonly string[]
  /** The line on which it begins, from 1. A quoted field may hold line ends, so records are no lines. */
  readonly line: number
}

/** The engine refuses longer lines; a record that is longer mostly has a quote that nobody closed. */
export const maxRecord = 2_000_000

const [lineFeed, carriageReturn] = [0x0a, 0x0d]

const doubleAdvice = 'Double the quotes inside quoted fields (RFC 4180).'

/**
 * Parts text into records, by RFC 4180 with the letters that are given. What the RFC leaves open: CR, LF and CRLF each end
 * a record, also side by side. A quote that does not begin a field is a character. Empty lines are no records, but where
 * there is one column, whose row has no value. All records have as many fields as the first, or as `width` says.
 *
 * @param texts the file, in parts of any length
 * @param file for messages
 * @throws ConfigurationError with the line and column, counted in characters, of what breaks the rules
 */
export async function* csvRecords(
  texts: AsyncIterable<string>,
  syntax: CsvSyntax,
  file: string,
  width?: number,
): AsyncGenerator<readonly CsvRecord[], void, undefined> {
  const scanner = new CsvScanner(syntax, file, width)
  for await (const text of texts) yield scanner.take(text, false)
  yield scanner.take('', true)
}

/**
 * The first record of a text; undefined when it has none. Nothing is looked at behind it.
 *
 * @throws ConfigurationError as `csvRecords` does
 */
export function firstRecord(text: string, syntax: CsvSyntax, file: string): CsvRecord | undefined {
  return new CsvScanner(syntax, file).take(text, true, 1)[0]
}

/** Where in the buffer a record stops; `end` is past its line end. */
interface Scanned {
  readonly fields: string[]
  readonly end: number
  readonly lines: number
}

class CsvScanner {
  readonly #file: string
  readonly #quote: number
  readonly #escape: number
  readonly #delimiter: number
  readonly #comment: number
  #width: number | undefined
  #skip: number
  /** What is not yet a whole record. */
  #rest = ''
  /** Where in the rest the record begins that is being scanned, and on which line of the file. */
  #start = 0
  #line = 1

  constructor({ delimiter, quote, escape: escaping, comment, skipLines }: CsvSyntax, file: string, width?: number) {
    this.#file = file
    // NaN is no character code.
    this.#quote = quote.charCodeAt(0)
    this.#escape = escaping.charCodeAt(0)
    this.#delimiter = delimiter.charCodeAt(0)
    this.#comment = comment.charCodeAt(0)
    this.#width = width
    this.#skip = skipLines
  }

  /** The records that are whole with this text, `most` of them; with `isLast` also one that only the file's end ends. */
  take(text: string, isLast: boolean, most = Number.POSITIVE_INFINITY): readonly CsvRecord[] {
    this.#rest += text
    const records: CsvRecord[] = []
    let at = 0
    while (at < this.#rest.length && records.length < most) {
      this.#start = at
      const first = this.#rest.charCodeAt(at)
      const isEmpty = first === lineFeed || first === carriageReturn
      if (this.#skip > 0 || first === this.#comment || (isEmpty && this.#width !== 1)) {
        const end = this.#lineEnd(at, isLast)
        if (end === undefined) break
        at = end
        this.#line++
        if (this.#skip > 0) this.#skip--
        continue
      }
      const scanned = this.#record(at, isLast)
      if (scanned === undefined) break
      records.push({ fields: scanned.fields, line: this.#line })
      this.#width ??= scanned.fields.length
      this.#line += scanned.lines
      at = scanned.end
    }
    this.#rest = this.#rest.slice(at)
    this.#start = 0
    if (records.length < most && this.#rest.length > maxRecord) {
      throw this.#error(0, 'the line is too long (2 MB at most). Is a quote not closed?')
    }
    return records
  }

  /** Past the end of the line; undefined when it is not there yet. */
  #lineEnd(from: number, isLast: boolean): number | undefined {
    const text = this.#rest
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === lineFeed) return at + 1
      if (code !== carriageReturn) continue
      if (at + 1 < text.length) return text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1
      return isLast ? at + 1 : undefined
    }
    return isLast ? text.length : undefined
  }

  /** The record that begins at `from`; undefined when its end is not there yet. */
  #record(from: number, isLast: boolean): Scanned | undefined {
    const text = this.#rest
    const fields: string[] = []
    let [at, lines, surplus] = [from, 0, 0]
    for (;;) {
      if (fields.length === this.#width) surplus = at
      let field = ''
      if (text.charCodeAt(at) === this.#quote) {
        const closed = this.#quoted(at, isLast)
        if (closed === undefined) return undefined
        ;({ field, at } = closed)
        lines += closed.lines
      } else {
        let start = at
        for (; at < text.length; at++) {
          const code = text.charCodeAt(at)
          if (code === this.#delimiter || code === lineFeed || code === carriageReturn) break
          if (code !== this.#escape || this.#escape === this.#quote) continue
          if (at + 1 === text.length) {
            if (!isLast) return undefined
            throw this.#error(at, 'the file ends with an escape character. Is it complete?')
          }
          field += text.slice(start, at)
          start = ++at
        }
        field += text.slice(start, at)
      }
      fields.push(field)
      if (at === text.length && !isLast) return undefined
      if (text.charCodeAt(at) !== this.#delimiter) break
      at++
    }
    const end = at === text.length ? at : this.#lineEnd(at, isLast)
    if (end === undefined) return undefined
    if (this.#width !== undefined && fields.length !== this.#width) {
      const problem = `${counted(fields.length, 'field')} where there ${this.#width === 1 ? 'is' : 'are'} ${counted(this.#width, 'column')}.`
      throw this.#error(surplus || at, `${problem} Quote fields that hold the delimiter.`)
    }
    return { fields, end, lines: lines + 1 }
  }

  /** The quoted field that begins at `from`; `at` is past its closing quote. Undefined when that is not there yet. */
  #quoted(from: number, isLast: boolean): { field: string; at: number; lines: number } | undefined {
    const text = this.#rest
    let [field, start, lines] = ['', from + 1, 0]
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed)) lines++
      if (code === this.#escape && code !== this.#quote) {
        field += text.slice(start, at)
        start = ++at
        continue
      }
      if (code !== this.#quote) continue
      if (at + 1 === text.length && !isLast) return undefined
      const next = text.charCodeAt(at + 1)
      if (next === this.#quote && this.#escape === this.#quote) {
        field += text.slice(start, at + 1)
        start = ++at + 1
        continue
      }
      const isEnd = at + 1 === text.length || next === this.#delimiter || next === lineFeed || next === carriageReturn
      if (!isEnd) throw this.#error(at + 1, `there is text after a closing quote. ${doubleAdvice}`)
      return { field: field + text.slice(start, at), at: at + 1, lines }
    }
    if (!isLast && text.length - from <= maxRecord) return undefined
    throw this.#error(from, `a quoted field begins here that is not closed. ${doubleAdvice}`)
  }

  /** What is wrong at a place of the record that is being scanned, which begins with a line. */
  #error(at: number, problem: string): ConfigurationError {
    const before = this.#rest.slice(this.#start, at).split(/\r\n|\r|\n/)
    const line = this.#line + before.length - 1
    const column = (before.at(-1)?.length ?? 0) + 1
    return new ConfigurationError(problem, { position: { file: this.#file, line, column } })
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
