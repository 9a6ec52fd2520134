import type { Block } from '@mlgate/core'
import { type ProbabilityObservations, type ReliabilityPoint, reliabilityCurve } from '@mlgate/statistics'
import { formatFor } from '../number-format.ts'

export interface ShownModel {
  readonly name: string
  readonly observed: ProbabilityObservations
}

/** Of the weight of all rows: bins with less say nothing, and would be the first that is looked at. */
const leastShare = 0.001

/** Reliability diagram: how often it was so, by how sure the model was. */
export function reliabilityChart(models: readonly ShownModel[], weights: Float64Array | undefined): Block {
  const series = models.map(({ name, observed }) => ({
    name,
    points: shownPoints(reliabilityCurve(observed, {}, weights).points),
  }))
  const format = formatFor([1], [])
  const words = series.map(
    ({ name, points }) =>
      `${name}: ${points.map(([said, came]) => `${format.value(said)} came true in ${format.value(came)}`).join(', ')}`,
  )
  const isBinary = models[0]?.observed.classes === 2
  return {
    kind: 'chart',
    title: 'Reliability of the probabilities',
    summary: `On the diagonal, probabilities are what happens. ${words.join('; ')}.`,
    chart: {
      type: 'lines',
      x: isBinary ? 'probability of the positive class' : 'probability of the predicted class',
      y: isBinary ? 'share of positive rows' : 'share of right answers',
      unit: true,
      diagonal: true,
      marks: true,
      note: 'Bins with less than a thousandth of the rows are left out.',
      series,
    },
  }
}

function shownPoints(points: readonly ReliabilityPoint[]): (readonly [number, number])[] {
  const total = points.reduce((sum, { weight }) => sum + weight, 0)
  return points
    .filter(({ weight }) => weight >= leastShare * total)
    .map(({ meanProbability, frequency }) => [meanProbability, frequency] as const)
}
