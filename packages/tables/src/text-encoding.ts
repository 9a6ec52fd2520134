import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { ConfigurationError } from '@mlgate/core'

const newline = 0x0a

/**
 * Reads a text file once and makes sure that it is UTF-8 without NUL bytes; returns its first part as text. DuckDB
 * would report some bad bytes only in columns that are read, and without the line.
 *
 * @param path the file as the system knows it
 * @param file the same as the user wrote it, for messages
 * @throws ConfigurationError with the line of the first bad byte, or when the file is empty
 */
export async function checkUtf8(path: string, file: string, headBytes: number): Promise<string> {
  let line = 1
  let head = Buffer.alloc(0)
  let pending: Buffer[] = []
  const checkLines = (bytes: Buffer): void => {
    if (isUtf8(bytes) && !bytes.includes(0)) {
      for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) line++
      return
    }
    for (let from = 0; from < bytes.length; line++) {
      const end = bytes.indexOf(newline, from)
      const text = bytes.subarray(from, end === -1 ? bytes.length : end)
      if (text.includes(0)) refuse(file, line, 'holds a NUL byte, so it is not text in UTF-8 (perhaps UTF-16?)')
      if (!isUtf8(text)) refuse(file, line, 'is not UTF-8')
      from = end === -1 ? bytes.length : end + 1
    }
  }
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)])
    const end = chunk.lastIndexOf(newline) + 1
    if (end === 0) {
      pending.push(chunk)
    } else {
      checkLines(Buffer.concat([...pending, chunk.subarray(0, end)]))
      pending = end < chunk.length ? [chunk.subarray(end)] : []
    }
  }
  checkLines(Buffer.concat(pending))
  if (head.length === 0) throw new ConfigurationError(`${file}: is empty. Write a header and at least one row.`)
  return head.toString('utf8')
}

function refuse(file: string, line: number, what: string): never {
  throw new ConfigurationError(`${what}. Save the file as UTF-8.`, { position: { file, line, column: 1 } })
}
