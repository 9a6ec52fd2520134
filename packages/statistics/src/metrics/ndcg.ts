import type { Gain } from './metric-parameters.ts'
import type { RankingObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'
import { prepareQueryMean, type RankedQuery } from './ranked-queries.ts'

export interface NdcgOptions {
  /** How many documents are looked at; all unless given. */
  readonly k?: number
  /** `linear` unless given, as in scikit-learn; LightGBM and XGBoost use `exponential`. */
  readonly gain?: Gain
}

/**
 * Normalised discounted cumulative gain: the gain of the documents found, each divided by log₂(rank + 1), over that of
 * the best ranking; the mean over queries, weighted by one weight a query. Documents of the same score share their gain. A
 * query without relevant documents is 0. Undefined without queries, when a relevance is negative or not finite or a score
 * NaN, and when a query has one document, which is always ranked perfectly.
 * Source: `sklearn.metrics.ndcg_score`; Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques (2002);
 * ties: McSherry and Najork, Computing information retrieval performance measures efficiently in the presence of tied
 * scores (2008); exponential gain: Burges et al., Learning to rank using gradient descent (2005).
 */
export function ndcg(observed: RankingObservations, options: NdcgOptions = {}, weights?: Weights): MetricValue {
  return measure(prepareNdcg(observed, options), weights)
}

export function prepareNdcg(observed: RankingObservations, { k, gain = 'linear' }: NdcgOptions = {}): PreparedMetric {
  const worth = gain === 'linear' ? (relevance: number) => relevance : (relevance: number) => 2 ** relevance - 1
  return prepareQueryMean(
    observed,
    (query) => {
      const ideal = gainOf(idealOf(query), worth, k)
      return ideal === 0 ? 0 : gainOf(query, worth, k) / ideal
    },
    (queries) => {
      const single = queries.filter(({ relevance }) => relevance.length === 1).length
      return single === 0 ? undefined : `one document alone in ${single} of ${queries.length} queries`
    },
  )
}

/** Every document by its relevance; ties do not matter there. */
function idealOf({ relevance }: RankedQuery): RankedQuery {
  return { relevance: relevance.toSorted().reverse(), endsTie: new Uint8Array(relevance.length).fill(1) }
}

function gainOf({ relevance, endsTie }: RankedQuery, worth: (relevance: number) => number, k = Infinity): number {
  let sum = 0
  let tied = 0
  let size = 0
  let discounts = 0
  for (let place = 0; place < relevance.length; place++) {
    tied += worth(relevance[place] as number)
    size++
    if (place < k) discounts += 1 / Math.log2(place + 2)
    if (endsTie[place] === 1) {
      sum += (tied / size) * discounts
      tied = 0
      size = 0
      discounts = 0
    }
  }
  return sum
}
