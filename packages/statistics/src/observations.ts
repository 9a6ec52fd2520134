import { checkLengths } from './prepared-metric.ts'

/** True classes and a model's own labels, as indices below `classes`. */
export interface LabelObservations {
  readonly kind: 'labels'
  /** How many classes there are: the largest index plus one, or more. */
  readonly classes: number
  readonly truth: Int32Array
  readonly predicted: Int32Array
  /** The class that a binary metric asks about; needed by nothing else. */
  readonly positive?: number
}

/** True classes and a model's probabilities, row-major: `truth.length × classes`. */
export interface ProbabilityObservations {
  readonly kind: 'probabilities'
  readonly classes: number
  readonly truth: Int32Array
  readonly probabilities: Float64Array
  /** With two classes, the one whose scores rank the rows. */
  readonly positive?: number
}

/** True and predicted numbers. */
export interface ValueObservations {
  readonly kind: 'values'
  readonly truth: Float64Array
  readonly predicted: Float64Array
}

export type Observations = LabelObservations | ProbabilityObservations | ValueObservations

/** Throws RangeError when an index is no class: the caller maps labels to classes and must have refused strangers. */
function checkClasses(indices: Int32Array, classes: number, what: string): void {
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row] as number
    if (index < 0 || index >= classes)
      throw new RangeError(`${what}: class ${index} of row ${row + 1}, ${classes} known.`)
  }
}

export function checkLabels(observed: LabelObservations): void {
  checkLengths(observed.truth.length, observed.predicted.length, 'predicted labels')
  checkClasses(observed.truth, observed.classes, 'true labels')
  checkClasses(observed.predicted, observed.classes, 'predicted labels')
}

export function checkProbabilities(observed: ProbabilityObservations): void {
  checkLengths(observed.truth.length * observed.classes, observed.probabilities.length, 'probabilities')
  checkClasses(observed.truth, observed.classes, 'true labels')
}

export function checkValues(observed: ValueObservations): void {
  checkLengths(observed.truth.length, observed.predicted.length, 'predicted values')
}
