import { ConfigurationError } from '@mlgate/core'
import { type CsvReading, type CsvSyntax, sameNames } from './csv-reading.ts'
import { type CsvRecord, firstRecord } from './csv-records.ts'
import type { Encoding } from './text-encoding.ts'

/** How a CSV file is written, all of it known. */
export interface CsvDialect extends CsvSyntax {
  readonly encoding: Encoding
  readonly hasHeader: boolean
  readonly names: readonly string[]
  readonly nullValues: readonly string[]
  readonly decimal: '.' | ','
  /** Empty where digits are not grouped. */
  readonly thousands: string
}

const delimiters = [',', ';', '\t', '|']

/**
 * Reads the beginning of a CSV file: the delimiter, unless it is declared, is the one of `, ; tab |` that parts the first
 * record most often. DuckDB's own sniffer is not asked, because it would skip lines until the rest looks regular, and so
 * lose rows without a word.
 *
 * @param text the file's beginning, decoded; must hold the whole first record
 * @throws ConfigurationError on nameless, repeated or endless headers, and when there is no record
 */
export function findDialect(text: string, encoding: Encoding, reading: CsvReading, file: string): CsvDialect {
  const { quote = '"', escape: escaping = quote, comment = '', skip_lines: skipLines = 0 } = reading
  const syntax = { quote, escape: escaping, comment, skipLines }
  const candidates =
    reading.delimiter === undefined
      ? delimiters.filter((letter) => letter !== quote && letter !== comment && letter !== escaping)
      : [reading.delimiter]
  const [delimiter, first] = mostFields(text, candidates, syntax, file)
  const hasHeader = reading.header !== false
  if (first === undefined && hasHeader) {
    throw new ConfigurationError(`${file}: is empty. Write a header and at least one row.`)
  }
  const names = reading.columns ?? first?.fields ?? []
  if (hasHeader && first !== undefined) refuseBadHeader(first, file)
  return {
    ...syntax,
    delimiter,
    encoding,
    hasHeader,
    names,
    nullValues: reading.null_values ?? [''],
    decimal: reading.decimal ?? '.',
    thousands: reading.thousands ?? '',
  }
}

function mostFields(
  text: string,
  candidates: readonly string[],
  syntax: Omit<CsvSyntax, 'delimiter'>,
  file: string,
): readonly [string, CsvRecord | undefined] {
  let found: readonly [string, CsvRecord | undefined] | undefined
  let problem: unknown
  for (const delimiter of candidates) {
    try {
      const record = firstRecord(text, { ...syntax, delimiter }, file)
      if (found === undefined || (record?.fields.length ?? 0) > (found[1]?.fields.length ?? 0))
        found = [delimiter, record]
    } catch (error) {
      // A delimiter that stands after a closing quote is none to the others.
      problem ??= error
    }
  }
  if (found === undefined) throw problem
  return found
}

const remedy = 'Or declare names in data.reading: skip_lines: 1, header: false and columns.'

function refuseBadHeader({ fields, line }: CsvRecord, file: string): void {
  const position = { file, line, column: 1 }
  const refuse = (problem: string): never => {
    throw new ConfigurationError(`${problem} ${remedy}`, { position })
  }
  if (/^sep=.?$/i.test(fields[0] ?? '') && fields.length <= 2) {
    throw new ConfigurationError(
      'the first line is a word for Excel (sep=), no header. Declare it in data.reading: skip_lines: 1.',
      { position },
    )
  }
  if (fields[0]?.startsWith('\ufeff')) refuse('the header begins with two byte order marks.')
  const nameless = fields.findIndex((name) => name.trim() === '')
  if (nameless !== -1) {
    const hints = new Map([
      [fields.length - 1, ' Does each line end with the delimiter?'],
      [0, ' pandas writes its index so: use to_csv(…, index=False).'],
    ])
    refuse(`column ${nameless + 1} has no name in the header.${hints.get(nameless) ?? ''}`)
  }
  const twin = sameNames(fields)
  if (twin === undefined) return
  const both = twin.map((name) => JSON.stringify(name)).join(' and ')
  refuse(`the header names ${both}: SQL cannot tell them apart. Rename one.`)
}

/** A dialect for people: what was found, and of the rest what is not the usual way. */
export function dialectInWords(dialect: CsvDialect): string {
  const { encoding, delimiter, quote, comment, skipLines, hasHeader, nullValues, decimal, thousands } = dialect
  const unusual: readonly (readonly [string, boolean, unknown])[] = [
    ['quote', quote !== '"', quote],
    ['escape', dialect.escape !== quote, dialect.escape],
    ['comment', comment !== '', comment],
    ['skipped lines', skipLines > 0, skipLines],
    ['header', !hasHeader, hasHeader],
    ['no value', nullValues.length !== 1 || nullValues[0] !== '', nullValues],
    ['decimal', decimal !== '.', decimal],
    ['thousands', thousands !== '', thousands],
  ]
  const told = unusual.flatMap(([name, isUnusual, value]) => (isUnusual ? [`, ${name} ${JSON.stringify(value)}`] : []))
  return `CSV in ${encoding}, delimiter ${JSON.stringify(delimiter)}${told.join('')}`
}
