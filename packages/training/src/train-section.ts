import { ConfigurationError } from '@mlgate/core'
import { type Static, Type } from 'typebox'

/** Settings of a trainer that comes with mlgate. */
export const BuiltinTraining = Type.Object(
  {
    algorithm: Type.Union([Type.Literal('logistic-regression'), Type.Literal('linear-regression')], {
      description:
        'logistic-regression for `task: classification` (binary or multinomial), linear-regression (ridge) for `task: regression`.',
    }),
    features: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        minItems: 1,
        uniqueItems: true,
        description: 'Columns to learn from. Default: all columns but the label and the id.',
      }),
    ),
    l2: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        default: 1,
        description:
          'Strength of the L2 penalty: ½·l2·‖w‖² is added to the sum of the losses, as with C = 1/l2 in ' +
          "scikit-learn's LogisticRegression and alpha = l2 in Ridge. The intercept is not penalised. Default: 1.",
      }),
    ),
    min_category_count: Type.Optional(
      Type.Integer({
        minimum: 1,
        default: 1,
        description:
          'Categories that occur in fewer training rows share one "other" weight, which categories never seen get as ' +
          'well. Default: 1, every category has its own weight and unseen ones contribute nothing.',
      }),
    ),
    max_iterations: Type.Optional(
      Type.Integer({
        minimum: 1,
        default: 100,
        description: 'Newton steps after which training gives up with an error. Default: 100.',
      }),
    ),
  },
  { additionalProperties: false, description: 'A trainer that comes with mlgate; it writes one ONNX file.' },
)
export type BuiltinTraining = Static<typeof BuiltinTraining>

/** The `train:` section of the project file. Paths are relative to mlgate.yml. */
export const TrainSection = Type.Object(
  {
    command: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 1,
        description:
          'Program and arguments that train the model, run in the folder of mlgate.yml and without a shell. ' +
          'Exactly one of command and builtin.',
      }),
    ),
    builtin: Type.Optional(BuiltinTraining),
    inputs: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        uniqueItems: true,
        description: 'Files and folders that training reads; their digests are recorded. Default: none but the data.',
      }),
    ),
    parameters: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]), {
        description:
          'Names and plain values for the command, which reads them from the JSON file that MLGATE_PARAMETERS names.',
      }),
    ),
    seed: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 4_294_967_295,
        default: 42,
        description:
          'Number for MLGATE_SEED, recorded with the model. The built-in algorithms draw nothing at random. Default: 42.',
      }),
    ),
    timeout_minutes: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        description: 'Minutes after which the command is stopped. Default: none, the CI job has its own limit.',
      }),
    ),
  },
  { additionalProperties: false, description: 'How the model is trained.' },
)
export type TrainSection = Static<typeof TrainSection>

/** What a train section asks for, with defaults filled in. */
export type TrainingPlan = CommandTraining | { readonly kind: 'builtin'; readonly builtin: BuiltinTraining }

export interface CommandTraining {
  readonly kind: 'command'
  readonly argv: readonly [string, ...string[]]
  readonly parameters: TrainingParameters
  readonly seed: number
  /** Undefined: no limit. */
  readonly timeoutSeconds: number | undefined
}

export type TrainingParameters = Readonly<Record<string, string | number | boolean | null>>

/** Seed when the section names none. */
export const defaultSeed = 42

/**
 * Decides what a train section asks for. Throws ConfigurationError when it names both or neither of command and
 * builtin, or gives a builtin settings that only a command can read.
 */
export function trainingPlan(section: TrainSection): TrainingPlan {
  if (section.command !== undefined && section.builtin !== undefined) {
    throw new ConfigurationError('train: names both command and builtin. Keep the one that trains this model.')
  }
  if (section.builtin !== undefined) {
    for (const key of ['parameters', 'timeout_minutes'] as const) {
      if (section[key] !== undefined) {
        throw new ConfigurationError(`train.${key}: is for train.command; train.builtin does not read it.`)
      }
    }
    return { kind: 'builtin', builtin: section.builtin }
  }
  const [program, ...rest] = section.command ?? []
  if (program === undefined) {
    throw new ConfigurationError('train: names neither command nor builtin. Say how the model is trained.')
  }
  if (program.trim() === '') throw new ConfigurationError('train.command: the program to run is empty.')
  return {
    kind: 'command',
    argv: [program, ...rest],
    parameters: section.parameters ?? {},
    seed: section.seed ?? defaultSeed,
    timeoutSeconds: section.timeout_minutes === undefined ? undefined : section.timeout_minutes * 60,
  }
}
