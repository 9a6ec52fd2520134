import { createReadStream } from 'node:fs'
import type { CsvReading } from './csv-reading.ts'
import { csvRecords } from './csv-records.ts'
import { csvDialect } from './describe-csv.ts'
import { fileBytes } from './file-bytes.ts'
import { formatOf } from './file-format.ts'
import { decodeText } from './text-encoding.ts'

const [lineFeed, carriageReturn, quote, backslash] = [0x0a, 0x0d, 0x22, 0x5c]
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d]

/** Is fed a file byte by byte with the number of its line, and says when a row of data begins. */
type RowScanner = (byte: number) => boolean

/**
 * The lines of a CSV or JSON file on which rows begin, by row; both count from 1, and row 1 is the first row of data. In
 * a quoted field a line may end, so rows are no lines. Undefined for formats without lines, and for compressed files,
 * whose lines nobody sees. Reads no further than the last row that is asked for; rows that the file does not have are
 * left out.
 *
 * The file must be one that `Tables` reads, as `reading` says: nothing else is checked here.
 */
export async function rowLines(
  path: string,
  rows: readonly number[],
  reading: CsvReading = {},
): Promise<ReadonlyMap<number, number> | undefined> {
  const { format, compression } = formatOf(path)
  if (compression !== undefined) return undefined
  if (format === 'csv') return csvLines(path, rows, reading)
  return format === 'json' ? jsonLines(path, rows) : undefined
}

async function csvLines(
  path: string,
  rows: readonly number[],
  reading: CsvReading,
): Promise<ReadonlyMap<number, number>> {
  const source = { path, file: path }
  const dialect = await csvDialect(source, reading)
  const texts = decodeText(fileBytes(source), dialect.encoding, path)
  const wanted = new Set(rows)
  const last = Math.max(0, ...rows)
  const found = new Map<number, number>()
  let row = dialect.hasHeader ? -1 : 0
  for await (const records of csvRecords(texts, dialect, path, dialect.names.length)) {
    for (const { line } of records) {
      row++
      if (wanted.has(row)) found.set(row, line)
      if (row >= last) return found
    }
  }
  return found
}

async function jsonLines(path: string, rows: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const wanted = new Set(rows)
  const last = Math.max(0, ...rows)
  const found = new Map<number, number>()
  const begins = jsonRows()
  let [row, line, afterReturn] = [0, 1, false]
  for await (const chunk of createReadStream(path)) {
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
