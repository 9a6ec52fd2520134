import type { LogicalType } from '../plan/predicate.ts'
import { namesIdentifier, namesPerson } from './column-names.ts'
import { type ObservedColumn, writtenTime } from './observe-columns.ts'
import { shapePattern } from './observe-texts.ts'
import { dayOf, mergedTimes, widenNumbers, widenTimes } from './widen.ts'

/** A column of a contract as it follows from files. */
export interface InferredColumn {
  readonly name: string
  readonly type: LogicalType | undefined
  readonly primaryKey: boolean
  /** No value stands twice in a file; of a column that its name calls an identifier. */
  readonly unique: boolean
  readonly required: boolean
  /** Whether the name speaks of people or secrets: then nothing that the rows hold is told. */
  readonly sensitive: boolean
  /** Inclusive bounds: numbers, or dates and timestamps in ISO 8601. */
  readonly range: readonly [low: number, high: number] | readonly [low: string, high: string] | undefined
  /** Of texts; of dates and timestamps that are not written in ISO 8601. */
  readonly format: string | undefined
  readonly pattern: string | undefined
  /** Characters that a text has at least and at most. */
  readonly lengths: readonly [shortest: number, longest: number] | undefined
  /** The only values that may stand in the column. */
  readonly values: readonly (string | number)[] | undefined
  /** Rows with another value must be less than this many percent; none when not given. */
  readonly othersBelowPercent: number | undefined
  /** Rows without a value must be less than this many percent. */
  readonly nullsBelowPercent: number | undefined
  /** What was seen, in words; holds values of the data, but for sensitive columns. */
  readonly because: string
}

/** A column of at most so many texts is taken for a list of values. */
const mostValues = 20
/** … when each of them stands in so many rows on average. */
const rowsPerValue = 10
/** A value in fewer rows than this may have others like it that nobody has seen yet. */
const rareRows = 5
/** Fewer rows than this say nothing about the range that values have. */
const rowsForRange = 20
/** Fewer rows than this say nothing about how texts are written. */
const rowsForPattern = 50
/** A column that lacks more values than this is expected to lack any number of them. */
const nullsWithoutLimit = 0.4

const order: readonly LogicalType[] = ['boolean', 'integer', 'number', 'date', 'timestamp', 'time', 'string']

/** What a column is to the project, and how much room is left. */
export interface ColumnRole {
  readonly isId: boolean
  readonly isLabel: boolean
  readonly slack: number
}

/**
 * What a column is in all files together.
 *
 * @param seen the column in each file, at least one
 */
export function inferColumn(seen: readonly ObservedColumn[], { isId, isLabel, slack }: ColumnRole): InferredColumn {
  const name = seen[0]?.name ?? ''
  const rows = sum(seen.map((column) => column.rows))
  const present = sum(seen.map((column) => column.present))
  // A file in which the column is empty says nothing about its type.
  const telling = seen.filter((column) => column.present > 0)
  const { type, format: timeFormat } = typeOf(telling)
  const missing = Math.max(...seen.map((column) => 1 - column.present / column.rows))
  const sensitive = namesPerson(name)
  const shown = !sensitive && !isId
  const list = shown ? listOf(type, telling, isLabel) : undefined
  const numbers = shown && list === undefined && present >= rowsForRange ? numbersOf(type, telling, slack) : undefined
  const times = shown && present >= rowsForRange ? timesOf(type, telling, slack) : undefined
  const texts = type === 'string' && list === undefined ? textsOf(telling, present, !sensitive, slack) : undefined
  const isUnique =
    !isId && namesIdentifier(name) && present >= rowsForRange && seen.every(({ unique, rows }) => unique && rows > 1)
  return {
    name,
    type,
    primaryKey: isId,
    unique: isUnique,
    required: missing === 0 && !isId,
    sensitive,
    range: numbers?.widened ?? times?.widened,
    format: timeFormat ?? texts?.format,
    pattern: texts?.pattern,
    lengths: texts?.lengths,
    values: list?.values,
    othersBelowPercent: list?.othersBelowPercent,
    nullsBelowPercent: missing > 0 && missing <= nullsWithoutLimit ? looserPercent(missing) : undefined,
    because: [
      ...(isId || isUnique ? [`${rows} rows, each file without a value twice`] : []),
      ...(list === undefined ? [] : [list.because]),
      ...(numbers === undefined ? [] : [`${numbers.seen[0]} to ${numbers.seen[1]} in ${present} rows`]),
      ...(times === undefined ? [] : [`${times.seen[0]} to ${times.seen[1]} in ${present} rows`]),
      ...(type === 'string' && list === undefined && shown ? [`${distinctWords(telling)} in ${present} rows`] : []),
      ...(texts?.because === undefined ? [] : [texts.because]),
      ...(sensitive ? ['by its name about people or secret, so its values are not told'] : []),
      ...(present === 0 ? [`no value in ${rows} rows, so nothing is asked but the column`] : []),
      ...(present > 0 && missing > 0 ? [`${rows - present} of ${rows} rows have no value`] : []),
      ...(present > 0 && type === undefined ? ['no type that a contract can check'] : []),
    ].join('; '),
  }
}

