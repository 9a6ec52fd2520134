import type { RankingObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'
import { prepareQueryMean, tiesOf } from './ranked-queries.ts'

/**
 * Mean average precision: for each query the sum, over the relevant documents among the first `k` (all unless given), of
 * the share of relevant documents down to them, divided by min(k, relevant documents of the query); the mean over
 * queries, weighted by one weight a query. A document is relevant when its relevance is above 0. For documents of the
 * same score, the mean over their orders. A query without relevant documents is 0. Undefined without queries, when a
 * relevance is negative or not finite and when a score is NaN. Not in scikit-learn.
 * Source: Manning, Raghavan and Schütze, Introduction to information retrieval (2008), ch. 8.4; ties: McSherry and Najork
 * (2008).
 */
export function meanAveragePrecision(observed: RankingObservations, k?: number, weights?: Weights): MetricValue {
  return measure(prepareMeanAveragePrecision(observed, k), weights)
}

export function prepareMeanAveragePrecision(observed: RankingObservations, k = Infinity): PreparedMetric {
  return prepareQueryMean(observed, (query) => {
    let sum = 0
    let above = 0
    for (const { start, size, relevant } of tiesOf(query)) {
      for (let place = 0; relevant > 0 && place < size && start + place < k; place++) {
        // Given that this place of the tie is relevant, so are on average this many of those before it.
        const tiedAbove = size === 1 ? 0 : (place * (relevant - 1)) / (size - 1)
        sum += ((relevant / size) * (above + tiedAbove + 1)) / (start + place + 1)
      }
      above += relevant
    }
    return above === 0 ? 0 : sum / Math.min(k, above)
  })
}
