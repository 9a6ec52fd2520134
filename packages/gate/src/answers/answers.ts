import { ConfigurationError } from '@mlgate/core'
import type { ClassificationScores, Scores } from '@mlgate/models'
import {
  describeRows,
  type ForecastObservations,
  type IntervalObservations,
  type LabelObservations,
  type Observations,
  type ProbabilityObservations,
  type RankingObservations,
  type ValueObservations,
} from '@mlgate/statistics'
import type { Column } from '@mlgate/tables'
import { encodeLabels, positiveClass, type Role, refuseMissingLabels, shown } from './class-labels.ts'

/**
 * A model's answers beside the truth, in the forms that metrics ask for. Classes are in the order of their text,
 * so that two models that know the same classes are coded alike whatever the order of their columns.
 */
export interface Answers {
  readonly classes: readonly string[]
  readonly labels: LabelObservations | undefined
  readonly probabilities: ProbabilityObservations | undefined
  readonly values: ValueObservations | undefined
  readonly ranking?: RankingObservations | undefined
  readonly forecast?: ForecastObservations | undefined
  readonly intervals?: IntervalObservations | undefined
  /** Why these answers cannot be measured at all, for instance because some are NaN. */
  readonly flaw: string | undefined
}

/** The answers in the form that a metric asks for; undefined where there are none. */
export function answersFor(answers: Answers, needs: Observations['kind']): Observations | undefined {
  return answers[needs]
}

export interface Truth {
  readonly name: string
  readonly column: Column
  readonly rows: number
}

/** Puts a regression model's values beside the numbers that are true. */
export function regressionAnswers(scores: Scores, truth: Truth, role: Role): Answers {
  if (scores.kind !== 'regression') throw wrongKind(role, 'classes', 'regression')
  const { column, name, rows } = truth
  if (column.kind !== 'number') {
    throw new ConfigurationError(
      `data.label: column ${JSON.stringify(name)} holds ${column.kind} values, and regression needs numbers.`,
    )
  }
  refuseMissingLabels(name, column, rows)
  const infinite = describeRows(rows, (row) => !Number.isFinite(column.values[row]))
  if (infinite) {
    throw new ConfigurationError(
      `data.label: column ${JSON.stringify(name)} is infinite in ${infinite} of the test data.`,
    )
  }
  checkRows(scores, rows, scores.values.length, role)
  const flawed = describeRows(rows, (row) => !Number.isFinite(scores.values[row]))
  return {
    classes: [],
    labels: undefined,
    probabilities: undefined,
    values: { kind: 'values', truth: column.values, predicted: scores.values },
    flaw: flawed && `the ${role} predicts no finite number in ${flawed}`,
  }
}

/**
 * Puts a classifier's labels and probabilities beside the true classes. With two classes and probabilities, a row is
 * positive from `threshold` on; otherwise the model's own label counts, or the most probable class (the first of equal
 * ones, as numpy.argmax has it). `threshold` is undefined when the policy does not name one: ½ then.
 */
export function classificationAnswers(
  scores: Scores,
  truth: Truth,
  role: Role,
  policy: { readonly positive: string | number | boolean | undefined; readonly threshold: number | undefined },
): Answers {
  if (scores.kind !== 'classification') throw wrongKind(role, 'numbers', 'classification')
  const { classes, probabilities, labels } = scores
  if (new Set(classes).size !== classes.length || classes.length < 2) {
    throw new ConfigurationError(`The ${role} must know two or more different classes; it knows ${shown(classes)}.`)
  }
  if (!probabilities && !labels) {
    throw new ConfigurationError(`The ${role} gives neither labels nor probabilities.`)
  }
  if (probabilities) checkRows(scores, truth.rows, probabilities.length / classes.length, role)
  if (labels) checkRows(scores, truth.rows, labels.length, role)
  refuseMissingLabels(truth.name, truth.column, truth.rows)
  const sorted = [...classes].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const actual = encodeLabels(truth.name, truth.column, truth.rows, sorted, role)
  const positiveText = positiveClass(classes, policy.positive, role)
  const place = Int32Array.from(classes, (label) => sorted.indexOf(label))
  const shared = {
    classes: sorted.length,
    truth: actual,
    ...(positiveText === undefined ? {} : { positive: sorted.indexOf(positiveText) }),
  }
  const flaw = flawOf(scores, role)
  const own = flaw ? undefined : ownLabels(scores, positiveText, policy.threshold, role)
  return {
    classes: sorted,
    labels: own && { kind: 'labels', ...shared, predicted: own.map((index) => place[index] as number) },
    probabilities: probabilities && {
      kind: 'probabilities',
      ...shared,
      probabilities: reorderColumns(probabilities, place),
    },
    values: undefined,
    flaw,
  }
}

function wrongKind(role: Role, gives: string, task: string): ConfigurationError {
  return new ConfigurationError(`The ${role} predicts ${gives}, and the task is ${task}. Correct task or the model.`)
}

function checkRows(scores: Scores, expected: number, found: number, role: Role): void {
  if (scores.rows !== expected || found !== expected) {
    const wrong = scores.rows !== expected ? scores.rows : found
    throw new ConfigurationError(`The ${role} answers ${wrong} rows, and the test data have ${expected}.`)
  }
}

function flawOf(scores: ClassificationScores, role: Role): string | undefined {
  const { classes, probabilities, labels, rows } = scores
  const nan =
    probabilities &&
    describeRows(rows, (row) => {
      for (let index = row * classes.length; index < (row + 1) * classes.length; index++) {
        if (Number.isNaN(probabilities[index])) return true
      }
      return false
    })
  if (nan) return `the ${role}'s probabilities are NaN in ${nan}`
  const strange = labels && describeRows(rows, (row) => !((labels[row] as number) in classes))
  return strange && `the ${role}'s labels are none of its classes in ${strange}`
}

/** The model's label of every row, as an index into its own classes. */
function ownLabels(
  scores: ClassificationScores,
  positive: string | undefined,
  threshold: number | undefined,
  role: Role,
): Int32Array {
  const { classes, probabilities, labels, rows } = scores
  if (positive !== undefined && probabilities) {
    const column = classes.indexOf(positive)
    const cut = threshold ?? 0.5
    return Int32Array.from({ length: rows }, (_, row) =>
      (probabilities[row * 2 + column] as number) >= cut ? column : 1 - column,
    )
  }
  if (threshold !== undefined && positive === undefined) {
    throw new ConfigurationError(
      `gate.threshold: is for two classes, and the ${role} knows ${classes.length}: ${shown(classes)}. Remove it.`,
    )
  }
  if (threshold !== undefined && threshold !== 0.5) {
    throw new ConfigurationError(
      `gate.threshold: ${threshold} cannot be applied, because the ${role} gives labels without probabilities.`,
    )
  }
  if (labels) return labels
  return Int32Array.from({ length: rows }, (_, row) =>
    largestColumn(probabilities as Float64Array, row, classes.length),
  )
}

function largestColumn(probabilities: Float64Array, row: number, width: number): number {
  let best = 0
  for (let column = 1; column < width; column++) {
    if ((probabilities[row * width + column] as number) > (probabilities[row * width + best] as number)) best = column
  }
  return best
}

/** Moves column c to place[c]; the array itself when nothing moves. */
function reorderColumns(matrix: Float64Array, place: Int32Array): Float64Array {
  if (place.every((to, from) => to === from)) return matrix
  const width = place.length
  const moved = new Float64Array(matrix.length)
  for (let index = 0; index < matrix.length; index++) {
    const column = index % width
    moved[index - column + (place[column] as number)] = matrix[index] as number
  }
  return moved
}
