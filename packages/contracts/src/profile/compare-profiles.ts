import { count, percent, plural, signed } from './change-words.ts'
import type { ChangeKind, DataChange, Told } from './data-change.ts'
import type { ColumnProfile, DataProfile, FileProfile } from './data-profile.ts'
import { numberChanges } from './number-changes.ts'

/** Smallest differences that are told; the contract, not these, decides whether they matter. */
const told = {
  /** Share of rows without a value. */
  missing: 0.01,
  /** Share of rows that hold a value. */
  share: 0.05,
  /** How many times longer the longest text is, or shorter the shortest. */
  length: 2,
  /** Rows, as a part of those before. */
  rows: 0.05,
} as const

/** Values that are named; further ones are counted. */
const named = 5

/**
 * What the data of a change hold otherwise than those of the base: files and columns that came or went, kinds, missing
 * values, values that are new or gone or much more frequent, means, quantiles, distributions and ranges. Files of the same digest are the same. What
 * a column of identifiers holds says nothing: of it only missing values and another kind are told.
 */
export function compareProfiles(
  base: DataProfile,
  head: DataProfile,
  identifiers: ReadonlySet<string> = new Set(),
): readonly DataChange[] {
  const before = new Map(base.files.map((file) => [file.data, file]))
  const after = new Set(head.files.map(({ data }) => data))
  return [
    ...head.files.flatMap((file) => {
      const old = before.get(file.data)
      if (old === undefined) return [changeOf(file.data, undefined, 'is new')]
      return old.digest === file.digest ? [] : fileChanges(old, file, identifiers)
    }),
    ...base.files.flatMap(({ data }) => (after.has(data) ? [] : [changeOf(data, undefined, 'is gone')])),
  ]
}

function changeOf(data: string, column: string | undefined, what: string): DataChange {
  return { data, column, what, values: [], kind: column === undefined ? 'file' : 'column', size: 0 }
}

function fileChanges(before: FileProfile, after: FileProfile, identifiers: ReadonlySet<string>): readonly DataChange[] {
  const { data } = after
  const old = new Map(before.columns.map((column) => [column.name, column]))
  const present = new Set(after.columns.map(({ name }) => name))
  return [
    ...rowsChange(before.rows, after.rows).map((change) => ({ data, column: undefined, ...change })),
    ...before.columns.flatMap(({ name }) => (present.has(name) ? [] : [changeOf(data, name, 'is gone')])),
    ...after.columns.flatMap((column) => {
      const was = old.get(column.name)
      if (was === undefined) return [changeOf(data, column.name, `is new (${column.kind})`)]
      const sides = [
        { profile: was, rows: before.rows },
        { profile: column, rows: after.rows },
      ] as const
      return [...columnChanges(...sides), ...(identifiers.has(column.name) ? [] : contentChanges(...sides))].map(
        (change) => ({ data, column: column.name, ...change }),
      )
    }),
  ]
}

function rowsChange(before: number, after: number): readonly Told[] {
  const change = Math.abs(after - before)
  if (!(change > told.rows * before)) return []
  return [say('rows', change / Math.max(before, 1), `has ${count(after)} rows, ${relative(before, after)}`)]
}

/** A column and the rows of its file. */
interface Side {
  readonly profile: ColumnProfile
  readonly rows: number
}

function say(kind: ChangeKind, size: number, what: string, values: readonly string[] = []): Told {
  return { kind, size, what, values }
}

function columnChanges(before: Side, after: Side): readonly Told[] {
  const [was, is] = [before.profile, after.profile]
  // A kind that changes makes all else incomparable.
  if (was.kind !== is.kind) return [say('type', 0, `holds ${is.kind} instead of ${was.kind}`)]
  return missingChange(before, after)
}

function contentChanges(before: Side, after: Side): readonly Told[] {
  const [was, is] = [before.profile, after.profile]
  if (was.kind !== is.kind) return []
  if (!isTold(was) && !isTold(is)) return numberChanges(was.numbers, is.numbers)
  return [...valueChanges(before, after), ...rangeChange(was, is), ...lengthChange(was, is)]
}

