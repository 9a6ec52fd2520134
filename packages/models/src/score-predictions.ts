import { ConfigurationError } from '@mlgate/core'
import type { Column, Table } from '@mlgate/tables'
import { labelIndexes } from './class-order.ts'
import type { GatheredNumbers } from './gather-outputs.ts'
import { cellText, columnOf, joinById } from './join-by-id.ts'
import type { Task } from './prepared-model.ts'
import { complement, whyNotProbabilities } from './probabilities.ts'
import type { ClassificationScores, RegressionScores, Scores } from './scores.ts'
import { listed, shortened } from './shortened.ts'

export interface ScorePredictionsOptions {
  /**
   * The predictions file: the id column; `prediction` (or `predicted`) with the label or the value; and for classifiers,
   * where wanted, `probability` of the positive class or one `probability_<class>` for every class. For numbers, where
   * wanted, a prediction interval's `lower` and `upper`.
   */
  readonly file: Table
  /** The rows that are judged; the scores come in their order. */
  readonly rows: Table
  /** Column that identifies a row, in both. */
  readonly id: string
  readonly task: Task
  /** All classes; for `probability`, the negative class first and the positive second. */
  readonly classes?: readonly string[] | undefined
  /** `data.positive`: says which of two predicted labels `probability` stands for where `classes` does not. */
  readonly positive?: string | number | boolean | undefined
  /** How messages name the file. */
  readonly name?: string | undefined
}

const layout =
  'A predictions file has the id column, `prediction`, and for a classifier `probability` (of the positive class) or one `probability_<class>` for each class.'
const prefix = 'probability_'

/**
 * Takes scores from a file at their word (`scoredBy: declared`). Throws ConfigurationError when the ids do not pair every
 * row with exactly one prediction, when a value is missing or no number, or when probabilities are none.
 */
export function scorePredictions(options: ScorePredictionsOptions): Scores {
  const where = options.name ?? 'the predictions file'
  if (options.rows.rows === 0) throw new ConfigurationError('the data have no rows to judge.')
  const joined = joinById(options.rows, options.file, options.id, where)
  const file: JoinedFile = { table: options.file, joined, where, prediction: predictionColumn(options.file, where) }
  return options.task === 'classification' ? classification(file, options) : regression(file)
}

interface JoinedFile {
  readonly table: Table
  /** Row of the table for each row of the data. */
  readonly joined: Int32Array
  readonly where: string
  readonly prediction: string | undefined
}

function predictionColumn(table: Table, where: string): string | undefined {
  const found = ['prediction', 'predicted'].filter((name) => table.columns.has(name))
  if (found.length > 1) throw new ConfigurationError(`${where}: has both prediction and predicted. Keep one.`)
  return found[0]
}

function regression(file: JoinedFile): RegressionScores {
  const { prediction, where, joined } = file
  if (prediction === undefined) throw new ConfigurationError(`${where}: has no column prediction. ${layout}`)
  const intervals = intervalsOf(file)
  return {
    kind: 'regression',
    rows: joined.length,
    values: numbers(file, prediction),
    ...(intervals === undefined ? {} : { intervals }),
    scoredBy: 'declared',
  }
}

/** Whether a prediction lies within its interval is the model's business: quantile models may cross. */
function intervalsOf(file: JoinedFile): RegressionScores['intervals'] {
  const { table, where, joined } = file
  const [missing] = ['lower', 'upper'].filter((name) => !table.columns.has(name))
  if (!table.columns.has('lower') && !table.columns.has('upper')) return undefined
  if (missing !== undefined) {
    throw new ConfigurationError(
      `${where}: has one end of a prediction interval, and no column ${missing}. Write both.`,
    )
  }
  const lower = numbers(file, 'lower')
  const upper = numbers(file, 'upper')
  const crossed = lower.findIndex((value, row) => value > upper[row]!)
  if (crossed < 0) return { lower, upper }
  throw new ConfigurationError(
    `${where}: in row ${joined[crossed]! + 1} lower (${lower[crossed]}) is above upper (${upper[crossed]}). Are the columns exchanged?`,
  )
}

type KnownClasses = Pick<ScorePredictionsOptions, 'classes' | 'positive'>

function classification(file: JoinedFile, known: KnownClasses): ClassificationScores {
  const { joined, where, prediction } = file
  const labels = prediction === undefined ? undefined : texts(file, prediction)
  const found = probabilities(file, labels, known)
  if (found === undefined && labels === undefined) {
    throw new ConfigurationError(`${where}: has neither prediction nor probability columns. ${layout}`)
  }
  const classes = found?.classes ?? known.classes ?? [...new Set(labels)].sort()
  return {
    kind: 'classification',
    rows: joined.length,
    classes,
    probabilities: found?.values,
    labels: labels && labelIndexes({ kind: 'string', values: labels }, classes, where),
    scoredBy: 'declared',
  }
}

