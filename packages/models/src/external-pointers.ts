import { fieldsOf, varintOf } from './message-fields.ts'
import { tensorFields } from './model-structure.ts'

const modelGraph = 7
const modelFunctions = 25
const graphNode = 1
const graphInitializer = 5
const graphSparse = 15
const functionNode = 7
const nodeAttribute = 5
const attributeTensors: readonly number[] = [5, 10]
const attributeGraphs: readonly number[] = [6, 11]
const attributeSparse: readonly number[] = [22, 23]
const sparseParts: readonly number[] = [1, 2]

/**
 * Whether any tensor at all still points at a file: in constants, subgraphs and functions too, which is where a hostile
 * model would hide one from a look at the initializers.
 */
export function pointsOutside(model: Uint8Array): boolean {
  return some(model, (number, content) => {
    if (number === modelGraph) return graphPointsOutside(content)
    return (
      number === modelFunctions && some(content, (field, inner) => field === functionNode && nodePointsOutside(inner))
    )
  })
}

function graphPointsOutside(graph: Uint8Array): boolean {
  return some(graph, (number, content) => {
    if (number === graphNode) return nodePointsOutside(content)
    if (number === graphInitializer) return tensorPointsOutside(content)
    return number === graphSparse && sparsePointsOutside(content)
  })
}

function nodePointsOutside(node: Uint8Array): boolean {
  return some(node, (number, attribute) => {
    if (number !== nodeAttribute) return false
    for (const field of fieldsOf(attribute)) {
      if (attributeTensors.includes(field.number) && tensorPointsOutside(field.content)) return true
      if (attributeGraphs.includes(field.number) && graphPointsOutside(field.content)) return true
      if (attributeSparse.includes(field.number) && sparsePointsOutside(field.content)) return true
    }
    return false
  })
}

function sparsePointsOutside(sparse: Uint8Array): boolean {
  return some(sparse, (number, content) => sparseParts.includes(number) && tensorPointsOutside(content))
}

function tensorPointsOutside(tensor: Uint8Array): boolean {
  return some(
    tensor,
    (number, content) =>
      number === tensorFields.externalData || (number === tensorFields.dataLocation && varintOf(content) !== 0),
  )
}

function some(message: Uint8Array, holds: (number: number, content: Uint8Array) => boolean): boolean {
  for (const field of fieldsOf(message)) if (holds(field.number, field.content)) return true
  return false
}
