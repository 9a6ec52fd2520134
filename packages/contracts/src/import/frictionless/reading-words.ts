import { mappingOf } from '../translation.ts'

/** What a resource says of how its file is written, in the words of `data.reading` in mlgate.yml. */
export interface ReadingWords {
  /** Keys and values for mlgate.yml, as JSON, which is YAML. */
  readonly lines: readonly string[]
  /** Keys of the dialect that have no counterpart. */
  readonly unknown: readonly string[]
}

type Resource = Readonly<Record<string, unknown>>

/** Keys of a dialect that go over as they are. */
const sameMeaning: Readonly<Record<string, string>> = {
  delimiter: 'delimiter',
  quoteChar: 'quote',
  escapeChar: 'escape',
  commentChar: 'comment',
}

/** Values of a dialect's keys that say what is so anyway; an end of line is recognised, whatever it is. */
const usual: Readonly<Record<string, (value: unknown) => boolean>> = {
  lineTerminator: () => true,
  csvddfVersion: () => true,
  caseSensitiveHeader: () => true,
  $schema: () => true,
  header: (value) => value === true,
  doubleQuote: (value) => value === true,
  skipInitialSpace: (value) => value === false,
  delimiter: (value) => value === ',',
  quoteChar: (value) => value === '"',
}

const encodings: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'utf-16': 'utf-16',
  'iso-8859-1': 'latin-1',
  'latin-1': 'latin-1',
  latin1: 'latin-1',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
}

/**
 * What a resource's dialect and encoding come to.
 *
 * @param columns names of the fields, for a file without a header
 */
export function readingWords(resource: Resource, columns: readonly string[]): ReadingWords {
  const lines: string[] = []
  const unknown: string[] = []
  const say = (key: string, value: unknown): void => void lines.push(`${key}: ${JSON.stringify(value)}`)
  for (const [key, value] of Object.entries(mappingOf(resource.dialect) ?? {})) {
    const own = sameMeaning[key]
    if (usual[key]?.(value) === true) continue
    if (own !== undefined && typeof value === 'string') say(own, value)
    else if (key === 'header' && value === false) {
      say('header', false)
      say('columns', columns)
    } else if (key === 'headerRows' && Array.isArray(value) && value.length === 1 && Number.isInteger(value[0])) {
      if (value[0] > 1) say('skip_lines', value[0] - 1)
    } else unknown.push(key)
  }
  const encoding = typeof resource.encoding === 'string' ? encodings[resource.encoding.toLowerCase()] : undefined
  if (encoding !== undefined && encoding !== 'utf-8') say('encoding', encoding)
  if (encoding === undefined && resource.encoding !== undefined) unknown.push('encoding')
  return { lines, unknown }
}
