import { brier } from './brier.ts'
import type { CalibrationOptions } from './ece.ts'
import type { ProbabilityObservations } from './observations.ts'
import { noRows, unitWeights, type Weights } from './prepared-metric.ts'
import { reliabilityCurve } from './reliability-curve.ts'

/** Where a binary Brier score comes from: reliability − resolution + uncertainty + withinBins = brier. */
export interface BrierDecomposition {
  readonly brier: number
  /** How far the bins' frequencies are from their mean probabilities; 0 is calibrated. */
  readonly reliability: number
  /** How far the bins' frequencies are from the overall one; more is better. */
  readonly resolution: number
  /** The variance of what happened, which no model can change. */
  readonly uncertainty: number
  /** What binning leaves over; 0 when all rows of a bin have the same probability, as in Murphy's paper. */
  readonly withinBins: number
  readonly undefinedBecause?: never
}

/**
 * Murphy's decomposition of the Brier score of two classes, over the bins of the reliability curve. Undefined, with a
 * reason, without rows and when a number is no probability; RangeError unless there are two classes and
 * `observed.positive`.
 * Source: Murphy, A new vector partition of the probability score (1973); the remainder: Stephenson, Coelho and Jolliffe,
 * Two extra components in the Brier score decomposition (2008).
 */
export function brierDecomposition(
  observed: ProbabilityObservations,
  options: CalibrationOptions = {},
  weights: Weights = unitWeights(observed.truth.length),
): BrierDecomposition | { readonly undefinedBecause: string } {
  if (observed.classes !== 2) throw new RangeError(`the decomposition is for two classes, not ${observed.classes}.`)
  const { points, undefinedBecause } = reliabilityCurve(observed, options, weights)
  if (undefinedBecause !== undefined) return { undefinedBecause }
  const total = points.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return { undefinedBecause: noRows }
  const mean = (of: (point: (typeof points)[number]) => number): number =>
    points.reduce((sum, point) => sum + point.weight * of(point), 0) / total
  const overall = mean(({ frequency }) => frequency)
  const reliability = mean(({ meanProbability, frequency }) => (meanProbability - frequency) ** 2)
  const resolution = mean(({ frequency }) => (frequency - overall) ** 2)
  const uncertainty = overall * (1 - overall)
  const { value } = brier(observed, weights)
  const withinBins = value - (reliability - resolution + uncertainty)
  return { brier: value, reliability, resolution, uncertainty, withinBins }
}
