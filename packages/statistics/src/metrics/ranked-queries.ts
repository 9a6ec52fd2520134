import { checkRanking, type RankingObservations } from './observations.ts'
import { describeRows, type PreparedMetric, preparedMean, undefinedMetric } from './prepared-metric.ts'
import { sortRows } from './sort-rows.ts'

/** The documents of one query, highest score first. */
export interface RankedQuery {
  readonly relevance: Float64Array
  /** 1 where the next document has a lower score, or there is none. */
  readonly endsTie: Uint8Array
}

/**
 * The weighted mean over queries of a gain of each query's ranking, ready for one weight a *query*. Undefined when a
 * score is NaN or a relevance negative or not finite, and when `refuse` finds queries to complain about. Throws
 * RangeError for a query without documents.
 */
export function prepareQueryMean(
  observed: RankingObservations,
  gainOf: (query: RankedQuery) => number,
  refuse: (queries: readonly RankedQuery[]) => string | undefined = () => undefined,
): PreparedMetric {
  checkRanking(observed)
  const { truth, predicted, queries } = observed
  const strange = describeRows(truth.length, (row) => {
    const relevance = truth[row] as number
    return !(relevance >= 0 && relevance < Number.POSITIVE_INFINITY)
  })
  if (strange) return undefinedMetric(queries, `relevances that are negative or not finite in ${strange}`)
  const nan = describeRows(truth.length, (row) => Number.isNaN(predicted[row]))
  if (nan) return undefinedMetric(queries, `NaN scores in ${nan}`)
  const ranked = rankQueries(observed)
  const refused = refuse(ranked)
  return refused ? undefinedMetric(queries, refused) : preparedMean(Float64Array.from(ranked, gainOf))
}

function rankQueries({ truth, predicted, query, queries }: RankingObservations): RankedQuery[] {
  const ends = new Uint32Array(queries)
  for (let row = 0; row < query.length; row++) ends[query[row] as number] = (ends[query[row] as number] as number) + 1
  for (let index = 0; index < queries; index++) {
    if (ends[index] === 0) throw new RangeError(`query ${index} has no documents.`)
    ends[index] = (ends[index] as number) + ((ends[index - 1] ?? 0) as number)
  }
  const next = ends.map((_, index) => (ends[index - 1] ?? 0) as number)
  const relevance = new Float64Array(truth.length)
  const scores = new Float64Array(truth.length)
  for (const row of sortRows(predicted.map((score) => -score))) {
    const place = next[query[row] as number] as number
    next[query[row] as number] = place + 1
    relevance[place] = truth[row] as number
    scores[place] = predicted[row] as number
  }
  const endsTie = new Uint8Array(truth.length)
  for (let index = 0; index < queries; index++) {
    const end = ends[index] as number
    for (let place = (ends[index - 1] ?? 0) as number; place < end; place++) {
      endsTie[place] = place + 1 === end || scores[place] !== scores[place + 1] ? 1 : 0
    }
  }
  return Array.from(ends, (end, index) => {
    const start = (ends[index - 1] ?? 0) as number
    return { relevance: relevance.subarray(start, end), endsTie: endsTie.subarray(start, end) }
  })
}

/** Documents of the same score. */
export interface Tie {
  /** How many documents stand before them. */
  readonly start: number
  readonly size: number
  /** How many of them are relevant. */
  readonly relevant: number
}

/** The ties of a query, highest score first; most hold one document. */
export function tiesOf({ relevance, endsTie }: RankedQuery): Tie[] {
  const ties: Tie[] = []
  let start = 0
  let relevant = 0
  for (let place = 0; place < relevance.length; place++) {
    if ((relevance[place] as number) > 0) relevant++
    if (endsTie[place] === 0) continue
    ties.push({ start, size: place + 1 - start, relevant })
    start = place + 1
    relevant = 0
  }
  return ties
}
