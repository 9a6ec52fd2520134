import { ConfigurationError } from '@mlgate/core'
import type { Column, Table } from '@mlgate/tables'
import type { BuiltinTraining } from '../train-section.ts'
import { type Design, multiply } from './design.ts'
import { buildDesign, columnsOf, type Feature, fitFeature, inDesignOrder } from './features.ts'
import { classLabels, numberLabels } from './labels.ts'
import { binomialLoss, type Loss, multinomialLoss, sigmoid, softmax, squaredLoss } from './loss.ts'
import { greatestWidth, minimise } from './newton.ts'

/** A fitted linear model: what enters it, and one row of weights for each of its linear predictors. */
export interface LinearModel {
  readonly features: readonly Feature[]
  /** Columns of the design; each row of weights is so long, the intercept last. */
  readonly width: number
  /** One row for regression and for two classes (the score of the second), otherwise one for each class. */
  readonly weights: Float64Array
  readonly target: Target
}

type Target =
  | { readonly kind: 'classification'; readonly classes: readonly string[] | readonly bigint[] }
  | { readonly kind: 'regression' }

export interface Fit {
  readonly model: LinearModel
  readonly design: Design
  readonly iterations: number
}

export interface FitRequest {
  readonly builtin: BuiltinTraining
  readonly table: Table
  readonly label: string
  /** Column that identifies rows; not a feature unless it is named as one. */
  readonly id: string | undefined
  readonly onIteration: () => void
}

/**
 * Fits the linear model that the section asks for; deterministic, and independent of the order of rows up to rounding.
 * Throws ConfigurationError when the section does not suit the table or the fit does not converge.
 */
export function fitLinearModel({ builtin, table, label, id, onIteration }: FitRequest): Fit {
  if (table.rows === 0) throw new ConfigurationError('data.train: holds no rows to train on.')
  const labelColumn = columnNamed(table, label, 'data.label')
  const names = featureNames(builtin, table, label, id)
  const classification = builtin.algorithm === 'logistic-regression' ? classLabels(label, labelColumn) : undefined
  const numbers = classification === undefined ? standardised(numberLabels(label, labelColumn)) : undefined

  const features = names.map((name) =>
    fitFeature(name, columnNamed(table, name, 'train.builtin.features'), builtin.min_category_count ?? 1),
  )
  const loss = lossFor(classification, numbers)
  refuseTooWide(features, loss.outputs)
  const design = buildDesign(features, table)
  const { weights, iterations } = minimise({
    design,
    loss,
    l2: builtin.l2 ?? 1,
    maxIterations: builtin.max_iterations ?? 100,
    onIteration,
  })
  const { width } = design
  if (numbers !== undefined) restoreUnit(weights, numbers)
  const target: Target = classification
    ? { kind: 'classification', classes: classification.classes }
    : { kind: 'regression' }
  return { model: { features, width, weights, target }, design, iterations }
}

function lossFor(
  classification: { classes: { length: number }; indices: Int32Array } | undefined,
  numbers: StandardisedLabels | undefined,
): Loss {
  if (numbers !== undefined) return squaredLoss(numbers.values)
  if (classification === undefined) throw new RangeError('Neither classes nor numbers to learn.')
  const { classes, indices } = classification
  return classes.length === 2 ? binomialLoss(indices) : multinomialLoss(indices, classes.length)
}

function columnNamed(table: Table, name: string, key: string): Column {
  const column = table.columns.get(name)
  if (column !== undefined) return column
  const present = [...table.columns.keys()].map((other) => JSON.stringify(other)).join(', ')
  throw new ConfigurationError(`${key}: the training data has no column ${JSON.stringify(name)}; it has ${present}.`)
}

function featureNames(
  builtin: BuiltinTraining,
  table: Table,
  label: string,
  id: string | undefined,
): readonly string[] {
  const names = builtin.features ?? [...table.columns.keys()].filter((name) => name !== label && name !== id)
  if (names.length === 0) {
    throw new ConfigurationError('train.builtin: the training data has no column besides the label and the id.')
  }
  for (const name of names) {
    if (name === label) {
      throw new ConfigurationError(`train.builtin.features: ${JSON.stringify(name)} is the label itself.`)
    }
    // In an ONNX graph the empty name means "no input", and onnxruntime ends names at a NUL.
    if (name === '' || name.includes('\0')) {
      throw new ConfigurationError(
        `train.builtin: a column named ${JSON.stringify(name)} cannot be a feature. Rename it or leave it out.`,
      )
    }
    if (names.indexOf(name) !== names.lastIndexOf(name)) {
      throw new ConfigurationError(`train.builtin.features: ${JSON.stringify(name)} is named twice.`)
    }
  }
  return names
}

function refuseTooWide(features: readonly Feature[], outputs: number): void {
  const { width } = inDesignOrder(features)
  const limit = greatestWidth(outputs)
  if (width <= limit) return
  const widest = [...features].sort((a, b) => columnsOf(b) - columnsOf(a)).slice(0, 3)
  const named = widest.map((feature) => `${JSON.stringify(feature.name)} (${columnsOf(feature)})`).join(', ')
  throw new ConfigurationError(
    `train.builtin: the features make ${width} model columns; at most ${limit} are possible` +
      `${outputs > 1 ? ` with ${outputs} classes` : ''}. Most come from ${named}: raise min_category_count or leave ` +
      'such columns out of features.',
  )
}

interface StandardisedLabels {
  readonly values: Float64Array
  readonly mean: number
  readonly scale: number
}

/** Labels of unit variance around zero: the tolerance of the fit then means the same for every unit of the label. */
function standardised(labels: Float64Array): StandardisedLabels {
  const mean = labels.reduce((sum, value) => sum + value, 0) / labels.length
  const variance = labels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / labels.length
  const scale = variance > 0 ? Math.sqrt(variance) : 1
  return { values: labels.map((value) => (value - mean) / scale), mean, scale }
}

function restoreUnit(weights: Float64Array, { mean, scale }: StandardisedLabels): void {
  for (let i = 0; i < weights.length; i++) weights[i] = weights[i]! * scale
  const last = weights.length - 1
  weights[last] = weights[last]! + mean
}

/**
 * What a model says about the rows of a design: for classification probabilities, row-major rows × classes; for
 * regression one value a row.
 */
export function predict(model: LinearModel, design: Design): Float64Array {
  const { rows } = design
  const outputs = model.weights.length / model.width
  const scores = new Float64Array(outputs * rows)
  for (let k = 0; k < outputs; k++) multiply(design, model.weights, k * model.width, scores, k * rows)
  if (model.target.kind === 'regression') return scores
  const classes = model.target.classes.length
  const probabilities = new Float64Array(rows * classes)
  if (outputs > 1) softmax(scores, rows, outputs)
  for (let row = 0; row < rows; row++) {
    if (outputs === 1) {
      probabilities[2 * row] = sigmoid(-scores[row]!)
      probabilities[2 * row + 1] = sigmoid(scores[row]!)
    } else {
      for (let k = 0; k < classes; k++) probabilities[row * classes + k] = scores[k * rows + row]!
    }
  }
  return probabilities
}

/** As `predict`, for a table with the model's columns. */
export function predictTable(model: LinearModel, table: Table): Float64Array {
  return predict(model, buildDesign(model.features, table))
}
