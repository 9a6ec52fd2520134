import type { RankingObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'
import { prepareQueryMean, tiesOf } from './ranked-queries.ts'

/**
 * Share of queries with a relevant document (relevance above 0) among the first `k`, weighted by one weight a query. Where
 * documents of the same score lie on both sides of `k`, the chance of one over their orders. A query without relevant
 * documents is 0. Undefined without queries, when a relevance is negative or not finite and when a score is NaN. Not in
 * scikit-learn.
 * Source: Deshpande and Karypis, Item-based top-N recommendation algorithms (2004); ties: McSherry and Najork (2008).
 */
export function hitRate(observed: RankingObservations, k: number, weights?: Weights): MetricValue {
  return measure(prepareHitRate(observed, k), weights)
}

export function prepareHitRate(observed: RankingObservations, k: number): PreparedMetric {
  return prepareQueryMean(observed, (query) => {
    const first = tiesOf(query).find(({ relevant }) => relevant > 0)
    if (!first) return 0
    const { start, size, relevant } = first
    let miss = 1
    for (let place = 0; place < size && start + place < k; place++) {
      miss *= Math.max(0, size - place - relevant) / (size - place)
    }
    return 1 - miss
  })
}
