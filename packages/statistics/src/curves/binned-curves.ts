import { checkValues, type ValueObservations } from '../metrics/observations.ts'
import { checkWeights, unitWeights, type Weights } from '../metrics/prepared-metric.ts'
import { sortRows } from '../metrics/sort-rows.ts'
import type { CurvePoint } from './threshold-curves.ts'

/**
 * The share of the weight in each of `bins` bins of equal width from `low` to `high`; values beyond are counted in the end
 * bins, NaN in none. Bins are right-open, the last is closed, as `numpy.histogram` has them. All zero without weight.
 */
export function binShares(
  values: Float64Array,
  bins: number,
  low: number,
  high: number,
  weights: Weights = unitWeights(values.length),
): Float64Array {
  checkWeights(weights, values.length)
  const shares = new Float64Array(bins)
  let total = 0
  const scale = bins / (high - low)
  const step = (high - low) / bins
  const edge = (bin: number): number => low + bin * step
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number
    if (Number.isNaN(value)) continue
    const weight = weights[row] as number
    let bin = Math.min(bins - 1, Math.max(0, Math.floor((value - low) * scale)))
    // The product may have been rounded over an edge.
    if (bin > 0 && value < edge(bin)) bin--
    else if (bin < bins - 1 && value >= edge(bin + 1)) bin++
    shares[bin] = (shares[bin] as number) + weight
    total += weight
  }
  return total === 0 ? shares : shares.map((share) => share / total)
}

/**
 * Mean truth and mean prediction in bins of equally many rows, by the prediction: on the diagonal, what is predicted is
 * what happens. Rows of equal predictions may lie in two bins. Fewer points than bins where rows are few or weightless.
 */
export function binnedMeans(
  observed: Pick<ValueObservations, 'truth' | 'predicted'>,
  bins: number,
  weights: Weights = unitWeights(observed.truth.length),
): CurvePoint[] {
  checkValues(observed)
  const { truth, predicted } = observed
  checkWeights(weights, truth.length)
  const order = sortRows(predicted)
  const points: CurvePoint[] = []
  for (let bin = 0; bin < bins; bin++) {
    const [from, to] = [bin, bin + 1].map((edge) => Math.floor((edge * order.length) / bins)) as [number, number]
    let [weight, said, came] = [0, 0, 0]
    for (let rank = from; rank < to; rank++) {
      const row = order[rank] as number
      const own = weights[row] as number
      weight += own
      said += own * (predicted[row] as number)
      came += own * (truth[row] as number)
    }
    if (weight > 0) points.push([said / weight, came / weight])
  }
  return points
}
