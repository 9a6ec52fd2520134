import type { Table } from '@mlgate/tables'
import { describe, expect, test, vi } from 'vitest'
import { encodeModel, type ModelParts, node, tensor, valueInfo } from './onnx-graph.ts'
import { type ScoreOnnxOptions, scoreOnnx } from './score-onnx.ts'

// Every scoring starts a process with its own onnxruntime: quick, but not on a crowded machine.
vi.setConfig({ testTimeout: 60_000 })

/** A table whose columns a, b, c … are those of the rows. */
function matrix(rows: readonly (readonly number[])[]): Table {
  const width = rows[0]?.length ?? 0
  const names = [...'abcdefgh'].slice(0, width)
  return {
    rows: rows.length,
    columns: new Map(
      names.map((name, i) => [name, { kind: 'number', values: Float64Array.from(rows, (row) => row[i]!) }]),
    ),
  }
}

const opsets = { '': 17, 'ai.onnx.ml': 3 }
const input = (width: number) => [valueInfo('x', 'double', ['N', width])]

/** A model that gives its input as scores, and more where it is told. */
function scoresAre(width: number, more: Partial<ModelParts> = {}): Uint8Array {
  return encodeModel({
    opsets,
    inputs: input(width),
    ...more,
    nodes: [node('Identity', ['x'], ['scores']), ...(more.nodes ?? [])],
    outputs: [...(more.outputs ?? []), valueInfo('scores', 'double', ['N', width])],
  })
}

/** The label of the highest score, through a constant that lists the classes, as skl2onnx writes it. */
function withLabels(width: number, classes: readonly string[] | BigInt64Array): Uint8Array {
  return scoresAre(width, {
    nodes: [
      node('ArgMax', ['x'], ['best'], { axis: 1n, keepdims: 0n }),
      node('ArrayFeatureExtractor', ['classes', 'best'], ['picked'], {}, 'ai.onnx.ml'),
      node('Reshape', ['picked', 'flat'], ['label']),
    ],
    initializers: [tensor('classes', [classes.length], classes), tensor('flat', [1], BigInt64Array.of(-1n))],
    outputs: [valueInfo('label', classes instanceof BigInt64Array ? 'int64' : 'string', ['N'])],
  })
}

const classify = async (model: Uint8Array, table: Table, options: Partial<ScoreOnnxOptions> = {}) => {
  const scores = await scoreOnnx({ model, table, task: 'classification', threads: 1, ...options })
  if (scores.kind !== 'classification') throw new Error(scores.kind)
  return scores
}

const two = { classes: ['no', 'yes'] }

describe('the order of the classes', () => {
  const rows = matrix([
    [0.75, 0.25],
    [0.25, 0.75],
  ])

  test('is read from the constant that labels are picked from', async () => {
    const { classes, labels } = await classify(withLabels(2, ['b', 'a']), rows)
    expect(classes).toEqual(['b', 'a'])
    expect([...labels!]).toEqual([0, 1])
  })

  test('64-bit integer labels keep their digits', async () => {
    const { classes } = await classify(withLabels(2, BigInt64Array.of(2n ** 62n + 1n, -5n)), rows)
    expect(classes).toEqual(['4611686018427387905', '-5'])
  })

  test('a declaration may name the classes 0, 1, 2 …', async () => {
    const { classes, labels } = await classify(withLabels(2, BigInt64Array.of(0n, 1n)), rows, {
      classes: ['ham', 'spam'],
    })
    expect(classes).toEqual(['ham', 'spam'])
    expect([...labels!]).toEqual([0, 1])
  })

  test('a declaration may not contradict the model', async () => {
    const model = withLabels(2, ['b', 'a'])
    await expect(classify(model, rows, { classes: ['a', 'b'] })).rejects.toThrow(
      'model: its classes are b, a, in this order, but candidate.classes says a, b. Remove candidate.classes.',
    )
    await expect(classify(model, rows, { classes: ['b', 'a', 'c'] })).rejects.toThrow(
      'lists 3 classes (b, a, c), but the model gives 2',
    )
  })

  test('must be declared when the model does not tell', async () => {
    await expect(classify(scoresAre(2), rows)).rejects.toThrow('List the classes in that order in candidate.classes')
  })

  /** Labels that no list in the graph explains: `x > limit` as text. */
  const opaque = (limit: number) =>
    scoresAre(2, {
      nodes: [
        node('Slice', ['x', 'one', 'two', 'one'], ['second']),
        node('Greater', ['second', 'limit'], ['above']),
        node('Cast', ['above'], ['as_int'], { to: 7n }),
        node('Reshape', ['as_int', 'flat'], ['label']),
      ],
      initializers: [
        tensor('one', [1], BigInt64Array.of(1n)),
        tensor('two', [1], BigInt64Array.of(2n)),
        tensor('limit', [1], Float64Array.of(limit)),
        tensor('flat', [1], BigInt64Array.of(-1n)),
      ],
      outputs: [valueInfo('label', 'int64', ['N'])],
    })

  test('is learned from labels that always stand with the highest probability', async () => {
    expect((await classify(opaque(0.5), rows)).classes).toEqual(['0', '1'])
  })

  test('is not learned from labels that say otherwise, or not of every class', async () => {
    const mixed = matrix([
      [0.75, 0.25],
      [0.65, 0.35],
      [0.25, 0.75],
    ])
    await expect(classify(opaque(0.3), mixed)).rejects.toThrow('does not say which class')
    await expect(classify(opaque(0.5), matrix([[0.75, 0.25]]))).rejects.toThrow('does not say which class')
  })

  test('a label outside the declared classes is an error', async () => {
    await expect(classify(opaque(0.5), matrix([[0.25, 0.75]]), { classes: ['a', '1'] })).resolves.toBeDefined()
    await expect(classify(opaque(0.5), rows, { classes: ['7', '1'] })).rejects.toThrow(
      'the label "0", which is not among the classes 7, 1',
    )
  })
})

