import { type Static, Type } from 'typebox'

/** The `gate.parity:` section: how far an exported model may be from what its training predicted. */
export const ParitySection = Type.Object(
  {
    predictions: Type.String({
      minLength: 1,
      description:
        'Table (Parquet, CSV, JSON) of what the training framework predicted, with the column data.id, in the layout of a predictions file.',
    }),
    rows: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Table of the rows that were predicted, with their features. Unless given: data.test.',
      }),
    ),
    max_abs_difference: Type.Optional(
      Type.Number({
        minimum: 0,
        description: 'Largest |Δ| of a probability or a value. Float32 alone explains about 1e-6.',
      }),
    ),
    max_label_flips: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Most rows whose predicted class may differ.' }),
    ),
  },
  {
    additionalProperties: false,
    description: 'How far the exported model (ONNX) may be from what its training framework predicted.',
  },
)
export type ParitySection = Static<typeof ParitySection>
