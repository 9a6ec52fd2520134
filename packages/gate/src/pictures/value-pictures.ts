import type { Block } from '@mlgate/core'
import { binnedMeans, binShares, linearQuantile } from '@mlgate/statistics'
import { formatFor } from '../number-format.ts'
import { histogramOutline } from './histogram-outline.ts'

export interface ValuedModel {
  readonly name: string
  readonly truth: Float64Array
  readonly predicted: Float64Array
}

const meanBins = 20
const errorBins = 30
/** Rows that the range of the errors is found from: it is only a picture's edge. */
const lookedAt = 20_000

/** Of models that predict numbers: what came of what they said, and how their errors are distributed. */
export function valueCharts(models: readonly ValuedModel[], weights: Float64Array | undefined): Block[] {
  const means = models.map(({ name, truth, predicted }) => ({
    name,
    points: binnedMeans({ truth, predicted }, meanBins, weights),
  }))
  const errors = models.map(({ name, truth, predicted }) => ({
    name,
    errors: predicted.map((value, row) => value - (truth[row] as number)),
  }))
  const ends = errors.map((model) => endsOf(model.errors))
  const [low, high] = [Math.min(...ends.map(([from]) => from)), Math.max(...ends.map(([, to]) => to))]
  const format = formatFor([low, high], [])
  const charts: Block[] = [
    {
      kind: 'chart',
      title: 'Predicted and actual values',
      summary: `Means of ${meanBins} groups of equally many rows, by the prediction; on the diagonal, what is predicted is what happens. ${means.map(({ name, points }) => `${name}: ${points.map(([said, came]) => `${shortNumber(said)} was ${shortNumber(came)}`).join(', ')}`).join('; ')}.`,
      chart: {
        type: 'lines',
        x: 'mean prediction',
        y: 'mean actual value',
        unit: false,
        diagonal: true,
        marks: true,
        series: means,
      },
    },
  ]
  if (!(high > low)) return charts
  const shares = errors.map((model) => ({
    name: model.name,
    shares: binShares(model.errors, errorBins, low, high, weights),
  }))
  charts.push({
    kind: 'chart',
    title: 'Errors: predicted minus actual',
    summary: `From ${format.value(low)} to ${format.value(high)}. ${shares.map((model) => `${model.name}: ${(100 * mostInOneBin(model.shares)).toFixed(0)} % of the rows in the fullest of ${errorBins} bins`).join('; ')}.`,
    chart: {
      type: 'lines',
      x: 'error',
      y: 'share of rows',
      unit: false,
      diagonal: false,
      marks: false,
      note: 'The bins at the ends hold all that lies beyond them.',
      series: shares.map((model) => ({ name: model.name, points: histogramOutline(model.shares, low, high) })),
    },
  })
  return charts
}

/** Between these lie 98 of 100 errors. */
function endsOf(errors: Float64Array): readonly [number, number] {
  const step = Math.max(1, Math.floor(errors.length / lookedAt))
  const sample = errors.filter((_, row) => row % step === 0).sort()
  return [linearQuantile(sample, 0.01), linearQuantile(sample, 0.99)]
}

const mostInOneBin = (shares: Float64Array): number => Math.max(...shares)

function shortNumber(value: number): string {
  return formatFor([value], []).value(value)
}
