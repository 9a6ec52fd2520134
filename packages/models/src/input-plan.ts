import { ConfigurationError } from '@mlgate/core'
import type { Table } from '@mlgate/tables'
import { matchColumns } from './input-names.ts'
import { describeValue, type ValueDescription } from './model-structure.ts'

/** Element types that can be filled from a table. */
const feedTypes = ['float', 'double', 'int64', 'int32', 'string', 'bool'] as const
export type FeedType = (typeof feedTypes)[number]

/** One tensor to feed: these columns side by side. */
export interface InputPlan {
  readonly name: string
  readonly type: FeedType
  /** Columns of the table, in the order of the tensor's. */
  readonly columns: readonly string[]
  /** 2 for `[rows, columns]`, 1 for `[rows]`. */
  readonly rank: 1 | 2
}

export interface ScoringPlan {
  readonly inputs: readonly InputPlan[]
  /** True when the model takes one row at a time. */
  readonly rowWise: boolean
}

export interface InputChoice {
  /** Columns in the order in which the model was trained on them; needed for a matrix unless the table has just these. */
  readonly features: readonly string[] | undefined
  /** Columns that are no features: label, id. */
  readonly exclude: readonly string[]
}

/** Decides which columns feed which input. Throws ConfigurationError, naming both sides, when they do not fit. */
export function planInputs(
  inputs: readonly ValueDescription[],
  table: Table,
  choice: InputChoice,
  model: string,
): ScoringPlan {
  const columns = usableColumns(table, choice, model)
  for (const input of inputs) checkInput(input, model)
  const plans =
    inputs.length === 1 ? [planSingle(inputs[0]!, columns, choice, model)] : planColumns(inputs, columns, choice, model)
  return { inputs: plans, rowWise: takesOneRow(inputs, model) }
}

/** Columns that may be fed. Throws ConfigurationError for declared features that are not there or no features. */
export function usableColumns(table: Table, choice: InputChoice, model: string): readonly string[] {
  const excluded = new Set(choice.exclude)
  // The answer among the questions: a model that is fed the label is right on every row.
  const answers = (choice.features ?? []).filter((feature) => excluded.has(feature))
  if (answers.length > 0) {
    throw new ConfigurationError(
      `${model}: candidate.features names ${list(answers)}, which is the label or the id of a row and no feature. Remove it, and train without it.`,
    )
  }
  const absent = (choice.features ?? []).filter((feature) => !table.columns.has(feature))
  if (absent.length > 0) {
    throw new ConfigurationError(
      `${model}: candidate.features names ${list(absent)}, but the data have the columns ${list([...table.columns.keys()])}.`,
    )
  }
  return choice.features ?? [...table.columns.keys()].filter((column) => !excluded.has(column))
}

function checkInput(input: ValueDescription, model: string): void {
  if (!isFeedType(input.type)) {
    throw new ConfigurationError(
      `${model}: the input ${describeValue(input)} cannot be fed from a table, only ${feedTypes.join(', ')}. Export with float inputs.`,
    )
  }
  if (input.dims && (input.dims.length === 0 || input.dims.length > 2)) {
    throw new ConfigurationError(
      `${model}: the input ${describeValue(input)} has ${input.dims.length} dimensions; a table gives [rows, columns].`,
    )
  }
}

function isFeedType(type: string): type is FeedType {
  return (feedTypes as readonly string[]).includes(type)
}

function planSingle(
  input: ValueDescription,
  columns: readonly string[],
  choice: InputChoice,
  model: string,
): InputPlan {
  const width = input.dims?.length === 1 ? 1 : input.dims?.[1]
  const named = width === 1 ? matchColumns([input.name], columns, model).get(input.name) : undefined
  const chosen = named === undefined ? columns : [named]
  if (typeof width === 'number' && width !== chosen.length) {
    const from = choice.features ? 'candidate.features lists' : 'the data have'
    throw new ConfigurationError(
      `${model}: the input ${describeValue(input)} takes ${count(width, 'column')}, but ${from} ${chosen.length}: ${list(chosen)}. ` +
        'List the columns of the training, in their order, in candidate.features.',
    )
  }
  if (chosen.length === 0) throw new ConfigurationError(`${model}: the data have no column to feed it.`)
  return plan(input, chosen)
}

function planColumns(
  inputs: readonly ValueDescription[],
  columns: readonly string[],
  choice: InputChoice,
  model: string,
): readonly InputPlan[] {
  if (inputs.length === 0) throw new ConfigurationError(`${model}: takes no input, so it cannot tell rows apart.`)
  const wide = inputs.find((input) => typeof input.dims?.[1] === 'number' && input.dims[1] > 1)
  if (wide) {
    const extra = inputs.filter((input) => input !== wide)
    throw new ConfigurationError(
      `${model}: asks for more than the matrix ${describeValue(wide)}: ${list(extra.map(describeValue))}. ` +
        'These are no columns of the data. Exports of Keras Normalization layers have such inputs by mistake: ' +
        'export with the constants frozen into the graph.',
    )
  }
  const matched = matchColumns(
    inputs.map((input) => input.name),
    columns,
    model,
  )
  const unmatched = inputs.filter((input) => matched.get(input.name) === undefined)
  if (unmatched.length === 0) return inputs.map((input) => plan(input, [matched.get(input.name)!]))
  // Names that say nothing at all: the declared order is what there is to go by.
  if (unmatched.length === inputs.length && choice.features?.length === inputs.length) {
    return inputs.map((input, i) => plan(input, [columns[i]!]))
  }
  const used = new Set(matched.values())
  const left = columns.filter((column) => !used.has(column))
  throw new ConfigurationError(
    `${model}: no column for ${count(unmatched.length, 'input')}: ${list(unmatched.map(describeValue))}. ` +
      `Columns that no input takes: ${list(left)}. Rename the columns, or list candidate.features in the order of all ${inputs.length} inputs.`,
  )
}

function plan(input: ValueDescription, columns: readonly string[]): InputPlan {
  const { type } = input
  if (!isFeedType(type)) throw new TypeError(`unchecked input type ${type}`)
  return { name: input.name, type, columns, rank: input.dims?.length === 1 ? 1 : 2 }
}

function takesOneRow(inputs: readonly ValueDescription[], model: string): boolean {
  const fixed = inputs.filter((input) => typeof input.dims?.[0] === 'number')
  if (fixed.length === 0) return false
  const other = fixed.find((input) => input.dims?.[0] !== 1)
  if (other) {
    throw new ConfigurationError(
      `${model}: the input ${describeValue(other)} takes exactly ${other.dims?.[0]} rows at once. ` +
        'Export with a dynamic batch: dynamic_axes or dynamic_shapes in torch.onnx.export, None as the first dimension elsewhere.',
    )
  }
  return true
}

const shown = 12

function list(names: readonly string[]): string {
  if (names.length === 0) return 'none'
  const more = names.length > shown ? ` and ${names.length - shown} more` : ''
  return names.slice(0, shown).join(', ') + more
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
