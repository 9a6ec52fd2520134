import { ConfigurationError } from '@mlgate/core'
import ort from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { toBigInt } from './onnx-codec.ts'
import { decodeModel, encodeModel, node, tensor, valueInfo } from './onnx-graph.ts'

const linear = () =>
  encodeModel({
    nodes: [
      node('Slice', ['x', 'starts', 'ends', 'axes'], ['left']),
      node(
        'LinearRegressor',
        ['left'],
        ['y'],
        { coefficients: Float32Array.of(2, -1), intercepts: Float32Array.of(0.5) },
        'ai.onnx.ml',
      ),
    ],
    initializers: [
      tensor('starts', [1], BigInt64Array.of(1n)),
      tensor('ends', [1], BigInt64Array.of(2n ** 63n - 1n)),
      tensor('axes', [1], BigInt64Array.of(1n)),
    ],
    inputs: [valueInfo('x', 'float', ['N', 3])],
    outputs: [valueInfo('y', 'float', ['N', 1])],
    opsets: { '': 17, 'ai.onnx.ml': 3 },
    metadata: { note: 'twice the second column minus the third' },
  })

test('a graph written here runs in onnxruntime', async () => {
  const session = await ort.InferenceSession.create(linear())
  const { y } = await session.run({ x: new ort.Tensor('float32', Float32Array.of(9, 1, 2, 9, 3, 4), [2, 3]) })
  expect(y?.data).toEqual(Float32Array.of(0.5, 2.5))
  await session.release()
})

test('the same parts give the same bytes', () => {
  expect(linear()).toEqual(linear())
})

test('64-bit integers keep all their digits', () => {
  const big = 2n ** 63n - 1n
  const bytes = encodeModel({
    nodes: [node('Anything', [], [], { one: big, many: BigInt64Array.of(-big, big) })],
    inputs: [],
    outputs: [],
    opsets: { '': 17 },
  })
  const attributes = decodeModel(bytes).graph?.node?.[0]?.attribute ?? []
  expect(toBigInt(attributes[0]?.i)).toBe(big)
  expect(attributes[1]?.ints?.map(toBigInt)).toEqual([-big, big])
})

test('strings and every kind of attribute survive', () => {
  const bytes = encodeModel({
    nodes: [node('Op', ['a'], ['b'], { s: 'é', f: 0.5, strings: ['x', '雪'], floats: Float32Array.of(1.5) }, 'd')],
    initializers: [tensor('t', [2], ['p', 'q'])],
    inputs: [],
    outputs: [],
    opsets: { '': 17 },
  })
  const model = decodeModel(bytes)
  const [s, f, strings, floats] = model.graph?.node?.[0]?.attribute ?? []
  const utf8 = new TextDecoder()
  expect(utf8.decode(s?.s ?? undefined)).toBe('é')
  expect(f?.f).toBe(0.5)
  expect(strings?.strings?.map((item) => utf8.decode(item))).toEqual(['x', '雪'])
  expect(floats?.floats).toEqual([1.5])
  expect(model.graph?.initializer?.[0]?.stringData?.map((item) => utf8.decode(item))).toEqual(['p', 'q'])
  expect(model.opsetImport?.map((opset) => opset.domain)).toEqual([''])
})

test('a tensor whose data do not fill its shape is refused', () => {
  expect(() => tensor('w', [2, 2], Float32Array.of(1, 2, 3))).toThrow('w: [2, 2] does not hold 3 values.')
})

test('bytes that are no model are refused', () => {
  expect(() => decodeModel(new TextEncoder().encode('not a model'))).toThrow(ConfigurationError)
})
