import { ConfigurationError, messageOf } from '@mlgate/core'
import type { FileFormat } from './file-format.ts'
import { valueProblem } from './value-problem.ts'

/** Formats as people call them. */
export const formatNames: Readonly<Record<FileFormat, string>> = {
  csv: 'CSV',
  parquet: 'Parquet',
  json: 'JSON',
  arrow: 'Arrow IPC',
  duckdb: 'a DuckDB table',
}

/**
 * Turns what DuckDB says about a file into an error for the person who wrote the file. Errors that are not about
 * the file (DuckDB's internal ones) come back as they are: bugs.
 */
export function explainReadError(error: unknown, file: string, format: FileFormat): unknown {
  const message = messageOf(error)
  // What is damaged can look like the engine's own fault.
  if (format === 'parquet' && /^(INTERNAL|FATAL) Error/i.test(message)) {
    return new ConfigurationError(`${file}: is damaged. Write it again.`, { cause: error })
  }
  if (isDuplicateKey(message)) return duplicateKey(file, error)
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1]
  if (line !== undefined) {
    const position = { file, line: Number(line), column: 1 }
    return new ConfigurationError(explainCsvLine(message), { position, cause: error })
  }
  if (message.includes('state machine reached an invalid state')) {
    return new ConfigurationError(
      `${file}: mixes line endings (LF and CRLF) or has text after a closing quote. Write it by RFC 4180.`,
      { cause: error },
    )
  }
  const json = /Malformed JSON .*? in (line|record\/value) (\d+): (.*)/.exec(message)
  if (json !== null) {
    const [, unit, number, problem] = json
    const text = `malformed JSON (${problem?.replace(/\.\s*$/, '')}). Is the file complete?`
    return unit === 'line'
      ? new ConfigurationError(text, { position: { file, line: Number(number), column: 1 }, cause: error })
      : new ConfigurationError(`${file}: record ${number}: ${text}`, { cause: error })
  }
  if (message.includes('json_read expected records')) {
    return new ConfigurationError(`${file}: holds no JSON objects. Write one object a row.`, { cause: error })
  }
  if (message.startsWith('Out of Memory Error')) {
    return new ConfigurationError(
      `${file}: reading needs more memory than is allowed. Read fewer columns, or use a machine with more.`,
      { cause: error },
    )
  }
  if (/^(Invalid Input|IO|Conversion|Serialization|Invalid|Binder|Not implemented|Out of Range) Error/i.test(message)) {
    return new ConfigurationError(
      `${file}: cannot be read as ${formatNames[format]} (${firstLine(message)}). Is the file complete?`,
      { cause: error },
    )
  }
  return error
}

/** The same for an error of a query over a file: what cannot be parsed, bound or computed is the query's fault. */
export function explainQueryError(error: unknown, file: string, format: FileFormat): unknown {
  const message = messageOf(error)
  if (isDuplicateKey(message)) return duplicateKey(file, error)
  const problem = valueProblem(message)
  if (problem !== undefined) return new ConfigurationError(`${file}: the query cannot run (${problem}).`)
  if (/^(Parser|Binder|Catalog|Conversion|Out of Range|Permission|Not implemented) Error/i.test(message)) {
    return new ConfigurationError(`${file}: the query cannot run (${firstLine(message)}).`, { cause: error })
  }
  return /^(INTERNAL|FATAL) Error/i.test(message) ? error : explainReadError(error, file, format)
}

/** DuckDB quotes the object, which may hold a secret. */
function isDuplicateKey(message: string): boolean {
  return /^Invalid Input Error: JSON transform error in file .* has duplicate key/s.test(message)
}

function duplicateKey(file: string, cause: unknown): ConfigurationError {
  return new ConfigurationError(`${file}: an object has a key twice. Write each once.`, { cause })
}

function explainCsvLine(message: string): string {
  const fields = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message)
  if (fields !== null)
    return `${fields[2]} fields where the header has ${fields[1]}. Quote fields that hold the delimiter.`
  if (message.includes('unterminated quote')) {
    return 'a quoted field is not closed properly. Double the quotes inside quoted fields (RFC 4180).'
  }
  if (/maximum line size/i.test(message)) return 'the line is too long (2 MB at most). Is a quote not closed?'
  if (/unicode/i.test(message)) return 'is not UTF-8. Save the file as UTF-8.'
  const problem = message.split('\n').find((text, index) => index > 1 && text.trim() !== '')
  return `cannot be read as CSV (${problem?.trim() ?? firstLine(message)}).`
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/^[A-Za-z ]+Error: /, '').trim()
}

/** Whether a query needed more memory than it may have, and could not spill it. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Out of Memory Error')
}
