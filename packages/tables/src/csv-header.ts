import { ConfigurationError } from '@mlgate/core'

/** How a CSV file is written: RFC 4180 with one of four delimiters. */
export interface CsvDialect {
  readonly delimiter: string
  readonly names: readonly [string, ...string[]]
}

const delimiters = [',', ';', '\t', '|']

/**
 * Reads the header of a CSV file: the delimiter is the one of `, ; tab |` that splits it most often. DuckDB's own
 * sniffer is not asked, because it would skip lines until the rest looks regular, and so lose rows without a word.
 *
 * @param text the file's beginning, decoded; must hold the whole first record
 * @throws ConfigurationError on nameless, repeated or endless headers
 */
export function parseCsvHeader(text: string, file: string): CsvDialect {
  const at = { file, line: 1, column: 1 }
  const start = text.startsWith('\ufeff') ? 1 : 0
  const counts = new Map(delimiters.map((delimiter) => [delimiter, splitRecord(text, start, delimiter)]))
  let delimiter = ','
  let fields = counts.get(',')
  for (const [candidate, found] of counts) {
    if (found !== undefined && found.length > (fields?.length ?? 0)) {
      delimiter = candidate
      fields = found
    }
  }
  if (fields === undefined) {
    throw new ConfigurationError('the header has a quote that is never closed.', { position: at })
  }
  const seen = new Map<string, string>()
  for (const [index, name] of fields.entries()) {
    if (name === '') {
      throw new ConfigurationError(
        `column ${index + 1} has no name in the header. (pandas writes its index so: use to_csv(…, index=False).)`,
        { position: at },
      )
    }
    const twin = seen.get(name.toLowerCase())
    if (twin !== undefined) {
      throw new ConfigurationError(
        `the header names ${JSON.stringify(twin)} and ${JSON.stringify(name)}: SQL cannot tell them apart. Rename one.`,
        { position: at },
      )
    }
    seen.set(name.toLowerCase(), name)
  }
  const [first, ...rest] = fields
  return { delimiter, names: [first!, ...rest] }
}

/** Fields of the record that starts at `from`; undefined when a quote is not closed before the text ends. */
function splitRecord(text: string, from: number, delimiter: string): string[] | undefined {
  const fields: string[] = []
  let at = from
  for (;;) {
    let field = ''
    if (text[at] === '"') {
      for (at++; ; at++) {
        if (at >= text.length) return undefined
        if (text[at] !== '"') field += text[at]
        else if (text[at + 1] === '"') field += text[++at]
        else break
      }
      at++
    }
    for (; at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r'; at++) field += text[at]
    fields.push(field)
    if (text[at] !== delimiter) return fields
    at++
  }
}
