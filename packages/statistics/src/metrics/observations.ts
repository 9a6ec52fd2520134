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
  /** With two classes, the one whose scores are looked at. */
  readonly positive?: number
}

/** True and predicted numbers. */
export interface ValueObservations {
  readonly kind: 'values'
  readonly truth: Float64Array
  readonly predicted: Float64Array
}

/**
 * Documents found for queries. A metric's rows are the *queries*: weights and losses have one entry a query, because a
 * document without the others of its query says nothing.
 */
export interface RankingObservations {
  readonly kind: 'ranking'
  /** The relevance of each document; 0 is none, more is better. */
  readonly truth: Float64Array
  /** The score of each document; the highest is ranked first. */
  readonly predicted: Float64Array
  /** The query of each document, from 0; documents of a query may lie anywhere. */
  readonly query: Int32Array
  /** How many queries there are; each has at least one document. */
  readonly queries: number
}

/** True and forecast numbers of one or more series, with what the model could learn from. */
export interface ForecastObservations {
  readonly kind: 'forecast'
  readonly truth: Float64Array
  readonly predicted: Float64Array
  /** The series of each row: an index into `training`. */
  readonly series: Int32Array
  /** The in-sample values of each series, in the order of time. */
  readonly training: readonly Float64Array[]
}

/** True numbers and the prediction intervals given for them. */
export interface IntervalObservations {
  readonly kind: 'intervals'
  readonly truth: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
}

export type Observations =
  | LabelObservations
  | ProbabilityObservations
  | ValueObservations
  | RankingObservations
  | ForecastObservations
  | IntervalObservations

/** Observations by their kind. */
export type ObservationsOf<Kind extends Observations['kind']> = Extract<Observations, { readonly kind: Kind }>

/** Throws RangeError when an index is out of range: the caller maps names to indices and must have refused strangers. */
function checkIndices(indices: Int32Array, count: number, what: string, thing: string): void {
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row] as number
    if (index < 0 || index >= count)
      throw new RangeError(`${what}: ${thing} ${index} of row ${row + 1}, ${count} known.`)
  }
}

export function checkLabels(observed: LabelObservations): void {
  checkLengths(observed.truth.length, observed.predicted.length, 'predicted labels')
  checkIndices(observed.truth, observed.classes, 'true labels', 'class')
  checkIndices(observed.predicted, observed.classes, 'predicted labels', 'class')
}

export function checkProbabilities(observed: ProbabilityObservations): void {
  checkLengths(observed.truth.length * observed.classes, observed.probabilities.length, 'probabilities')
  checkIndices(observed.truth, observed.classes, 'true labels', 'class')
}

export function checkValues(observed: { readonly truth: Float64Array; readonly predicted: Float64Array }): void {
  checkLengths(observed.truth.length, observed.predicted.length, 'predicted values')
}

export function checkRanking(observed: RankingObservations): void {
  checkLengths(observed.truth.length, observed.predicted.length, 'scores')
  checkLengths(observed.truth.length, observed.query.length, 'queries of documents')
  checkIndices(observed.query, observed.queries, 'queries of documents', 'query')
}

export function checkForecast(observed: ForecastObservations): void {
  checkValues(observed)
  checkLengths(observed.truth.length, observed.series.length, 'series of rows')
  checkIndices(observed.series, observed.training.length, 'series of rows', 'series')
}

export function checkIntervals(observed: IntervalObservations): void {
  checkLengths(observed.truth.length, observed.lower.length, 'lower ends')
  checkLengths(observed.truth.length, observed.upper.length, 'upper ends')
}

/** The class whose scores are looked at when there are two. Throws RangeError when it is not named. */
export function positiveOf({ classes, positive }: ProbabilityObservations): number {
  if (positive === undefined || positive < 0 || positive >= classes) {
    throw new RangeError(`the positive class is ${positive}, of ${classes} classes.`)
  }
  return positive
}
