import { describe, expect, test } from 'vitest'
import { readInferRequest } from './infer-request.ts'

const model = {
  inputs: [
    { name: 'x', type: 'float', dims: ['N', 2] },
    { name: 's', type: 'string', dims: ['N', 1] },
  ],
  outputs: [
    { name: 'label', type: 'int64', dims: ['N'] },
    { name: 'p', type: 'float', dims: ['N', 2] },
  ],
}
const x = { name: 'x', datatype: 'FP32', shape: [2, 2], data: [1, 2, 3, null] }
const s = { name: 's', datatype: 'BYTES', shape: [2, 1], data: ['a', 'ü'] }
const read = (body: unknown) => readInferRequest(body, model, 100)

test('flat and nested data give the same tensors, in the order of the model', () => {
  const flat = read({ id: '1', inputs: [s, x] })
  expect(flat).toEqual({
    id: '1',
    rows: 2,
    feeds: [
      { name: 'x', type: 'float32', dims: [2, 2], data: Float32Array.of(1, 2, 3, Number.NaN) },
      { name: 's', type: 'string', dims: [2, 1], data: ['a', 'ü'] },
    ],
    outputs: undefined,
  })
  const nested = [
    [1, 2],
    [3, null],
  ]
  expect(
    read({
      id: '1',
      inputs: [
        { ...x, data: nested },
        { ...s, data: [['a'], ['ü']] },
      ],
    }),
  ).toEqual(flat)
})

test('outputs may be chosen', () => {
  expect(read({ inputs: [x, s], outputs: [{ name: 'p' }] }).outputs).toEqual(['p'])
  expect(read({ inputs: [x, s], outputs: [] }).outputs).toBeUndefined()
})

describe('refused with words:', () => {
  const deep = JSON.parse(`${'['.repeat(5000)}1${']'.repeat(5000)}`)
  test.each([
    ['no object', 5, 'inputs is nothing'],
    ['no inputs', {}, 'inputs is nothing; it must be an array.'],
    ['inputs that are no list', { inputs: 'x' }, 'inputs is "x"'],
    ['an id that is no text', { id: 5, inputs: [x, s] }, 'id must be text.'],
    ['a nameless input', { inputs: [{}] }, 'inputs[0]: name is nothing'],
    ['an unknown input', { inputs: [{ ...x, name: '__proto__' }] }, 'the model has no "__proto__". It takes x, s.'],
    ['an input twice', { inputs: [x, x] }, 'inputs: "x" is given twice.'],
    ['a missing input', { inputs: [x] }, 'inputs: s is missing.'],
    ['another datatype', { inputs: [{ ...x, datatype: 'FP64' }, s] }, 'x: datatype "FP64"; it takes FP32.'],
    ['another width', { inputs: [{ ...x, shape: [2, 3] }, s] }, 'x: shape [2, 3]; it takes [-1, 2].'],
    ['another rank', { inputs: [{ ...x, shape: [4] }, s] }, 'x: shape [4]; it takes [-1, 2].'],
    ['a negative dimension', { inputs: [{ ...x, shape: [-2, 2] }, s] }, 'shape has -2'],
    ['a fraction of a row', { inputs: [{ ...x, shape: [1.5, 2] }, s] }, 'shape has 1.5'],
    ['no rows', { inputs: [{ ...x, shape: [0, 2], data: [] }, s] }, 'no rows'],
    ['too many rows', { inputs: [{ ...x, shape: [101, 2] }, s] }, '101 rows; up to 100'],
    ['a shape beyond all bounds', { inputs: [{ ...x, shape: [1e15, 2] }, s] }, 'up to 100'],
    ['unequal rows', { inputs: [x, { ...s, shape: [1, 1], data: ['a'] }] }, 'not all have the same number of rows'],
    ['too few values', { inputs: [{ ...x, data: [1, 2, 3] }, s] }, 'x: 3 values for the shape [2, 2].'],
    ['ragged rows', { inputs: [{ ...x, data: [[1, 2, 3], [4]] }, s] }, 'the nested data do not have the shape [2, 2].'],
    ['depth', { inputs: [{ ...x, data: deep }, s] }, 'the nested data do not have the shape'],
    [
      'depth in a value',
      {
        inputs: [
          {
            ...x,
            data: [
              [1, deep],
              [2, 3],
            ],
          },
          s,
        ],
      },
      'x: data[1] is an array of 1',
    ],
    [
      'binary data',
      { inputs: [{ ...x, data: undefined, parameters: { binary_data_size: 16 } }, s] },
      'binary data are not taken',
    ],
    ['text for a number', { inputs: [{ ...x, data: ['1', 2, 3, 4] }, s] }, 'x: data[0] is "1", which is no FP32.'],
    ['more than float32', { inputs: [{ ...x, data: [1e39, 2, 3, 4] }, s] }, 'data[0] is 1e+39, which is no FP32.'],
    ['a number for text', { inputs: [x, { ...s, data: ['a', 1] }] }, 's: data[1] is 1, which is no BYTES.'],
    ['an unknown output', { inputs: [x, s], outputs: [{ name: 'q' }] }, 'the model has no "q". It gives label, p.'],
  ])('%s', (_, body, message) => {
    expect(() => read(body)).toThrow(message)
  })
})

test('integers and flags are exact or refused', () => {
  const inputs = [
    { name: 'i', type: 'int64', dims: ['N'] },
    { name: 'j', type: 'int32', dims: ['N'] },
    { name: 'b', type: 'bool', dims: ['N'] },
  ]
  const ask = (i: unknown, j: unknown, b: unknown) =>
    readInferRequest(
      {
        inputs: [
          { name: 'i', datatype: 'INT64', shape: [1], data: [i] },
          { name: 'j', datatype: 'INT32', shape: [1], data: [j] },
          { name: 'b', datatype: 'BOOL', shape: [1], data: [b] },
        ],
      },
      { inputs, outputs: [] },
      1,
    ).feeds.map(({ data }) => data[0])
  expect(ask(-5, 5, true)).toEqual([-5n, 5, 1])
  expect(() => ask(2 ** 53, 0, true)).toThrow('no INT64')
  expect(() => ask(0.5, 0, true)).toThrow('no INT64')
  expect(() => ask(0, 2 ** 31, true)).toThrow('no INT32')
  expect(() => ask(0, 0, 2)).toThrow('no BOOL')
})
