import { ConfigurationError } from '@mlgate/core'
import type { Column, Table } from '@mlgate/tables'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { exportedName } from './input-names.ts'
import { type ElementType, encodeModel, node, valueInfo } from './onnx-graph.ts'
import { type ScoreOnnxOptions, scoreOnnx } from './score-onnx.ts'

// Every scoring starts a process with its own onnxruntime: quick, but not on a crowded machine.
vi.setConfig({ testTimeout: 60_000 })

const numbers = (...values: number[]): Column => ({ kind: 'number', values: Float64Array.from(values) })
const texts = (...values: (string | null)[]): Column => ({ kind: 'string', values })
const flags = (...values: (boolean | null)[]): Column => ({ kind: 'boolean', values })
const table = (columns: Readonly<Record<string, Column>>): Table => ({
  rows: Object.values(columns)[0]?.values.length ?? 0,
  columns: new Map(Object.entries(columns)),
})

/** A model with one input a column that gives 100·first + 10·second + third …, so that a mix-up shows. */
function positional(inputs: readonly string[], type: ElementType = 'float'): Uint8Array {
  const nodes = inputs.flatMap((name, i) => [
    node('Cast', [name], [`d${i}`], { to: 11n }),
    node('Mul', [`d${i}`, `w${i}`], [`p${i}`]),
  ])
  return encodeModel({
    opsets: { '': 17 },
    nodes: [
      ...nodes,
      node(
        'Sum',
        inputs.map((_, i) => `p${i}`),
        ['y'],
      ),
    ],
    initializers: inputs.map((_, i) => ({
      name: `w${i}`,
      dims: [],
      dataType: 11,
      doubleData: [10 ** (inputs.length - 1 - i)],
    })),
    inputs: inputs.map((name) => valueInfo(name, type, ['N', 1])),
    outputs: [valueInfo('y', 'double', ['N', 1])],
  })
}

/** A model that gives the sum over a matrix's columns, weighted 1, 10, 100 … from the right. */
function matrixModel(width: number, type: ElementType = 'float', rows: number | string = 'N'): Uint8Array {
  return encodeModel({
    opsets: { '': 17 },
    nodes: [node('Cast', ['x'], ['d'], { to: 11n }), node('MatMul', ['d', 'w'], ['y'])],
    initializers: [
      {
        name: 'w',
        dims: [width, 1],
        dataType: 11,
        doubleData: Array.from({ length: width }, (_, i) => 10 ** (width - 1 - i)),
      },
    ],
    inputs: [valueInfo('x', type, [rows, width])],
    outputs: [valueInfo('y', 'double', ['N', 1])],
  })
}

const regress = async (model: Uint8Array, rows: Table, options: Partial<ScoreOnnxOptions> = {}) => {
  const scores = await scoreOnnx({ model, table: rows, task: 'regression', threads: 1, ...options })
  if (scores.kind !== 'regression') throw new Error(scores.kind)
  return [...scores.values]
}

describe('columns that are no features', () => {
  const rows = table({ a: numbers(1), y: numbers(2) })

  test('are refused when they are listed', async () => {
    for (const features of [['y'], ['a', 'y']]) {
      const attempt = regress(matrixModel(features.length), rows, { features, exclude: ['y', 'id'] })
      await expect(attempt).rejects.toThrow('candidate.features names y, which is the label or the id of a row')
      await expect(attempt).rejects.toThrow(ConfigurationError)
    }
  })

  test('are refused as what they are also when the data came without them', async () => {
    const attempt = regress(matrixModel(1), table({ a: numbers(1) }), { features: ['y'], exclude: ['y', 'id'] })
    await expect(attempt).rejects.toThrow('candidate.features names y, which is the label or the id of a row')
  })

  test('are not reached by the name of an input either', async () => {
    const attempt = (input: string, options: object = {}) =>
      regress(positional(['a', input]), rows, { exclude: ['y'], ...options })
    await expect(attempt('y')).rejects.toThrow('no column for 1 input: y float')
    await expect(attempt('y', { features: ['a'] })).rejects.toThrow('no column for 1 input: y float')
  })
})

