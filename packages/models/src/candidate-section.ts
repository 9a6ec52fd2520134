import { type Static, Type } from 'typebox'

const features = Type.Optional(
  Type.Array(Type.String(), {
    minItems: 1,
    uniqueItems: true,
    description: 'Columns in the order in which the model was trained on them; for models that take one matrix.',
  }),
)

const classes = Type.Optional(
  Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
    minItems: 2,
    uniqueItems: true,
    description:
      'Classes in the order of the probabilities, for models that do not say (PyTorch, Keras), or names for the classes 0, 1, 2 …',
  }),
)

const output = Type.Optional(
  Type.Union([Type.Literal('probabilities'), Type.Literal('logits')], {
    description:
      'What the scores of a classifier are; recognised when not given. Logits go through a softmax, or a sigmoid when there is one column.',
  }),
)

const missingString = Type.Optional(
  Type.String({
    default: '',
    description: 'What the model gets for a missing text; must be what its training saw.',
  }),
)

const timeoutMinutes = (what: string, minutes: number) =>
  Type.Optional(
    Type.Number({
      exclusiveMinimum: 0,
      default: minutes,
      description: `Minutes after which ${what} Default: ${minutes}.`,
    }),
  )

/** A server that scores. */
export const EndpointSection = Type.Object(
  {
    url: Type.String({
      description:
        "Address of the model, http or https: …/v2/models/<name> (or …/versions/<version> below it) of an Open Inference Protocol server, …/invocations of MLflow's.",
    }),
    protocol: Type.Union([Type.Literal('open-inference'), Type.Literal('mlflow')], {
      description: 'What the server speaks: the Open Inference Protocol v2 (REST), or MLflow scoring.',
    }),
    batch_rows: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100_000, default: 1000, description: 'Rows of one request. Default: 1000.' }),
    ),
    null_for_missing: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          'Whether the server takes null for a missing number, as `mlgate serve` does and Triton does not; MLflow always does. Default: false, a missing number is refused.',
      }),
    ),
    timeout_minutes: timeoutMinutes('scoring all rows is given up.', 10),
  },
  { additionalProperties: false, description: 'The server that scores, and how it is spoken to.' },
)
export type EndpointSection = Static<typeof EndpointSection>

const closed = { additionalProperties: false } as const

/** The `candidate:` section of the project file: where the scores of the model under judgement come from. */
export const CandidateSection = Type.Union(
  [
    Type.Object(
      {
        onnx: Type.String({ description: 'Model in ONNX format; scored here.' }),
        features,
        classes,
        output,
        missing_string: missingString,
      },
      closed,
    ),
    Type.Object(
      {
        predictions: Type.String({
          description:
            'Table of predictions: the id column, `prediction`, for classifiers `probability` (of the positive class) or one `probability_<class>` for each class, for numbers where wanted `lower` and `upper`.',
        }),
        classes,
      },
      closed,
    ),
    Type.Object({ endpoint: EndpointSection, features, classes, output, missing_string: missingString }, closed),
    Type.Object(
      {
        command: Type.Array(Type.String(), {
          minItems: 1,
          description:
            'Program and arguments that score, run in the folder of mlgate.yml and without a shell. Gets two more arguments: a Parquet file of the rows without the label, and the path to write predictions to.',
        }),
        classes,
        timeout_minutes: timeoutMinutes('the command is stopped.', 60),
      },
      closed,
    ),
    Type.Object(
      {
        metrics: Type.String({
          description:
            'Metrics that were measured elsewhere: a JSON, YAML or TOML file (DVC, DVCLive, dvc metrics diff --json), or a folder with one file a metric (MLflow). Compared as points, without confidence.',
        }),
      },
      closed,
    ),
  ],
  { description: 'The model that is judged.' },
)
export type CandidateSection = Static<typeof CandidateSection>

/** Declared classes as the text that scores use: 1 is `1`, true is `true`. */
export function declaredClasses(section: CandidateSection): readonly string[] | undefined {
  return 'classes' in section ? section.classes?.map(String) : undefined
}

/** The file or folder that a candidate is, and the key that names it; undefined for one that is asked for scores. */
export function candidateFile(section: CandidateSection): { readonly key: string; readonly path: string } | undefined {
  if ('onnx' in section) return { key: 'candidate.onnx', path: section.onnx }
  if ('predictions' in section) return { key: 'candidate.predictions', path: section.predictions }
  if ('metrics' in section) return { key: 'candidate.metrics', path: section.metrics }
  return undefined
}
