import { CandidateSection } from '@mlgate/models'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

const closed = { additionalProperties: false } as const
const column = Type.String({ minLength: 1, maxLength: 100 })
const scoredBy = Type.Union([Type.Literal('mlgate'), Type.Literal('declared')])

/** A number as JSON has it, or the name of one that JSON has not. */
const Double = Type.Union([
  Type.Number(),
  Type.Literal('NaN'),
  Type.Literal('Infinity'),
  Type.Literal('-Infinity'),
  Type.Literal('-0'),
])
export type StoredDouble = Static<typeof Double>

const Scores = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('classification'),
      classes: Type.Array(Type.String(), { minItems: 1 }),
      /** A column for each class. */
      probabilities: Type.Optional(Type.Array(column)),
      /** Index into `classes`. */
      labels: Type.Optional(column),
      scored_by: scoredBy,
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('regression'),
      values: column,
      intervals: Type.Optional(Type.Object({ lower: column, upper: column }, closed)),
      scored_by: scoredBy,
    },
    closed,
  ),
])
export type StoredScores = Static<typeof Scores>

const model = {
  /** The section of the project file by which its columns and outputs were understood. */
  reads: CandidateSection,
  scores: Scores,
  threshold: Type.Optional(Double),
  /** Own metrics by the policy's key: a value for each row, or one of all. */
  own: Type.Array(
    Type.Union([
      Type.Object({ key: Type.String(), rows: column }, closed),
      Type.Object({ key: Type.String(), value: Double, resampled: Type.Optional(Type.Array(Double)) }, closed),
    ]),
  ),
  latencies_ms: Type.Optional(Type.Array(Double)),
  size_bytes: Type.Optional(Type.Integer({ minimum: 0 })),
}
const Model = Type.Object(model, closed)
export type StoredModel = Static<typeof Model>
const OtherModel = Type.Object({ ...model, identical: Type.Boolean() }, closed)

const Metrics = Type.Array(Type.Object({ name: Type.String(), value: Double }, closed))
const OtherMetrics = Type.Object({ metrics: Metrics, identical: Type.Boolean() }, closed)

const version = Type.Literal(1)

/** What a verdict on rows was made from; the rows themselves are in a table beside, by the columns that are named here. */
export const StoredAnswers = Type.Object(
  {
    version,
    kind: Type.Literal('rows'),
    rows: Type.Integer({ minimum: 0 }),
    /** Columns of the test data that the verdict rests on. Numbered ones hold a number for each different value. */
    test: Type.Array(Type.Object({ name: Type.String(), column, numbered: Type.Optional(Type.Literal(true)) }, closed)),
    /** Conditions in SQL, answered for each row. */
    conditions: Type.Array(Type.Object({ sql: Type.String(), column }, closed)),
    /** Whether the label's past, series by series, is in a table of its own. */
    past: Type.Boolean(),
    candidate: Model,
    baseline: Type.Optional(OtherModel),
    anchor: Type.Optional(OtherModel),
  },
  closed,
)
export type StoredAnswers = Static<typeof StoredAnswers>

/** What a verdict on metrics that were measured elsewhere was made from. */
export const StoredMetrics = Type.Object(
  {
    version,
    kind: Type.Literal('metrics'),
    candidate: Metrics,
    baseline: Type.Optional(OtherMetrics),
    anchor: Type.Optional(OtherMetrics),
  },
  closed,
)
export type StoredMetrics = Static<typeof StoredMetrics>

const StoredFile = Type.Union([StoredAnswers, StoredMetrics])

/** Reads the file beside a record that its verdict can be recomputed from; in words why it is none. */
export function readStoredFile(text: string): StoredAnswers | StoredMetrics | string {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return 'it is not JSON'
  }
  if (Value.Check(StoredFile, json)) return json
  const [first] = Value.Errors(StoredFile, json)
  return `${first?.instancePath || '/'}: ${first?.message ?? 'unreadable'}`
}

export function storedDouble(value: number): StoredDouble {
  if (Object.is(value, -0)) return '-0'
  if (Number.isFinite(value)) return value
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity'
}

/** The number that `storedDouble` wrote. */
export function readDouble(stored: StoredDouble): number {
  return Number(stored)
}
