import { type Static, Type } from 'typebox'

export const explanationDefaults = { rows: 50, background: 50 } as const

const closed = { additionalProperties: false } as const

/** The `gate.explanations:` section: what a model may rely on. */
export const ExplanationsSection = Type.Object(
  {
    rows: Type.Optional(
      Type.Integer({
        minimum: 2,
        maximum: 10_000,
        default: explanationDefaults.rows,
        description: 'Rows of the test data that are explained, drawn by the seed of gate.confidence.',
      }),
    ),
    background: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 10_000,
        default: explanationDefaults.background,
        description: 'Other rows of the test data, which stand for not knowing a feature.',
      }),
    ),
    features: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        minItems: 1,
        uniqueItems: true,
        description: 'The features to explain by. Unless given: all that the model takes.',
      }),
    ),
    not_in_top: Type.Optional(
      Type.Object(
        {
          features: Type.Array(Type.String({ minLength: 1 }), {
            minItems: 1,
            uniqueItems: true,
            description: 'Columns of the test data that must not matter.',
          }),
          k: Type.Integer({
            minimum: 1,
            description: 'How many of the most important features none of them may be among.',
          }),
        },
        { ...closed, description: 'Features that must not be among the most important ones, by mean |Shapley value|.' },
      ),
    ),
    max_rank_correlation_drop: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 2,
        description:
          '1 − ρ at most, where ρ is Spearman’s rank correlation of the importances of candidate and baseline.',
      }),
    ),
  },
  {
    ...closed,
    description: 'What a model may rely on, by Shapley values; for models that are scored here (ONNX).',
  },
)
export type ExplanationsSection = Static<typeof ExplanationsSection>
