import { ConfigurationError } from '@mlgate/core'
import type { OutputTensor } from './score-protocol.ts'

/** What the model gave for some rows. */
export interface AnsweredBatch {
  readonly rows: number
  readonly outputs: readonly OutputTensor[]
}

/** An output over all rows. `width` is the number of values a row: 1 for `[rows]` and `[rows, 1]`. */
export interface GatheredNumbers {
  readonly width: number
  /** Row-major. */
  readonly values: Float64Array
}

/** Joins the batches of a numeric output, `index` of those fetched. Float32 widens to float64 exactly. */
export function gatherNumbers(batches: readonly AnsweredBatch[], index: number, model: string): GatheredNumbers {
  let width: number | undefined
  for (const { rows, outputs } of batches) {
    const own = widthOf(outputs[index]!, rows, model)
    if (width !== undefined && own !== width) throw wrongShape(outputs[index]!, rows, model)
    width = own
  }
  const values = new Float64Array(rowsOf(batches) * (width ?? 1))
  let at = 0
  for (const { outputs } of batches) {
    const { data, name, type } = outputs[index]!
    if (!(data instanceof Float32Array || data instanceof Float64Array)) {
      throw new ConfigurationError(`${model}: the output ${name} is ${type}, not float.`)
    }
    values.set(data, at)
    at += data.length
  }
  return { width: width ?? 1, values }
}

export interface GatheredLabels {
  readonly kind: 'string' | 'integer' | 'boolean'
  /** As text: integers without a decimal point, booleans as `true` and `false`. */
  readonly values: readonly string[]
}

/** Joins the batches of a label output. */
export function gatherLabels(batches: readonly AnsweredBatch[], index: number, model: string): GatheredLabels {
  const values: string[] = []
  /** One text for all rows of a class, not one a row. */
  const texts = new Map<unknown, string>()
  let kind: GatheredLabels['kind'] = 'string'
  for (const { rows, outputs } of batches) {
    const output = outputs[index]!
    if (widthOf(output, rows, model) !== 1) throw wrongShape(output, rows, model)
    kind = output.type === 'string' ? 'string' : output.type === 'bool' ? 'boolean' : 'integer'
    for (const value of output.data) {
      let text = texts.get(value)
      if (text === undefined) {
        text = kind === 'boolean' ? String(Boolean(value)) : String(value)
        texts.set(value, text)
      }
      values.push(text)
    }
  }
  return { kind, values }
}

export function rowsOf(batches: readonly AnsweredBatch[]): number {
  return batches.reduce((sum, { rows }) => sum + rows, 0)
}

/** Declared shapes can be wrong, so the result's own count. */
function widthOf(output: OutputTensor, rows: number, model: string): number {
  const [first, ...rest] = output.dims
  if (first !== rows) throw wrongShape(output, rows, model)
  const wide = rest.filter((dim) => dim !== 1)
  if (wide.length > 1) throw wrongShape(output, rows, model)
  return wide[0] ?? 1
}

function wrongShape(output: OutputTensor, rows: number, model: string): ConfigurationError {
  return new ConfigurationError(
    `${model}: the output ${output.name} has the shape [${output.dims.join(', ')}] for ${rows} rows; one line of scores for each row is needed.`,
  )
}
