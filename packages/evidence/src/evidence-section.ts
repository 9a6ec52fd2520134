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
    override: Type.Optional(
      Type.Object(
        {
          label: Type.String({
            minLength: 1,
            maxLength: 50,
            pattern: '^[^,\\x00-\\x1f\\x7f]+$',
            'x-form': '1 to 50 characters without commas',
            description:
              'Label on a change by which somebody with write permission, who is not its author and gives the reason in a comment, lets it through in spite of its verdict.',
          }),
        },
        { additionalProperties: false, description: 'How a verdict that is no pass may be overridden.' },
      ),
    ),
  },
  {
    additionalProperties: false,
    title: 'Evidence',
    description: 'What the records of a model must show to be registered and deployed.',
  },
)
export type EvidenceSection = Static<typeof EvidenceSection>
