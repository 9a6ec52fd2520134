import type { Block } from '@mlgate/core'
import { type ProbabilityObservations, reliabilityCurve } from '@mlgate/statistics'
import { formatFor } from '../number-format.ts'

export interface ShownModel {
  readonly name: string
  readonly observed: ProbabilityObservations
}

/** Reliability diagram: how often it was so, by how sure the model was. */
export function reliabilityChart(models: readonly ShownModel[], weights: Float64Array | undefined): Block {
  const series = models.map(({ name, observed }) => ({
    name,
    points: reliabilityCurve(observed, {}, weights).points.map(
      ({ meanProbability, frequency }) => [meanProbability, frequency] as const,
    ),
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
      series,
    },
  }
}
