import { availableParallelism } from 'node:os'
import { ConfigurationError, type Progress } from '@mlgate/core'
import type { Table } from '@mlgate/tables'
import { type FeedBuilder, feedBuilder } from './feeds.ts'
import { planInputs, type ScoringPlan } from './input-plan.ts'
import { type ModelMeaning, type PreparedModel, plannedOutputs, prepareModel, scoresOf } from './prepared-model.ts'
import { type FeedBatch, openProcessPool, type ProcessPool } from './process-pool.ts'
import type { Scores } from './scores.ts'
import { defaultLimits, type ProcessLimits } from './watch-processes.ts'

export interface ScoringPoolOptions extends ModelMeaning {
  /** A path, which weights beside the file may belong to, or the bytes of a model in one file. */
  readonly model: string | Uint8Array
  /** Columns in the order in which the model was trained on them. */
  readonly features?: readonly string[] | undefined
  /** Columns that are no features: label, id. */
  readonly exclude?: readonly string[] | undefined
  /** What a text input gets for a missing value; the empty text when not given. */
  readonly missingString?: string | undefined
  /** Scoring processes; as many as there are cores when not given. Results do not depend on it. */
  readonly threads?: number | undefined
  /** Rows a batch; 10,000 gives the best throughput. */
  readonly batchSize?: number | undefined
  /**
   * Where scoring is stopped: ten minutes (the time of all calls together) and six tenths of the memory when not given.
   */
  readonly limits?: Partial<ProcessLimits> | undefined
}

/** A model that stays loaded in processes of its own, for tables that are scored one after the other. */
export interface ScoringPool extends AsyncDisposable {
  /**
   * Scores rows, bit for bit as `scoreOnnx` does. Tables may be small and unlike the data (rows that were changed to see
   * what the model makes of them): `classes` of the options should be those of the data's scores, since a model that
   * does not list them shows in a few rows only some. Calls wait for each other. Throws as `scoreOnnx`; after a failure
   * the next call starts new processes.
   */
  score(table: Table): Promise<Scores>
}

/**
 * Opens a pool for a model. Processes start with the first rows and end when it is disposed of. Throws ConfigurationError
 * when the model cannot be read or run.
 *
 *     await using pool = await openScoringPool({ model: 'out/model.onnx', task: 'regression' })
 *     const scores = await pool.score(table)
 */
export async function openScoringPool(options: ScoringPoolOptions): Promise<ScoringPool> {
  const scorer = await openBatchScorer(options)
  let last: Promise<unknown> = Promise.resolve()
  return {
    score(table) {
      const scores = last.then(() => scorer.scoreTable(table, { wholeSet: false }))
      last = scores.catch(() => undefined)
      return scores
    },
    async [Symbol.asyncDispose]() {
      await last
      await scorer[Symbol.asyncDispose]()
    },
  }
}

interface ScoringCall {
  /** False for a few rows: that logits look like probabilities is then chance, and no reason to refuse. */
  readonly wholeSet: boolean
  readonly progress?: Progress | undefined
}

/** A prepared model and its processes; one call at a time. */
export interface BatchScorer extends AsyncDisposable {
  /** Scores a table in batches of the options' size. */
  scoreTable(table: Table, call: ScoringCall): Promise<Scores>
  /** Scores tables as one; each is a batch, and no more are in memory at once than there are processes. */
  scoreStream(tables: AsyncGenerator<Table, void, undefined>, call: ScoringCall): Promise<Scores>
}

/** Where the throughput of tree ensembles peaks with one thread a session. */
export const bestBatchSize = 10_000

export async function openBatchScorer(options: ScoringPoolOptions): Promise<BatchScorer> {
  const model = await prepareModel(options.model, options)
  const { batchSize = bestBatchSize } = options
  let pool: ProcessPool | undefined

  const planFor = (table: Table): ScoringPlan =>
    planInputs(model.inputs, table, { features: options.features, exclude: options.exclude ?? [] }, model.name)
  const buildersFor = ({ inputs }: ScoringPlan, table: Table, firstRow: number): readonly FeedBuilder[] =>
    inputs.map((input) => feedBuilder(input, table, options.missingString ?? '', model.name, firstRow))

  const score = async (
    rowWise: boolean,
    batches: AsyncGenerator<FeedBatch, void, undefined>,
    total: number | undefined,
    { wholeSet, progress }: ScoringCall,
  ): Promise<Scores> => {
    pool ??= openProcessPool({
      name: model.name,
      task: { model: model.bytes, outputs: plannedOutputs(model), rowWise },
      processes: options.threads ?? availableParallelism(),
      limits: { ...defaultLimits(), ...options.limits },
    })
    const answered = await pool.run(batches, total, progress)
    return scoresOf(model, answered, wholeSet)
  }

  return {
    async scoreTable(table, call) {
      const plan = planFor(table)
      refuseNoRows(table.rows, model)
      const builders = buildersFor(plan, table, 0)
      return score(plan.rowWise, cut(builders, table.rows, batchSize), table.rows, call)
    },

    async scoreStream(tables, call) {
      const first = await tables.next()
      refuseNoRows(first.done ? 0 : first.value.rows, model)
      if (first.done) throw new TypeError('a batch without rows was let through')
      const plan = planFor(first.value)
      const stream = fed(first.value, tables, (table, firstRow) => buildersFor(plan, table, firstRow))
      return score(plan.rowWise, stream, undefined, call)
    },

    async [Symbol.asyncDispose]() {
      await pool?.[Symbol.asyncDispose]()
    },
  }
}

function refuseNoRows(rows: number, { name }: PreparedModel): void {
  if (rows === 0) throw new ConfigurationError(`${name}: there are no rows to score.`)
}

/** A table's rows in batches; tensors are made when they are asked for. */
async function* cut(
  builders: readonly FeedBuilder[],
  rows: number,
  batchSize: number,
): AsyncGenerator<FeedBatch, void, undefined> {
  for (let from = 0; from < rows; from += batchSize) {
    const to = Math.min(rows, from + batchSize)
    yield { from, to, feeds: builders.map((build) => build(from, to)) }
  }
}

async function* fed(
  first: Table,
  rest: AsyncGenerator<Table, void, undefined>,
  buildersFor: (table: Table, firstRow: number) => readonly FeedBuilder[],
): AsyncGenerator<FeedBatch, void, undefined> {
  try {
    let from = 0
    for (let next: IteratorResult<Table, void> = { value: first }; !next.done; next = await rest.next()) {
      const { value: table } = next
      const to = from + table.rows
      yield { from, to, feeds: buildersFor(table, from).map((build) => build(0, table.rows)) }
      from = to
    }
  } finally {
    await rest.return(undefined)
  }
}
