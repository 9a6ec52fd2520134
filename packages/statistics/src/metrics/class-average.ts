import { type ClassCounts, preparedFromCounts } from './class-counts.ts'
import type { LabelObservations } from './observations.ts'
import type { PreparedMetric } from './prepared-metric.ts'

/**
 * How a metric of one class becomes a metric of all, in scikit-learn's words: `binary` asks about the positive class
 * alone; `macro` is the plain mean over the classes that occur, true or predicted; `weighted` weighs them by their true
 * rows; `micro` counts over all classes together.
 */
export type Average = 'binary' | 'macro' | 'micro' | 'weighted'
export const averages: readonly Average[] = ['binary', 'macro', 'micro', 'weighted']

/** A metric of one class from its true positives, its rows and the rows predicted as it. 0/0 is 0 (`zero_division=0`). */
export type ClassMetric = (correct: number, actual: number, predicted: number) => number

/** Division as scikit-learn's `zero_division=0` has it. */
export function ratio(numerator: number, denominator: number): number {
  return denominator === 0 ? 0 : numerator / denominator
}

/**
 * Averages a class metric. Undefined without rows. `binary` needs `observed.positive`; RangeError without.
 * Source: `sklearn.metrics.precision_recall_fscore_support`.
 */
export function prepareClassAverage(
  observed: LabelObservations,
  average: Average,
  metric: ClassMetric,
): PreparedMetric {
  return preparedFromCounts(observed, averaging(observed, average, metric))
}

function averaging(
  observed: LabelObservations,
  average: Average,
  metric: ClassMetric,
): (counts: ClassCounts) => number {
  const ofClass = (counts: ClassCounts, index: number): number =>
    metric(counts.correct[index] as number, counts.actual[index] as number, counts.predicted[index] as number)
  switch (average) {
    case 'binary': {
      const positive = observed.positive
      if (positive === undefined || positive < 0 || positive >= observed.classes) {
        throw new RangeError(`average "binary" needs a positive class, found ${positive}.`)
      }
      return (counts) => (sum(counts.actual) === 0 ? Number.NaN : ofClass(counts, positive))
    }
    case 'micro':
      return ({ correct, actual, predicted }) => {
        const rows = sum(actual)
        return rows === 0 ? Number.NaN : metric(sum(correct), rows, sum(predicted))
      }
    case 'macro':
      return (counts) => {
        let total = 0
        let occurring = 0
        for (let index = 0; index < counts.actual.length; index++) {
          if (counts.actual[index] === 0 && counts.predicted[index] === 0) continue
          total += ofClass(counts, index)
          occurring++
        }
        return total / occurring
      }
    case 'weighted':
      return (counts) => {
        let total = 0
        for (let index = 0; index < counts.actual.length; index++) {
          total += (counts.actual[index] as number) * ofClass(counts, index)
        }
        return total / sum(counts.actual)
      }
  }
}

function sum(values: Float64Array): number {
  let total = 0
  for (let index = 0; index < values.length; index++) total += values[index] as number
  return total
}
