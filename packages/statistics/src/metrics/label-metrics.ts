import { prepareAccuracy } from './accuracy.ts'
import { prepareBalancedAccuracy } from './balanced-accuracy.ts'
import { averages } from './class-average.ts'
import { prepareCohenKappa } from './cohen-kappa.ts'
import { prepareF1 } from './f1.ts'
import { prepareFbeta } from './fbeta.ts'
import { prepareMcc } from './mcc.ts'
import { declare, given, preparedFrom, usual } from './metric-definition.ts'
import type { MetricParameter } from './metric-parameters.ts'
import { preparePrecision } from './precision.ts'
import { prepareRecall } from './recall.ts'

const common = {
  ...usual,
  tasks: ['classification'],
  direction: 'maximize',
  range: { least: 0, most: 1 },
  structure: 'counts',
  undefinedWhen: '',
} as const

const average: MetricParameter = {
  name: 'average',
  kind: 'choice',
  allowed: averages,
  whenAbsent: 'binary with two classes, macro with more',
  summary: 'How classes are averaged, as in scikit-learn: binary is the positive class alone.',
}
const perClass = { ...common, averaged: true, parameters: [average] } as const

/** Classification metrics that look at the predicted labels. */
export const labelMetrics = [
  declare({
    ...common,
    name: 'accuracy',
    summary: 'share of rows whose predicted label is the true one',
    source: 'sklearn.metrics.accuracy_score',
    ...preparedFrom('labels', prepareAccuracy),
  }),
  declare({
    ...common,
    name: 'balanced_accuracy',
    summary: 'mean recall of the classes that occur',
    source: 'sklearn.metrics.balanced_accuracy_score',
    ...preparedFrom('labels', prepareBalancedAccuracy),
  }),
  declare({
    ...perClass,
    name: 'precision',
    summary: 'share of the rows predicted as a class that are of it',
    source: 'sklearn.metrics.precision_score',
    ...preparedFrom('labels', (observed, parameters) =>
      preparePrecision(observed, given(parameters.average, 'average')),
    ),
  }),
  declare({
    ...perClass,
    name: 'recall',
    summary: 'share of the rows of a class that are predicted as it',
    source: 'sklearn.metrics.recall_score',
    ...preparedFrom('labels', (observed, parameters) => prepareRecall(observed, given(parameters.average, 'average'))),
  }),
  declare({
    ...perClass,
    name: 'f1',
    summary: 'harmonic mean of precision and recall',
    source: 'sklearn.metrics.f1_score',
    ...preparedFrom('labels', (observed, parameters) => prepareF1(observed, given(parameters.average, 'average'))),
  }),
  declare({
    ...perClass,
    name: 'fbeta',
    parameters: [
      {
        name: 'beta',
        kind: 'number',
        above: 0,
        below: Number.POSITIVE_INFINITY,
        summary: 'How many times as much recall counts as precision.',
      },
      average,
    ],
    at: 'beta',
    summary: 'weighted harmonic mean of precision and recall, in which recall counts beta times as much',
    source: 'sklearn.metrics.fbeta_score',
    ...preparedFrom('labels', (observed, parameters) =>
      prepareFbeta(observed, given(parameters.beta, 'beta'), given(parameters.average, 'average')),
    ),
  }),
  declare({
    ...common,
    name: 'mcc',
    range: { least: -1, most: 1 },
    summary: "Matthews' correlation coefficient between true and predicted classes; 0 where one of them is constant",
    source: 'sklearn.metrics.matthews_corrcoef',
    ...preparedFrom('labels', prepareMcc),
  }),
  declare({
    ...common,
    name: 'cohen_kappa',
    range: { least: -1, most: 1 },
    undefinedWhen: 'truth and prediction hold one and the same class alone',
    summary: 'agreement of prediction and truth beyond what chance would give',
    source: 'sklearn.metrics.cohen_kappa_score',
    ...preparedFrom('labels', prepareCohenKappa),
  }),
] as const
