import { ConfigurationError } from '@mlgate/core'
import { type Static, Type } from 'typebox'

const character = (description: string) => Type.String({ minLength: 1, maxLength: 1, description })

/** How CSV files are written, as far as the files do not say so themselves: `data.reading` of the project file. */
export const CsvReading = Type.Object(
  {
    delimiter: Type.Optional(
      character('What parts fields; without it the one of `, ; tab |` that parts the header most often.'),
    ),
    quote: Type.Optional(Type.String({ maxLength: 1, description: 'What encloses fields; empty for nothing.' })),
    escape: Type.Optional(
      character('What makes a quote within quotes a character: the quote itself (doubled), unless given.'),
    ),
    encoding: Type.Optional(
      Type.Union(
        [Type.Literal('utf-8'), Type.Literal('utf-16'), Type.Literal('latin-1'), Type.Literal('windows-1252')],
        { description: 'How characters are written: utf-8, or utf-16 with a byte order mark, unless given.' },
      ),
    ),
    header: Type.Optional(Type.Boolean({ description: 'Whether the first record names the columns.' })),
    columns: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        minItems: 1,
        description: 'Names of the columns, with header: false.',
      }),
    ),
    null_values: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 1,
        description: 'Texts that stand for no value; the empty text alone, unless given.',
      }),
    ),
    decimal: Type.Optional(
      Type.Union([Type.Literal('.'), Type.Literal(',')], {
        description: 'What parts a whole number from its fraction.',
      }),
    ),
    thousands: Type.Optional(
      Type.Union([Type.Literal('.'), Type.Literal(','), Type.Literal(' '), Type.Literal("'"), Type.Literal('_')], {
        description: 'What groups the digits of whole numbers by three.',
      }),
    ),
    comment: Type.Optional(character('Lines that begin with it are left out.')),
    skip_lines: Type.Optional(Type.Integer({ minimum: 0, description: 'Lines at the beginning that are left out.' })),
  },
  { additionalProperties: false, description: 'How CSV files are written, where it is not the usual way.' },
)
export type CsvReading = Static<typeof CsvReading>

/** Letters of one file, all known: nothing is left to be guessed. Each is one UTF-16 unit; an empty one is not used. */
export interface CsvSyntax {
  readonly delimiter: string
  readonly quote: string
  readonly escape: string
  readonly comment: string
  /** Lines at the beginning that are no records, whatever stands in them. */
  readonly skipLines: number
}

/**
 * Refuses what cannot be meant. The schema knows each value, this what they come to together.
 *
 * @throws ConfigurationError
 */
export function checkReading(reading: CsvReading): void {
  const refuse = (what: string): never => {
    throw new ConfigurationError(`mlgate.yml: data.reading${what}`)
  }
  const { delimiter, quote, escape: escaping, comment, columns, decimal = '.', thousands } = reading
  const written = Object.entries({ delimiter, quote, escape: escaping, comment }).filter(([, text]) => text)
  for (const [name, text] of written) {
    if (/[\r\n\0\ufeff]/.test(text ?? '')) refuse(`.${name}: is a line end or a control character.`)
    const other = written.find(([key, same]) => key !== name && same === text)
    // The quote that escapes itself is the usual way.
    if (other === undefined || (new Set([name, other[0]]).has('quote') && new Set([name, other[0]]).has('escape')))
      continue
    refuse(`: ${name} and ${other[0]} are both ${JSON.stringify(text)}. Give each its own character.`)
  }
  if (quote === '' && escaping !== undefined) refuse('.escape: escapes quotes, and quote says that there are none.')
  if ((reading.header === false) !== (columns !== undefined)) {
    refuse(': columns names the columns of files without a header. Give header: false and columns, or neither.')
  }
  const twin = sameNames(columns ?? [])
  if (twin !== undefined)
    refuse(`.columns: ${twin.map((name) => JSON.stringify(name)).join(' and ')} are one name in SQL.`)
  if (thousands === decimal) refuse(`: decimal and thousands are both ${JSON.stringify(decimal)}.`)
}

/** Two names that SQL cannot tell apart. */
export function sameNames(names: readonly string[]): readonly [string, string] | undefined {
  const seen = new Map<string, string>()
  for (const name of names) {
    const twin = seen.get(name.toLowerCase())
    if (twin !== undefined) return [twin, name]
    seen.set(name.toLowerCase(), name)
  }
  return undefined
}
