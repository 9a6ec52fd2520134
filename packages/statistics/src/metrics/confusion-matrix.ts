import { checkLabels, type LabelObservations } from './observations.ts'
import { checkWeights, unitWeights, type Weights } from './prepared-metric.ts'

/**
 * The weight of the rows of each true class (row of the matrix) predicted as each class (column), row-major:
 * `classes × classes`. Throws RangeError on bad weights.
 * Source: `sklearn.metrics.confusion_matrix(labels=all classes)`.
 */
export function confusionMatrix(
  observed: LabelObservations,
  weights: Weights = unitWeights(observed.truth.length),
): Float64Array {
  checkLabels(observed)
  const { truth, predicted, classes } = observed
  checkWeights(weights, truth.length)
  const matrix = new Float64Array(classes * classes)
  for (let row = 0; row < truth.length; row++) {
    const cell = (truth[row] as number) * classes + (predicted[row] as number)
    matrix[cell] = (matrix[cell] as number) + (weights[row] as number)
  }
  return matrix
}
