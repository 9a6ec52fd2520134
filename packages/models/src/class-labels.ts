import { fieldsOf, textOf } from './message-fields.ts'
import { type ModelStructure, type NodeOutline, nodeFields } from './model-structure.ts'
import { onnxMessages, toBigInt } from './onnx-codec.ts'

/** The classes that a node or tensor of a model lists. Labels are text here; `kind` tells what they are in the model. */
export interface ListedClasses {
  readonly kind: 'string' | 'integer'
  readonly classes: readonly string[]
}

/** ZipMap, TreeEnsembleClassifier, LinearClassifier and SVMClassifier carry their classes in one of these. */
const attributeNames = new Set(['classlabels_strings', 'classlabels_int64s', 'classlabels_ints'])
const attributeName = 1

/** The class labels among a node's attributes; undefined when there are none. */
export function classLabelsOf(node: NodeOutline): ListedClasses | undefined {
  for (const { number, content } of fieldsOf(node.message)) {
    if (number !== nodeFields.attribute || !attributeNames.has(nameOfAttribute(content))) continue
    const attribute = onnxMessages().AttributeProto.decode(content)
    if (attribute.strings.length > 0) return { kind: 'string', classes: attribute.strings.map(textOf) }
    if (attribute.ints.length > 0)
      return { kind: 'integer', classes: attribute.ints.map((i) => toBigInt(i).toString()) }
  }
  return undefined
}

/** Attributes of trees are long: only the name is read before deciding. */
function nameOfAttribute(message: Uint8Array): string {
  for (const { number, content } of fieldsOf(message)) if (number === attributeName) return textOf(content)
  return ''
}

/**
 * Every distinct class list in a model: attributes of classifier nodes, and constants that skl2onnx indexes with
 * ArrayFeatureExtractor to turn a column number into a label.
 */
export function listedClasses(structure: ModelStructure): readonly ListedClasses[] {
  const found = new Map<string, ListedClasses>()
  const add = (listed: ListedClasses | undefined): void => {
    if (listed && new Set(listed.classes).size === listed.classes.length) found.set(JSON.stringify(listed), listed)
  }
  for (const node of structure.nodes) {
    if (node.domain !== 'ai.onnx.ml') continue
    if (node.opType.endsWith('Classifier')) add(classLabelsOf(node))
    if (node.opType === 'ArrayFeatureExtractor') add(constantLabels(structure, node.inputs[0]))
  }
  return [...found.values()]
}

function constantLabels(structure: ModelStructure, name: string | undefined): ListedClasses | undefined {
  const initializer = name === undefined ? undefined : structure.initializers.get(name)
  if (!initializer || initializer.external) return undefined
  const tensor = onnxMessages().TensorProto.decode(initializer.message)
  if (tensor.stringData.length > 1) return { kind: 'string', classes: tensor.stringData.map(textOf) }
  const integers = integersOf(tensor.int64Data.map(toBigInt), tensor.int32Data, tensor.dataType, tensor.rawData)
  return integers.length > 1 ? { kind: 'integer', classes: integers.map(String) } : undefined
}

const int32 = 6
const int64 = 7

function integersOf(
  long: readonly bigint[],
  short: readonly number[],
  dataType: number,
  raw: Uint8Array,
): readonly (bigint | number)[] {
  if (raw.byteLength === 0) return dataType === int64 ? long : dataType === int32 ? short : []
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
  if (dataType === int64) {
    return Array.from({ length: raw.byteLength >> 3 }, (_, i) => view.getBigInt64(8 * i, true))
  }
  if (dataType === int32) return Array.from({ length: raw.byteLength >> 2 }, (_, i) => view.getInt32(4 * i, true))
  return []
}
