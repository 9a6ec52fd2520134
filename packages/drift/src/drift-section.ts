import { type Static, Type } from 'typebox'

/** What holds where the file says nothing. */
export const driftDefaults = {
  failOn: 'drift',
  alpha: 0.05,
  minRows: 50,
  seed: 42,
  floors: { wasserstein_over_sigma: 0.1, js_distance: 0.1, null_rate: 0.02 },
} as const

const Floors = Type.Object(
  {
    wasserstein_over_sigma: Type.Optional(
      Type.Number({
        minimum: 0,
        default: driftDefaults.floors.wasserstein_over_sigma,
        description: "Numbers: Wasserstein distance in units of the reference's standard deviation.",
      }),
    ),
    js_distance: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        default: driftDefaults.floors.js_distance,
        description:
          'Categories: Jensen–Shannon distance (natural logarithm, so at most 0.83), less what sampling alone explains.',
      }),
    ),
    null_rate: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        default: driftDefaults.floors.null_rate,
        description: 'Missing values: change of their share of the rows, 0 to 1.',
      }),
    ),
  },
  { additionalProperties: false, description: 'How large an effect must be to count as drift, besides being certain.' },
)

/** The `drift:` section of the project file: how current data are compared with a reference. */
export const DriftSection = Type.Object(
  {
    current: Type.String({ description: 'Rows as the model meets them now: CSV, Parquet or JSON.' }),
    reference: Type.Optional(
      Type.String({
        description:
          'Rows to compare with, held out from training; data.test unless given, or data.validation where there is none.',
      }),
    ),
    columns: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 1,
        uniqueItems: true,
        description: 'Columns to compare; all of the reference unless given, but for data.id.',
      }),
    ),
    prediction: Type.Optional(
      Type.Union(
        [
          Type.String({ minLength: 1 }),
          Type.Object({ score: Type.Literal('candidate') }, { additionalProperties: false }),
        ],
        {
          description:
            "The model's predictions: the column that holds them in both files, or {score: candidate} to have the candidate score both.",
          'x-form': 'a column, or {score: candidate}',
        },
      ),
    ),
    fail_on: Type.Optional(
      Type.Union([Type.Literal('drift'), Type.Literal('never')], {
        default: driftDefaults.failOn,
        description: 'Whether drift fails the step (drift) or is only told (never).',
      }),
    ),
    alpha: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        exclusiveMaximum: 0.5,
        default: driftDefaults.alpha,
        description:
          'Rate of false discoveries that is accepted over all columns together (Benjamini–Hochberg): adjusted p must be below it.',
      }),
    ),
    floors: Type.Optional(Floors),
    min_rows: Type.Optional(
      Type.Integer({
        minimum: 1,
        default: driftDefaults.minRows,
        description: 'With fewer rows than this in either file, finding no drift is inconclusive.',
      }),
    ),
    seed: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 2 ** 32 - 1,
        default: driftDefaults.seed,
        description: 'Start of the random tables by which rare categories are tested.',
      }),
    ),
  },
  { additionalProperties: false, description: 'How current data are compared with a reference.' },
)
export type DriftSection = Static<typeof DriftSection>

/** The effects that are measured, by what is compared. */
export type EffectName = keyof (typeof driftDefaults)['floors']

/** The section with every default in its place. */
export interface DriftSettings {
  readonly columns: readonly string[] | undefined
  readonly failOn: 'drift' | 'never'
  readonly alpha: number
  readonly floors: Readonly<Record<EffectName, number>>
  readonly minRows: number
  readonly seed: number
}

export function driftSettings(section: DriftSection): DriftSettings {
  return {
    columns: section.columns,
    failOn: section.fail_on ?? driftDefaults.failOn,
    alpha: section.alpha ?? driftDefaults.alpha,
    floors: { ...driftDefaults.floors, ...section.floors },
    minRows: section.min_rows ?? driftDefaults.minRows,
    seed: section.seed ?? driftDefaults.seed,
  }
}
