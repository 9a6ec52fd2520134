import type { Weights } from './prepared-metric.ts'
import type { ScoreOrder } from './score-order.ts'

/**
 * Walks up the scores and adds, for each group of equal ones, its positive weight times the negative weight below and
 * half of that beside it (Mann–Whitney's U), then divides by all pairs. NaN when either class has no weight.
 */
export function areaUnderCurve({ order, isPositive, endsGroup }: ScoreOrder, weights: Weights): number {
  let pairs = 0
  let positives = 0
  let negatives = 0
  let groupPositives = 0
  let groupNegatives = 0
  for (let rank = 0; rank < order.length; rank++) {
    const weight = weights[order[rank] as number] as number
    if (isPositive[rank] === 1) groupPositives += weight
    else groupNegatives += weight
    if (endsGroup[rank] === 1) {
      pairs += groupPositives * (negatives + groupNegatives / 2)
      positives += groupPositives
      negatives += groupNegatives
      groupPositives = 0
      groupNegatives = 0
    }
  }
  return pairs / (positives * negatives)
}
