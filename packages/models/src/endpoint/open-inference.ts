import { ConfigurationError } from '@mlgate/core'
import type { Feed } from '../feeds.ts'
import type { AnsweredBatch } from '../gather-outputs.ts'
import type { InputPlan } from '../input-plan.ts'
import type { ValueDescription } from '../model-structure.ts'
import type { OutputData, OutputTensor } from '../score-protocol.ts'
import { listed, shortened } from '../shortened.ts'
import { fieldOf, listField, textField } from './json-fields.ts'

/** The protocol's words and ONNX's, which the planning of inputs and outputs knows. */
const elementTypes: Readonly<Record<string, string>> = {
  FP32: 'float',
  FP64: 'double',
  INT64: 'int64',
  INT32: 'int32',
  BOOL: 'bool',
  BYTES: 'string',
}

const datatypes: Readonly<Record<Feed['type'], string>> = {
  float32: 'FP32',
  float64: 'FP64',
  int64: 'INT64',
  int32: 'INT32',
  bool: 'BOOL',
  string: 'BYTES',
}

export interface ServedTensors {
  readonly inputs: readonly ValueDescription[]
  readonly outputs: readonly ValueDescription[]
}

/** What a server says that its model takes and gives. Throws ConfigurationError when it does not say. */
export function readMetadata(content: unknown, where: string): ServedTensors {
  const inputs = tensorsOf(content, 'inputs', where)
  const outputs = tensorsOf(content, 'outputs', where)
  if (inputs.length > 0 && outputs.length > 0) return { inputs, outputs }
  throw new ConfigurationError(
    `${where}: does not say what the model takes and gives. Name its inputs and outputs in the server's settings of the model.`,
  )
}

function tensorsOf(content: unknown, key: 'inputs' | 'outputs', where: string): readonly ValueDescription[] {
  if (fieldOf(content, key) === undefined) return []
  return listField(content, key, where).map((tensor) => {
    const name = textField(tensor, 'name', where)
    const datatype = textField(tensor, 'datatype', where)
    const dims = listField(tensor, 'shape', where).map((dim) => {
      if (typeof dim === 'number' && Number.isSafeInteger(dim)) return dim < 0 ? '' : dim
      throw new ConfigurationError(`${where}: the shape of ${shortened(name)} is not one of whole numbers.`)
    })
    return { name, type: elementTypes[datatype] ?? shortened(datatype), dims }
  })
}

/**
 * The body of an inference request. Numbers keep all their digits. Throws ConfigurationError for a missing number unless
 * the server takes null for it, and for infinities, which JSON lacks.
 */
export function inferenceRequest(
  feeds: readonly Feed[],
  outputs: readonly string[],
  cells: { readonly plans: readonly InputPlan[]; readonly firstRow: number; readonly nullForMissing: boolean },
): string {
  const inputs = feeds.map((feed, index) => {
    const about = JSON.stringify({ name: feed.name, shape: feed.dims, datatype: datatypes[feed.type] })
    return `${about.slice(0, -1)},"data":${dataText(feed, cells.plans[index]?.columns ?? [], cells)}}`
  })
  return `{"inputs":[${inputs.join(',')}],"outputs":${JSON.stringify(outputs.map((name) => ({ name })))}}`
}

function dataText(
  { type, data }: Feed,
  columns: readonly string[],
  { firstRow, nullForMissing }: { readonly firstRow: number; readonly nullForMissing: boolean },
): string {
  if (type === 'bool') return JSON.stringify(Array.from<unknown, boolean>(data, Boolean))
  // JSON.stringify knows no BigInt.
  if (data instanceof BigInt64Array) return `[${data.join(',')}]`
  if (data instanceof Float32Array || data instanceof Float64Array) {
    const bad = data.findIndex((value) => !Number.isFinite(value) && !(nullForMissing && Number.isNaN(value)))
    if (bad >= 0) {
      const place = `the column ${columns[bad % columns.length]} has ${Number.isNaN(data[bad]) ? 'no value' : data[bad]} in row ${firstRow + Math.floor(bad / columns.length) + 1}`
      throw new ConfigurationError(
        `candidate.endpoint: ${place}, for which JSON has no number. Impute it inside the model's pipeline, or set null_for_missing where the server takes null for a missing one.`,
      )
    }
  }
  // NaN becomes null.
  return JSON.stringify(Array.from<unknown>(data))
}

/** The outputs asked for, in that order. Throws ConfigurationError for an answer that is none. */
export function readInference(
  content: unknown,
  outputs: readonly string[],
  rows: number,
  where: string,
): AnsweredBatch {
  const given = listField(content, 'outputs', where)
  const tensors = outputs.map((name) => {
    const found = given.find((tensor) => fieldOf(tensor, 'name') === name)
    if (found !== undefined) return readTensor(found, name, where)
    const names = given.map((tensor) => String(fieldOf(tensor, 'name')))
    throw new ConfigurationError(`${where}: the answer lacks the output ${name}; it has ${listed(names) || 'none'}.`)
  })
  return { rows, outputs: tensors }
}

function readTensor(tensor: unknown, name: string, where: string): OutputTensor {
  const datatype = textField(tensor, 'datatype', where)
  const dims = listField(tensor, 'shape', where).map(Number)
  const data = listField(tensor, 'data', where).flat(2)
  const isShape = dims.every((dim) => Number.isSafeInteger(dim) && dim >= 0)
  if (!isShape || dims.reduce((product, dim) => product * dim, 1) !== data.length) {
    throw new ConfigurationError(
      `${where}: the output ${name} has ${data.length} values for the shape [${listed(dims.map(String))}].`,
    )
  }
  return { name, dims, ...typedData(datatype, data, `${where}: the output ${name}`) }
}

function typedData(datatype: string, data: readonly unknown[], what: string): { type: string; data: OutputData } {
  const each = <T>(read: (value: unknown) => T | undefined): T[] =>
    data.map((value, index) => {
      const found = read(value)
      if (found !== undefined) return found
      throw new ConfigurationError(
        `${what}: data[${index}] is ${shortened(JSON.stringify(value))}, which is no ${datatype}.`,
      )
    })
  switch (datatype) {
    case 'FP32':
      return { type: 'float32', data: Float32Array.from(each(real)) }
    case 'FP64':
      return { type: 'float64', data: Float64Array.from(each(real)) }
    case 'INT64':
      return { type: 'int64', data: BigInt64Array.from(each(integer), BigInt) }
    case 'INT32':
      return { type: 'int32', data: Int32Array.from(each(integer)) }
    case 'BOOL':
      return { type: 'bool', data: Uint8Array.from(each(flag)) }
    case 'BYTES':
      return { type: 'string', data: each((value) => (typeof value === 'string' ? value : undefined)) }
    default:
      throw new ConfigurationError(
        `${what} is ${shortened(datatype)}; only ${Object.keys(elementTypes).join(', ')} are read.`,
      )
  }
}

/** Null stands for NaN, which no score may be: it is refused where outputs are understood. */
function real(value: unknown): number | undefined {
  if (value === null) return Number.NaN
  return typeof value === 'number' ? value : undefined
}

function integer(value: unknown): number | undefined {
  return Number.isSafeInteger(value) ? (value as number) : undefined
}

function flag(value: unknown): number | undefined {
  return value === true || value === 1 ? 1 : value === false || value === 0 ? 0 : undefined
}
