import { ConfigurationError } from '@mlgate/core'
import type { Table } from '@mlgate/tables'
import { cellText, columnOf } from './join-by-id.ts'
import { scorePredictions } from './score-predictions.ts'
import type { ClassificationScores, RegressionScores, Scores } from './scores.ts'
import { listed } from './shortened.ts'

export interface ParityOptions {
  /** Predictions that training made of the same rows, in the layout of a predictions file. */
  readonly training: Table
  /** What the exported model says of `rows`, in their order. */
  readonly scores: Scores
  readonly rows: Table
  /** Column that identifies a row, in both tables. */
  readonly id: string
  readonly positive?: string | number | boolean | undefined
  /** How messages name the training's file. */
  readonly name?: string | undefined
}

/** How far a model is from what its training predicted. */
export interface Parity {
  /** Rows compared: all. */
  readonly rows: number
  /** The largest |Δ| of values, or of any class's probability; undefined when labels alone can be compared. */
  readonly largestDifference: { readonly value: number; readonly id: string } | undefined
  /** Rows whose predicted class differs; 0 for numbers. */
  readonly flips: number
  /** The ids of the first of them, in the order of the rows; 20 at most. */
  readonly flipped: readonly string[]
}

const mostShown = 20

/**
 * Compares a model's scores with what its training framework predicted for the same rows: whether the export is the model
 * that was trained. Ids must pair all rows. The predicted class is the model's own label, else the class of the highest
 * probability.
 *
 * What float32 explains: exported graphs compute in float32, whose relative rounding is 6e-8 a step, so that |Δ| up to
 * about 1e-6 of a probability, and 1e-6 times the size of a value, is no fault. Trees add one case: a feature that is
 * rounded to the other side of a threshold takes another path, which moves single rows by much (0.09 was seen with
 * LightGBM, whose own predictions are on float64 rows) and may flip a label, in less than one row of a hundred. Many
 * rows, or a |Δ| of 1e-4 in a linear model or a network, are a wrong export: another order of columns or classes, missing
 * values that were encoded otherwise, margins for probabilities.
 *
 * @throws ConfigurationError when the file is not one of predictions for exactly these rows and classes
 */
export function parity(options: ParityOptions): Parity {
  const { scores, rows, id } = options
  const ids = columnOf(rows, id, 'the data')
  const idOf = (row: number): string => cellText(ids, row) ?? ''
  if (scores.rows !== rows.rows) throw new RangeError(`${scores.rows} scores for ${rows.rows} rows`)
  const shared = { file: options.training, rows, id, positive: options.positive, name: options.name }
  if (scores.kind === 'regression') {
    const trained = scorePredictions({ ...shared, task: 'regression' }) as RegressionScores
    const largest = largestDifference(trained.values, scores.values)
    return { rows: rows.rows, largestDifference: { value: largest.value, id: idOf(largest.at) }, flips: 0, flipped: [] }
  }
  const classes = positiveLast(scores.classes, options.positive)
  const trained = scorePredictions({ ...shared, task: 'classification', classes }) as ClassificationScores
  const own = reordered(scores, trained.classes, options.name ?? 'the predictions file')
  const ownClasses = predictedClasses(own)
  const flipped: string[] = []
  let flips = 0
  predictedClasses(trained).forEach((predicted, row) => {
    if (predicted === ownClasses[row]) return
    flips++
    if (flipped.length < mostShown) flipped.push(idOf(row))
  })
  if (trained.probabilities === undefined || own.probabilities === undefined) {
    return { rows: rows.rows, largestDifference: undefined, flips, flipped }
  }
  const { value, at } = largestDifference(trained.probabilities, own.probabilities)
  const row = Math.floor(at / trained.classes.length)
  return { rows: rows.rows, largestDifference: { value, id: idOf(row) }, flips, flipped }
}

function largestDifference(a: Float64Array, b: Float64Array): { readonly value: number; readonly at: number } {
  let value = 0
  let at = 0
  a.forEach((own, index) => {
    const difference = Math.abs(own - b[index]!)
    if (difference <= value) return
    value = difference
    at = index
  })
  return { value, at }
}

/** The order in which a file's `probability` is understood; which order it is makes no difference here. */
function positiveLast(classes: readonly string[], positive: ParityOptions['positive']): readonly string[] {
  const last = positive === undefined ? undefined : String(positive)
  const [first, second] = classes
  return classes.length === 2 && first === last ? [second!, first!] : classes
}

/** The same scores with the classes in another order. */
function reordered(scores: ClassificationScores, classes: readonly string[], where: string): ClassificationScores {
  const places = classes.map((label) => scores.classes.indexOf(label))
  if (classes.length !== scores.classes.length || places.includes(-1)) {
    throw new ConfigurationError(
      `${where}: has the classes ${listed(classes)}, and the model ${listed(scores.classes)}. Predict with the same model.`,
    )
  }
  const { probabilities, labels, rows } = scores
  const width = classes.length
  return {
    ...scores,
    classes,
    probabilities:
      probabilities &&
      Float64Array.from({ length: rows * width }, (_, at) => probabilities[at - (at % width) + places[at % width]!]!),
    labels: labels?.map((label) => places.indexOf(label)),
  }
}

function predictedClasses({ labels, probabilities, classes, rows }: ClassificationScores): Int32Array {
  if (labels !== undefined) return labels
  if (probabilities === undefined) throw new RangeError('scores without labels and probabilities')
  const width = classes.length
  return Int32Array.from({ length: rows }, (_, row) => {
    const own = probabilities.subarray(row * width, (row + 1) * width)
    return own.indexOf(own.reduce((a, b) => Math.max(a, b)))
  })
}
