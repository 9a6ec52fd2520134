import { ConfigurationError } from '@mlgate/core'
import type { onnx } from 'onnx-proto'
import { fieldsOf, textOf, varintOf } from './message-fields.ts'
import { onnxMessages, toBigInt } from './onnx-codec.ts'

/** Field numbers of onnx.proto. */
export const modelFields = {
  irVersion: 1,
  producerName: 2,
  producerVersion: 3,
  graph: 7,
  opsetImport: 8,
  functions: 25,
} as const
export const graphFields = { node: 1, initializer: 5, input: 11, output: 12, sparseInitializer: 15 } as const
export const nodeFields = { input: 1, output: 2, opType: 4, attribute: 5, domain: 7 } as const
export const tensorFields = { name: 8, externalData: 13, dataLocation: 14 } as const
const functionFields = { domain: 10 } as const

/** A graph's input or output as declared; declared shapes of outputs can be wrong. All text is the file's own. */
export interface ValueDescription {
  readonly name: string
  /** `float`, `int64` … of a tensor; `sequence`, `map` … of anything else. */
  readonly type: string
  /** A number is fixed, a text symbolic (`''` when unnamed); undefined when no shape is declared. */
  readonly dims: readonly (number | string)[] | undefined
}

export interface NodeOutline {
  readonly opType: string
  readonly domain: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** The encoded NodeProto. */
  readonly message: Uint8Array
}

interface InitializerOutline {
  readonly name: string
  readonly external: boolean
  /** The encoded TensorProto. */
  readonly message: Uint8Array
}

export interface ModelStructure {
  readonly irVersion: number
  readonly producer: string
  /** Version by domain; the default domain is `ai.onnx`. */
  readonly opsets: ReadonlyMap<string, number>
  /** What has to be fed: without the inputs that carry a value of their own. */
  readonly inputs: readonly ValueDescription[]
  readonly outputs: readonly ValueDescription[]
  readonly nodes: readonly NodeOutline[]
  readonly initializers: ReadonlyMap<string, InitializerOutline>
  /** Domains of the functions that the model brings with it. */
  readonly functionDomains: ReadonlySet<string>
}

/**
 * Reads what a model is from its bytes, without running it and without decoding weights or trees. `name` is for
 * messages. Throws ConfigurationError when the bytes are no ONNX model.
 */
export function readStructure(bytes: Uint8Array, name: string): ModelStructure {
  try {
    const structure = structureOf(bytes)
    if (structure) return structure
  } catch (cause) {
    throw new ConfigurationError(notOnnx(name, bytes), { cause })
  }
  throw new ConfigurationError(notOnnx(name, bytes))
}

function notOnnx(name: string, bytes: Uint8Array): string {
  if (bytes.byteLength === 0) return `${name}: the file is empty.`
  if (textOf(bytes.subarray(0, 40)).startsWith('version https://git-lfs')) {
    return `${name}: is a Git LFS pointer, not the model. Fetch the file itself (checkout with lfs: true).`
  }
  return `${name}: is not an ONNX model, or was cut short (${bytes.byteLength} bytes). Export it again.`
}

function structureOf(bytes: Uint8Array): ModelStructure | undefined {
  let irVersion = 0
  let producer = ''
  let producerVersion = ''
  let graph: Uint8Array | undefined
  const opsets = new Map<string, number>()
  const functionDomains = new Set<string>()
  for (const { number, content } of fieldsOf(bytes)) {
    if (number === modelFields.irVersion) irVersion = varintOf(content)
    else if (number === modelFields.producerName) producer = textOf(content)
    else if (number === modelFields.producerVersion) producerVersion = textOf(content)
    else if (number === modelFields.graph) graph = content
    else if (number === modelFields.opsetImport) {
      const opset = onnxMessages().OperatorSetIdProto.decode(content)
      opsets.set(opset.domain || 'ai.onnx', Number(toBigInt(opset.version)))
    } else if (number === modelFields.functions) functionDomains.add(functionDomain(content))
  }
  if (graph === undefined || irVersion === 0) return undefined
  return {
    irVersion,
    producer: `${producer} ${producerVersion}`.trim(),
    opsets,
    functionDomains,
    ...graphOutline(graph),
  }
}

function functionDomain(message: Uint8Array): string {
  for (const { number, content } of fieldsOf(message)) if (number === functionFields.domain) return textOf(content)
  return ''
}

function graphOutline(graph: Uint8Array): Pick<ModelStructure, 'inputs' | 'outputs' | 'nodes' | 'initializers'> {
  const inputs: ValueDescription[] = []
  const outputs: ValueDescription[] = []
  const nodes: NodeOutline[] = []
  const initializers = new Map<string, InitializerOutline>()
  for (const { number, content } of fieldsOf(graph)) {
    if (number === graphFields.input) inputs.push(valueDescription(content))
    else if (number === graphFields.output) outputs.push(valueDescription(content))
    else if (number === graphFields.node) nodes.push(nodeOutline(content))
    else if (number === graphFields.initializer) {
      const initializer = initializerOutline(content)
      initializers.set(initializer.name, initializer)
    }
  }
  return { inputs: inputs.filter((input) => !initializers.has(input.name)), outputs, nodes, initializers }
}

function nodeOutline(message: Uint8Array): NodeOutline {
  const inputs: string[] = []
  const outputs: string[] = []
  let opType = ''
  let domain = ''
  for (const { number, content } of fieldsOf(message)) {
    if (number === nodeFields.input) inputs.push(textOf(content))
    else if (number === nodeFields.output) outputs.push(textOf(content))
    else if (number === nodeFields.opType) opType = textOf(content)
    else if (number === nodeFields.domain) domain = textOf(content)
  }
  return { opType, domain: domain || 'ai.onnx', inputs, outputs, message }
}

function initializerOutline(message: Uint8Array): InitializerOutline {
  let name = ''
  let external = false
  for (const { number, content } of fieldsOf(message)) {
    if (number === tensorFields.name) name = textOf(content)
    else if (number === tensorFields.dataLocation) external = varintOf(content) === 1
  }
  return { name, external, message }
}

function valueDescription(message: Uint8Array): ValueDescription {
  const value = onnxMessages().ValueInfoProto.decode(message)
  const tensor = value.type?.tensorType
  if (!tensor) return { name: value.name, type: typeWord(value.type), dims: undefined }
  const dims = tensor.shape?.dim?.map((dim) => {
    const fixed = dim.dimValue === null || dim.dimValue === undefined ? undefined : Number(toBigInt(dim.dimValue))
    // Some exporters write 0 or -1 for "any".
    return fixed !== undefined && fixed > 0 ? fixed : (dim.dimParam ?? '')
  })
  return { name: value.name, type: elementWord(tensor.elemType), dims }
}

function typeWord(type: onnx.ITypeProto | null | undefined): string {
  if (type?.sequenceType) return 'sequence'
  if (type?.mapType) return 'map'
  if (type?.optionalType) return 'optional'
  if (type?.sparseTensorType) return 'sparse tensor'
  return 'untyped'
}

function elementWord(type: number | null | undefined): string {
  const words: Readonly<Record<number, string>> = onnxMessages().TensorProto.DataType
  return words[type ?? 0]?.toLowerCase() ?? `element type ${type}`
}

/** One line that tells a person what a value is: `x float [batch, 13]`. */
export function describeValue(value: ValueDescription): string {
  const dims = value.dims?.map((dim) => (dim === '' ? '?' : dim)).join(', ')
  return `${value.name} ${value.type}${dims === undefined ? '' : ` [${dims}]`}`
}
