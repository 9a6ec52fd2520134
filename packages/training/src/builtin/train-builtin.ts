import { ConfigurationError, type Progress } from '@mlgate/core'
import type { Table } from '@mlgate/tables'
import type { TrainingMetric } from '../metrics-file.ts'
import type { BuiltinTraining } from '../train-section.ts'
import { columnsOf, type Feature } from './features.ts'
import { classLabels, numberLabels } from './labels.ts'
import { fitLinearModel, type LinearModel, predict } from './linear-model.ts'
import { linearModelGraph } from './linear-model-graph.ts'

export interface BuiltinRequest {
  readonly builtin: BuiltinTraining
  /** Rows to train on: data.train. */
  readonly table: Table
  /** The label's column. */
  readonly label: string
  /** The column that identifies rows; not a feature unless named as one. */
  readonly id: string | undefined
  readonly task: 'classification' | 'regression'
  readonly progress: Progress
}

export interface BuiltinResult {
  /** One ONNX file, see `linearModelGraph`. */
  readonly model: Uint8Array
  /** On the training rows: for reading, not for judging. */
  readonly metrics: readonly TrainingMetric[]
  /** Newton steps until convergence. */
  readonly iterations: number
  readonly features: readonly FeatureSummary[]
}

/** How one column entered the model. */
export interface FeatureSummary {
  readonly name: string
  readonly kind: 'number' | 'category'
  /** Columns of the design that it takes. */
  readonly columns: number
  /** Categories that share the "other" weight. */
  readonly rareLevels: number
}

/**
 * Trains a logistic or linear regression and writes it as ONNX. Uses no randomness. Throws ConfigurationError when the
 * section does not suit the task or the data, and when the fit does not converge.
 */
export function trainBuiltin(request: BuiltinRequest): BuiltinResult {
  const { builtin, table, label, id, task, progress } = request
  const wanted = task === 'classification' ? 'logistic-regression' : 'linear-regression'
  if (builtin.algorithm !== wanted) {
    throw new ConfigurationError(
      `train.builtin.algorithm: ${builtin.algorithm} does not fit task: ${task}. Use ${wanted}.`,
    )
  }
  progress.start(`Training ${builtin.algorithm} on ${table.rows} rows`, undefined, 'iterations')
  try {
    const fit = fitLinearModel({ builtin, table, label, id, onIteration: () => progress.advance(1) })
    return {
      model: linearModelGraph(fit.model),
      metrics: trainingMetrics(fit.model, predict(fit.model, fit.design), table, label),
      iterations: fit.iterations,
      features: fit.model.features.map(summaryOf),
    }
  } finally {
    progress.stop()
  }
}

function summaryOf(feature: Feature): FeatureSummary {
  const rareLevels = feature.kind === 'category' ? feature.rare.length : 0
  return { name: feature.name, kind: feature.kind, columns: columnsOf(feature), rareLevels }
}

function trainingMetrics(model: LinearModel, scores: Float64Array, table: Table, label: string): TrainingMetric[] {
  const column = table.columns.get(label)
  if (column === undefined) throw new RangeError('The label was there when the model was fitted.')
  const { rows } = table
  if (model.target.kind === 'regression') {
    const truth = numberLabels(label, column)
    const mean = truth.reduce((sum, value) => sum + value, 0) / rows
    let residual = 0
    let total = 0
    for (let row = 0; row < rows; row++) {
      residual += (truth[row]! - scores[row]!) ** 2
      total += (truth[row]! - mean) ** 2
    }
    return [
      { name: 'train_rmse', value: Math.sqrt(residual / rows) },
      // Not defined for a constant label.
      { name: 'train_r2', value: total > 0 ? 1 - residual / total : Number.NaN },
    ]
  }
  const { classes, indices } = classLabels(label, column)
  const count = classes.length
  let loss = 0
  let right = 0
  for (let row = 0; row < rows; row++) {
    const own = scores[row * count + indices[row]!]!
    // As scikit-learn does: a probability that rounds to 0 counts as the smallest step from it.
    loss -= Math.log(Math.max(own, Number.EPSILON))
    // A tie goes to the first class, as with the model's own label.
    let best = 0
    for (let k = 1; k < count; k++) if (scores[row * count + k]! > scores[row * count + best]!) best = k
    if (best === indices[row]) right++
  }
  return [
    { name: 'train_log_loss', value: loss / rows },
    { name: 'train_accuracy', value: right / rows },
  ]
}
