import { availableParallelism } from 'node:os'
import { ConfigurationError, type Progress } from '@mlgate/core'
import type { Table } from '@mlgate/tables'
import { feedBuilder } from './feeds.ts'
import { planInputs } from './input-plan.ts'
import { type ModelMeaning, plannedOutputs, prepareModel, scoresOf } from './prepared-model.ts'
import { scoreBatches } from './score-batches.ts'
import type { Scores } from './scores.ts'
import { defaultLimits, type ProcessLimits } from './watch-processes.ts'

export interface ScoreOnnxOptions extends ModelMeaning {
  /** A path, which weights beside the file may belong to, or the bytes of a model in one file. */
  readonly model: string | Uint8Array
  /** Rows to score; columns that the model does not take are ignored. */
  readonly table: Table
  /** Columns in the order in which the model was trained on them. */
  readonly features?: readonly string[] | undefined
  /** Columns that are no features: label, id. */
  readonly exclude?: readonly string[] | undefined
  /** What a text input gets for a missing value; the empty text when not given. */
  readonly missingString?: string | undefined
  readonly progress?: Progress | undefined
  /** Scoring processes; as many as there are cores when not given. Results do not depend on it. */
  readonly threads?: number | undefined
  /** Rows a batch; 10,000 gives the best throughput. */
  readonly batchSize?: number | undefined
  /** Where scoring is stopped; ten minutes and six tenths of the memory when not given. */
  readonly limits?: Partial<ProcessLimits> | undefined
}

/** Where the throughput of tree ensembles peaks with one thread a session. */
const bestBatchSize = 10_000

/**
 * Scores rows with an ONNX model, in processes of their own, with one thread an inference session: the same bits on every run.
 * Nothing runs but onnxruntime's own CPU operators. Throws ConfigurationError, saying what to do, when the model cannot
 * be read, does not fit the columns, or gives scores whose meaning is not certain; when a row gets NaN; when it exceeds a
 * limit; and for no rows.
 */
export async function scoreOnnx(options: ScoreOnnxOptions): Promise<Scores> {
  const { table } = options
  const model = await prepareModel(options.model, options)
  const { name } = model
  const inputs = planInputs(model.inputs, table, { features: options.features, exclude: options.exclude ?? [] }, name)
  if (table.rows === 0) throw new ConfigurationError(`${name}: there are no rows to score.`)
  const batchSize = options.batchSize ?? bestBatchSize
  const batches = await scoreBatches({
    name,
    task: { model: model.bytes, outputs: plannedOutputs(model), rowWise: inputs.rowWise },
    rows: table.rows,
    batchSize,
    workers: options.threads ?? availableParallelism(),
    limits: { ...defaultLimits(), ...options.limits },
    builders: inputs.inputs.map((input) => feedBuilder(input, table, options.missingString ?? '', name)),
    progress: options.progress,
  })
  return scoresOf(model, {
    rows: table.rows,
    batches,
    batchRows: (batch) => Math.min(batchSize, table.rows - batch * batchSize),
    wholeSet: true,
  })
}
