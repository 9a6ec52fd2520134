import { prepareExplainedVariance } from './explained-variance.ts'
import { prepareMae } from './mae.ts'
import { prepareMape } from './mape.ts'
import { prepareMaxError } from './max-error.ts'
import { prepareMedianAe } from './median-ae.ts'
import { declare, given, preparedFrom, usual } from './metric-definition.ts'
import { prepareMse } from './mse.ts'
import { preparePinball } from './pinball.ts'
import { prepareR2 } from './r2.ts'
import { prepareRmse } from './rmse.ts'
import { prepareRmsle } from './rmsle.ts'
import { prepareSmape } from './smape.ts'
import { prepareWape } from './wape.ts'

const notFinite = 'a number is not finite'
const common = { ...usual, tasks: ['regression', 'forecast'], undefinedWhen: notFinite } as const
const error = {
  ...common,
  direction: 'minimize',
  range: { least: 0, most: Number.POSITIVE_INFINITY },
  structure: 'mean',
} as const
const explained = {
  ...common,
  direction: 'maximize',
  range: { least: Number.NEGATIVE_INFINITY, most: 1 },
  structure: 'other',
} as const

/** Metrics of predicted numbers. */
export const valueMetrics = [
  declare({
    ...error,
    name: 'mae',
    summary: 'mean absolute error, in the unit of the target',
    source: 'sklearn.metrics.mean_absolute_error',
    ...preparedFrom('values', prepareMae),
  }),
  declare({
    ...error,
    name: 'mse',
    summary: 'mean squared error, in the squared unit of the target',
    source: 'sklearn.metrics.mean_squared_error',
    ...preparedFrom('values', prepareMse),
  }),
  declare({
    ...error,
    name: 'rmse',
    structure: 'other',
    summary: 'root of the mean squared error, in the unit of the target',
    source: 'sklearn.metrics.root_mean_squared_error',
    ...preparedFrom('values', prepareRmse),
  }),
  declare({
    ...error,
    name: 'mape',
    summary: 'mean absolute error as a share of the true value (0.1 is 10 %)',
    source: 'sklearn.metrics.mean_absolute_percentage_error',
    undefinedWhen: `a true value is 0; ${notFinite}`,
    differs:
      'Undefined when a true value is 0 or closer to it than 2.2e-16. scikit-learn divides by 2.2e-16 there, which gives values of about 1e15 that say nothing about the model. `wape` and `smape` are for such data.',
    ...preparedFrom('values', prepareMape),
  }),
  declare({
    ...error,
    name: 'smape',
    range: { least: 0, most: 2 },
    summary: 'symmetric mean absolute percentage error, 200 % form: mean of 2·|error| / (|true| + |predicted|), 0 to 2',
    source: 'Makridakis 1993; Makridakis and Hibon 2000',
    ...preparedFrom('values', prepareSmape),
  }),
  declare({
    ...error,
    name: 'wape',
    structure: 'other',
    summary: 'sum of the absolute errors as a share of the sum of the absolute true values',
    source: 'Kolassa and Schütz 2007',
    undefinedWhen: `all true values are 0; ${notFinite}`,
    ...preparedFrom('values', prepareWape),
  }),
  declare({
    ...explained,
    name: 'r2',
    summary: 'coefficient of determination: the share of the variation that is explained',
    source: 'sklearn.metrics.r2_score',
    undefinedWhen: `there are fewer than two rows; ${notFinite}`,
    differs:
      'A constant truth gives 1 (perfect) or 0 also where rounding moves its mean; scikit-learn then gives large negative values. A single row whose weight is 2 or more is that many rows.',
    ...preparedFrom('values', prepareR2),
  }),
  declare({
    ...explained,
    name: 'explained_variance',
    summary: 'share of the variance that is explained; unlike R² it does not see a constant offset',
    source: 'sklearn.metrics.explained_variance_score',
    differs: 'A constant truth, or constant errors, count as such also where rounding moves their mean.',
    ...preparedFrom('values', prepareExplainedVariance),
  }),
  declare({
    ...error,
    name: 'median_ae',
    structure: 'other',
    summary: 'median absolute error, in the unit of the target',
    source: 'sklearn.metrics.median_absolute_error',
    ...preparedFrom('values', prepareMedianAe),
  }),
  declare({
    ...error,
    name: 'max_error',
    structure: 'other',
    weights: 'multiplicity',
    summary: 'largest absolute error, in the unit of the target',
    source: 'sklearn.metrics.max_error',
    ...preparedFrom('values', prepareMaxError),
  }),
  declare({
    ...error,
    name: 'pinball',
    parameters: [
      {
        name: 'quantile',
        kind: 'number',
        above: 0,
        below: 1,
        summary: 'The quantile that is predicted.',
      },
    ],
    at: 'quantile',
    summary: 'mean pinball loss of predictions of a quantile, in the unit of the target',
    source: 'sklearn.metrics.mean_pinball_loss',
    ...preparedFrom('values', (observed, { quantile }) => preparePinball(observed, given(quantile, 'quantile'))),
  }),
  declare({
    ...error,
    name: 'rmsle',
    structure: 'other',
    summary: 'root of the mean squared error of ln(1 + value)',
    source: 'sklearn.metrics.root_mean_squared_log_error',
    undefinedWhen: `a number is −1 or less; ${notFinite}`,
    ...preparedFrom('values', prepareRmsle),
  }),
] as const
