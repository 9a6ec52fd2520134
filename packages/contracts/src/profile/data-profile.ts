import { type Static, Type } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'

/** Bytes that a profile may have; what writes one leaves out values until it fits. */
export const profileLimit = 4 * 1024 * 1024

const closed = { additionalProperties: false } as const
const count = (description: string) => Type.Integer({ minimum: 0, description })
/** JSON has no infinity: a bound that is none is null. */
const finite = (description: string) => Type.Union([Type.Number(), Type.Null()], { description })

const Values = Type.Object(
  {
    complete: Type.Boolean({ description: 'Whether these are all values of the column.' }),
    counts: Type.Array(
      Type.Object(
        {
          value: Type.String({ description: 'As text; its first 200 characters.' }),
          count: count('Rows that hold it.'),
        },
        closed,
      ),
      { maxItems: 500 },
    ),
  },
  {
    ...closed,
    description: 'Values of the column, most frequent first, ties by the text. Left out where they are many.',
  },
)

const Histogram = Type.Object(
  {
    edges: Type.Array(Type.Number(), {
      minItems: 2,
      maxItems: 101,
      description: 'Ends of the bins, ascending, one more than there are counts.',
    }),
    counts: Type.Array(
      count('Values in the bin: from its edge on, below the next; the last bin has both of its ends.'),
      {
        minItems: 1,
        maxItems: 100,
      },
    ),
  },
  {
    ...closed,
    description:
      'Values by bins of equal width from least to greatest, as numpy.histogram counts them. Left out where all values are the same or one is infinite.',
  },
)

const Numbers = Type.Object(
  {
    min: finite('Least value.'),
    max: finite('Greatest value.'),
    mean: finite('Arithmetic mean of the finite values.'),
    sd: finite('Standard deviation of the finite values, with n − 1.'),
    quantiles: Type.Array(finite('Between neighbours, linearly, where no value is exact.'), {
      maxItems: 20,
      description:
        'Values below which lie 1, 5, 25, 50, 75, 95 and 99 % of the finite values; empty when there are none.',
    }),
    histogram: Type.Optional(Histogram),
  },
  { ...closed, description: 'What the numbers of the column are; null where a value is infinite or there is none.' },
)

const Kind = Type.Union(
  [
    Type.Literal('integer'),
    Type.Literal('number'),
    Type.Literal('text'),
    Type.Literal('boolean'),
    Type.Literal('date'),
    Type.Literal('time'),
    Type.Literal('timestamp'),
    Type.Literal('other'),
  ],
  {
    description:
      'What the values were read as; other: lists, structures, bytes, of which only missing values are counted.',
  },
)

const ColumnProfile = Type.Object(
  {
    name: Type.String({ description: 'As the file has it.' }),
    kind: Kind,
    missing: count('Rows without a value; NaN is none.'),
    distinct: count('Different values; estimated (HyperLogLog) where they are more than 10,000.'),
    numbers: Type.Optional(Numbers),
    values: Type.Optional(Values),
    range: Type.Optional(
      Type.Object(
        { first: Type.String(), last: Type.String() },
        { ...closed, description: 'First and last of dates and times, ISO 8601.' },
      ),
    ),
    lengths: Type.Optional(
      Type.Object(
        { min: count('Of the shortest.'), max: count('Of the longest.') },
        { ...closed, description: 'Characters (Unicode code points) of the texts.' },
      ),
    ),
    masked: Type.Optional(
      Type.Literal(true, {
        description: 'The contract classifies the column as sensitive: nothing that its rows hold stands here.',
      }),
    ),
  },
  closed,
)

const FileProfile = Type.Object(
  {
    data: Type.String({ maxLength: 100, description: 'What the file is to the project: train, test …' }),
    file: Type.String({ description: 'As mlgate.yml names it.' }),
    digest: Type.String({ pattern: '^sha256:[0-9a-f]{64}$', description: 'Of the bytes of the file.' }),
    rows: count('Rows of data.'),
    columns: Type.Array(ColumnProfile, { maxItems: 20_000, description: 'In the order of the file.' }),
  },
  closed,
)

/** What the columns of a project's data files hold, as numbers: `profile.json`. Parts that came later are optional. */
export const DataProfile = Type.Object(
  { format: Type.Literal('mlgate-profile/1'), files: Type.Array(FileProfile, { maxItems: 1000 }) },
  { ...closed, title: 'What the columns of data files hold, as validate-data leaves it: profile.json' },
)
export type Histogram = Static<typeof Histogram>
export type ColumnProfile = Static<typeof ColumnProfile>
export type FileProfile = Static<typeof FileProfile>
export type DataProfile = Static<typeof DataProfile>

/** Shares of the rows below each number of `quantiles`. */
export const quantileLevels = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const

/** The published schema of `profile.json` (JSON Schema 2020-12). */
export function profileJsonSchema(): object {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...JSON.parse(JSON.stringify(DataProfile)) }
}

/** A profile as `profile.json`. One that is too long loses values, rarest first, and then histograms, until it fits. */
export function profileDocument(profile: DataProfile): string {
  for (const { values, histograms } of [
    { values: 500, histograms: true },
    { values: 20, histograms: true },
    { values: 5, histograms: true },
    { values: 5, histograms: false },
    { values: 0, histograms: false },
  ]) {
    const files = profile.files.map((file) => {
      const columns = file.columns.map((column) => withFewerValues(column, values))
      return { ...file, columns: histograms ? columns : columns.map(withoutHistogram) }
    })
    const text = `${JSON.stringify({ ...profile, files })}\n`
    if (Buffer.byteLength(text) <= profileLimit) return text
  }
  return `${JSON.stringify({ ...profile, files: profile.files.map((file) => ({ ...file, columns: [] })) })}\n`
}

function withFewerValues(column: ColumnProfile, kept: number): ColumnProfile {
  const { values } = column
  if (values === undefined || values.counts.length <= kept) return column
  return { ...column, values: { complete: false, counts: values.counts.slice(0, kept) } }
}

function withoutHistogram(column: ColumnProfile): ColumnProfile {
  if (column.numbers === undefined) return column
  const { histogram: _, ...numbers } = column.numbers
  return { ...column, numbers }
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
