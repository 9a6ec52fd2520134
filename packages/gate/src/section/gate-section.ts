import { type MetricDefinition, type MetricParameter, metricDefinitions, metricNames } from '@mlgate/statistics'
import type { Static } from 'typebox'
import { type TSchema, Type } from 'typebox'
import { CalibrationSection } from '../calibration/calibration-section.ts'
import { ExplanationsSection } from '../explanations/explanations-section.ts'
import { FairnessSection } from '../fairness/fairness-section.ts'
import { ParitySection } from '../parity/parity-section.ts'
import { RobustnessSection } from '../robustness/robustness-section.ts'
import { WeakSlicesSection } from '../weak-slices/weak-slices-section.ts'

/** What holds where the file says nothing. */
export const gateDefaults = {
  level: 0.95,
  resamples: 2000,
  seed: 42,
  interval: 'percentile',
  onInconclusive: 'fail',
  ifMissing: 'fail',
  threshold: 0.5,
  minRows: 50,
} as const

const MarginSchema = (description: string) =>
  Type.Union(
    [
      Type.Number({ minimum: 0 }),
      Type.String({
        pattern: '^\\s*(0|[1-9][0-9]*)(\\.[0-9]+)?\\s*%\\s*$',
        'x-form': 'a number, or a percentage such as 2%',
      }),
    ],
    { description },
  )

const limits = {
  min: Type.Optional(Type.Number({ description: 'Smallest value that the metric may have, as measured.' })),
  max: Type.Optional(Type.Number({ description: 'Largest value that the metric may have, as measured.' })),
}

const margins = {
  max_regression: Type.Optional(
    MarginSchema(
      "How much worse than the baseline it may be: in the metric's own unit (0.02), or in percent of the baseline's value (2%).",
    ),
  ),
  max_total_regression: Type.Optional(
    MarginSchema('The same against the anchor (gate.anchor), a fixed version: what many releases together may lose.'),
  ),
}

const confident = Type.Optional(
  Type.Boolean({
    default: false,
    description:
      'Whether min and max ask for the bound of the value at the confidence level, not for the value itself.',
  }),
)

const slices = Type.Optional(
  Type.Array(Type.String({ minLength: 1 }), {
    uniqueItems: true,
    description:
      'The same is demanded of each slice: of every value of a column (region), of the rows that meet a condition in SQL (age >= 61), of every combination (region x plan).',
  }),
)

const minRows = Type.Optional(
  Type.Integer({
    minimum: 1,
    default: gateDefaults.minRows,
    description: 'Fewer rows than this, in all or in a slice, are inconclusive. For ranking: queries.',
  }),
)

const bounds = { ...limits, ...margins, confident, slices, min_rows: minRows }
const closed = { additionalProperties: false } as const

/** The metric's own line, so that a metric is described in one place. */
function describe({ summary, direction }: MetricDefinition): string {
  const better = direction === 'minimize' ? '; lower is better' : ''
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}${better}.`
}

function parameterSchema(parameter: MetricParameter): TSchema {
  const { summary, whenAbsent } = parameter
  const description = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.${whenAbsent === undefined ? '' : ` Unless given: ${whenAbsent}.`}`
  const shared = { description, ...(parameter.default === undefined ? {} : { default: parameter.default }) }
  switch (parameter.kind) {
    case 'integer':
      return Type.Integer({ minimum: parameter.minimum, ...shared })
    case 'number':
      return Type.Number({
        exclusiveMinimum: parameter.above,
        ...(Number.isFinite(parameter.below) ? { exclusiveMaximum: parameter.below } : {}),
        ...shared,
      })
    case 'choice':
      return Type.Union(
        parameter.allowed.map((value) => Type.Literal(value)),
        shared,
      )
  }
}

function metricGate(metric: MetricDefinition): TSchema {
  const parameters = metric.parameters.map((one) => [one.name, Type.Optional(parameterSchema(one))] as const)
  return Type.Object({ ...bounds, ...Object.fromEntries(parameters) }, { ...closed, description: describe(metric) })
}