function missingChange(before: Side, after: Side): readonly Told[] {
  const [was, is] = [share(before.profile.missing, before.rows), share(after.profile.missing, after.rows)]
  const began = before.profile.missing === 0 && after.profile.missing > 0
  if (!began && !(Math.abs(is - was) > told.missing)) return []
  return [say('missing', Math.abs(is - was), `lacks a value in ${percent(is)} of rows instead of ${percent(was)}`)]
}

type Values = NonNullable<ColumnProfile['values']>

/** Values that a reader thinks of one by one; a column of numbers with more is told by its mean and range. */
const fewValues = 20

function isTold(profile: ColumnProfile): boolean {
  return profile.numbers === undefined || (profile.values?.complete === true && profile.distinct <= fewValues)
}

function valueChanges(before: Side, after: Side): readonly Told[] {
  const [was, is] = [before.profile.values, after.profile.values]
  if (was === undefined || is === undefined) return []
  const [old, now] = [sharesOf(was, before.rows), sharesOf(is, after.rows)]
  const fresh = was.complete ? [...now.keys()].filter((value) => !old.has(value)) : []
  const gone = is.complete ? [...old.keys()].filter((value) => !now.has(value)) : []
  const [moved, ...others] = [...now]
    .map(([value, rate]) => ({ value, rate, was: old.get(value) ?? rate }))
    .filter((entry) => Math.abs(entry.rate - entry.was) > told.share)
    .toSorted((a, b) => Math.abs(b.rate - b.was) - Math.abs(a.rate - a.was))
  const more = others.length === 0 ? '' : ` (${others.length} more ${plural(others.length, 'value')} moved)`
  const held = (shares: ReadonlyMap<string, number>, values: readonly string[]): number =>
    values.reduce((sum, value) => sum + (shares.get(value) ?? 0), 0)
  const list = (what: string, values: readonly string[], size: number): readonly Told[] =>
    values.length === 0
      ? []
      : [
          say(
            'categories',
            size,
            `${what.replace('#', count(values.length))} ${plural(values.length, 'value')}`,
            values.slice(0, named),
          ),
        ]
  return [
    ...list('has # new', fresh, held(now, fresh)),
    ...list('lost #', gone, held(old, gone)),
    ...(moved === undefined
      ? []
      : [
          say(
            'categories',
            Math.abs(moved.rate - moved.was),
            `holds one value in ${percent(moved.rate)} of rows instead of ${percent(moved.was)}${more}`,
            [moved.value],
          ),
        ]),
  ]
}

function sharesOf({ counts }: Values, rows: number): ReadonlyMap<string, number> {
  return new Map(counts.map((entry) => [entry.value, share(entry.count, rows)]))
}

function rangeChange(before: ColumnProfile, after: ColumnProfile): readonly Told[] {
  const [was, is] = [before.range, after.range]
  if (was === undefined || is === undefined || (was.first === is.first && was.last === is.last)) return []
  return [say('range', 0, `goes from ${is.first} to ${is.last}; it was ${was.first} to ${was.last}`)]
}

/** Texts of other lengths, where not all values are listed, which would tell it. */
function lengthChange(before: ColumnProfile, after: ColumnProfile): readonly Told[] {
  const [was, is] = [before.lengths, after.lengths]
  if (was === undefined || is === undefined || (before.values?.complete && after.values?.complete)) return []
  if (!(is.max > told.length * was.max || is.min * told.length < was.min)) return []
  return [say('range', 0, `has texts of ${is.min} to ${is.max} characters; they had ${was.min} to ${was.max}`)]
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

function relative(before: number, after: number): string {
  const change = after - before
  const size = `${count(Math.abs(change))} ${change < 0 ? 'fewer' : 'more'}`
  return before === 0 ? size : `${size} (${signed((100 * change) / before)} %)`
}
