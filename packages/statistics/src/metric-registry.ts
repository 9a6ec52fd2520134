/** The metrics that there are, by scikit-learn's names. */
export type MetricName =
  | 'accuracy'
  | 'balanced_accuracy'
  | 'precision'
  | 'recall'
  | 'f1'
  | 'log_loss'
  | 'roc_auc'
  | 'mae'
  | 'rmse'
  | 'r2'

export interface MetricDefinition {
  readonly name: MetricName
  readonly tasks: readonly ('classification' | 'regression')[]
  /** Which way is better. */
  readonly direction: 'maximize' | 'minimize'
  /** What of a model's answer it looks at. */
  readonly needs: 'labels' | 'probabilities' | 'values'
  /** Whether it is a metric of one class that must be averaged over classes. */
  readonly averaged: boolean
  /** One line for tables and schemas. */
  readonly summary: string
  /** The function whose definition is followed, edge cases included. */
  readonly source: string
}

const definitions: readonly MetricDefinition[] = [
  {
    name: 'accuracy',
    tasks: ['classification'],
    direction: 'maximize',
    needs: 'labels',
    averaged: false,
    summary: 'share of rows whose predicted label is the true one',
    source: 'sklearn.metrics.accuracy_score',
  },
  {
    name: 'balanced_accuracy',
    tasks: ['classification'],
    direction: 'maximize',
    needs: 'labels',
    averaged: false,
    summary: 'mean recall of the classes that occur',
    source: 'sklearn.metrics.balanced_accuracy_score',
  },
  {
    name: 'precision',
    tasks: ['classification'],
    direction: 'maximize',
    needs: 'labels',
    averaged: true,
    summary: 'share of the rows predicted as a class that are of it',
    source: 'sklearn.metrics.precision_score',
  },
  {
    name: 'recall',
    tasks: ['classification'],
    direction: 'maximize',
    needs: 'labels',
    averaged: true,
    summary: 'share of the rows of a class that are predicted as it',
    source: 'sklearn.metrics.recall_score',
  },
  {
    name: 'f1',
    tasks: ['classification'],
    direction: 'maximize',
    needs: 'labels',
    averaged: true,
    summary: 'harmonic mean of precision and recall',
    source: 'sklearn.metrics.f1_score',
  },
  {
    name: 'log_loss',
    tasks: ['classification'],
    direction: 'minimize',
    needs: 'probabilities',
    averaged: false,
    summary: 'mean −ln(probability of the true class), in nats',
    source: 'sklearn.metrics.log_loss',
  },
  {
    name: 'roc_auc',
    tasks: ['classification'],
    direction: 'maximize',
    needs: 'probabilities',
    averaged: false,
    summary: 'area under the ROC curve; more than two classes: one against the rest, plain mean',
    source: "sklearn.metrics.roc_auc_score(multi_class='ovr')",
  },
  {
    name: 'mae',
    tasks: ['regression'],
    direction: 'minimize',
    needs: 'values',
    averaged: false,
    summary: 'mean absolute error, in the unit of the target',
    source: 'sklearn.metrics.mean_absolute_error',
  },
  {
    name: 'rmse',
    tasks: ['regression'],
    direction: 'minimize',
    needs: 'values',
    averaged: false,
    summary: 'root of the mean squared error, in the unit of the target',
    source: 'sklearn.metrics.root_mean_squared_error',
  },
  {
    name: 'r2',
    tasks: ['regression'],
    direction: 'maximize',
    needs: 'values',
    averaged: false,
    summary: 'coefficient of determination: the share of the variation that is explained',
    source: 'sklearn.metrics.r2_score',
  },
]

const byName: ReadonlyMap<string, MetricDefinition> = new Map(definitions.map((metric) => [metric.name, metric]))

/** All metrics' names, classification first. */
export const metricNames: readonly MetricName[] = definitions.map((metric) => metric.name)

/** A metric by its name; undefined when there is none of that name. */
export function metricNamed(name: MetricName): MetricDefinition
export function metricNamed(name: string): MetricDefinition | undefined
export function metricNamed(name: string): MetricDefinition | undefined {
  return byName.get(name)
}
