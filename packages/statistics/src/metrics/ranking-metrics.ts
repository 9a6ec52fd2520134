import { prepareHitRate } from './hit-rate.ts'
import { prepareMeanAveragePrecision } from './mean-average-precision.ts'
import { declare, given, preparedFrom, usual } from './metric-definition.ts'
import type { IntegerParameter } from './metric-parameters.ts'
import { prepareMrr } from './mrr.ts'
import { prepareNdcg } from './ndcg.ts'

const flawed = 'a relevance is negative or not finite; a score is NaN'
const common = {
  ...usual,
  tasks: ['ranking'],
  direction: 'maximize',
  range: { least: 0, most: 1 },
  structure: 'mean',
  unit: 'query',
  undefinedWhen: flawed,
} as const

const k: IntegerParameter = {
  name: 'k',
  kind: 'integer',
  minimum: 1,
  summary: 'How many of the best scored documents of a query are looked at.',
}

/** Metrics of documents ranked for queries: means over the queries, one weight a query. */
export const rankingMetrics = [
  declare({
    ...common,
    name: 'ndcg',
    parameters: [
      { ...k, whenAbsent: 'all documents' },
      {
        name: 'gain',
        kind: 'choice',
        allowed: ['linear', 'exponential'],
        default: 'linear',
        summary:
          'What a document is worth: its relevance (as in scikit-learn), or 2^relevance − 1 (as in LightGBM and XGBoost).',
      },
    ],
    at: 'k',
    summary: 'normalised discounted cumulative gain; a query without relevant documents is 0',
    source: 'sklearn.metrics.ndcg_score',
    undefinedWhen: `a query has one document; ${flawed}`,
    ...preparedFrom('ranking', (observed, { k: first, gain }) =>
      prepareNdcg(observed, { ...(first === undefined ? {} : { k: first }), gain: given(gain, 'gain') }),
    ),
  }),
  declare({
    ...common,
    name: 'map',
    parameters: [{ ...k, whenAbsent: 'all documents' }],
    at: 'k',
    summary: 'mean average precision; relevant is a relevance above 0, a query without relevant documents is 0',
    source: 'Manning, Raghavan and Schütze 2008; ties: McSherry and Najork 2008',
    ...preparedFrom('ranking', (observed, parameters) => prepareMeanAveragePrecision(observed, parameters.k)),
  }),
  declare({
    ...common,
    name: 'mrr',
    summary: 'mean of one over the rank of the first relevant document; 0 where nothing is relevant',
    source: 'Voorhees 1999; ties: McSherry and Najork 2008',
    ...preparedFrom('ranking', prepareMrr),
  }),
  declare({
    ...common,
    name: 'hit_rate',
    parameters: [k],
    at: 'k',
    summary: 'share of queries with a relevant document among the first k',
    source: 'Deshpande and Karypis 2004; ties: McSherry and Najork 2008',
    ...preparedFrom('ranking', (observed, parameters) => prepareHitRate(observed, given(parameters.k, 'k'))),
  }),
] as const
