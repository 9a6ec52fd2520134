import { type Static, Type } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'

/** Bytes that a profile may have; what writes one leaves out values until it fits. */
export const profileLimit = 4 * 1024 * 1024

const closed = { additionalProperties: false } as const
const count = Type.Integer({ minimum: 0 })
/** JSON has no infinity: a bound that is none is null. */
const finite = Type.Union([Type.Number(), Type.Null()])

/** Values that stand in a profile, most frequent first, ties by the text. */
const Values = Type.Object(
  {
    /** Whether these are all values of the column. */
    complete: Type.Boolean(),
    counts: Type.Array(Type.Object({ value: Type.String(), count }, closed), { maxItems: 500 }),
  },
  closed,
)

const Numbers = Type.Object(
  {
    min: finite,
    max: finite,
    mean: finite,
    /** Standard deviation with n − 1. */
    sd: finite,
    /** At `quantileLevels`, each a value between neighbours where none is exact. */
    quantiles: Type.Array(finite, { maxItems: 20 }),
  },
  closed,
)

const Kind = Type.Union([
  Type.Literal('integer'),
  Type.Literal('number'),
  Type.Literal('text'),
  Type.Literal('boolean'),
  Type.Literal('date'),
  Type.Literal('time'),
  Type.Literal('timestamp'),
  /** Lists, structures, bytes: only their missing values are counted. */
  Type.Literal('other'),
])

const ColumnProfile = Type.Object(
  {
    name: Type.String(),
    kind: Kind,
    /** Rows without a value; NaN is none. */
    missing: count,
    /** Different values; estimated (HyperLogLog) where `values` does not hold them all. */
    distinct: count,
    numbers: Type.Optional(Numbers),
    values: Type.Optional(Values),
    /** First and last of dates and times, ISO 8601. */
    range: Type.Optional(Type.Object({ first: Type.String(), last: Type.String() }, closed)),
    /** Whether the contract classifies the column as sensitive: then nothing that its rows hold stands here. */
    masked: Type.Optional(Type.Literal(true)),
  },
  closed,
)

const FileProfile = Type.Object(
  {
    /** What the file is to the project: `train`, `test` … */
    data: Type.String({ maxLength: 100 }),
    file: Type.String(),
    digest: Type.String({ pattern: '^sha256:[0-9a-f]{64}$' }),
    rows: count,
    columns: Type.Array(ColumnProfile, { maxItems: 20_000 }),
  },
  closed,
)

/** What the columns of a project's data files hold, as numbers: `profile.json`. */
export const DataProfile = Type.Object(
  { format: Type.Literal('mlgate-profile/1'), files: Type.Array(FileProfile, { maxItems: 10 }) },
  closed,
)
export type ColumnProfile = Static<typeof ColumnProfile>
export type FileProfile = Static<typeof FileProfile>
export type DataProfile = Static<typeof DataProfile>

/** Shares of the rows below each number of `quantiles`. */
export const quantileLevels = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const

/** A profile as `profile.json`. One that is too long loses values, rarest first, until it fits. */
export function profileDocument(profile: DataProfile): string {
  for (const kept of [500, 20, 5, 0]) {
    const text = `${JSON.stringify({ ...profile, files: profile.files.map((file) => withFewerValues(file, kept)) })}\n`
    if (Buffer.byteLength(text) <= profileLimit) return text
  }
  return `${JSON.stringify({ ...profile, files: profile.files.map((file) => ({ ...file, columns: [] })) })}\n`
}

function withFewerValues(file: FileProfile, kept: number): FileProfile {
  return {
    ...file,
    columns: file.columns.map((column) => {
      const { values } = column
      if (values === undefined || values.counts.length <= kept) return column
      return { ...column, values: { complete: false, counts: values.counts.slice(0, kept) } }
    }),
  }
}

/** Compiled when first needed. */
let compiled: Validator<Record<never, never>, typeof DataProfile> | undefined

/**
 * Reads a profile that another run left; its names and values are as hostile as the data. Throws RangeError in words for
 * what is no profile.
 */
export function readProfile(content: Uint8Array): DataProfile {
  if (content.byteLength > profileLimit) throw new RangeError(`is larger than ${profileLimit} bytes`)
  let document: unknown
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content))
  } catch {
    throw new RangeError('is no JSON in UTF-8')
  }
  compiled ??= Compile(DataProfile)
  if (!compiled.Check(document)) throw new RangeError('is not of the schema of profile.json')
  return document
}
