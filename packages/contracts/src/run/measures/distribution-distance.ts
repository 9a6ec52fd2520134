import { jensenShannon } from '@mlgate/statistics'
import type { DistributionDistance } from '../../plan/distribution.ts'

/**
 * How far observed shares are from expected ones of the same groups, each 1 in all. Logarithms are natural.
 *
 * - total-variation: ½·Σ|p − q|; l-infinity: max|p − q|
 * - jensen-shannon: the distance, `scipy.spatial.distance.jensenshannon`
 * - kullback-leibler: Σ p·ln(p/q) of the observed p from the expected q, `scipy.stats.entropy(p, q)`; infinite when a
 *   group occurs that is not expected
 * - psi: Σ(p − q)·ln(p/q), shares of nothing taken as Evidently does: 0.0001, or where a share of the same side is not
 *   more than that, a millionth of the least of them
 * - ks: the largest difference of the shares up to a group, over groups in their order
 */
export function distributionDistance(
  distance: DistributionDistance,
  observed: readonly number[],
  expected: readonly number[],
): number {
  const differences = observed.map((share, index) => share - (expected[index] ?? Number.NaN))
  switch (distance) {
    case 'total-variation':
      return sum(differences.map(Math.abs)) / 2
    case 'l-infinity':
      return Math.max(...differences.map(Math.abs))
    case 'jensen-shannon':
      return jensenShannon(observed, expected).distance
    case 'kullback-leibler':
      // Roundings may leave it a little below nothing.
      return Math.max(0, sum(observed.map((p, index) => (p === 0 ? 0 : p * Math.log(p / (expected[index] ?? 0))))))
    case 'psi': {
      // What occurs on neither side tells nothing.
      const occurs = (_: number, index: number): boolean => (observed[index] ?? 0) + (expected[index] ?? 0) > 0
      const [p, q] = [withoutZeros(observed.filter(occurs)), withoutZeros(expected.filter(occurs))]
      return sum(p.map((share, index) => (share - (q[index] ?? 0)) * Math.log(share / (q[index] ?? 0))))
    }
    case 'ks': {
      let [below, largest] = [0, 0]
      for (const difference of differences) {
        below += difference
        largest = Math.max(largest, Math.abs(below))
      }
      return largest
    }
  }
}

function withoutZeros(shares: readonly number[]): readonly number[] {
  const least = Math.min(...shares.filter((share) => share > 0))
  const filled = least <= 0.0001 ? least / 1e6 : 0.0001
  return shares.map((share) => (share === 0 ? filled : share))
}

function sum(terms: readonly number[]): number {
  return terms.reduce((total, term) => total + term, 0)
}
