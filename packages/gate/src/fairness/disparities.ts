import {
  demographicParityDifference,
  demographicParityRatio,
  equalizedOddsDifference,
  equalizedOddsRatio,
  equalOpportunityDifference,
  equalOpportunityRatio,
  falsePositiveRate,
  type GroupCounts,
  type GroupRate,
  type MetricValue,
  selectionRate,
  truePositiveRate,
} from '@mlgate/statistics'

/** A way to say how far groups are apart. */
export interface Disparity {
  readonly kind: 'difference' | 'ratio'
  readonly rates: readonly GroupRate[]
  readonly of: (groups: ReadonlyMap<string, GroupCounts>) => MetricValue
}

/** By the names that the policy uses, which are Fairlearn's. */
export const disparities = {
  demographic_parity_difference: {
    kind: 'difference',
    rates: [selectionRate],
    of: (groups) => demographicParityDifference(groups),
  },
  demographic_parity_ratio: { kind: 'ratio', rates: [selectionRate], of: (groups) => demographicParityRatio(groups) },
  equalized_odds_difference: {
    kind: 'difference',
    rates: [truePositiveRate, falsePositiveRate],
    of: (groups) => equalizedOddsDifference(groups),
  },
  equalized_odds_ratio: {
    kind: 'ratio',
    rates: [truePositiveRate, falsePositiveRate],
    of: (groups) => equalizedOddsRatio(groups),
  },
  equal_opportunity_difference: {
    kind: 'difference',
    rates: [truePositiveRate],
    of: (groups) => equalOpportunityDifference(groups),
  },
  equal_opportunity_ratio: { kind: 'ratio', rates: [truePositiveRate], of: (groups) => equalOpportunityRatio(groups) },
} as const satisfies Readonly<Record<string, Disparity>>

export type DisparityName = keyof typeof disparities
export const disparityNames = Object.keys(disparities) as DisparityName[]