/** Metrics that are of the model itself, whatever the rows say. */
export const modelMetrics = {
  latency_p50_ms: 'Median time of a request for one row, in milliseconds, in onnxruntime on one core; lower is better.',
  latency_p95_ms: 'Time that 95 % of requests for one row stay below, in milliseconds; lower is better.',
  model_size_mb: 'Size of the model’s files, in millions of bytes; lower is better.',
} as const
export type ModelMetricName = keyof typeof modelMetrics

/** Keys that tell an own metric from a misspelt name. */
const ownSources = ['mean_of', 'module', 'command', 'measured'] as const

const ownBounds = {
  ...bounds,
  direction: Type.Union([Type.Literal('maximize'), Type.Literal('minimize')], {
    description: 'Which way is better; nobody else knows.',
  }),
}

/** A metric of the project's own. */
const OwnMetricGate = Type.Union(
  [
    Type.Object(
      {
        mean_of: Type.String({
          minLength: 1,
          description:
            'SQL expression of one row, whose mean is the metric: over label, prediction, score (of the positive class) and the columns of the test data.',
        }),
        ...ownBounds,
      },
      closed,
    ),
    Type.Object(
      {
        module: Type.String({
          minLength: 1,
          description:
            'JavaScript module (ESM, one file) whose default export gets {rows, columns} and returns the metric, a number.',
        }),
        ...ownBounds,
      },
      closed,
    ),
    Type.Object(
      {
        command: Type.Array(Type.String(), {
          minItems: 1,
          description:
            'Program that gets the path of a Parquet file as its last argument and prints the metric, a number; after it, if it likes, one for each resample (MLGATE_RESAMPLES).',
        }),
        ...ownBounds,
      },
      closed,
    ),
    Type.Object(
      {
        measured: Type.String({
          minLength: 1,
          description: 'Name of a metric in the file that candidate.metrics names, such as val/loss.',
        }),
        ...ownBounds,
      },
      closed,
    ),
  ],
  {
    description: 'A metric of your own: mean_of, module, command or measured, with its direction.',
    'x-own-entry': { entry: 'metric', keys: ownSources, known: [...metricNames, ...Object.keys(modelMetrics)] },
  },
)

/** What is demanded of one metric, whichever it is. */
export interface MetricDemand {
  readonly min?: number
  readonly max?: number
  readonly max_regression?: number | string
  readonly max_total_regression?: number | string
  readonly confident?: boolean
  readonly slices?: string[]
  readonly min_rows?: number
  readonly direction?: 'maximize' | 'minimize'
  readonly mean_of?: string
  readonly module?: string
  readonly command?: string[]
  readonly measured?: string
  /** Parameters of the metric, by the names that the registry declares. */
  readonly [parameter: string]: unknown
}

const gatesByName = metricDefinitions.map((metric) => [metric.name, metricGate(metric)] as const)

const Metrics = Type.Unsafe<Readonly<Record<string, MetricDemand>>>(
  Type.Object(
    {
      ...Object.fromEntries(gatesByName.map(([name, schema]) => [name, Type.Optional(schema)])),
      ...Object.fromEntries(
        Object.entries(modelMetrics).map(([name, description]) => [
          name,
          Type.Optional(
            Type.Object({ max: limits.max, max_regression: margins.max_regression }, { ...closed, description }),
          ),
        ]),
      ),
    },
    {
      patternProperties: Object.fromEntries(
        metricDefinitions.flatMap((metric) =>
          metric.at === undefined ? [] : [[`^${metric.name}@`, metricGate(metric)]],
        ),
      ),
      additionalProperties: OwnMetricGate,
      minProperties: 1,
      'x-entry': 'metric',
      description:
        'What is demanded, by metric: at least one of min, max and max_regression for each. ndcg@10 is ndcg with k: 10. A name of your own is a metric of your own.',
    },
  ),
)

