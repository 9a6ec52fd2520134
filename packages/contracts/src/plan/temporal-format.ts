/** Logical types whose values lie in time. */
export type TemporalType = 'date' | 'timestamp' | 'time'

/**
 * How a text is read as a date, timestamp or time: a regular expression that the whole text must match (RE2 and
 * ECMAScript read it alike) and strptime's format for it. Undefined `strptime` means ISO 8601.
 */
export interface TemporalFormat {
  readonly regex: string
  readonly strptime: string | undefined
}

const isoDate = '[0-9]{4}-[0-9]{2}-[0-9]{2}'
const isoTime = '[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?'

/** ISO 8601 (RFC 3339, with the offset optional), what is read when the contract names no format. */
export const isoFormats: Readonly<Record<TemporalType, TemporalFormat>> = {
  date: { regex: isoDate, strptime: undefined },
  time: { regex: isoTime, strptime: undefined },
  timestamp: { regex: `${isoDate}[T ]${isoTime}(Z|[+-][0-9]{2}(:?[0-9]{2})?)?`, strptime: undefined },
}

/** Letters of the JDK's DateTimeFormatter that are understood, with their strptime directive. */
const fields: Readonly<Record<string, readonly [regex: string, strptime: string]>> = {
  yyyy: ['(?P<year>[0-9]{4})', '%Y'],
  uuuu: ['(?P<year>[0-9]{4})', '%Y'],
  MM: ['(?P<month>[0-9]{2})', '%m'],
  dd: ['(?P<day>[0-9]{2})', '%d'],
  HH: ['(?P<hour>[0-9]{2})', '%H'],
  mm: ['(?P<minute>[0-9]{2})', '%M'],
  ss: ['(?P<second>[0-9]{2})', '%S'],
  SSS: ['(?P<fraction>[0-9]{3})', '%g'],
  SSSSSS: ['(?P<fraction>[0-9]{6})', '%f'],
}

/** What the refusal of a format lists. */
export const knownDateFields = Object.keys(fields).join(', ')

/**
 * Translates a DateTimeFormatter pattern such as `dd.MM.yyyy` or `yyyy-MM-dd'T'HH:mm:ss`. Undefined when it holds a
 * letter that is not understood, or one twice.
 */
export function parseTemporalFormat(pattern: string): TemporalFormat | undefined {
  let regex = ''
  let strptime = ''
  const seen = new Set<string>()
  for (const [token] of pattern.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'/g)) {
    const field = fields[token]
    if (field !== undefined) {
      if (seen.has(token)) return undefined
      seen.add(token)
      regex += field[0]
      strptime += field[1]
    } else if (/^[A-Za-z]/.test(token) || token === "'") {
      return undefined
    } else {
      const literal = token.startsWith("'") ? token.slice(1, -1).replaceAll("''", "'") || "'" : token
      regex += literal.replace(/[.*+?^${}()|[\]\\/-]/g, (character) => `[${character === '^' ? '\\^' : character}]`)
      strptime += literal.replaceAll('%', '%%')
    }
  }
  return seen.size === 0 ? undefined : { regex, strptime }
}

/**
 * A bound of a contract as ISO text that SQL reads as a literal; undefined when it is not a real date or time. Written
 * in the column's format or in ISO.
 */
export function parseBound(text: string, type: TemporalType, format: TemporalFormat | undefined): string | undefined {
  const parts = format && new RegExp(`^(?:${format.regex.replaceAll('(?P<', '(?<')})$`).exec(text)?.groups
  if (parts) {
    const date = `${parts.year ?? '1970'}-${parts.month ?? '01'}-${parts.day ?? '01'}`
    const fraction = parts.fraction === undefined ? '' : `.${parts.fraction}`
    const time = `${parts.hour ?? '00'}:${parts.minute ?? '00'}:${parts.second ?? '00'}${fraction}`
    return realBound({ date, time: `${date} ${time}`, timestamp: `${date} ${time}` }[type], type, time)
  }
  if (!new RegExp(`^(?:${isoFormats[type].regex})$`).test(text)) return undefined
  return realBound(text, type, text)
}

function realBound(text: string, type: TemporalType, time: string): string | undefined {
  const iso = type === 'time' ? `1970-01-01T${time}` : text.replace(' ', 'T')
  const moment = new Date(type === 'date' || /(Z|[+-]\d\d(:?\d\d)?)$/.test(iso.slice(11)) ? iso : `${iso}Z`)
  // Date accepts the 31st of every month and moves on; a bound must not.
  const day = Number(iso.slice(8, 10))
  const month = new Date(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), 0))
  if (Number.isNaN(moment.getTime()) || day > month.getUTCDate()) return undefined
  return type === 'time' ? time : text
}
