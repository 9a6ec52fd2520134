import { type Static, Type } from 'typebox'

/** The `evidence:` section of the project file: what more the records must show. */
export const EvidenceSection = Type.Object(
  {
    max_age_days: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 36_500,
        description:
          'Days for which a verdict, and a deployment that another environment requires, counts; without it any age does.',
      }),
    ),
    scores: Type.Optional(
      Type.Union([Type.Literal('mlgate'), Type.Literal('declared')], {
        default: 'mlgate',
        description:
          'Whose scores a verdict may rest on: those that mlgate computed from the model, or with declared also predictions that were handed in, which nobody checked.',
      }),
    ),
  },
  {
    additionalProperties: false,
    title: 'Evidence',
    description: 'What the records of a model must show to be registered and deployed.',
  },
)
export type EvidenceSection = Static<typeof EvidenceSection>