describe('one input a column', () => {
  test('columns are found by name, in any order, and others are ignored', async () => {
    const rows = table({ c: numbers(3), extra: texts('x'), a: numbers(1), b: numbers(2) })
    expect(await regress(positional(['a', 'b', 'c']), rows)).toEqual([123])
  })

  test('names are recognised as skl2onnx writes them', async () => {
    const rows = table({ 'Körper länge (mm)': numbers(1), '2nd': numbers(2) })
    expect(await regress(positional(['Körper_länge__mm_', '_2nd']), rows)).toEqual([12])
  })

  test('two columns that are written alike are an error', async () => {
    const rows = table({ 'a b': numbers(1), 'a-b': numbers(2), c: numbers(3) })
    await expect(regress(positional(['a_b', 'c']), rows)).rejects.toThrow(
      'model: the input a_b may be any of the columns a b, a-b: exporters write them alike.',
    )
  })

  test('names that say nothing take the declared features in order', async () => {
    const rows = table({ b: numbers(2), a: numbers(1) })
    expect(await regress(positional(['f0', 'f1']), rows, { features: ['a', 'b'] })).toEqual([12])
  })

  test('a mismatch lists both sides', async () => {
    const rows = table({ a: numbers(1), label: numbers(0), z: numbers(2) })
    await expect(regress(positional(['a', 'b']), rows, { exclude: ['label'] })).rejects.toThrow(
      'model: no column for 1 input: b float [N, 1]. Columns that no input takes: z.',
    )
  })

  test('the label is never a feature by accident', async () => {
    const rows = table({ a: numbers(1), label: numbers(5) })
    await expect(regress(positional(['a', 'label']), rows, { exclude: ['label'] })).rejects.toThrow(
      'no column for 1 input: label',
    )
  })
})

describe('one matrix', () => {
  const rows = table({ id: texts('r1', 'r2'), b: numbers(2, 5), a: numbers(1, 4) })

  test('takes the columns of the file, without the excluded, or the declared ones', async () => {
    expect(await regress(matrixModel(2), rows, { exclude: ['id'] })).toEqual([21, 54])
    expect(await regress(matrixModel(2), rows, { features: ['a', 'b'] })).toEqual([12, 45])
  })

  test('another number of columns is an error that lists them', async () => {
    await expect(regress(matrixModel(3), rows, { exclude: ['id'] })).rejects.toThrow(
      'the input x float [N, 3] takes 3 columns, but the data have 2: b, a. List the columns of the training',
    )
    await expect(regress(matrixModel(2), rows, { features: ['a'] })).rejects.toThrow('candidate.features lists 1: a')
    await expect(regress(matrixModel(2), rows, { features: ['a', 'q'] })).rejects.toThrow(
      'candidate.features names q, but the data have the columns id, b, a.',
    )
  })

  test('text where numbers are needed is an error that names the cell', async () => {
    await expect(regress(matrixModel(2), rows, { features: ['id', 'a'] })).rejects.toThrow(
      'the input x takes float, but the column id has "r1" in row 1.',
    )
  })

  test('a fixed number of rows is refused', async () => {
    await expect(regress(matrixModel(2, 'float', 32), rows, { exclude: ['id'] })).rejects.toThrow(
      'the input x float [32, 2] takes exactly 32 rows at once. Export with a dynamic batch',
    )
  })
})

