import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { type CsvDialect, parseCsvHeader } from './csv-header.ts'
import { formatOf } from './file-format.ts'

/** Bytes of a CSV file in which its header ends; the engine refuses longer lines. */
const headerBytes = 2_000_000

const [lineFeed, carriageReturn, quote, backslash] = [0x0a, 0x0d, 0x22, 0x5c]
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d]

/** Is fed a file byte by byte with the number of its line, and says when a row of data begins. */
type RowScanner = (byte: number) => boolean

/**
 * The lines of a CSV or JSON file on which rows begin, by row; both count from 1, and row 1 is the first row of data. In
 * a quoted field a line may end, so rows are no lines. Undefined for Parquet, which has none. Reads no further than the
 * last row that is asked for; rows that the file does not have are left out.
 *
 * The file must be one that `Tables` reads: nothing is checked here.
 */
export async function rowLines(
  path: string,
  rows: readonly number[],
): Promise<ReadonlyMap<number, number> | undefined> {
  const format = formatOf(path)
  if (format === 'parquet') return undefined
  const wanted = new Set(rows)
  const last = Math.max(0, ...rows)
  const found = new Map<number, number>()
  const begins = format === 'csv' ? csvRows(await dialectOf(path)) : jsonRows()
  let [row, line, afterReturn] = [0, 1, false]
  for await (const chunk of createReadStream(path, { start: await beginningOf(path) })) {
    for (const byte of chunk as Uint8Array) {
      // CR, LF and CRLF each end one line.
      if (byte === lineFeed && afterReturn) line--
      if (begins(byte)) {
        row++
        if (wanted.has(row)) found.set(row, line)
        if (row >= last) return found
      }
      afterReturn = byte === carriageReturn
      if (byte === lineFeed || afterReturn) line++
    }
  }
  return found
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

/** Where the text begins: after the byte order mark, when there is one. */
async function beginningOf(path: string): Promise<number> {
  const marked = await readBeginning(path, byteOrderMark.length)
  return marked.equals(byteOrderMark) ? byteOrderMark.length : 0
}

async function dialectOf(path: string): Promise<CsvDialect> {
  const beginning = await readBeginning(path, headerBytes)
  return parseCsvHeader(beginning.toString('utf8'), path)
}

async function readBeginning(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/**
 * A record begins with the first byte that ends no line; the first record is the header. Empty lines are no rows, but for a
 * table of one column, where one is a row without a value.
 */
function csvRows({ delimiter, names }: CsvDialect): RowScanner {
  let [records, quoted, closed, atRecord, atField, afterReturn] = [0, false, false, true, true, false]
  return (byte) => {
    if (quoted) {
      closed = byte === quote
      quoted = !closed
      return false
    }
    const endsLine = byte === lineFeed || byte === carriageReturn
    const isEmpty = endsLine && names.length === 1 && records > 0 && !(afterReturn && byte === lineFeed)
    const begins = atRecord && (!endsLine || isEmpty)
    // A quote within a field that has none around it is a character; one after a closing quote opens it again.
    quoted = byte === quote && (atField || closed)
    closed = false
    atField = endsLine || byte === delimiter.charCodeAt(0)
    atRecord = endsLine
    afterReturn = byte === carriageReturn
    if (begins) records++
    return begins && records > 1
  }
}

/** A row is an object on its own or in the outermost list. */
function jsonRows(): RowScanner {
  let [depth, rowDepth, text, escaped] = [0, 0, false, false]
  return (byte) => {
    if (text) {
      if (escaped) escaped = false
      else if (byte === backslash) escaped = true
      else if (byte === quote) text = false
      return false
    }
    if (byte === quote) text = true
    if (byte === openBracket && depth === 0) rowDepth = 1
    const begins = byte === openBrace && depth === rowDepth
    if (byte === openBrace || byte === openBracket) depth++
    if (byte === closeBrace || byte === closeBracket) depth--
    return begins
  }
}
