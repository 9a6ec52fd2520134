import { ConfigurationError, messageOf } from '@mlgate/core'
import type { Column, Table } from '@mlgate/tables'
import { type Feed, feedBuilder } from './feeds.ts'
import { loadRuntime, openSession, runRowWise } from './inference-session.ts'
import { type FeedType, planInputs } from './input-plan.ts'
import type { ValueDescription } from './model-structure.ts'
import { type ModelMeaning, plannedOutputs, prepareModel, scoresOf } from './prepared-model.ts'
import { loadFailure, runtimeMessage } from './refuse-unsupported.ts'
import type { OutputTensor } from './score-protocol.ts'
import type { Scores } from './scores.ts'

export interface OpenScorerOptions extends ModelMeaning {
  /** A path, which weights beside the file may belong to, or the bytes of a model in one file. */
  readonly model: string | Uint8Array
  /**
   * Columns that rows will have, in the order of the training; the names of the inputs when not given, which only models
   * with one input a column have.
   */
  readonly features?: readonly string[] | undefined
  /** What a text input gets for a missing value; the empty text when not given. */
  readonly missingString?: string | undefined
  /** What messages call the model; its path when not given. */
  readonly name?: string | undefined
}

/** A column that the model takes, and the element type of the tensor it goes into. */
export interface ScorerColumn {
  readonly name: string
  readonly type: FeedType
}

/**
 * A model that stays loaded, for a few rows at a time. It runs in the calling thread: quick to answer, and nothing else
 * moves meanwhile. The scores are those of `scoreOnnx`, but for the last bits of float32 where onnxruntime computes
 * matrices of another height in another order.
 */
export interface Scorer {
  /** Tensors as onnxruntime takes and gives them; a ZipMap's place is taken by the matrix below it. */
  readonly inputs: readonly ValueDescription[]
  readonly outputs: readonly ValueDescription[]
  readonly columns: readonly ScorerColumn[]
  /** Tensors for all rows. Throws ConfigurationError for values that the model's inputs cannot take. */
  feeds(table: Table): readonly Feed[]
  /** Runs the model once; all of `outputs`, in that order. Rejects with ConfigurationError when onnxruntime fails. */
  run(feeds: readonly Feed[]): Promise<readonly OutputTensor[]>
  /** What outputs of `run` say. Throws ConfigurationError for NaN, and for scores whose meaning is not certain. */
  scores(outputs: readonly OutputTensor[], rows: number): Scores
  release(): Promise<void>
}

/** Loads a model for serving. Throws ConfigurationError when it cannot be read, run, or fed from these columns. */
export async function openScorer(options: OpenScorerOptions): Promise<Scorer> {
  const prepared = await prepareModel(options.model, options)
  const name = options.name ?? prepared.name
  const model = { ...prepared, name }
  const { features } = options
  const rowColumns = features ?? model.inputs.map((input) => input.name)
  const { inputs, rowWise } = planInputs(model.inputs, headerOnly(rowColumns), { features, exclude: [] }, name)
  const outputs = model.outputs.filter(({ type }) => readableTypes.has(type))
  const names = outputs.map((output) => output.name)
  const wanted = plannedOutputs(model).map((output) => names.indexOf(output))
  const runtime = await loadRuntime()
  const session = await openSession(runtime, model.bytes).catch((cause: unknown) => {
    throw loadFailure(name, messageOf(cause))
  })
  return {
    inputs: model.inputs,
    outputs,
    columns: inputs.flatMap(({ columns, type }) => columns.map((column) => ({ name: column, type }))),
    feeds: (table) =>
      inputs.map((input) => feedBuilder(input, table, options.missingString ?? '', name)(0, table.rows)),
    run: async (feeds) => {
      try {
        return await (rowWise ? runRowWise(session, names, feeds) : session.run(names, feeds))
      } catch (cause) {
        throw new ConfigurationError(`${name}: onnxruntime failed on these rows: ${runtimeMessage(messageOf(cause))}`, {
          cause,
        })
      }
    },
    scores: (answer, rows) => scoresOf(model, [{ rows, outputs: wanted.map((index) => answer[index]!) }], false),
    release: () => session.release(),
  }
}

/** Element types that come out of onnxruntime as plain arrays. */
const readableTypes = new Set(['float', 'double', 'int64', 'int32', 'string', 'bool'])

function headerOnly(names: readonly string[]): Table {
  const empty: Column = { kind: 'number', values: new Float64Array() }
  return { rows: 0, columns: new Map(names.map((name) => [name, empty])) }
}
