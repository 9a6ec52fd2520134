import { type Static, Type } from 'typebox'

const bounds = {
  min: Type.Optional(Type.Number({ description: 'Smallest value that the metric may have, as measured.' })),
  max: Type.Optional(Type.Number({ description: 'Largest value that the metric may have, as measured.' })),
  max_regression: Type.Optional(
    Type.Union(
      [
        Type.Number({ minimum: 0 }),
        Type.String({ pattern: '^\\s*(0|[1-9][0-9]*)(\\.[0-9]+)?\\s*%\\s*$', minLength: 2 }),
      ],
      {
        description:
          "How much worse than the baseline it may be: in the metric's own unit (0.02), or in percent of the baseline's value (2%).",
      },
    ),
  ),
  slices: Type.Optional(
    Type.Array(Type.String({ minLength: 1 }), {
      uniqueItems: true,
      description: 'Columns of the test data; the same is demanded for each of their values.',
    }),
  ),
  min_rows: Type.Optional(
    Type.Integer({
      minimum: 1,
      default: 50,
      description: 'Fewer rows than this, in all or in a slice, are inconclusive. 50 unless given.',
    }),
  ),
}

const MetricGate = (description: string) => Type.Object(bounds, { additionalProperties: false, description })

const AveragedMetricGate = (description: string) =>
  Type.Object(
    {
      ...bounds,
      average: Type.Optional(
        Type.Union([Type.Literal('binary'), Type.Literal('macro'), Type.Literal('micro'), Type.Literal('weighted')], {
          description:
            'How classes are averaged, as in scikit-learn. binary (the positive class alone) for two classes and macro for more, unless given.',
        }),
      ),
    },
    { additionalProperties: false, description },
  )

const Metrics = Type.Object(
  {
    accuracy: Type.Optional(MetricGate('Share of rows whose predicted label is the true one.')),
    balanced_accuracy: Type.Optional(MetricGate('Mean recall of the classes that occur.')),
    precision: Type.Optional(AveragedMetricGate('Share of the rows predicted as a class that are of it.')),
    recall: Type.Optional(AveragedMetricGate('Share of the rows of a class that are predicted as it.')),
    f1: Type.Optional(AveragedMetricGate('Harmonic mean of precision and recall.')),
    log_loss: Type.Optional(MetricGate('Mean −ln(probability of the true class); lower is better.')),
    roc_auc: Type.Optional(
      MetricGate('Area under the ROC curve; with more than two classes one against the rest, plain mean.'),
    ),
    mae: Type.Optional(MetricGate('Mean absolute error; lower is better.')),
    rmse: Type.Optional(MetricGate('Root of the mean squared error; lower is better.')),
    r2: Type.Optional(MetricGate('Coefficient of determination.')),
  },
  {
    additionalProperties: false,
    minProperties: 1,
    description: 'What is demanded, by metric: at least one of min, max and max_regression for each.',
  },
)

const Baseline = Type.Object(
  {
    from: Type.Array(Type.String({ pattern: '^(file:.+|git:[^:]+:.+|branch:.+)$' }), {
      minItems: 1,
      description:
        'Where the model to compare with is, tried in this order: file:<path>, git:<ref>:<path>, branch:<name> (the newest artifact of a push to that branch).',
    }),
    if_missing: Type.Optional(
      Type.Union([Type.Literal('absolute-only'), Type.Literal('fail')], {
        default: 'fail',
        description:
          'When there has never been a baseline: fail, or judge min and max alone (absolute-only). fail unless given.',
      }),
    ),
  },
  { additionalProperties: false, description: 'The model that max_regression compares with.' },
)

const Confidence = Type.Object(
  {
    level: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0.5,
        exclusiveMaximum: 1,
        default: 0.95,
        description: 'One-sided confidence of a comparison. 0.95 unless given.',
      }),
    ),
    resamples: Type.Optional(
      Type.Integer({
        minimum: 200,
        maximum: 100_000,
        default: 2000,
        description: 'How often the test rows are resampled. 2000 unless given.',
      }),
    ),
    seed: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 2 ** 32 - 1,
        default: 42,
        description: 'Start of the random draws: the same seed gives the same verdict. 42 unless given.',
      }),
    ),
    on_inconclusive: Type.Optional(
      Type.Union([Type.Literal('fail'), Type.Literal('pass')], {
        default: 'fail',
        description: 'Whether an inconclusive verdict, which stays one, stops the pipeline. fail unless given.',
      }),
    ),
  },
  { additionalProperties: false, description: 'How sure a comparison must be.' },
)

/** The `gate:` section of the project file: what a model must show before it may go on. */
export const GateSection = Type.Object(
  {
    baseline: Type.Optional(Baseline),
    confidence: Type.Optional(Confidence),
    threshold: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        default: 0.5,
        description:
          "With two classes: the positive class's probability from which a row counts as positive. 0.5 unless given.",
      }),
    ),
    metrics: Metrics,
  },
  { additionalProperties: false, description: 'What a model must show before it may go on.' },
)
export type GateSection = Static<typeof GateSection>

/** What is demanded of one metric. */
export type MetricDemand = Static<ReturnType<typeof AveragedMetricGate>>

/** What holds where the file says nothing. */
export const gateDefaults = {
  level: 0.95,
  resamples: 2000,
  seed: 42,
  onInconclusive: 'fail',
  ifMissing: 'fail',
  threshold: 0.5,
  minRows: 50,
} as const
