import { type MetricName, metricNamed } from '@mlgate/statistics'
import { type Static, Type } from 'typebox'

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

const bounds = {
  min: Type.Optional(Type.Number({ description: 'Smallest value that the metric may have, as measured.' })),
  max: Type.Optional(Type.Number({ description: 'Largest value that the metric may have, as measured.' })),
  max_regression: Type.Optional(
    Type.Union(
      [
        Type.Number({ minimum: 0 }),
        Type.String({
          pattern: '^\\s*(0|[1-9][0-9]*)(\\.[0-9]+)?\\s*%\\s*$',
          'x-form': 'a number, or a percentage such as 2%',
        }),
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
      description:
        'The same is demanded of each slice: of every value of a column (region), of the rows that meet a condition in SQL (age >= 61), of every combination (region x plan).',
    }),
  ),
  min_rows: Type.Optional(
    Type.Integer({
      minimum: 1,
      default: gateDefaults.minRows,
      description: 'Fewer rows than this, in all or in a slice, are inconclusive.',
    }),
  ),
}

/** The metric's own line, so that a metric is described in one place. */
function describe(name: MetricName): string {
  const { summary, direction } = metricNamed(name)
  const better = direction === 'minimize' ? '; lower is better' : ''
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}${better}.`
}

const MetricGate = (name: MetricName) =>
  Type.Object(bounds, { additionalProperties: false, description: describe(name) })

const AveragedMetricGate = (name: MetricName) =>
  Type.Object(
    {
      ...bounds,
      average: Type.Optional(
        Type.Union([Type.Literal('binary'), Type.Literal('macro'), Type.Literal('micro'), Type.Literal('weighted')], {
          description:
            'How classes are averaged, as in scikit-learn. binary (the positive class alone) where the test data hold two classes and macro where more, unless given.',
        }),
      ),
    },
    { additionalProperties: false, description: describe(name) },
  )

const Metrics = Type.Object(
  {
    accuracy: Type.Optional(MetricGate('accuracy')),
    balanced_accuracy: Type.Optional(MetricGate('balanced_accuracy')),
    precision: Type.Optional(AveragedMetricGate('precision')),
    recall: Type.Optional(AveragedMetricGate('recall')),
    f1: Type.Optional(AveragedMetricGate('f1')),
    log_loss: Type.Optional(MetricGate('log_loss')),
    roc_auc: Type.Optional(MetricGate('roc_auc')),
    mae: Type.Optional(MetricGate('mae')),
    rmse: Type.Optional(MetricGate('rmse')),
    r2: Type.Optional(MetricGate('r2')),
  },
  {
    additionalProperties: false,
    minProperties: 1,
    'x-entry': 'metric',
    description: 'What is demanded, by metric: at least one of min, max and max_regression for each.',
  },
)

const Baseline = Type.Object(
  {
    from: Type.Array(
      Type.String({
        pattern: '^(registry:.+|file:.+|git:[^:]+:.+|branch:.+)$',
        'x-form': 'registry:<alias>, branch:<name>, git:<ref>:<path> or file:<path>',
      }),
      {
        minItems: 1,
        description:
          'Where the model to compare with is, tried in this order: registry:<alias or version>, file:<path>, git:<ref>:<path>, branch:<name> (the newest artifact of a push to that branch).',
      },
    ),
    if_missing: Type.Optional(
      Type.Union([Type.Literal('absolute-only'), Type.Literal('fail')], {
        default: gateDefaults.ifMissing,
        description: 'When there has never been a baseline: fail, or judge min and max alone (absolute-only).',
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
        default: gateDefaults.level,
        description: 'One-sided confidence of a comparison.',
      }),
    ),
    resamples: Type.Optional(
      Type.Integer({
        minimum: 200,
        maximum: 100_000,
        default: gateDefaults.resamples,
        description: 'How often the test rows are resampled.',
      }),
    ),
    seed: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 2 ** 32 - 1,
        default: gateDefaults.seed,
        description: 'Start of the random draws: the same seed gives the same verdict.',
      }),
    ),
    on_inconclusive: Type.Optional(
      Type.Union([Type.Literal('fail'), Type.Literal('pass')], {
        default: gateDefaults.onInconclusive,
        description: 'Whether an inconclusive verdict, which stays one, stops the pipeline.',
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
        default: gateDefaults.threshold,
        description: "With two classes: the positive class's probability from which a row counts as positive.",
      }),
    ),
    metrics: Metrics,
  },
  { additionalProperties: false, description: 'What a model must show before it may go on.' },
)
export type GateSection = Static<typeof GateSection>

/** What is demanded of one metric. */
export type MetricDemand = Static<ReturnType<typeof AveragedMetricGate>>
