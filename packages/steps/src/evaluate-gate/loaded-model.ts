import type { JudgedModel } from '@mlgate/gate'
import { declaredClasses, modelFeatures, openScoringPool, type Scores, type ScoringPoolOptions } from '@mlgate/models'
import type { Column, Table } from '@mlgate/tables'
import { scoringTask } from '../score-model.ts'
import type { Examination } from './examination.ts'
import type { ReadModel } from './read-model.ts'

/** A model that stays loaded, with what is known of it. */
export interface LoadedModel extends AsyncDisposable {
  readonly judged: JudgedModel
  /** Columns of the test data that it takes. */
  readonly features: readonly string[]
  readonly score: (table: Table) => Promise<Scores>
}

/** Loads a model that is scored here, to be asked of rows that were changed; undefined for one that is not, or not there. */
export async function openModel(
  { input, models, subject }: Examination,
  role: 'candidate' | 'baseline',
): Promise<LoadedModel | undefined> {
  const model = models.find((one) => one.role === role)
  const judged = input[role]
  if (model === undefined || judged === undefined || !model.path.endsWith('.onnx')) return undefined
  const options = poolOptions(model, judged.scores, subject.policy.body)
  const features = await modelFeatures(options, input.test)
  const pool = await openScoringPool(options)
  return {
    judged,
    features,
    score: (table) => pool.score(table),
    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
  }
}

/** Why a model that was asked for is not there. */
export function whyNotLoaded({ models }: Examination, role: 'candidate' | 'baseline'): string {
  const isThere = models.some((one) => one.role === role)
  return isThere ? `the ${role} is not scored here: only an ONNX model can be asked again` : `there is no ${role}`
}

function poolOptions(
  { path, section }: ReadModel,
  scores: Scores,
  { task, data }: Examination['subject']['policy']['body'],
): ScoringPoolOptions {
  const graph = 'onnx' in section ? section : undefined
  return {
    model: path,
    task: scoringTask(task),
    // Few rows may show few classes; those of the whole test data hold.
    classes: scores.kind === 'classification' ? scores.classes : declaredClasses(section),
    output: graph?.output,
    features: graph?.features,
    exclude: [data.label, data.id].filter((name) => name !== undefined),
    missingString: graph?.missing_string,
  }
}

/** The rows without the truth: whatever a model asks for by name or position, it is not there to be had. */
export function withoutLabel({ rows, columns }: Table, label: string): Table {
  return { rows, columns: new Map([...columns].filter(([name]) => name !== label)) }
}

/** Some rows of a table, in the order given. */
export function rowsOf({ columns }: Table, rows: ArrayLike<number>): Table {
  const chosen = Array.from(rows)
  return { rows: chosen.length, columns: new Map([...columns].map(([name, column]) => [name, pick(column, chosen)])) }
}

function pick(column: Column, rows: readonly number[]): Column {
  switch (column.kind) {
    case 'number':
      return { kind: 'number', values: Float64Array.from(rows, (row) => column.values[row] as number) }
    case 'string':
      return { kind: 'string', values: rows.map((row) => column.values[row] ?? null) }
    case 'boolean':
      return { kind: 'boolean', values: rows.map((row) => column.values[row] ?? null) }
  }
}
