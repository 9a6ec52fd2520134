import { type PlainValue, quoteName, type Tables } from '@mlgate/tables'
import { parseTemporalFormat } from '../plan/temporal-format.ts'
import { stringFormats } from '../rules/string-format.ts'
import { predicateSql, type QueryColumn } from '../run/predicate-sql.ts'

/** How the texts of a column are written, all of them. */
export interface ObservedTexts {
  /** Characters of the shortest and the longest. */
  readonly lengths: readonly [shortest: number, longest: number]
  /** The one shape that all have: capitals as `A`, small letters as `a`, digits as `9`, anything else as it stands. */
  readonly shape: string | undefined
  /** The same with repeated letters and digits drawn together, where `shape` differs. */
  readonly looseShape: string | undefined
  /** Formats of strings, as contracts name them, that all have. */
  readonly formats: readonly string[]
  /** Ways to write dates and timestamps, apart from ISO 8601, that all are written in. */
  readonly dateFormats: readonly DateFormat[]
}

interface DateFormat {
  readonly type: 'date' | 'timestamp'
  /** Pattern as contracts have it. */
  readonly format: string
}

/** What is looked for; the first says most. Each `host` is a `hostname`, so names of hosts are not looked for. */
const formats = ['uuid', 'email', 'ipv4', 'ipv6', 'uri'] as const

const dayOrders = ['dd.MM.yyyy', 'dd/MM/yyyy', 'MM/dd/yyyy', 'yyyy/MM/dd', 'dd-MM-yyyy', 'MM-dd-yyyy', 'yyyy.MM.dd']
const dateFormats: readonly DateFormat[] = dayOrders.flatMap((day) => [
  { type: 'date' as const, format: day },
  ...['HH:mm', 'HH:mm:ss', 'HH:mm:ss.SSS'].map((time) => ({ type: 'timestamp' as const, format: `${day} ${time}` })),
])

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const letters = `${alphabet}${alphabet.toLowerCase()}0123456789`
const classes = `${'A'.repeat(26)}${'a'.repeat(26)}${'9'.repeat(10)}`

function shapeSql(name: string): string {
  return `translate(${name}, '${letters}', '${classes}')`
}

function looseShapeSql(name: string): string {
  return ['A', 'a', '9'].reduce((sql, one) => `regexp_replace(${sql}, '${one}{2,}', '${one}', 'g')`, shapeSql(name))
}

interface Lengths {
  readonly column: QueryColumn
  readonly lengths: ObservedTexts['lengths']
  readonly shape: string | undefined
  /** One of the texts. */
  readonly sample: string
}

/**
 * Looks at the texts of columns, two scans together.
 *
 * @param columns of type VARCHAR, each with a value or more
 */
export async function observeTexts(
  tables: Tables,
  file: string,
  columns: readonly QueryColumn[],
): Promise<ReadonlyMap<string, ObservedTexts>> {
  if (columns.length === 0) return new Map()
  const sql = columns.flatMap(({ name }) => {
    const column = quoteName(name)
    const shape = shapeSql(column)
    return [`min(length(${column}))`, `max(length(${column}))`, `min(${shape})`, `max(${shape})`, `min(${column})`]
  })
  const [answer = []] = await tables.query(file, `SELECT ${sql.join(', ')} FROM data`)
  const seen = columns.map((column, index): Lengths => {
    const [shortest, longest, first, last, sample] = answer.slice(index * 5, index * 5 + 5)
    const shape = first === last && typeof first === 'string' ? first : undefined
    return { column, lengths: [Number(shortest), Number(longest)], shape, sample: String(sample ?? '') }
  })
  return askFormats(tables, file, seen)
}

async function askFormats(
  tables: Tables,
  file: string,
  seen: readonly Lengths[],
): Promise<ReadonlyMap<string, ObservedTexts>> {
  // What one text is not, not all of them can be.
  const asked = seen.map(({ column, sample }) => ({
    column,
    formats: formats.filter((format) => matchesWhole(stringFormats[format], sample)),
    dates: dateFormats.filter(({ format }) => matchesWhole(parseTemporalFormat(format)?.regex, sample)),
  }))
  const sql = asked.flatMap(({ column, formats, dates }) => {
    const name = quoteName(column.name)
    const count = (predicate: Parameters<typeof predicateSql>[0]): string =>
      `count_if(${predicateSql(predicate, new Map([[column.name, column]]))})`
    return [
      `min(${looseShapeSql(name)})`,
      `max(${looseShapeSql(name)})`,
      ...formats.map((format) =>
        count({ is: 'not-matching', column: column.name, pattern: stringFormats[format] ?? '', whole: true }),
      ),
      ...dates.map(({ type, format }) =>
        count({ is: 'not-type', column: column.name, type, format: parseTemporalFormat(format) }),
      ),
    ]
  })
  const [answer = []] = await tables.query(file, `SELECT ${sql.join(', ')} FROM data`)
  const values = answer[Symbol.iterator]()
  const next = (): PlainValue => values.next().value ?? null
  return new Map(
    asked.map(({ column, formats, dates }, index): [string, ObservedTexts] => {
      const [first, last] = [next(), next()]
      const { lengths = [0, 0], shape } = seen[index] ?? {}
      return [
        column.name,
        {
          lengths,
          shape,
          looseShape: shape === undefined && first === last && typeof first === 'string' ? first : undefined,
          formats: formats.filter(() => Number(next()) === 0),
          dateFormats: dates.filter(() => Number(next()) === 0),
        },
      ]
    }),
  )
}

function matchesWhole(pattern: string | undefined, text: string): boolean {
  return pattern !== undefined && new RegExp(`^(?:${pattern.replaceAll('(?P<', '(?<')})$`).test(text)
}

/** Longer shapes are sentences, not codes. */
const longestCode = 40

/**
 * The regular expression of a code's shape, such as `^[A-Z]{3}$`. Undefined for what looks like no code: without a digit
 * or a capital, or with anything but printable ASCII in it.
 */
export function shapePattern(shape: string, isLoose: boolean): string | undefined {
  if (shape.length > longestCode || !/[A9]/.test(shape) || !/^[\x20-\x7e]+$/.test(shape)) return undefined
  const runs = [...shape.matchAll(/A+|a+|9+|[^Aa9]/g)].map(([run]) => {
    const [kind = ''] = run
    const one = { A: '[A-Z]', a: '[a-z]', '9': '[0-9]' }[kind]
    if (one === undefined) return kind.replace(/[.*+?^${}()|[\]\\/]/, '\\$&')
    return isLoose ? `${one}+` : run.length === 1 ? one : `${one}{${run.length}}`
  })
  return `^${runs.join('')}$`
}
