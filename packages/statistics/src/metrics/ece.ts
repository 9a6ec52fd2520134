import { confidencesOf, prepareBins } from './calibration-bins.ts'
import type { Binning } from './metric-parameters.ts'
import { checkProbabilities, type ProbabilityObservations } from './observations.ts'
import {
  type MetricValue,
  measure,
  noRows,
  type PreparedMetric,
  undefinedMetric,
  type Weights,
} from './prepared-metric.ts'
import { notProbabilities, onlyOneClassKnown } from './probability-flaws.ts'

export interface CalibrationOptions {
  /** 15 unless given. */
  readonly bins?: number
  /** `equal_width` unless given. */
  readonly binning?: Binning
}

export const calibrationDefaults = { bins: 15, binning: 'equal_width' } as const

/**
 * Expected calibration error: over bins of probability, the mean distance between how sure the model was and how often
 * it was so, weighted by the rows in the bins; 0 … 1. Two classes: the probability of the positive class
 * (`observed.positive`, RangeError without) against the share of positive rows. More: the largest probability against
 * the share of right answers. Undefined without rows and when a number is no probability. Not in scikit-learn.
 * Source: Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning (2015); Guo,
 * Pleiss, Sun and Weinberger, On calibration of modern neural networks (2017); equal mass: Nixon et al., Measuring
 * calibration in deep learning (2019).
 */
export function ece(
  observed: ProbabilityObservations,
  options: CalibrationOptions = {},
  weights?: Weights,
): MetricValue {
  return measure(prepareEce(observed, options), weights)
}

export function prepareEce(observed: ProbabilityObservations, options: CalibrationOptions = {}): PreparedMetric {
  checkProbabilities(observed)
  const { bins, binning } = { ...calibrationDefaults, ...options }
  const rows = observed.truth.length
  const flaw = notProbabilities(observed)
  if (flaw) return undefinedMetric(rows, flaw)
  if (observed.classes < 2) return undefinedMetric(rows, onlyOneClassKnown)
  const { confidence, hit } = confidencesOf(observed)
  const binsFor = prepareBins(confidence, binning, bins)
  const gaps = confidence.map((probability, row) => probability - (hit[row] as number))
  const gapOfBin = new Float64Array(bins)
  const value = (weights: Weights): number => {
    const binOfRow = binsFor(weights)
    gapOfBin.fill(0)
    let total = 0
    for (let row = 0; row < rows; row++) {
      const weight = weights[row] as number
      const bin = binOfRow[row] as number
      gapOfBin[bin] = (gapOfBin[bin] as number) + weight * (gaps[row] as number)
      total += weight
    }
    let sum = 0
    for (let bin = 0; bin < bins; bin++) sum += Math.abs(gapOfBin[bin] as number)
    return sum / total
  }
  return { rows, value, whyUndefined: () => noRows }
}
