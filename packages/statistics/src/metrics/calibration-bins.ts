import type { Binning } from './metric-parameters.ts'
import { type ProbabilityObservations, positiveOf } from './observations.ts'
import { sumOf, type Weights } from './prepared-metric.ts'
import { scoresOf } from './probability-flaws.ts'
import { orderByScore } from './score-order.ts'
import { allRows } from './sort-rows.ts'

/** What calibration compares: how sure the model was of something, and whether it was so. */
export interface Confidences {
  readonly confidence: Float64Array
  /** 1 where it was so, 0 where not. */
  readonly hit: Uint8Array
}

/**
 * Two classes: the probability of the positive class (RangeError without `positive`), and whether the row is of it.
 * More: the largest probability of the row (the first of equal ones), and whether the row is of that class.
 */
export function confidencesOf(observed: ProbabilityObservations): Confidences {
  const { truth, classes, probabilities } = observed
  const rows = truth.length
  const hit = new Uint8Array(rows)
  if (classes === 2) {
    const positive = positiveOf(observed)
    for (let row = 0; row < rows; row++) hit[row] = truth[row] === positive ? 1 : 0
    return { confidence: scoresOf(observed, positive), hit }
  }
  const confidence = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    let best = 0
    for (let index = 1; index < classes; index++) {
      if ((probabilities[row * classes + index] as number) > (probabilities[row * classes + best] as number))
        best = index
    }
    confidence[row] = probabilities[row * classes + best] as number
    hit[row] = truth[row] === best ? 1 : 0
  }
  return { confidence, hit }
}

/** The bin (from 0) of each row, for the rows' weights. The array returned may be overwritten by the next call. */
export type Binner = (weights: Weights) => Int32Array

/**
 * Parts probabilities into `bins` bins. `equal_width`: (i/bins, (i+1)/bins], the first with 0. `equal_mass`: at the
 * quantiles i/bins of the weighted distribution (inverted CDF), so that rows of the same probability stay together and
 * the order of the rows does not matter; bins may be empty.
 */
export function prepareBins(confidence: Float64Array, binning: Binning, bins: number): Binner {
  if (binning === 'equal_width') {
    const fixed = Int32Array.from(confidence, (probability) => equalWidthBin(probability, bins))
    return () => fixed
  }
  const { order, endsGroup } = orderByScore(
    allRows(confidence.length),
    (row) => confidence[row] as number,
    () => false,
  )
  const binOfRow = new Int32Array(confidence.length)
  return (weights) => {
    const total = sumOf(weights)
    let below = 0
    let bin = 0
    let group = 0
    for (let rank = 0; rank < order.length; rank++) {
      const row = order[rank] as number
      binOfRow[row] = bin
      group += weights[row] as number
      if (endsGroup[rank] === 1) {
        below += group
        group = 0
        bin = Math.min(bins - 1, Math.floor((below * bins) / total))
      }
    }
    return binOfRow
  }
}

function equalWidthBin(probability: number, bins: number): number {
  const bin = Math.max(0, Math.ceil(probability * bins) - 1)
  // The product may have been rounded over an edge.
  if (bin > 0 && probability <= bin / bins) return bin - 1
  return probability > (bin + 1) / bins ? bin + 1 : bin
}
