import { describe, expect, it } from 'vitest'
import type { MetricParameters } from './metric-parameters.ts'
import { type MetricName, metricDefinitions } from './metric-registry.ts'
import type {
  ForecastObservations,
  IntervalObservations,
  Observations,
  ProbabilityObservations,
  RankingObservations,
} from './observations.ts'
import { prepareMetric } from './prepare-metric.ts'
import { type MetricValue, measure } from './prepared-metric.ts'

const probabilities = (truth: number[], rows: number[][], positive = 1): ProbabilityObservations => ({
  kind: 'probabilities',
  classes: rows[0]?.length ?? 2,
  truth: Int32Array.from(truth),
  probabilities: Float64Array.from(rows.flat()),
  positive,
})
const values = (truth: number[], predicted: number[]): Observations => ({
  kind: 'values',
  truth: Float64Array.from(truth),
  predicted: Float64Array.from(predicted),
})
const ranking = (truth: number[], predicted: number[], query: number[]): RankingObservations => ({
  kind: 'ranking',
  truth: Float64Array.from(truth),
  predicted: Float64Array.from(predicted),
  query: Int32Array.from(query),
  queries: Math.max(-1, ...query) + 1,
})
const forecast = (training: number[][], series: number[]): ForecastObservations => ({
  kind: 'forecast',
  truth: Float64Array.from(series, () => 1),
  predicted: Float64Array.from(series, () => 2),
  series: Int32Array.from(series),
  training: training.map((past) => Float64Array.from(past)),
})
const intervals = (truth: number[], lower: number[], upper: number[]): IntervalObservations => ({
  kind: 'intervals',
  truth: Float64Array.from(truth),
  lower: Float64Array.from(lower),
  upper: Float64Array.from(upper),
})
const of = (name: MetricName, observed: Observations, parameters: MetricParameters = {}): MetricValue =>
  measure(prepareMetric(name, observed, parameters))

describe('a metric that is undefined says why, for people', () => {
  const sure = [
    [0.2, 0.8],
    [0.6, 0.4],
  ]
  it.each<[string, MetricName, Observations, MetricParameters, string]>([
    ['a true value of 0', 'mape', values([0, 2, 0], [1, 2, 3]), {}, 'true values of 0 in 2 rows (the first: 1, 3)'],
    ['zeros alone', 'wape', values([0, 0], [1, 2]), {}, 'all true values are 0, or the sums are too large'],
    [
      '−1',
      'rmsle',
      values([1, 2], [-1, 2]),
      {},
      'values of −1 or less, which have no logarithm of 1 + value, in row 1',
    ],
    ['an infinite prediction', 'max_error', values([1], [Infinity]), {}, 'numbers that are not finite in row 1'],
    ['numbers too large to square', 'mse', values([1e200], [0]), {}, 'an error is too large to write'],
    ['one class', 'roc_auc', probabilities([1, 1], sure), {}, 'only one class is present'],
    [
      'logits',
      'brier',
      probabilities(
        [1, 0],
        [
          [-2, 2],
          [1, 0],
        ],
      ),
      {},
      'numbers that are no probabilities in row 1',
    ],
    [
      'logits',
      'ece',
      probabilities(
        [1, 0],
        [
          [1, 0],
          [1, NaN],
        ],
      ),
      {},
      'numbers that are no probabilities in row 2',
    ],
    ['NaN', 'average_precision', probabilities([1], [[1, NaN]]), {}, 'NaN scores in row 1'],
    ['NaN', 'top_k_accuracy', probabilities([1], [[1, NaN]]), {}, 'NaN scores in row 1'],
    ['a number above 1', 'log_loss', probabilities([1], [[0, 1.5]]), {}, 'numbers that are no probabilities in row 1'],
    ['a model of one class', 'brier', probabilities([0], [[1]]), {}, 'the model knows only one class'],
    [
      'an absent class',
      'average_precision',
      probabilities(
        [0, 1],
        [
          [1, 0, 0],
          [0, 1, 0],
        ],
      ),
      {},
      'not every class that the model knows is present',
    ],
    ['a document alone', 'ndcg', ranking([1, 0, 1], [1, 2, 3], [0, 0, 1]), {}, 'one document alone in 1 of 2 queries'],
    [
      'a relevance below 0',
      'ndcg',
      ranking([1, -1], [1, 2], [0, 0]),
      {},
      'relevances that are negative or not finite in row 2',
    ],
    ['a NaN score', 'mrr', ranking([1, 0], [1, NaN], [0, 0]), {}, 'NaN scores in row 2'],
    [
      'a short series',
      'mase',
      forecast(
        [
          [1, 2, 3],
          [1, 2],
        ],
        [0, 1],
      ),
      { season: 2 },
      'training series that are too short (a season is 2), constant from season to season or not finite, for row 2',
    ],
    [
      'a constant series',
      'rmsse',
      forecast([[3, 3, 3]], [0, 0]),
      {},
      'training series that are too short (a season is 1), constant from season to season or not finite, for 2 rows (the first: 1, 2)',
    ],
    [
      'swapped ends',
      'winkler',
      intervals([1], [2], [0]),
      { level: 0.9 },
      'numbers that are not finite or intervals whose ends are swapped in row 1',
    ],
    [
      'a NaN end',
      'coverage',
      intervals([1], [NaN], [2]),
      { level: 0.9 },
      'numbers that are not finite or intervals whose ends are swapped in row 1',
    ],
  ])('%s, %s', (_, name, observed, parameters, reason) => {
    expect(of(name, observed, parameters)).toEqual({ value: Number.NaN, undefinedBecause: reason })
  })

  it('without rows, whatever the metric', () => {
    const nothing: Readonly<Record<Observations['kind'], Observations>> = {
      labels: { kind: 'labels', classes: 2, truth: new Int32Array(), predicted: new Int32Array(), positive: 1 },
      probabilities: probabilities([], []),
      values: values([], []),
      ranking: ranking([], [], []),
      forecast: forecast([], []),
      intervals: intervals([], [], []),
    }
    for (const { name, needs, averaged, at } of metricDefinitions) {
      const parameters = {
        ...(averaged ? { average: 'macro' as const } : {}),
        ...(at ? { [at]: at === 'k' ? 3 : 0.5 } : {}),
      }
      expect(of(name, nothing[needs], parameters), name).toEqual({
        value: Number.NaN,
        undefinedBecause: 'there are no rows',
      })
    }
  })

  it('and nothing is undefined that scikit-learn has a value for: no positive rows, average precision 0', () => {
    expect(of('average_precision', probabilities([0, 0], sure))).toEqual({ value: 0 })
    expect(
      of('mcc', { kind: 'labels', classes: 2, truth: Int32Array.of(1, 1), predicted: Int32Array.of(1, 1) }),
    ).toEqual({
      value: 0,
    })
  })
})

