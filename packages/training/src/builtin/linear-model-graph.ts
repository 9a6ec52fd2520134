import { encodeModel, type ModelParts, node, tensor, valueInfo } from '@mlgate/models'
import { type CategoryFeature, columnsOf, inDesignOrder, type NumberFeature } from './features.ts'
import type { LinearModel } from './linear-model.ts'

type Node = ModelParts['nodes'][number]
type Initializer = NonNullable<ModelParts['initializers']>[number]

/**
 * Writes a linear model as ONNX in double precision (opset 17, IR 8). It takes the raw columns: one input `[N,1]` for
 * each feature, named as the column, `double` for numbers (missing: NaN) and `string` for categories (missing: the
 * empty text; booleans: `true` and `false`). Classification gives `label [N]` (int64 or string) and
 * `probabilities [N,C]`; regression gives `variable [N,1]`. The same model gives the same bytes.
 */
export function linearModelGraph(model: LinearModel): Uint8Array {
  const graph = new GraphBuilder(model.features.map((feature) => feature.name))
  const { numbers, categories, width } = inDesignOrder(model.features)
  const outputs = model.weights.length / model.width
  /** Rows `from … from+count` of the weights, transposed to count × outputs, as a table to look up or multiply with. */
  const weightsOf = (from: number, count: number): Float64Array =>
    Float64Array.from({ length: count * outputs }, (_, i) => {
      const [column, k] = [from + Math.floor(i / outputs), i % outputs]
      return model.weights[k * width + column]!
    })

  const terms: string[] = [graph.constant('intercept', [1, outputs], weightsOf(width - 1, 1))]
  if (numbers.length > 0) {
    const weights = graph.constant('number_weights', [numbers.length, outputs], weightsOf(0, numbers.length))
    // For a single number the product is an outer one. As MatMul, onnxruntime would fuse it with the scaling before it,
    // whose factor MatMulScaleFusion rounds to float32.
    terms.push(graph.apply(numbers.length === 1 ? 'Mul' : 'MatMul', [standardisedNumbers(graph, numbers), weights]))
  }
  let from = numbers.length
  for (const feature of categories) {
    terms.push(categoryTerm(graph, feature, weightsOf(from, columnsOf(feature)), outputs))
    from += columnsOf(feature)
  }
  const scores = terms.reduce((sum, term) => graph.apply('Add', [sum, term]))

  const inputs = [
    ...numbers.map(({ name }) => valueInfo(name, 'double', ['N', 1])),
    ...categories.map(({ name }) => valueInfo(name, 'string', ['N', 1])),
  ]
  const shared = { inputs, opsets: { '': 17, 'ai.onnx.ml': 2 }, graphName: 'linear model' }
  if (model.target.kind === 'regression') {
    const variable = graph.apply('Identity', [scores], {}, 'variable')
    return encodeModel({ ...shared, ...graph.parts(), outputs: [valueInfo(variable, 'double', ['N', 1])] })
  }

  const { classes } = model.target
  const probabilities =
    outputs > 1
      ? graph.apply('Softmax', [scores], { axis: 1n }, 'probabilities')
      : graph.apply(
          'Sigmoid',
          [graph.apply('Concat', [graph.apply('Neg', [scores]), scores], { axis: 1n })],
          {},
          'probabilities',
        )
  const index = graph.apply('ArgMax', [probabilities], { axis: 1n, keepdims: 0n })
  const whole = classes.every((value) => typeof value === 'bigint')
  const classList = graph.constant(
    'classes',
    [classes.length],
    whole ? BigInt64Array.from(classes) : classes.map(String),
  )
  // The operator by which skl2onnx turns an index into a label: readers of the graph find the class list there.
  const extracted = graph.apply('ArrayFeatureExtractor', [classList, index], {}, undefined, 'ai.onnx.ml')
  const flat = graph.constant('flat', [1], BigInt64Array.of(-1n))
  const label = graph.apply('Reshape', [extracted, flat], {}, 'label')
  return encodeModel({
    ...shared,
    ...graph.parts(),
    outputs: [
      valueInfo(label, whole ? 'int64' : 'string', ['N']),
      valueInfo(probabilities, 'double', ['N', classes.length]),
    ],
  })
}

/** All numbers side by side, missing ones replaced by the median, then standardised: `[N, numbers]`. */
function standardisedNumbers(graph: GraphBuilder, numbers: readonly NumberFeature[]): string {
  const row = (name: string, value: (feature: NumberFeature) => number): string =>
    graph.constant(name, [1, numbers.length], Float64Array.from(numbers, value))
  const raw = graph.apply(
    'Concat',
    numbers.map(({ name }) => name),
    { axis: 1n },
  )
  const medians = row('medians', ({ median }) => median)
  const imputed = graph.apply('Where', [graph.apply('IsNaN', [raw]), medians, raw])
  const centred = graph.apply('Sub', [imputed, row('means', ({ mean }) => mean)])
  // The weight of a constant column is 0, so any scale will do for it.
  return graph.apply('Div', [centred, row('scales', ({ scale }) => scale ?? 1)])
}

/** Looks up the weights of a category's level: `[N, outputs]`. The last row of the table is zero, for unseen levels. */
function categoryTerm(graph: GraphBuilder, feature: CategoryFeature, weights: Float64Array, outputs: number): string {
  const { levels, rare } = feature
  const columns = columnsOf(feature)
  const none = BigInt(columns)
  const other = rare.length > 0 ? BigInt(levels.length) : none
  const positions = levels.map((level, i): [string, bigint] => [level, BigInt(i)])
  // As in training: a missing value that was never seen contributes nothing, also where there is an "other" weight.
  if (!levels.includes('')) positions.push(['', none])
  const table = new Float64Array(weights.length + outputs)
  table.set(weights)
  const position = graph.apply(
    'LabelEncoder',
    [feature.name],
    {
      keys_strings: positions.map(([level]) => level),
      values_int64s: BigInt64Array.from(positions, ([, value]) => value),
      default_int64: other,
    },
    undefined,
    'ai.onnx.ml',
  )
  const rows = graph.apply('Gather', [graph.constant('weights', [columns + 1, outputs], table), position], { axis: 0n })
  return graph.apply('Squeeze', [rows, graph.constant('axis', [1], BigInt64Array.of(1n))])
}

/** Collects nodes and constants, with names that cannot meet those of the inputs, which come from the data. */
class GraphBuilder {
  readonly #nodes: Node[] = []
  readonly #initializers: Initializer[] = []
  readonly #taken: Set<string>

  constructor(inputNames: readonly string[]) {
    this.#taken = new Set(inputNames)
  }

  #free(wanted: string): string {
    let name = wanted
    for (let i = 1; this.#taken.has(name); i++) name = `${wanted}_${i}`
    this.#taken.add(name)
    return name
  }

  constant(wanted: string, dims: readonly number[], data: Parameters<typeof tensor>[2]): string {
    const name = this.#free(wanted)
    this.#initializers.push(tensor(name, dims, data))
    return name
  }

  apply(
    operator: string,
    inputs: readonly string[],
    attributes: Parameters<typeof node>[3] = {},
    wanted = operator.toLowerCase(),
    domain = '',
  ): string {
    const name = this.#free(wanted)
    this.#nodes.push(node(operator, inputs, [name], attributes, domain))
    return name
  }

  parts(): Pick<ModelParts, 'nodes' | 'initializers'> {
    return { nodes: this.#nodes, initializers: this.#initializers }
  }
}
