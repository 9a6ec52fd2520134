import { ConfigurationError } from '@mlgate/core'
import Long from 'long'
import type { onnx } from 'onnx-proto'
import { onnxMessages } from './onnx-codec.ts'

/** Element types that models take and give, by the numbers of TensorProto.DataType. */
export const elementTypes = { float: 1, int32: 6, int64: 7, string: 8, bool: 9, double: 11 } as const
export type ElementType = keyof typeof elementTypes

export type TensorData = Float32Array | Float64Array | Int32Array | BigInt64Array | readonly string[]

/** The type says which ONNX attribute it becomes: a bigint is an INT, a number is a FLOAT. */
export type AttributeValue = bigint | number | string | Float32Array | BigInt64Array | readonly string[]

export interface ModelParts {
  /** In topological order: a node comes after those whose outputs it takes. */
  readonly nodes: readonly onnx.INodeProto[]
  readonly initializers?: readonly onnx.ITensorProto[]
  readonly inputs: readonly onnx.IValueInfoProto[]
  readonly outputs: readonly onnx.IValueInfoProto[]
  /** Version by domain; the default domain is `''`, traditional machine learning is `ai.onnx.ml`. */
  readonly opsets: Readonly<Record<string, number>>
  readonly metadata?: Readonly<Record<string, string>>
  /** ONNX intermediate representation; 8 (the default) goes with opsets up to 18 and every onnxruntime since 1.10. */
  readonly irVersion?: number
  readonly graphName?: string
}

const text = new TextEncoder()

/** A constant: `data` is row-major and fills `dims` exactly; throws RangeError otherwise. */
export function tensor(name: string, dims: readonly number[], data: TensorData): onnx.ITensorProto {
  const size = dims.reduce((product, dim) => product * dim, 1)
  if (size !== data.length) throw new RangeError(`${name}: [${dims.join(', ')}] does not hold ${data.length} values.`)
  const base = { name, dims: [...dims] }
  if (data instanceof Float32Array) return { ...base, dataType: elementTypes.float, rawData: bytesOf(data) }
  if (data instanceof Float64Array) return { ...base, dataType: elementTypes.double, rawData: bytesOf(data) }
  if (data instanceof Int32Array) return { ...base, dataType: elementTypes.int32, rawData: bytesOf(data) }
  if (data instanceof BigInt64Array) return { ...base, dataType: elementTypes.int64, rawData: bytesOf(data) }
  return { ...base, dataType: elementTypes.string, stringData: data.map((value) => text.encode(value)) }
}

/** ONNX wants raw data little-endian, which every platform that onnxruntime has binaries for is. */
function bytesOf(data: Float32Array | Float64Array | Int32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}

/** One operator. `domain` is `''` for the standard operators and `ai.onnx.ml` for those of traditional machine learning. */
export function node(
  opType: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, AttributeValue>> = {},
  domain = '',
): onnx.INodeProto {
  return {
    opType,
    domain,
    input: [...inputs],
    output: [...outputs],
    attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
  }
}

function attribute(name: string, value: AttributeValue): onnx.IAttributeProto {
  const types = onnxMessages().AttributeProto.AttributeType
  if (typeof value === 'bigint') return { name, type: types.INT, i: toLong(value) }
  if (typeof value === 'number') return { name, type: types.FLOAT, f: value }
  if (typeof value === 'string') return { name, type: types.STRING, s: text.encode(value) }
  if (value instanceof Float32Array) return { name, type: types.FLOATS, floats: [...value] }
  if (value instanceof BigInt64Array) return { name, type: types.INTS, ints: [...value].map(toLong) }
  return { name, type: types.STRINGS, strings: value.map((item) => text.encode(item)) }
}

function toLong(value: bigint): Long {
  return Long.fromString(value.toString())
}

/** A graph input or output. A dim that is a string is symbolic: `N` for the number of rows. */
export function valueInfo(
  name: string,
  elementType: ElementType,
  dims: readonly (number | string)[],
): onnx.IValueInfoProto {
  const dim = dims.map((value) => (typeof value === 'string' ? { dimParam: value } : { dimValue: value }))
  return { name, type: { tensorType: { elemType: elementTypes[elementType], shape: { dim } } } }
}

/** One encoded ValueInfoProto. */
export function encodeValueInfo(value: onnx.IValueInfoProto): Uint8Array {
  return onnxMessages().ValueInfoProto.encode(value).finish()
}

/** The model's bytes; the same parts give the same bytes. */
export function encodeModel(parts: ModelParts): Uint8Array {
  const { ModelProto } = onnxMessages()
  return ModelProto.encode({
    irVersion: parts.irVersion ?? 8,
    producerName: 'mlgate',
    opsetImport: Object.entries(parts.opsets).map(([domain, version]) => ({ domain, version })),
    metadataProps: Object.entries(parts.metadata ?? {}).map(([key, value]) => ({ key, value })),
    graph: {
      name: parts.graphName ?? 'model',
      node: [...parts.nodes],
      initializer: [...(parts.initializers ?? [])],
      input: [...parts.inputs],
      output: [...parts.outputs],
    },
  }).finish()
}

/**
 * The whole model as messages; for small models, since every number becomes an object or a boxed one.
 * Throws ConfigurationError when the bytes are no ONNX model.
 */
export function decodeModel(bytes: Uint8Array): onnx.ModelProto {
  try {
    return onnxMessages().ModelProto.decode(bytes)
  } catch (cause) {
    throw new ConfigurationError('Not an ONNX model, or cut short: the protobuf cannot be decoded.', { cause })
  }
}