function typeOf(telling: readonly ObservedColumn[]): { readonly type?: LogicalType; readonly format?: string } {
  if (telling.length === 0) return {}
  const type = order.find((one) => telling.every(({ types }) => types.includes(one)))
  if (type !== 'string') return type === undefined ? {} : { type }
  // Written the same way in all files, and in one way only: 01/02/2024 may be two days.
  const ways = telling.map(writtenTime)
  const [way] = ways
  const isOne = way?.format !== undefined && ways.every((other) => other?.format === way.format)
  return isOne ? way : { type }
}

interface List {
  readonly values: readonly (string | number)[]
  readonly othersBelowPercent: number | undefined
  readonly because: string
}

/** The values of a column that has few, each in enough rows. */
function listOf(type: LogicalType | undefined, telling: readonly ObservedColumn[], isLabel: boolean): List | undefined {
  const isListed = type === 'string' || (isLabel && type === 'integer')
  const merged = new Map<string, number>()
  for (const { values } of isListed ? telling : []) {
    if (values === undefined) return undefined
    for (const [value, count] of values) merged.set(value, (merged.get(value) ?? 0) + count)
  }
  const present = sum([...merged.values()])
  if (merged.size === 0 || present < merged.size * rowsPerValue) return undefined
  if (merged.size > mostValues && !(isLabel && type === 'string')) return undefined
  const texts = [...merged.keys()].sort((a, b) => (a < b ? -1 : 1))
  const values = type === 'string' ? texts : texts.map(Number).sort((a, b) => a - b)
  const rare = [...merged.values()].filter((count) => count < rareRows)
  const words = `${merged.size} ${merged.size === 1 ? 'value' : 'values'} in ${present} rows`
  // As many rows as the rare values have may well have one that was not seen (Good and Turing).
  return rare.length === 0 || isLabel
    ? { values, othersBelowPercent: undefined, because: words }
    : {
        values,
        othersBelowPercent: looserPercent(sum(rare) / present),
        because: `${words}, ${rare.length} of them in fewer than ${rareRows}`,
      }
}

function numbersOf(
  type: LogicalType | undefined,
  telling: readonly ObservedColumn[],
  slack: number,
): { readonly seen: readonly [number, number]; readonly widened: readonly [number, number] } | undefined {
  if (type !== 'integer' && type !== 'number') return undefined
  const ranges = telling.flatMap(({ range }) => (range === undefined ? [] : [range]))
  if (ranges.length < telling.length) return undefined
  const low = Math.min(...ranges.map(([bottom]) => bottom))
  const high = Math.max(...ranges.map(([, top]) => top))
  return { seen: [low, high], widened: widenNumbers(low, high, type, slack) }
}

function timesOf(
  type: LogicalType | undefined,
  telling: readonly ObservedColumn[],
  slack: number,
): { readonly seen: readonly [string, string]; readonly widened: readonly [string, string] } | undefined {
  if (type !== 'date' && type !== 'timestamp') return undefined
  const times = mergedTimes(telling.map(({ times }) => times))
  const widened = times && widenTimes(times, type, slack)
  return times && widened && { seen: [dayOf(times[0]), dayOf(times[1])], widened }
}

interface Texts {
  readonly format?: string
  readonly pattern?: string
  readonly lengths?: readonly [number, number]
  readonly because?: string
}

/** How all texts are written: a format of the standard, else the shape of a code, else how long they are. */
function textsOf(telling: readonly ObservedColumn[], present: number, isShown: boolean, slack: number): Texts {
  const all = telling.map(({ texts }) => texts)
  const [first] = all
  if (first === undefined || present < rowsForPattern) return {}
  const format = first.formats.find((one) => all.every((texts) => texts?.formats.includes(one)))
  if (format !== undefined) return { format, because: `all have the format ${format}` }
  if (!isShown) return {}
  for (const [key, isLoose] of [
    ['shape', false],
    ['looseShape', true],
  ] as const) {
    const shape = first[key]
    const pattern = shape === undefined ? undefined : shapePattern(shape, isLoose)
    if (pattern !== undefined && all.every((texts) => texts?.[key] === shape)) {
      return { pattern, because: 'all are written so' }
    }
  }
  const known = all.flatMap((texts) => (texts === undefined ? [] : [texts.lengths]))
  if (known.length < all.length) return {}
  const shortest = Math.min(...known.map(([least]) => least))
  const longest = Math.max(...known.map(([, most]) => most))
  // Lengths have longer tails than numbers: five times the room.
  const factor = 1 + 5 * slack
  return {
    lengths: [Math.floor(shortest / factor), Math.ceil(longest * factor)],
    because: `${shortest} to ${longest} characters`,
  }
}

function distinctWords(seen: readonly ObservedColumn[]): string {
  return `${Math.max(...seen.map(({ distinct }) => distinct))} or more different texts`
}

/** Twice the share and two points more, in whole percent. */
function looserPercent(share: number): number {
  return Math.ceil(share * 200 + 2)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
