import { confidencesOf, prepareBins } from './calibration-bins.ts'
import { type CalibrationOptions, calibrationDefaults } from './ece.ts'
import { checkProbabilities, type ProbabilityObservations } from './observations.ts'
import { checkWeights, unitWeights, type Weights } from './prepared-metric.ts'
import { notProbabilities, onlyOneClassKnown } from './probability-flaws.ts'

/** The rows whose probabilities fall into one bin. */
export interface ReliabilityPoint {
  /** The weight of the rows. */
  readonly weight: number
  /** How sure the model was of them: the mean probability. */
  readonly meanProbability: number
  /** How often it was so. */
  readonly frequency: number
  /** The smallest and the largest probability in the bin. */
  readonly lowest: number
  readonly highest: number
}

export type ReliabilityCurve =
  | { readonly points: readonly ReliabilityPoint[]; readonly undefinedBecause?: never }
  | { readonly points: readonly []; readonly undefinedBecause: string }

/**
 * The points of a reliability diagram, lowest probability first; bins that hold no row are left out. Probabilities and
 * bins are those of `ece`, which is the weighted mean of |meanProbability − frequency| over these points. No points, and
 * a reason, when a number is no probability. Throws RangeError on bad weights.
 * Source: DeGroot and Fienberg, The comparison and evaluation of forecasters (1983).
 */
export function reliabilityCurve(
  observed: ProbabilityObservations,
  options: CalibrationOptions = {},
  weights: Weights = unitWeights(observed.truth.length),
): ReliabilityCurve {
  checkProbabilities(observed)
  checkWeights(weights, observed.truth.length)
  const { bins, binning } = { ...calibrationDefaults, ...options }
  const flaw = notProbabilities(observed) ?? (observed.classes < 2 ? onlyOneClassKnown : undefined)
  if (flaw) return { points: [], undefinedBecause: flaw }
  const { confidence, hit } = confidencesOf(observed)
  const binOfRow = prepareBins(confidence, binning, bins)(weights)
  const sums = Array.from({ length: bins }, () => ({ weight: 0, probability: 0, hits: 0, lowest: 1, highest: 0 }))
  for (let row = 0; row < confidence.length; row++) {
    const weight = weights[row] as number
    if (weight === 0) continue
    const probability = confidence[row] as number
    const sum = sums[binOfRow[row] as number] as (typeof sums)[number]
    sum.weight += weight
    sum.probability += weight * probability
    sum.hits += weight * (hit[row] as number)
    sum.lowest = Math.min(sum.lowest, probability)
    sum.highest = Math.max(sum.highest, probability)
  }
  const points = sums
    .filter(({ weight }) => weight > 0)
    .map(({ weight, probability, hits, lowest, highest }) => ({
      weight,
      meanProbability: probability / weight,
      frequency: hits / weight,
      lowest,
      highest,
    }))
  return { points }
}
