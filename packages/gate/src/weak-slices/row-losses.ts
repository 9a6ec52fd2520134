import type { Answers } from '../answers/answers.ts'
import type { WeakSliceMetric } from './weak-slices-section.ts'

/** A loss for each row, whose mean says how bad a slice is, and how that mean is told. */
export interface RowLosses {
  /** NaN for rows that the metric is not about. */
  readonly losses: Float64Array
  /** The metric's value from the mean loss: accuracy is one minus it. */
  readonly metricOf: (meanLoss: number) => number
}

/** Smallest probability whose logarithm is taken: float64's epsilon, as log_loss has it. */
const smallest = Number.EPSILON

/** The rows' losses of one model; undefined when it does not answer in the way that the metric needs. */
export function rowLosses(metric: WeakSliceMetric, answers: Answers): RowLosses | undefined {
  const { labels, probabilities, values } = answers
  const asShare = (meanLoss: number): number => 1 - meanLoss
  const asItIs = (meanLoss: number): number => meanLoss
  switch (metric) {
    case 'accuracy':
      return (
        labels && {
          losses: Float64Array.from(labels.truth, (truth, row) => Number(truth !== labels.predicted[row])),
          metricOf: asShare,
        }
      )
    case 'recall': {
      const positive = labels?.positive
      if (labels === undefined || positive === undefined) return undefined
      const loss = (truth: number, row: number): number =>
        truth === positive ? Number(labels.predicted[row] !== positive) : Number.NaN
      return { losses: Float64Array.from(labels.truth, loss), metricOf: asShare }
    }
    case 'log_loss':
      return (
        probabilities && {
          losses: Float64Array.from(probabilities.truth, (truth, row) => {
            const chance = probabilities.probabilities[row * probabilities.classes + truth] as number
            return -Math.log(Math.min(1, Math.max(smallest, chance)))
          }),
          metricOf: asItIs,
        }
      )
    case 'mae':
    case 'mse':
      return (
        values && {
          losses: Float64Array.from(values.truth, (truth, row) => {
            const error = Math.abs(truth - (values.predicted[row] as number))
            return metric === 'mae' ? error : error * error
          }),
          metricOf: asItIs,
        }
      )
  }
}
