import { expect, test } from 'vitest'
import { answerTensors } from './infer-answer.ts'
import { predictionsOf } from './predictions.ts'

test("a prediction has the model's own label, else the most probable class, the first of equal ones", () => {
  const scores = {
    kind: 'classification',
    rows: 2,
    classes: ['no', '__proto__', 'yes'],
    probabilities: Float64Array.of(0.25, 0.25, 0.5, 0.4, 0.4, 0.2),
    scoredBy: 'mlgate',
  } as const
  const own = predictionsOf({ ...scores, labels: Int32Array.of(0, 1) })
  expect(own.map((row) => 'label' in row && row.label)).toEqual(['no', '__proto__'])
  const best = predictionsOf({ ...scores, labels: undefined })
  expect(JSON.stringify(best)).toBe(
    '[{"label":"yes","probabilities":{"no":0.25,"__proto__":0.25,"yes":0.5}},{"label":"no","probabilities":{"no":0.4,"__proto__":0.4,"yes":0.2}}]',
  )
})

test('labels alone and values are told as they are', () => {
  const labels = {
    kind: 'classification',
    rows: 1,
    classes: ['a'],
    probabilities: undefined,
    labels: Int32Array.of(0),
    scoredBy: 'mlgate',
  } as const
  expect(predictionsOf(labels)).toEqual([{ label: 'a' }])
  expect(predictionsOf({ kind: 'regression', rows: 1, values: Float64Array.of(1.5), scoredBy: 'mlgate' })).toEqual([
    { value: 1.5 },
  ])
})

test('every element type is written so that nothing is lost', () => {
  const outputs = [
    { name: 'i', type: 'int64', dims: [1], data: BigInt64Array.of(9007199254740993n) },
    { name: 'f', type: 'float32', dims: [1], data: Float32Array.of(0.1) },
    { name: 'b', type: 'bool', dims: [1], data: Uint8Array.of(1) },
    { name: 's', type: 'string', dims: [1], data: ['ü'] },
  ]
  expect(JSON.stringify(answerTensors(outputs, undefined).map(({ data, datatype }) => [datatype, ...data]))).toBe(
    '[["INT64",9007199254740993],["FP32",0.10000000149011612],["BOOL",true],["BYTES","ü"]]',
  )
  expect(answerTensors(outputs, ['s', 'b']).map(({ name }) => name)).toEqual(['s', 'b'])
})

test('NaN, which JSON lacks, is an error and not null', () => {
  const outputs = [{ name: 'p', type: 'float32', dims: [1], data: Float32Array.of(Number.NaN) }]
  expect(() => answerTensors(outputs, undefined)).toThrow(expect.objectContaining({ statusCode: 422 }))
})