describe('element types', () => {
  test('float32, float64, integers and booleans take numbers and flags', async () => {
    for (const type of ['float', 'double', 'int64', 'int32'] as const) {
      expect(await regress(matrixModel(2, type), table({ a: numbers(3, 4), b: flags(true, false) }))).toEqual([31, 40])
    }
    expect(await regress(matrixModel(2, 'bool'), table({ a: numbers(1, 0), b: flags(true, false) }))).toEqual([11, 0])
  })

  test('64-bit integers that came as text are exact', async () => {
    const rows = table({ a: texts('9007199254740993') })
    const model = encodeModel({
      opsets: { '': 17 },
      nodes: [node('Mod', ['a', 'ten'], ['m']), node('Cast', ['m'], ['y'], { to: 11n })],
      initializers: [{ name: 'ten', dims: [], dataType: 7, int64Data: [10] }],
      inputs: [valueInfo('a', 'int64', ['N', 1])],
      outputs: [valueInfo('y', 'double', ['N', 1])],
    })
    expect(await regress(model, rows)).toEqual([3])
  })

  test('a column without any value is missing, not text', async () => {
    const rows = table({ a: texts(null, null) })
    await expect(regress(matrixModel(1), rows)).rejects.toThrow('2 of 2 rows get NaN')
  })

  test.each([
    ['int64', numbers(1, Number.NaN), 'takes int64, but the column a has no value in row 2. Fill'],
    ['int64', numbers(1.5), 'has 1.5 in row 1'],
    ['int32', numbers(2 ** 31), 'has 2147483648 in row 1'],
    ['bool', numbers(2), 'has 2 in row 1'],
    ['bool', flags(true, null), 'has no value in row 2'],
    ['int64', texts('12', 'x'), 'has "x" in row 2'],
    ['int64', texts('9223372036854775808'), 'has "9223372036854775808" in row 1'],
    ['float', texts(null, 'n/a'), 'has "n/a" in row 2. Encode text inside the exported pipeline'],
  ] as const)('%s refuses what it cannot hold', async (type, column, message) => {
    await expect(regress(matrixModel(1, type), table({ a: column }))).rejects.toThrow(message)
  })

  test('types that a table cannot fill are refused', async () => {
    const half = encodeModel({
      opsets: { '': 17 },
      nodes: [node('Cast', ['x'], ['y'], { to: 1n })],
      inputs: [{ name: 'x', type: { tensorType: { elemType: 10, shape: { dim: [{}, { dimValue: 1 }] } } } }],
      outputs: [valueInfo('y', 'float', ['N', 1])],
    })
    await expect(regress(half, table({ a: numbers(1) }))).rejects.toThrow(
      'the input x float16 [?, 1] cannot be fed from a table',
    )
  })

  test('pictures are refused', async () => {
    const model = encodeModel({
      opsets: { '': 17 },
      nodes: [node('Identity', ['x'], ['y'])],
      inputs: [valueInfo('x', 'float', ['N', 3, 8, 8])],
      outputs: [valueInfo('y', 'float', ['N', 3, 8, 8])],
    })
    await expect(regress(model, table({ a: numbers(1) }))).rejects.toThrow(
      'has 4 dimensions; a table gives [rows, columns]',
    )
  })
})

describe('text', () => {
  /** Answers with the text itself as the label. */
  const echo = encodeModel({
    opsets: { '': 17 },
    nodes: [node('Identity', ['s'], ['label'])],
    inputs: [valueInfo('s', 'string', ['N', 1])],
    outputs: [valueInfo('label', 'string', ['N', 1])],
  })
  const answers = async (column: Column, missingString?: string) => {
    const scores = await scoreOnnx({ model: echo, table: table({ s: column }), task: 'classification', missingString })
    return scores.kind === 'classification' && Array.from(scores.labels!, (label) => scores.classes[label])
  }

  test('missing values are the empty text, or what the training saw', async () => {
    expect(await answers(texts('a', null))).toEqual(['a', ''])
    expect(await answers(texts('a', null), 'nan')).toEqual(['a', 'nan'])
    expect(await answers(numbers(1, Number.NaN, 0.5), '?')).toEqual(['1', '?', '0.5'])
    expect(await answers(flags(true, null), 'None')).toEqual(['true', 'None'])
  })

  test('any text goes through the model unchanged', async () => {
    const printable = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\0'))
    await fc.assert(
      fc.asyncProperty(fc.array(printable, { minLength: 1, maxLength: 30 }), async (values) => {
        expect(await answers(texts(...values))).toEqual(values)
      }),
      { numRuns: 5 },
    )
  })
})

test('exported names are letters, digits, underscores and plus signs, not led by a digit', () => {
  expect(exportedName('od280/od315 (%)')).toBe('od280_od315____')
  expect(exportedName('1st+2nd')).toBe('_1st+2nd')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(exportedName(exportedName(name))).toBe(exportedName(name))
    }),
  )
})

test('no rows is an error, never an empty success', async () => {
  const attempt = regress(matrixModel(1), table({ a: numbers() }))
  await expect(attempt).rejects.toBeInstanceOf(ConfigurationError)
  await expect(attempt).rejects.toThrow('there are no rows to score')
})
