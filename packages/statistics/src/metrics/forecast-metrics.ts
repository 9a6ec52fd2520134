import { prepareCoverage } from './coverage.ts'
import { prepareMase } from './mase.ts'
import { declare, given, preparedFrom, usual } from './metric-definition.ts'
import type { IntegerParameter, NumberParameter } from './metric-parameters.ts'
import { prepareRmsse } from './rmsse.ts'
import { prepareWinkler } from './winkler.ts'

const error = {
  ...usual,
  tasks: ['forecast'],
  direction: 'minimize',
  range: { least: 0, most: Number.POSITIVE_INFINITY },
} as const

const season: IntegerParameter = {
  name: 'season',
  kind: 'integer',
  minimum: 1,
  default: 1,
  summary: 'Time steps after which the season comes again (12 for months of a year); 1 for none.',
}
const level: NumberParameter = {
  name: 'level',
  kind: 'number',
  above: 0,
  below: 1,
  summary: 'The share of rows that the prediction intervals were made to cover.',
}
const unscalable =
  'the training values of a series are no more than a season or do not change from season to season; a number is not finite'
const flawedInterval = 'a lower end lies above the upper; a number is not finite'

/** Metrics of forecasts: errors scaled by the naive forecast, and prediction intervals. */
export const forecastMetrics = [
  declare({
    ...error,
    name: 'mase',
    structure: 'mean',
    parameters: [season],
    summary: "mean absolute error, scaled by that of the seasonal naive forecast within the series' training values",
    source: 'Hyndman and Koehler 2006',
    undefinedWhen: unscalable,
    ...preparedFrom('forecast', (observed, parameters) => prepareMase(observed, given(parameters.season, 'season'))),
  }),
  declare({
    ...error,
    name: 'rmsse',
    structure: 'other',
    parameters: [season],
    summary:
      'root mean squared error of each series, scaled by that of the seasonal naive forecast within its training values; mean over the series by their rows',
    source: 'Hyndman and Koehler 2006; Makridakis et al. 2022',
    undefinedWhen: unscalable,
    ...preparedFrom('forecast', (observed, parameters) => prepareRmsse(observed, given(parameters.season, 'season'))),
  }),
  declare({
    ...error,
    name: 'coverage',
    direction: 'maximize',
    range: { least: 0, most: 1 },
    tasks: ['regression', 'forecast'],
    structure: 'mean',
    parameters: [level],
    at: 'level',
    summary: 'share of rows whose true number lies in its prediction interval, ends included',
    source: 'Gneiting and Raftery 2007',
    undefinedWhen: flawedInterval,
    ...preparedFrom('intervals', prepareCoverage),
  }),
  declare({
    ...error,
    name: 'winkler',
    tasks: ['regression', 'forecast'],
    structure: 'mean',
    parameters: [level],
    at: 'level',
    summary: 'mean interval score: the width, plus 2 / (1 − level) times the distance of true numbers outside',
    source: 'Winkler 1972; Gneiting and Raftery 2007',
    undefinedWhen: flawedInterval,
    ...preparedFrom('intervals', (observed, parameters) => prepareWinkler(observed, given(parameters.level, 'level'))),
  }),
] as const