interface FoundProbabilities {
  readonly classes: readonly string[]
  readonly values: Float64Array
}

function probabilities(
  file: JoinedFile,
  labels: readonly string[] | undefined,
  known: KnownClasses,
): FoundProbabilities | undefined {
  const { table, where } = file
  const single = table.columns.has('probability')
  const columns = [...table.columns.keys()].filter((name) => name.startsWith(prefix))
  if (single && columns.length > 0) {
    throw new ConfigurationError(`${where}: has both probability and ${shortened(columns[0]!)}. ${layout}`)
  }
  if (single) {
    const classes = binaryClasses(labels, known, where)
    return { classes, values: checked({ width: 1, values: numbers(file, 'probability') }, where) }
  }
  if (columns.length === 0) return undefined
  const classes = known.classes ?? columns.map((name) => name.slice(prefix.length))
  refuseOtherClasses(columns, classes, where)
  if (classes.length < 2) {
    throw new ConfigurationError(
      `${where}: has ${shortened(columns[0]!)} alone. Name it probability, or add the other classes.`,
    )
  }
  const width = classes.length
  const values = new Float64Array(file.joined.length * width)
  classes.forEach((label, i) => {
    numbers(file, `${prefix}${label}`).forEach((value, row) => {
      values[row * width + i] = value
    })
  })
  return { classes, values: checked({ width, values }, where) }
}

function refuseOtherClasses(columns: readonly string[], classes: readonly string[], where: string): void {
  const wanted = new Set(classes.map((label) => `${prefix}${label}`))
  if (wanted.size === columns.length && columns.every((name) => wanted.has(name))) return
  throw new ConfigurationError(
    `${where}: has ${listed(columns)}, but candidate.classes asks for ${listed([...wanted])}.`,
  )
}

function checked(scores: GatheredNumbers, where: string): Float64Array {
  const doubt = whyNotProbabilities(scores)
  if (doubt !== undefined) {
    throw new ConfigurationError(
      `${where}: ${doubt}, so these are no probabilities. Where they were rounded, write all their digits.`,
    )
  }
  return scores.width === 1 ? complement(scores.values) : scores.values
}

/** The negative class and the positive, whose `probability` is given. Throws ConfigurationError when that is in doubt. */
function binaryClasses(
  labels: readonly string[] | undefined,
  known: KnownClasses,
  where: string,
): readonly [string, string] {
  const positive = known.positive === undefined ? undefined : String(known.positive)
  const [negative, last, ...more] =
    known.classes ?? usualPair(labels, positive) ?? predictedPair(labels, positive) ?? []
  if (negative === undefined || last === undefined || more.length > 0) {
    throw new ConfigurationError(
      `${where}: probability is that of the positive of two classes. List them in candidate.classes, the positive one last.`,
    )
  }
  if (positive !== undefined && positive !== last) {
    throw new ConfigurationError(
      `${where}: probability is that of the positive class, which is ${shortened(positive)} by data.positive and ${shortened(last)} by candidate.classes, whose last it is. Write the same in both.`,
    )
  }
  return [negative, last]
}

/** The two ways of writing a binary label whose positive class is beyond doubt. */
function usualPair(labels: readonly string[] | undefined, positive: string | undefined): readonly string[] | undefined {
  if (labels === undefined) return undefined
  return [
    ['0', '1'],
    ['false', 'true'],
  ].find((pair) => labels.every((label) => pair.includes(label)) && (positive === undefined || positive === pair[1]))
}

/** The positive class and the one other that was predicted. */
function predictedPair(
  labels: readonly string[] | undefined,
  positive: string | undefined,
): readonly string[] | undefined {
  if (labels === undefined || positive === undefined) return undefined
  const others = new Set(labels)
  others.delete(positive)
  return [...others, positive]
}

function numbers({ table, joined, where }: JoinedFile, name: string): Float64Array {
  const column = columnOf(table, name, where)
  const values = Float64Array.from(joined, (row) => numberAt(column, row))
  const bad = values.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) {
    const count = values.filter((value) => !Number.isFinite(value)).length
    throw new ConfigurationError(
      `${where}: ${count} of ${values.length} values of ${name} are missing or no finite numbers (first in row ${joined[bad]! + 1}).`,
    )
  }
  return values
}

function numberAt(column: Column, row: number): number {
  return column.kind === 'number' ? column.values[row]! : Number.NaN
}

function texts({ table, joined, where }: JoinedFile, name: string): readonly string[] {
  const column = columnOf(table, name, where)
  const values = Array.from(joined, (row) => cellText(column, row))
  const found = values.filter((value) => value !== undefined)
  if (found.length === values.length) return found
  throw new ConfigurationError(`${where}: ${values.length - found.length} of ${values.length} rows have no ${name}.`)
}
