import { ConfigurationError } from '@mlgate/core'
import { type ListedClasses, listedClasses } from './class-labels.ts'
import { classesOfLabels, classOrder, labelIndexes } from './class-order.ts'
import { type AnsweredBatch, type GatheredNumbers, gatherLabels, gatherNumbers, rowsOf } from './gather-outputs.ts'
import { loadModel } from './load-model.ts'
import { readStructure, type ValueDescription } from './model-structure.ts'
import { type OutputPlan, planClassifierOutputs, planRegressionOutputs } from './output-plan.ts'
import { type OutputMeaning, refuseNotFinite, toProbabilities } from './probabilities.ts'
import { refuseUnsupported } from './refuse-unsupported.ts'
import type { ClassificationScores, RegressionScores, Scores } from './scores.ts'
import { removeZipMaps } from './zip-map.ts'

/** What a model predicts: a class, or for the other three a number. */
export type Task = 'classification' | 'regression' | 'ranking' | 'forecast'

/** What must be known of a model besides its bytes to understand its scores. */
export interface ModelMeaning {
  readonly task: Task
  /** Classes in the order of the probabilities, for models that do not carry them; or names for 0, 1, 2 … */
  readonly classes?: readonly string[] | undefined
  /** What the scores are; recognised when not given. */
  readonly output?: OutputMeaning | undefined
}

/** What the outputs of a model say, wherever it runs. */
export interface UnderstoodModel {
  readonly name: string
  readonly plan: OutputPlan
  readonly meaning: ModelMeaning
  readonly zipMapClasses: readonly string[] | undefined
  readonly listed: readonly ListedClasses[]
}

/** A model that can be handed to onnxruntime, and what its outputs say. */
export interface PreparedModel extends UnderstoodModel {
  /** Without ZipMap nodes. */
  readonly bytes: Uint8Array
  readonly inputs: readonly ValueDescription[]
  readonly outputs: readonly ValueDescription[]
}

/** Reads a model and decides what its outputs are. Throws ConfigurationError when it cannot be run or understood. */
export async function prepareModel(model: string | Uint8Array, meaning: ModelMeaning): Promise<PreparedModel> {
  const loaded = await loadModel(model)
  const { name } = loaded
  refuseUnsupported(loaded)
  const { bytes, classes } = removeZipMaps(loaded.bytes, loaded.structure, name)
  const structure = readStructure(bytes, name)
  const { inputs, outputs } = structure
  const plan =
    meaning.task === 'classification' ? planClassifierOutputs(outputs, name) : planRegressionOutputs(outputs, name)
  const zipMapClasses = plan.scores.length === 1 ? classes.get(plan.scores[0]!) : undefined
  return { name, bytes, inputs, outputs, plan, meaning, zipMapClasses, listed: listedClasses(structure) }
}

/** The outputs to fetch, in the order in which `scoresOf` takes them. */
export function plannedOutputs({ plan }: Pick<UnderstoodModel, 'plan'>): readonly string[] {
  return plan.label === undefined ? plan.scores : [...plan.scores, plan.label]
}

/**
 * What the planned outputs say. `wholeSet` is false for the few rows of a request: that logits look like probabilities is
 * then chance, and no reason to refuse. Throws ConfigurationError when their meaning is not certain or a row gets NaN.
 */
export function scoresOf(model: UnderstoodModel, batches: readonly AnsweredBatch[], wholeSet: boolean): Scores {
  return model.meaning.task === 'classification'
    ? classificationScores(model, batches, wholeSet)
    : regressionScores(model, batches)
}

function regressionScores({ name }: UnderstoodModel, batches: readonly AnsweredBatch[]): RegressionScores {
  const scores = gatherNumbers(batches, 0, name)
  if (scores.width !== 1) {
    throw new ConfigurationError(`${name}: gives ${scores.width} values a row; a regression model gives one.`)
  }
  refuseNotFinite(scores, name)
  return { kind: 'regression', rows: rowsOf(batches), values: scores.values, scoredBy: 'mlgate' }
}

function classificationScores(
  model: UnderstoodModel,
  batches: readonly AnsweredBatch[],
  wholeSet: boolean,
): ClassificationScores {
  const { name, plan, listed, meaning } = model
  const labels = plan.label === undefined ? undefined : gatherLabels(batches, plan.scores.length, name)
  const common = { kind: 'classification', rows: rowsOf(batches), scoredBy: 'mlgate' } as const
  if (plan.scores.length === 0) {
    if (labels === undefined) throw new TypeError('a classifier without outputs was planned')
    const classes = classesOfLabels(labels, listed, meaning.classes)
    return { ...common, classes, probabilities: undefined, labels: labelIndexes(labels, classes, name) }
  }
  const scores = sideBySide(model, batches)
  const { classes: columns, values: probabilities } = toProbabilities(scores, meaning.output, name, wholeSet)
  const classes = classOrder(
    { columns, probabilities, zipMap: model.zipMapClasses, listed, labels, declared: meaning.classes },
    name,
  )
  return { ...common, classes, probabilities, labels: labels && labelIndexes(labels, classes, name) }
}

/** The scores as one matrix, also when the model gives one output a class. */
function sideBySide({ name, plan }: UnderstoodModel, batches: readonly AnsweredBatch[]): GatheredNumbers {
  const rows = rowsOf(batches)
  const parts = plan.scores.map((_, i) => gatherNumbers(batches, i, name))
  const [only] = parts
  if (only && parts.length === 1) return only
  const width = parts.length
  const values = new Float64Array(rows * width)
  parts.forEach((part, column) => {
    if (part.width !== 1)
      throw new ConfigurationError(`${name}: the output ${plan.scores[column]} is no single column.`)
    for (let row = 0; row < rows; row++) values[row * width + column] = part.values[row]!
  })
  return { width, values }
}
