import type { ColumnProfile, DataProfile, FileProfile } from './data-profile.ts'

/** One thing that is otherwise than in an earlier state of the data. */
export interface DataChange {
  /** What the file is to the project: `train`, `test` … */
  readonly data: string
  /** Undefined for what concerns the file as a whole. */
  readonly column: string | undefined
  /** What is otherwise, as a sentence without a full stop; `values` of it come from the data. */
  readonly what: string
  readonly values: readonly string[]
}

/** Smallest differences that are told; the contract, not these, decides whether they matter. */
const told = {
  /** Share of rows without a value. */
  missing: 0.01,
  /** Share of rows that hold a value. */
  share: 0.05,
  /** Of a mean, in standard deviations of before. */
  mean: 0.1,
  /** Of the range, beyond what it was, as a part of the middle 98 %. */
  range: 0.1,
  /** Rows, as a part of those before. */
  rows: 0.05,
} as const

/** Values that are named; further ones are counted. */
const named = 5

/**
 * What the data of a change hold otherwise than those of the base: files and columns that came or went, kinds, missing
 * values, values that are new or gone or much more frequent, means and ranges. Files of the same digest are the same. What
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

function changeOf(data: string, column: string | undefined, what: string, values: readonly string[] = []): DataChange {
  return { data, column, what, values }
}

function fileChanges(before: FileProfile, after: FileProfile, identifiers: ReadonlySet<string>): readonly DataChange[] {
  const { data } = after
  const old = new Map(before.columns.map((column) => [column.name, column]))
  const present = new Set(after.columns.map(({ name }) => name))
  const rows = Math.abs(after.rows - before.rows) > told.rows * before.rows
  return [
    ...(rows ? [changeOf(data, undefined, `has ${count(after.rows)} rows, ${relative(before.rows, after.rows)}`)] : []),
    ...before.columns.flatMap(({ name }) => (present.has(name) ? [] : [changeOf(data, name, 'is gone')])),
    ...after.columns.flatMap((column) => {
      const was = old.get(column.name)
      if (was === undefined) return [changeOf(data, column.name, `is new (${column.kind})`)]
      const sides = [
        { profile: was, rows: before.rows },
        { profile: column, rows: after.rows },
      ] as const
      return [...columnChanges(...sides), ...(identifiers.has(column.name) ? [] : contentChanges(...sides))].map(
        ({ what, values }) => changeOf(data, column.name, what, values),
      )
    }),
  ]
}

/** A column and the rows of its file. */
interface Side {
  readonly profile: ColumnProfile
  readonly rows: number
}

type Told = Pick<DataChange, 'what' | 'values'>
const say = (what: string, values: readonly string[] = []): Told => ({ what, values })

function columnChanges(before: Side, after: Side): readonly Told[] {
  const [was, is] = [before.profile, after.profile]
  // A kind that changes makes all else incomparable.
  if (was.kind !== is.kind) return [say(`holds ${is.kind} instead of ${was.kind}`)]
  return missingChange(before, after)
}

function contentChanges(before: Side, after: Side): readonly Told[] {
  const [was, is] = [before.profile, after.profile]
  if (was.kind !== is.kind) return []
  return isTold(was) || isTold(is) ? [...valueChanges(before, after), ...rangeChange(was, is)] : numberChanges(was, is)
}

function missingChange(before: Side, after: Side): readonly Told[] {
  const [was, is] = [share(before.profile.missing, before.rows), share(after.profile.missing, after.rows)]
  const began = before.profile.missing === 0 && after.profile.missing > 0
  if (!began && !(Math.abs(is - was) > told.missing)) return []
  return [say(`lacks a value in ${percent(is)} of rows instead of ${percent(was)}`)]
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
  return [
    ...(fresh.length > 0
      ? [say(`has ${count(fresh.length)} new ${plural(fresh.length, 'value')}`, fresh.slice(0, named))]
      : []),
    ...(gone.length > 0
      ? [say(`lost ${count(gone.length)} ${plural(gone.length, 'value')}`, gone.slice(0, named))]
      : []),
    ...(moved === undefined
      ? []
      : [
          say(`holds one value in ${percent(moved.rate)} of rows instead of ${percent(moved.was)}${more}`, [
            moved.value,
          ]),
        ]),
  ]
}

function sharesOf({ counts }: Values, rows: number): ReadonlyMap<string, number> {
  return new Map(counts.map((entry) => [entry.value, share(entry.count, rows)]))
}

function numberChanges(before: ColumnProfile, after: ColumnProfile): readonly Told[] {
  const [was, is] = [before.numbers, after.numbers]
  if (was === undefined || is === undefined) return []
  const spread = was.sd ?? 0
  const shift = was.mean === null || is.mean === null ? 0 : is.mean - was.mean
  const wide = (was.quantiles.at(-1) ?? 0) - (was.quantiles[0] ?? 0)
  const lower = below(is.min, was.min, wide)
  const higher = below(negated(is.max), negated(was.max), wide)
  return [
    ...(spread > 0 && Math.abs(shift) > told.mean * spread
      ? [
          say(
            `has the mean ${number(is.mean)} instead of ${number(was.mean)} (${signed(shift / spread)} standard deviations)`,
          ),
        ]
      : []),
    ...(lower ? [say(`goes down to ${number(is.min)}; it was ${number(was.min)}`)] : []),
    ...(higher ? [say(`goes up to ${number(is.max)}; it was ${number(was.max)}`)] : []),
  ]
}

const negated = (value: number | null): number | null => (value === null ? null : -value)

/** Whether a least value lies far below that of before, or has another sign, which seldom is meant. */
function below(is: number | null, was: number | null, wide: number): boolean {
  if (is === null || was === null || is >= was) return false
  return was - is > told.range * wide || (is < 0 && was >= 0)
}

function rangeChange(before: ColumnProfile, after: ColumnProfile): readonly Told[] {
  const [was, is] = [before.range, after.range]
  if (was === undefined || is === undefined || (was.first === is.first && was.last === is.last)) return []
  return [say(`goes from ${is.first} to ${is.last}; it was ${was.first} to ${was.last}`)]
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
const percent = (value: number): string => `${Number((100 * value).toPrecision(3))} %`
const count = (value: number): string => value.toLocaleString('en-US')
const plural = (amount: number, noun: string): string => (amount === 1 ? noun : `${noun}s`)
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Number(Math.abs(value).toPrecision(2))}`
const number = (value: number | null): string => String(Number((value ?? Number.NaN).toPrecision(4))).replace('-', '−')

function relative(before: number, after: number): string {
  const change = after - before
  const size = `${count(Math.abs(change))} ${change < 0 ? 'fewer' : 'more'}`
  return before === 0 ? size : `${size} (${signed((100 * change) / before)} %)`
}
