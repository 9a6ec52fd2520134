/** strptime's directives that are read alike by DuckDB and by Python. */
const directives = 'aAbBdHIjmMpSyYzf%'

/** Whether a text is a strptime format whose directives are all known, with one at least that says something. */
export function isStrptime(format: string): boolean {
  const found = [...format.matchAll(/%(.?)/gs)].map(([, directive]) => directive ?? '')
  const says = found.some((directive) => directive !== '%')
  return says && found.every((directive) => directive !== '' && directives.includes(directive))
}

const days = [
  '%Y/%m/%d',
  '%Y.%m.%d',
  '%Y%m%d',
  '%d.%m.%Y',
  '%d/%m/%Y',
  '%m/%d/%Y',
  '%d-%m-%Y',
  '%m-%d-%Y',
  '%d %b %Y',
  '%d %B %Y',
  '%d-%b-%Y',
  '%b %d, %Y',
  '%B %d, %Y',
  '%b %d %Y',
  '%B %d %Y',
  '%a, %d %b %Y',
  '%A, %d %B %Y',
  '%A, %B %d, %Y',
]
const times = ['', ' %H:%M', ' %H:%M:%S', ' %H:%M:%S.%f', ' %I:%M %p', ' %I:%M:%S %p', ' %H:%M:%S %z']

/** Usual ways of writing a date, with or without a time of day, beside ISO 8601. */
export const dateFormats: readonly string[] = days.flatMap((day) => times.map((time) => day + time))
