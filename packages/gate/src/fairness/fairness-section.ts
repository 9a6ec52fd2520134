import { type Static, Type } from 'typebox'

export const fairnessDefaults = { minRows: 30 } as const

const closed = { additionalProperties: false } as const

const shared = {
  max_regression: Type.Optional(
    Type.Number({ minimum: 0, description: "How much worse than the baseline's it may be, in its own unit." }),
  ),
  confident: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'Whether the limit is for the bound at the confidence level, not for the value itself.',
    }),
  ),
}

const difference = (what: string) =>
  Type.Optional(
    Type.Object(
      {
        max: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: 'Largest difference that is allowed.' })),
        ...shared,
      },
      { ...closed, description: `${what}: largest of the groups minus smallest; 0 is parity.` },
    ),
  )

const ratio = (what: string) =>
  Type.Optional(
    Type.Object(
      {
        min: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: 'Smallest ratio that is allowed.' })),
        ...shared,
      },
      { ...closed, description: `${what}: smallest of the groups ÷ largest; 1 is parity.` },
    ),
  )

const selection = 'Share of rows predicted positive'
const opportunity = 'Share of positive rows predicted positive'
const odds = 'The same of true and of false positive rates, the worse of the two'

/** The `gate.fairness:` section: how far groups of rows may be apart. */
export const FairnessSection = Type.Object(
  {
    by: Type.Array(Type.String({ minLength: 1 }), {
      minItems: 1,
      uniqueItems: true,
      description:
        'What makes the groups: a column (sex), a condition in SQL (age >= 60: those who meet it and those who do not), a combination (sex x region).',
    }),
    min_rows: Type.Optional(
      Type.Integer({
        minimum: 1,
        default: fairnessDefaults.minRows,
        description: 'A group of fewer rows leaves its comparison inconclusive; it is never left out.',
      }),
    ),
    demographic_parity_difference: difference(selection),
    demographic_parity_ratio: ratio(selection),
    equalized_odds_difference: difference(odds),
    equalized_odds_ratio: ratio(odds),
    equal_opportunity_difference: difference(opportunity),
    equal_opportunity_ratio: ratio(opportunity),
  },
  {
    ...closed,
    description: 'How far groups of rows may be apart in how two classes are predicted. Definitions: Fairlearn.',
  },
)
export type FairnessSection = Static<typeof FairnessSection>
