import { prepareAveragePrecision } from './average-precision.ts'
import { prepareBrier } from './brier.ts'
import { calibrationDefaults, prepareEce } from './ece.ts'
import { prepareLogLoss } from './log-loss.ts'
import { declare, given, preparedFrom, usual } from './metric-definition.ts'
import type { MetricParameter, MetricParameters } from './metric-parameters.ts'
import { prepareRocAuc } from './roc-auc.ts'
import { prepareTopKAccuracy } from './top-k-accuracy.ts'

const common = { ...usual, tasks: ['classification'] } as const
const share = { least: 0, most: 1 } as const
const notProbability = 'a number is no probability (NaN, below 0, above 1)'

const classAverage: MetricParameter = {
  name: 'average',
  kind: 'choice',
  allowed: ['macro', 'weighted'],
  default: 'macro',
  summary: 'With more than two classes: their plain mean, or weighted by their rows.',
}

/** The averages of scores over classes; the definitions allow no other. */
function averageOf({ average }: MetricParameters): 'macro' | 'weighted' {
  if (average === 'macro' || average === 'weighted') return average
  throw new RangeError(`average ${average} is neither macro nor weighted.`)
}

/** Classification metrics that look at the probabilities. */
export const probabilityMetrics = [
  declare({
    ...common,
    name: 'log_loss',
    direction: 'minimize',
    range: { least: 0, most: -Math.log(Number.EPSILON) },
    structure: 'mean',
    summary: 'mean −ln(probability of the true class), in nats',
    source: 'sklearn.metrics.log_loss',
    undefinedWhen: notProbability,
    differs:
      'Probabilities are clipped by the ε of float64, also when the model computed them in float32, so that a verdict does not depend on the type that a runtime answers in: certain and wrong costs 36.04 (15.94 in scikit-learn for float32). Data of one class have a value; scikit-learn demands `labels`.',
    ...preparedFrom('probabilities', prepareLogLoss),
  }),
  declare({
    ...common,
    name: 'roc_auc',
    direction: 'maximize',
    range: share,
    structure: 'rank',
    parameters: [
      {
        name: 'multi_class',
        kind: 'choice',
        allowed: ['ovr', 'ovo'],
        default: 'ovr',
        withoutSampleWeights: ['ovo'],
        summary: 'More than two classes: each against the rest (ovr), or every pair (ovo).',
      },
      classAverage,
    ],
    summary: 'area under the ROC curve; more than two classes: the mean over them',
    source: 'sklearn.metrics.roc_auc_score',
    undefinedWhen:
      'a class has no rows (ovo and weighted leave it out) or all of them; a score is NaN; with more than two classes, scores of a row do not sum to one',
    ...preparedFrom('probabilities', (observed, parameters) =>
      prepareRocAuc(observed, {
        multiClass: given(parameters.multi_class, 'multi_class'),
        average: averageOf(parameters),
      }),
    ),
  }),
  declare({
    ...common,
    name: 'average_precision',
    direction: 'maximize',
    range: share,
    structure: 'rank',
    parameters: [classAverage],
    summary: 'precision at each score threshold, weighted by the recall gained there; 0 without positive rows',
    source: 'sklearn.metrics.average_precision_score',
    undefinedWhen: 'a score is NaN; with more than two classes, a class has no rows (weighted leaves it out)',
    ...preparedFrom('probabilities', (observed, parameters) =>
      prepareAveragePrecision(observed, averageOf(parameters)),
    ),
  }),
  declare({
    ...common,
    name: 'brier',
    direction: 'minimize',
    range: { least: 0, most: 2 },
    structure: 'mean',
    summary:
      'mean squared distance of the probabilities from what happened; two classes: of the positive one (0 to 1), more: summed over the classes (0 to 2)',
    source: 'sklearn.metrics.brier_score_loss',
    undefinedWhen: notProbability,
    ...preparedFrom('probabilities', prepareBrier),
  }),
  declare({
    ...common,
    name: 'ece',
    direction: 'minimize',
    range: share,
    structure: 'other',
    parameters: [
      {
        name: 'bins',
        kind: 'integer',
        minimum: 1,
        default: calibrationDefaults.bins,
        summary: 'How many bins there are.',
      },
      {
        name: 'binning',
        kind: 'choice',
        allowed: ['equal_width', 'equal_mass'],
        default: calibrationDefaults.binning,
        summary: 'Bins at equal distances, or with the same share of the rows each.',
      },
    ],
    summary: 'expected calibration error: how far probabilities are from frequencies, over bins',
    source: 'Naeini et al. 2015; Guo et al. 2017',
    undefinedWhen: notProbability,
    ...preparedFrom('probabilities', (observed, { bins, binning }) =>
      prepareEce(observed, { bins: given(bins, 'bins'), binning: given(binning, 'binning') }),
    ),
  }),
  declare({
    ...common,
    name: 'top_k_accuracy',
    direction: 'maximize',
    range: share,
    structure: 'mean',
    parameters: [
      {
        name: 'k',
        kind: 'integer',
        minimum: 1,
        default: 2,
        summary: 'How many of the best scored classes count.',
      },
    ],
    at: 'k',
    summary: 'share of rows whose true class is among the k of highest score',
    source: 'sklearn.metrics.top_k_accuracy_score',
    undefinedWhen: 'a score is NaN',
    ...preparedFrom('probabilities', (observed, { k }) => prepareTopKAccuracy(observed, given(k, 'k'))),
  }),
] as const
