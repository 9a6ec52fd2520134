import type { Progress } from '@mlgate/core'
import type { Table, Tables } from '@mlgate/tables'
import type { Scores } from './scores.ts'
import { bestBatchSize, openBatchScorer, type ScoringPoolOptions } from './scoring-pool.ts'

export interface ScoreOnnxOptions extends ScoringPoolOptions {
  /** Rows to score; columns that the model does not take are ignored. */
  readonly table: Table
  readonly progress?: Progress | undefined
}

/**
 * Scores rows with an ONNX model, in processes of their own, with one thread an inference session: the same bits on every run.
 * Nothing runs but onnxruntime's own CPU operators. Throws ConfigurationError, saying what to do, when the model cannot
 * be read, does not fit the columns, or gives scores whose meaning is not certain; when a row gets NaN; when it exceeds a
 * limit; and for no rows.
 */
export async function scoreOnnx(options: ScoreOnnxOptions): Promise<Scores> {
  await using scorer = await openBatchScorer(options)
  return await scorer.scoreTable(options.table, { wholeSet: true, progress: options.progress })
}

export interface ScoreOnnxFileOptions extends ScoringPoolOptions {
  readonly tables: Tables
  /** The file of rows, as `tables` reads it. */
  readonly file: string
  readonly progress?: Progress | undefined
}

/**
 * Scores a file of any number of rows with the same bits as `scoreOnnx` on the whole table, and throws as it does. What
 * is in memory beside the scores does not grow with the file: batches are read while others are scored. Of the file only
 * the features are read, or where none are declared all columns but the excluded.
 */
export async function scoreOnnxFile(options: ScoreOnnxFileOptions): Promise<Scores> {
  const { tables, file, features, exclude = [], progress, batchSize = bestBatchSize } = options
  await using scorer = await openBatchScorer(options)
  const present = (await tables.columns(file)).map(({ name }) => name)
  // Declared features that are not there are told with all the columns that are.
  const declared = features?.every((name) => present.includes(name)) ? features : undefined
  const columns = [...new Set(declared ?? present.filter((name) => !exclude.includes(name)))]
  const batches = tables.batches(file, { columns, rows: batchSize })
  return await scorer.scoreStream(batches, { wholeSet: true, progress })
}
