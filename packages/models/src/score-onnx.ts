import { availableParallelism } from 'node:os'
import { ConfigurationError, type Progress } from '@mlgate/core'
import type { Table } from '@mlgate/tables'
import { type ListedClasses, listedClasses } from './class-labels.ts'
import { classesOfLabels, classOrder, labelIndexes } from './class-order.ts'
import { feedBuilder } from './feeds.ts'
import { type GatheredNumbers, gatherLabels, gatherNumbers } from './gather-outputs.ts'
import { planInputs } from './input-plan.ts'
import { loadModel } from './load-model.ts'
import { readStructure } from './model-structure.ts'
import { type OutputPlan, planClassifierOutputs, planRegressionOutputs } from './output-plan.ts'
import { type OutputMeaning, refuseNotFinite, toProbabilities } from './probabilities.ts'
import { refuseUnsupported } from './refuse-unsupported.ts'
import { scoreBatches } from './score-batches.ts'
import type { OutputTensor } from './score-protocol.ts'
import type { ClassificationScores, RegressionScores, Scores } from './scores.ts'
import { removeZipMaps } from './zip-map.ts'

export interface ScoreOnnxOptions {
  /** A path, which weights beside the file may belong to, or the bytes of a model in one file. */
  readonly model: string | Uint8Array
  /** Rows to score; columns that the model does not take are ignored. */
  readonly table: Table
  readonly task: 'classification' | 'regression'
  /** Columns in the order in which the model was trained on them. */
  readonly features?: readonly string[] | undefined
  /** Columns that are no features: label, id. */
  readonly exclude?: readonly string[] | undefined
  /** Classes in the order of the probabilities, for models that do not carry them; or names for 0, 1, 2 … */
  readonly classes?: readonly string[] | undefined
  /** What the scores are; recognised when not given. */
  readonly output?: OutputMeaning | undefined
  /** What a text input gets for a missing value; the empty text when not given. */
  readonly missingString?: string | undefined
  readonly progress?: Progress | undefined
  /** Worker threads; as many as there are cores when not given. Results do not depend on it. */
  readonly threads?: number | undefined
  /** Rows a batch; 10,000 gives the best throughput. */
  readonly batchSize?: number | undefined
}

/** Where the throughput of tree ensembles peaks with one thread a session. */
const bestBatchSize = 10_000

/**
 * Scores rows with an ONNX model, in worker threads, with one thread an inference session: the same bits on every run.
 * Nothing runs but onnxruntime's own CPU operators. Throws ConfigurationError, saying what to do, when the model cannot
 * be read, does not fit the columns, or gives scores whose meaning is not certain; when a row gets NaN; and for no rows.
 */
export async function scoreOnnx(options: ScoreOnnxOptions): Promise<Scores> {
  const { table, task, progress } = options
  const loaded = await loadModel(options.model)
  const { name } = loaded
  refuseUnsupported(loaded)
  const { bytes, classes: zipMapClasses } = removeZipMaps(loaded.bytes, loaded.structure, name)
  const structure = readStructure(bytes, name)
  const inputs = planInputs(
    structure.inputs,
    table,
    { features: options.features, exclude: options.exclude ?? [] },
    name,
  )
  const outputs =
    task === 'classification'
      ? planClassifierOutputs(structure.outputs, name)
      : planRegressionOutputs(structure.outputs, name)
  if (table.rows === 0) throw new ConfigurationError(`${name}: there are no rows to score.`)
  const batchSize = options.batchSize ?? bestBatchSize
  const batches = await scoreBatches({
    name,
    task: { model: bytes, outputs: fetched(outputs), rowWise: inputs.rowWise },
    rows: table.rows,
    batchSize,
    workers: options.threads ?? availableParallelism(),
    builders: inputs.inputs.map((input) => feedBuilder(input, table, options.missingString ?? '', name)),
    progress,
  })
  const gathered: Gathered = {
    name,
    rows: table.rows,
    outputs,
    batches,
    batchRows: (batch) => Math.min(batchSize, table.rows - batch * batchSize),
  }
  if (task === 'regression') return regressionScores(gathered)
  return classificationScores(gathered, {
    zipMap: outputs.scores.length === 1 ? zipMapClasses.get(outputs.scores[0]!) : undefined,
    listed: listedClasses(structure),
    declared: options.classes,
    output: options.output,
  })
}

function fetched(outputs: OutputPlan): readonly string[] {
  return outputs.label === undefined ? outputs.scores : [...outputs.scores, outputs.label]
}

interface Gathered {
  readonly name: string
  readonly rows: number
  readonly outputs: OutputPlan
  readonly batches: readonly (readonly OutputTensor[])[]
  readonly batchRows: (batch: number) => number
}

function regressionScores({ name, rows, batches, batchRows }: Gathered): RegressionScores {
  const scores = gatherNumbers(batches, 0, batchRows, name)
  if (scores.width !== 1) {
    throw new ConfigurationError(`${name}: gives ${scores.width} values a row; a regression model gives one.`)
  }
  refuseNotFinite(scores, name)
  return { kind: 'regression', rows, values: scores.values, scoredBy: 'mlgate' }
}

interface ClassKnowledge {
  readonly zipMap: readonly string[] | undefined
  readonly listed: readonly ListedClasses[]
  readonly declared: readonly string[] | undefined
  readonly output: OutputMeaning | undefined
}

function classificationScores(gathered: Gathered, known: ClassKnowledge): ClassificationScores {
  const { name, rows, outputs, batches, batchRows } = gathered
  const labels = outputs.label === undefined ? undefined : gatherLabels(batches, outputs.scores.length, batchRows, name)
  const common = { kind: 'classification', rows, scoredBy: 'mlgate' } as const
  if (outputs.scores.length === 0) {
    if (labels === undefined) throw new TypeError('a classifier without outputs was planned')
    const classes = classesOfLabels(labels, known.listed, known.declared)
    return { ...common, classes, probabilities: undefined, labels: labelIndexes(labels, classes, name) }
  }
  const { classes: columns, values: probabilities } = toProbabilities(sideBySide(gathered), known.output, name)
  const classes = classOrder({ ...known, columns, probabilities, labels }, name)
  return { ...common, classes, probabilities, labels: labels && labelIndexes(labels, classes, name) }
}

/** The scores as one matrix, also when the model gives one output a class. */
function sideBySide({ name, rows, outputs, batches, batchRows }: Gathered): GatheredNumbers {
  const parts = outputs.scores.map((_, i) => gatherNumbers(batches, i, batchRows, name))
  const [only] = parts
  if (only && parts.length === 1) return only
  const width = parts.length
  const values = new Float64Array(rows * width)
  parts.forEach((part, column) => {
    if (part.width !== 1)
      throw new ConfigurationError(`${name}: the output ${outputs.scores[column]} is no single column.`)
    for (let row = 0; row < rows; row++) values[row * width + column] = part.values[row]!
  })
  return { width, values }
}