describe('ZipMap', () => {
  const zipMap = (attributes: Parameters<typeof node>[3]) =>
    encodeModel({
      opsets,
      inputs: [valueInfo('x', 'float', ['N', 2])],
      nodes: [node('Identity', ['x'], ['scores']), node('ZipMap', ['scores'], ['maps'], attributes, 'ai.onnx.ml')],
      outputs: [
        {
          name: 'maps',
          type: { sequenceType: { elemType: { mapType: { keyType: 8, valueType: { tensorType: { elemType: 1 } } } } } },
        },
      ],
    })
  const rows = matrix([[0.75, 0.25]])

  test('gives the classes in the order of its list, text or integers', async () => {
    const texts = await classify(zipMap({ classlabels_strings: ['z', 'a'] }), rows)
    expect([texts.classes, [...texts.probabilities!]]).toEqual([
      ['z', 'a'],
      [0.75, 0.25],
    ])
    expect((await classify(zipMap({ classlabels_int64s: BigInt64Array.of(7n, 3n) }), rows)).classes).toEqual(['7', '3'])
  })

  test('without a list is refused', async () => {
    await expect(classify(zipMap({}), rows)).rejects.toThrow(
      'a ZipMap node lists no classes. Export the model with zipmap=False.',
    )
  })

  test('with a list of another length is refused', async () => {
    await expect(classify(zipMap({ classlabels_strings: ['a', 'b', 'c'] }), rows)).rejects.toThrow(
      'lists 3 classes (a, b, c) for 2 probabilities',
    )
  })
})

describe('labels alone', () => {
  const labelsOnly = encodeModel({
    opsets,
    inputs: input(1),
    nodes: [node('Cast', ['x'], ['label'], { to: 7n })],
    outputs: [valueInfo('label', 'int64', ['N', 1])],
  })

  test('give the classes that occur, in numeric order', async () => {
    const scores = await classify(labelsOnly, matrix([[10], [9], [10]]))
    expect(scores).toMatchObject({ classes: ['9', '10'], labels: Int32Array.of(1, 0, 1), probabilities: undefined })
  })

  test('booleans are true and false', async () => {
    const model = encodeModel({
      opsets,
      inputs: input(1),
      nodes: [node('Cast', ['x'], ['label'], { to: 9n })],
      outputs: [valueInfo('label', 'bool', ['N', 1])],
    })
    expect((await classify(model, matrix([[1], [0]]))).classes).toEqual(['false', 'true'])
  })
})

describe('outputs that are not what the task needs', () => {
  const outputs = (...names: string[]) =>
    encodeModel({
      opsets,
      inputs: input(2),
      nodes: names.map((name) => node('Identity', ['x'], [name])),
      outputs: names.map((name) => valueInfo(name, 'double', ['N', 2])),
    })
  const rows = matrix([[0.5, 0.5]])

  test('two matrices are told apart by the word prob, or not at all', async () => {
    expect((await classify(outputs('embedding', 'probabilities'), rows, two)).rows).toBe(1)
    await expect(classify(outputs('a', 'b'), rows, two)).rejects.toThrow(
      'model: gives a double [N, 2], b double [N, 2]; one output of probabilities is needed',
    )
  })

  test('a regression with two values a row is refused', async () => {
    await expect(scoreOnnx({ model: outputs('y'), table: rows, task: 'regression' })).rejects.toThrow(
      'gives 2 values a row',
    )
  })

  test('a classifier is no regression', async () => {
    await expect(scoreOnnx({ model: withLabels(2, ['a', 'b']), table: rows, task: 'regression' })).rejects.toThrow(
      'this is a classifier',
    )
  })

  test('scores for fewer rows than were given are refused', async () => {
    const mean = encodeModel({
      opsets,
      inputs: input(2),
      nodes: [node('ReduceMean', ['x'], ['y'], { axes: BigInt64Array.of(0n), keepdims: 1n })],
      outputs: [valueInfo('y', 'double', ['N', 2])],
    })
    const attempt = classify(
      mean,
      matrix([
        [0.5, 0.5],
        [0.5, 0.5],
      ]),
      two,
    )
    await expect(attempt).rejects.toThrow('the output y has the shape [1, 2] for 2 rows')
  })
})
