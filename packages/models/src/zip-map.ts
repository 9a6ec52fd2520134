import { ConfigurationError } from '@mlgate/core'
import { classLabelsOf } from './class-labels.ts'
import { fieldsOf, joined, lengthDelimited, textOf } from './message-fields.ts'
import { graphFields, type ModelStructure, modelFields, nodeFields } from './model-structure.ts'
import { encodeValueInfo } from './onnx-graph.ts'

export interface WithoutZipMap {
  readonly bytes: Uint8Array
  /** Class labels in column order, by the name of the output that took the ZipMap's place. */
  readonly classes: ReadonlyMap<string, readonly string[]>
}

/**
 * Removes ZipMap nodes: they turn the probability matrix into a sequence of maps, which onnxruntime's Node binding
 * cannot hand over. Their input tensor becomes the graph's output instead; the values are the same. Everything else in
 * the file stays byte for byte.
 */
export function removeZipMaps(bytes: Uint8Array, structure: ModelStructure, name: string): WithoutZipMap {
  const zipMaps = structure.nodes.filter(isZipMap)
  if (zipMaps.length === 0) return { bytes, classes: new Map() }
  /** From a ZipMap's output to its input. */
  const sources = new Map<string, string>()
  const classes = new Map<string, readonly string[]>()
  for (const node of zipMaps) {
    const labels = classLabelsOf(node)
    const [source] = node.inputs
    const [output] = node.outputs
    if (labels === undefined || source === undefined || output === undefined) {
      throw new ConfigurationError(`${name}: a ZipMap node lists no classes. Export the model with zipmap=False.`)
    }
    sources.set(output, source)
    classes.set(source, labels.classes)
  }
  const pieces: Uint8Array[] = []
  for (const field of fieldsOf(bytes)) {
    if (field.number === modelFields.graph)
      pieces.push(lengthDelimited(field.number, graphPieces(field.content, sources)))
    else pieces.push(field.whole)
  }
  return { bytes: joined(pieces), classes }
}

function graphPieces(graph: Uint8Array, sources: ReadonlyMap<string, string>): Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (const field of fieldsOf(graph)) {
    if (field.number === graphFields.node && isZipMap(outlineOperator(field.content))) continue
    const source = field.number === graphFields.output ? sources.get(valueName(field.content)) : undefined
    if (source === undefined) pieces.push(field.whole)
    // No shape: exporters declare wrong ones, and the result carries its own.
    else
      pieces.push(
        lengthDelimited(field.number, [encodeValueInfo({ name: source, type: { tensorType: { elemType: 1 } } })]),
      )
  }
  return pieces
}

function isZipMap(node: { readonly opType: string; readonly domain: string }): boolean {
  return node.opType === 'ZipMap' && node.domain === 'ai.onnx.ml'
}

function outlineOperator(message: Uint8Array): { opType: string; domain: string } {
  let opType = ''
  let domain = ''
  for (const { number, content } of fieldsOf(message)) {
    if (number === nodeFields.opType) opType = textOf(content)
    else if (number === nodeFields.domain) domain = textOf(content)
  }
  return { opType, domain }
}

function valueName(message: Uint8Array): string {
  for (const { number, content } of fieldsOf(message)) if (number === 1) return textOf(content)
  return ''
}
