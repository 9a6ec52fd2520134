import type { MetricValue } from '../metrics/prepared-metric.ts'
import { disparityOf, type GroupComparison, type Groups } from './group-disparity.ts'
import { falsePositiveRate, selectionRate, truePositiveRate } from './group-rates.ts'

/*
 * Fairlearn's metrics of disparity, as functions of the counts of the groups. Where Fairlearn takes the rate of a group
 * without positive (or negative) rows as 0, they are undefined and name the group: nothing was seen of it, so there is
 * neither fairness nor unfairness to report. They are undefined with fewer than two groups too, where Fairlearn says that
 * all is equal.
 */

/** How the two rates of equalised odds become one: the worse of the two disparities, or their mean. */
export type OddsAggregation = 'worst_case' | 'mean'

/**
 * How far apart the groups' selection rates are; 0 is parity.
 * Source: `fairlearn.metrics.demographic_parity_difference`.
 */
export function demographicParityDifference(groups: Groups, comparison?: GroupComparison): MetricValue {
  return disparityOf(groups, 'difference', [selectionRate], comparison)
}

/**
 * The smallest selection rate over the largest; 1 is parity. Undefined when nobody is selected.
 * Source: `fairlearn.metrics.demographic_parity_ratio`.
 */
export function demographicParityRatio(groups: Groups, comparison?: GroupComparison): MetricValue {
  return disparityOf(groups, 'ratio', [selectionRate], comparison)
}

/**
 * How far apart the groups' true positive rates are, or their false positive rates if those are further apart; 0 is
 * parity.
 * Source: `fairlearn.metrics.equalized_odds_difference`; Hardt, Price and Srebro, Equality of opportunity in supervised
 * learning (2016).
 */
export function equalizedOddsDifference(
  groups: Groups,
  comparison?: GroupComparison,
  aggregation: OddsAggregation = 'worst_case',
): MetricValue {
  return disparityOf(groups, 'difference', [truePositiveRate, falsePositiveRate], comparison, aggregation)
}

/**
 * The smallest true positive rate over the largest, or that of the false positive rates if it is smaller; 1 is parity.
 * Undefined when either rate is 0 in every group.
 * Source: `fairlearn.metrics.equalized_odds_ratio`.
 */
export function equalizedOddsRatio(
  groups: Groups,
  comparison?: GroupComparison,
  aggregation: OddsAggregation = 'worst_case',
): MetricValue {
  return disparityOf(groups, 'ratio', [truePositiveRate, falsePositiveRate], comparison, aggregation)
}

/**
 * How far apart the groups' true positive rates are; 0 is parity.
 * Source: `fairlearn.metrics.equal_opportunity_difference`.
 */
export function equalOpportunityDifference(groups: Groups, comparison?: GroupComparison): MetricValue {
  return disparityOf(groups, 'difference', [truePositiveRate], comparison)
}

/**
 * The smallest true positive rate over the largest; 1 is parity. Undefined when it is 0 in every group.
 * Source: `fairlearn.metrics.equal_opportunity_ratio`.
 */
export function equalOpportunityRatio(groups: Groups, comparison?: GroupComparison): MetricValue {
  return disparityOf(groups, 'ratio', [truePositiveRate], comparison)
}
