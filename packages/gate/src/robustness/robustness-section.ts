import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const

const limit = {
  max_changed: Type.Number({
    minimum: 0,
    description:
      'Largest share of predictions that may change; for numbers, the largest mean change in standard deviations of the label.',
  }),
  confident: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'Whether the limit is for the upper bound at the confidence level, not for the value itself.',
    }),
  ),
}

const share = (what: string) => Type.Number({ exclusiveMinimum: 0, maximum: 1, description: what })

/** The `gate.robustness:` section: how much a model's answers may change when its features do. */
export const RobustnessSection = Type.Object(
  {
    noise: Type.Optional(
      Type.Object(
        {
          amount: share('Standard deviation of the noise on every number, as a share of its column’s.'),
          ...limit,
        },
        { ...closed, description: 'All numbers move a little.' },
      ),
    ),
    nulls: Type.Optional(
      Type.Object(
        { share: share('Share of the cells of every feature that lose their value.'), ...limit },
        { ...closed, description: 'Values are missing.' },
      ),
    ),
    unseen: Type.Optional(
      Type.Object(
        { share: share('Share of the cells of every text feature that become a text nobody has seen.'), ...limit },
        { ...closed, description: 'Categories appear that no training saw.' },
      ),
    ),
  },
  {
    ...closed,
    minProperties: 1,
    description:
      'How much the answers of a model may change when its features do; for models that are scored here (ONNX).',
  },
)
export type RobustnessSection = Static<typeof RobustnessSection>
