import type { RankingObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'
import { prepareQueryMean, tiesOf } from './ranked-queries.ts'

/**
 * Mean reciprocal rank: one over the rank of the first relevant document (relevance above 0), the mean over queries,
 * weighted by one weight a query. For documents of the same score, the mean over their orders. A query without relevant
 * documents is 0. Undefined without queries, when a relevance is negative or not finite and when a score is NaN. Not in
 * scikit-learn.
 * Source: Voorhees, The TREC-8 question answering track report (1999); ties: McSherry and Najork (2008).
 */
export function mrr(observed: RankingObservations, weights?: Weights): MetricValue {
  return measure(prepareMrr(observed), weights)
}

export function prepareMrr(observed: RankingObservations): PreparedMetric {
  return prepareQueryMean(observed, (query) => {
    const first = tiesOf(query).find(({ relevant }) => relevant > 0)
    if (!first) return 0
    const { start, size, relevant } = first
    let sum = 0
    // The chance that the first relevant document of the tie stands at this place.
    let chance = relevant / size
    for (let place = 0; place <= size - relevant; place++) {
      sum += chance / (start + place + 1)
      chance *= (size - place - relevant) / (size - place - 1)
    }
    return sum
  })
}
