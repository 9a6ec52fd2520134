import { type Static, Type } from 'typebox'

const scoring = {
  features: Type.Optional(
    Type.Array(Type.String(), {
      minItems: 1,
      uniqueItems: true,
      description: 'Columns in the order in which the model was trained on them; for models that take one matrix.',
    }),
  ),
  classes: Type.Optional(
    Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
      minItems: 2,
      uniqueItems: true,
      description:
        'Classes in the order of the probabilities, for models that do not say (PyTorch, Keras), or names for the classes 0, 1, 2 …',
    }),
  ),
}

/** The `candidate:` section of the project file: where the scores of the model under judgement come from. */
export const CandidateSection = Type.Union(
  [
    Type.Object(
      {
        onnx: Type.String({ description: 'Model in ONNX format; scored here.' }),
        ...scoring,
        output: Type.Optional(
          Type.Union([Type.Literal('probabilities'), Type.Literal('logits')], {
            description:
              'What the scores of a classifier are; recognised when not given. Logits go through a softmax, or a sigmoid when there is one column.',
          }),
        ),
        missing_string: Type.Optional(
          Type.String({
            default: '',
            description: 'What the model gets for a missing text; must be what its training saw.',
          }),
        ),
      },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        predictions: Type.String({
          description:
            'Table of predictions: the id column, `prediction`, and for classifiers `probability` (of the positive class) or one `probability_<class>` for each class.',
        }),
        classes: scoring.classes,
      },
      { additionalProperties: false },
    ),
  ],
  { description: 'The model that is judged.' },
)
export type CandidateSection = Static<typeof CandidateSection>

/** Declared classes as the text that scores use: 1 is `1`, true is `true`. */
export function declaredClasses(section: CandidateSection): readonly string[] | undefined {
  return section.classes?.map(String)
}
