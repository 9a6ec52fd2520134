import type { Feed, ValueDescription } from '@mlgate/models'
import { describeJson, RequestProblem } from './request-problem.ts'
import { type Datatype, datatypeOf, runtimeType } from './tensor-types.ts'

export interface InferRequest {
  readonly id: string | undefined
  readonly rows: number
  readonly feeds: readonly Feed[]
  /** Names of the outputs that are asked for; all when undefined. */
  readonly outputs: readonly string[] | undefined
}

/**
 * Reads the body of an inference request of the Open Inference Protocol, with its data as JSON, flat or nested. In
 * floating-point data `null` stands for NaN, which JSON lacks. Throws RequestProblem.
 */
export function readInferRequest(
  body: unknown,
  model: { readonly inputs: readonly ValueDescription[]; readonly outputs: readonly ValueDescription[] },
  maxRows: number,
): InferRequest {
  const given = listOf(field(body, 'inputs'), 'inputs')
  const byName = new Map<string, unknown>()
  for (const [i, input] of given.entries()) {
    const name = textField(input, 'name', `inputs[${i}]`)
    if (byName.has(name)) throw new RequestProblem(400, `inputs: ${describeJson(name)} is given twice.`)
    if (!model.inputs.some((own) => own.name === name)) {
      throw new RequestProblem(400, `inputs: the model has no ${describeJson(name)}. It takes ${names(model.inputs)}.`)
    }
    byName.set(name, input)
  }
  let rows: number | undefined
  const feeds = model.inputs.map((input) => {
    const tensor = byName.get(input.name)
    if (tensor === undefined) throw new RequestProblem(400, `inputs: ${input.name} is missing.`)
    const feed = readTensor(tensor, input, maxRows)
    rows ??= feed.dims[0]
    if (feed.dims[0] !== rows) throw new RequestProblem(400, 'inputs: not all have the same number of rows.')
    return feed
  })
  const id = field(body, 'id')
  if (id !== undefined && typeof id !== 'string') throw new RequestProblem(400, 'id must be text.')
  return { id, rows: rows ?? 0, feeds, outputs: wantedOutputs(body, model.outputs) }
}

function wantedOutputs(body: unknown, outputs: readonly ValueDescription[]): readonly string[] | undefined {
  const wanted = field(body, 'outputs')
  if (wanted === undefined) return undefined
  const list = listOf(wanted, 'outputs')
  if (list.length === 0) return undefined
  return list.map((output, i) => {
    const name = textField(output, 'name', `outputs[${i}]`)
    if (outputs.some((own) => own.name === name)) return name
    throw new RequestProblem(400, `outputs: the model has no ${describeJson(name)}. It gives ${names(outputs)}.`)
  })
}

function readTensor(tensor: unknown, input: ValueDescription, maxRows: number): Feed {
  const { name } = input
  const wanted = datatypeOf(input)
  const datatype = textField(tensor, 'datatype', name)
  if (datatype !== wanted)
    throw new RequestProblem(400, `${name}: datatype ${describeJson(datatype)}; it takes ${wanted}.`)
  const shape = readShape(field(tensor, 'shape'), input, maxRows)
  const data = field(tensor, 'data')
  if (!Array.isArray(data)) {
    throw new RequestProblem(
      400,
      `${name}: data is ${describeJson(data)}; it must be an array (binary data are not taken).`,
    )
  }
  return { name, type: runtimeType[wanted], dims: shape, data: typed(wanted, flat(data, shape, name), name) }
}

function readShape(value: unknown, { name, dims }: ValueDescription, maxRows: number): readonly number[] {
  const shape = listOf(value, `${name}: shape`).map((dim) => {
    if (typeof dim === 'number' && Number.isSafeInteger(dim) && dim >= 0) return dim
    throw new RequestProblem(400, `${name}: shape has ${describeJson(dim)}; dimensions are whole numbers.`)
  })
  const [rows] = shape
  const fits =
    dims === undefined || (dims.length === shape.length && dims.every((dim, i) => free(dim, i) || dim === shape[i]))
  if (rows === undefined || !fits) {
    const expected = dims?.map((dim, i) => (free(dim, i) ? -1 : dim)).join(', ') ?? 'rows, …'
    throw new RequestProblem(400, `${name}: shape [${shape.slice(0, 8).join(', ')}]; it takes [${expected}].`)
  }
  if (rows === 0) throw new RequestProblem(400, `${name}: there are no rows to score.`)
  if (rows > maxRows) throw new RequestProblem(413, `${rows} rows; up to ${maxRows} are scored in one request.`)
  return shape
}

/** The first dimension counts the rows; a model fixed to one row is run once a row. */
function free(dim: number | string, index: number): boolean {
  return index === 0 || typeof dim === 'string'
}

/** Row-major values; nested arrays must have the shape that is declared. */
function flat(data: readonly unknown[], shape: readonly number[], name: string): readonly unknown[] {
  const count = shape.reduce((product, dim) => product * dim, 1)
  const [rows = 0, width = 1] = shape
  if (!data.some(Array.isArray)) {
    if (data.length === count) return data
    throw new RequestProblem(400, `${name}: ${data.length} values for the shape [${shape.join(', ')}].`)
  }
  const nested = shape.length === 2 && data.length === rows
  if (!nested || !data.every((row) => Array.isArray(row) && row.length === width)) {
    throw new RequestProblem(400, `${name}: the nested data do not have the shape [${shape.join(', ')}].`)
  }
  return data.flat(1)
}

function typed(datatype: Datatype, values: readonly unknown[], name: string): Feed['data'] {
  const read = <T>(convert: (value: unknown) => T | undefined) => {
    return (value: unknown, i: number): T => {
      const converted = convert(value)
      if (converted !== undefined) return converted
      throw new RequestProblem(400, `${name}: data[${i}] is ${describeJson(value)}, which is no ${datatype}.`)
    }
  }
  switch (datatype) {
    case 'FP32':
      return Float32Array.from(
        values,
        read((value) => real(value, Math.fround)),
      )
    case 'FP64':
      return Float64Array.from(
        values,
        read((value) => real(value, Number)),
      )
    case 'INT64':
      return BigInt64Array.from(
        values,
        read((value) => (typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : undefined)),
      )
    case 'INT32':
      return Int32Array.from(
        values,
        read((value) => (typeof value === 'number' && (value | 0) === value ? value : undefined)),
      )
    case 'BOOL':
      return Uint8Array.from(
        values,
        read((value) => (value === true || value === 1 ? 1 : value === false || value === 0 ? 0 : undefined)),
      )
    case 'BYTES':
      // onnxruntime's strings end at a NUL.
      return values.map(read((value) => (typeof value === 'string' && !value.includes('\0') ? value : undefined)))
  }
}

function real(value: unknown, round: (value: number) => number): number | undefined {
  if (value === null) return Number.NaN
  return typeof value === 'number' && Number.isFinite(round(value)) ? value : undefined
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}

function textField(value: unknown, name: string, where: string): string {
  const found = field(value, name)
  if (typeof found === 'string') return found
  throw new RequestProblem(400, `${where}: ${name} is ${describeJson(found)}; it must be text.`)
}

function listOf(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new RequestProblem(400, `${what} is ${describeJson(value)}; it must be an array.`)
}

function names(values: readonly ValueDescription[]): string {
  return values.map(({ name }) => name).join(', ')
}
