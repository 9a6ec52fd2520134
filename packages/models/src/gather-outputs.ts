import { ConfigurationError } from '@mlgate/core'
import type { OutputTensor } from './score-protocol.ts'

/** An output over all rows. `width` is the number of values a row: 1 for `[rows]` and `[rows, 1]`. */
export interface GatheredNumbers {
  readonly width: number
  /** Row-major. */
  readonly values: Float64Array
}

/** Joins the batches of a numeric output, `index` of those fetched. Float32 widens to float64 exactly. */
export function gatherNumbers(
  batches: readonly (readonly OutputTensor[])[],
  index: number,
  batchRows: (batch: number) => number,
  model: string,
): GatheredNumbers {
  let width: number | undefined
  let rows = 0
  batches.forEach((outputs, batch) => {
    const own = widthOf(outputs[index]!, batchRows(batch), model)
    if (width !== undefined && own !== width) throw wrongShape(outputs[index]!, batchRows(batch), model)
    width = own
    rows += batchRows(batch)
  })
  const values = new Float64Array(rows * (width ?? 1))
  let at = 0
  for (const outputs of batches) {
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
export function gatherLabels(
  batches: readonly (readonly OutputTensor[])[],
  index: number,
  batchRows: (batch: number) => number,
  model: string,
): GatheredLabels {
  const values: string[] = []
  let kind: GatheredLabels['kind'] = 'string'
  batches.forEach((outputs, batch) => {
    const output = outputs[index]!
    if (widthOf(output, batchRows(batch), model) !== 1) throw wrongShape(output, batchRows(batch), model)
    kind = output.type === 'string' ? 'string' : output.type === 'bool' ? 'boolean' : 'integer'
    for (const value of output.data) values.push(kind === 'boolean' ? String(Boolean(value)) : String(value))
  })
  return { kind, values }
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