const Baseline = Type.Object(
  {
    from: Type.Array(
      Type.String({
        pattern: '^(registry:.+|file:.+|git:[^:]+:.+|branch:.+|predictions:.+)$',
        'x-form': 'registry:<alias>, branch:<name>, git:<ref>:<path>, file:<path> or predictions:<path>',
      }),
      {
        minItems: 1,
        description:
          'Where the model to compare with is, tried in this order: registry:<alias or version>, file:<path>, git:<ref>:<path>, branch:<name> (the newest artifact of a push to that branch), predictions:<path> (a table of its predictions).',
      },
    ),
    if_missing: Type.Optional(
      Type.Union([Type.Literal('absolute-only'), Type.Literal('fail')], {
        default: gateDefaults.ifMissing,
        description: 'When there has never been a baseline: fail, or judge min and max alone (absolute-only).',
      }),
    ),
    max_age_days: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Age of the baseline, in days, from which the report warns.' }),
    ),
  },
  { ...closed, description: 'The model that max_regression compares with.' },
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
        description: 'How often the test rows are resampled, where a metric has no closed form.',
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
    interval: Type.Optional(
      Type.Union([Type.Literal('bca'), Type.Literal('percentile')], {
        default: gateDefaults.interval,
        description:
          'Kind of bootstrap interval: percentiles, or bias-corrected and accelerated ones (bca), which hold their level less well on few groups.',
      }),
    ),
    on_inconclusive: Type.Optional(
      Type.Union([Type.Literal('fail'), Type.Literal('pass')], {
        default: gateDefaults.onInconclusive,
        description: 'Whether an inconclusive verdict, which stays one, stops the pipeline.',
      }),
    ),
  },
  { ...closed, description: 'How sure a comparison must be.' },
)

const Threshold = Type.Union(
  [
    Type.Number({ minimum: 0, maximum: 1 }),
    Type.Object(
      {
        at: Type.Object(
          {
            recall: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1 })),
            precision: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1 })),
          },
          { ...closed, minProperties: 1, maxProperties: 1, description: 'The metric to reach, on data.validation.' },
        ),
      },
      closed,
    ),
  ],
  {
    default: gateDefaults.threshold,
    description:
      "With two classes: the positive class's probability from which a row counts as positive; or {at: {recall: 0.9}}, the highest that reaches this on the validation data, for each model its own.",
  },
)

const metricList = (better: string) =>
  Type.Optional(
    Type.Array(Type.String({ minLength: 1 }), {
      uniqueItems: true,
      description: `Shorthand: metrics of which ${better} is better, and which may be no worse than the baseline's (max_regression: 0).`,
    }),
  )

/** The `gate:` section of the project file: what a model must show before it may go on. */
export const GateSection = Type.Object(
  {
    baseline: Type.Optional(Baseline),
    anchor: Type.Optional(
      Type.String({
        pattern: '^registry:.+$',
        'x-form': 'registry:<version>',
        description: 'The fixed version that max_total_regression compares with.',
      }),
    ),
    confidence: Type.Optional(Confidence),
    threshold: Type.Optional(Threshold),
    store_answers: Type.Optional(
      Type.Boolean({
        description:
          'Whether the answers that the verdict rests on, with labels and slice columns, are left beside the record for mlgate replay. Unless given: on a machine of your own, and where git holds the test data; never with a column that the contract calls sensitive.',
      }),
    ),
    metrics: Type.Optional(Metrics),
    metrics_max: metricList('higher'),
    metrics_min: metricList('lower'),
    fairness: Type.Optional(FairnessSection),
    calibration: Type.Optional(CalibrationSection),
    weak_slices: Type.Optional(WeakSlicesSection),
    explanations: Type.Optional(ExplanationsSection),
    robustness: Type.Optional(RobustnessSection),
    parity: Type.Optional(ParitySection),
  },
  { ...closed, description: 'What a model must show before it may go on.' },
)
/** The section as the file may write it. */
export type WrittenGateSection = Static<typeof GateSection>
/** The section with its shorthand written out: see `writtenOut`. */
export type GateSection = Omit<WrittenGateSection, 'metrics' | 'metrics_max' | 'metrics_min'> & {
  metrics: Static<typeof Metrics>
}