describe('a mistake of the calling code is refused', () => {
  it.each<[string, () => unknown, RegExp]>([
    [
      'no positive class',
      () => of('brier', { ...probabilities([0], [[0.5, 0.5]]), positive: 7 }),
      /positive class is 7/,
    ],
    ['observations of another kind', () => of('ndcg', values([1], [1])), /ndcg needs ranking, not values/],
    ['a missing parameter', () => of('hit_rate', ranking([1], [1], [0])), /hit_rate needs k/],
    ['a parameter of another metric', () => of('mae', values([1], [1]), { k: 3 }), /mae takes no k/],
    [
      'an average of labels for scores',
      () => of('roc_auc', probabilities([0], [[1, 0]]), { average: 'micro' }),
      /no average/,
    ],
    [
      'a query without documents',
      () => of('mrr', { ...ranking([1], [1], [0]), queries: 2 }),
      /query 1 has no documents/,
    ],
    ['an unknown series', () => of('mase', forecast([[1, 2]], [1])), /series 1 of row 1, 1 known/],
    [
      'ends of another length',
      () => of('coverage', intervals([1, 2], [1], [2, 3]), { level: 0.9 }),
      /lower ends: 1 instead of 2/,
    ],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(RangeError)
    expect(call).toThrow(message)
  })
})

describe('ties', () => {
  it('of a model that says the same of every document gain nothing from the order of the rows', () => {
    const constant = (truth: number[]): RankingObservations => ranking(truth, [1, 1, 1, 1], [0, 0, 0, 0])
    for (const [name, parameters] of [
      ['ndcg', { k: 1 }],
      ['map', { k: 1 }],
      ['mrr', {}],
      ['hit_rate', { k: 1 }],
    ] as const) {
      const first = of(name, constant([1, 0, 0, 0]), parameters).value
      expect(of(name, constant([0, 0, 0, 1]), parameters).value, name).toBeCloseTo(first, 12)
      expect(first, name).toBeLessThan(0.6)
    }
  })
})

it('gains may be exponential, as LightGBM and XGBoost have them', () => {
  const observed = ranking([1, 3], [2, 1], [0, 0])
  const discounted = (first: number, second: number) => first + second / Math.log2(3)
  expect(of('ndcg', observed, { gain: 'linear' }).value).toBeCloseTo(discounted(1, 3) / discounted(3, 1), 12)
  expect(of('ndcg', observed, { gain: 'exponential' }).value).toBeCloseTo(discounted(1, 7) / discounted(7, 1), 12)
})

describe('worked by hand', () => {
  it('average precision of documents that are relevant at ranks 1, 3, 6, 9 and 10 of ten', () => {
    const relevant = [1, 0, 1, 0, 0, 1, 0, 0, 1, 1]
    const scores = relevant.map((_, rank) => -rank)
    const observed = ranking(
      relevant,
      scores,
      relevant.map(() => 0),
    )
    expect(of('map', observed).value).toBeCloseTo((1 + 2 / 3 + 1 / 2 + 4 / 9 + 1 / 2) / 5, 12)
  })

  it('the interval score: width, and 2/α times the distance outside', () => {
    const observed = intervals([12, 5, 0], [4, 4, 4], [10, 10, 10])
    expect(of('winkler', observed, { level: 0.9 }).value).toBeCloseTo((6 + 20 * 2 + 6 + (6 + 20 * 4)) / 3, 10)
  })
})
