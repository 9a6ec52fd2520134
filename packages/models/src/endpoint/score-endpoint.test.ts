import { ConfigurationError } from '@mlgate/core'
import type { Column, Table } from '@mlgate/tables'
import { describe, expect, it } from 'vitest'
import { type ScoreEndpointOptions, scoreEndpoint } from './score-endpoint.ts'

const number = (...values: number[]): Column => ({ kind: 'number', values: Float64Array.from(values) })
const tableOf = (columns: Readonly<Record<string, Column>>): Table => ({
  rows: Object.values(columns)[0]!.values.length,
  columns: new Map(Object.entries(columns)),
})

interface Asked {
  readonly inputs: readonly { name: string; shape: number[]; datatype: string; data: unknown[] }[]
  readonly outputs: readonly { name: string }[]
}

/** A server of the Open Inference Protocol with this metadata; what it was asked is kept. */
function inference(metadata: unknown, answer: (asked: Asked) => unknown) {
  const asked: Asked[] = []
  const fetch: typeof globalThis.fetch = async (_, init) => {
    if (init?.body === undefined) return Response.json(metadata)
    const body: Asked = JSON.parse(String(init.body))
    asked.push(body)
    return Response.json(answer(body))
  }
  return { asked, fetch }
}

const oip = { url: 'http://localhost/v2/models/m', protocol: 'open-inference' } as const
const mlflow = { url: 'http://localhost/invocations', protocol: 'mlflow' } as const
const tensor = (name: string, datatype: string, ...shape: number[]) => ({ name, datatype, shape })
const score = (options: Omit<ScoreEndpointOptions, 'wait'>) =>
  scoreEndpoint({ ...options, wait: async () => undefined })

/** Doubles the first column of the first input. */
const doubling = ({ inputs: [x], outputs: [y] }: Asked) => {
  const [rows = 0, width = 1] = x!.shape
  const data = Array.from({ length: rows }, (_, row) => 2 * Number(x!.data[row * width]))
  return { outputs: [{ name: y!.name, datatype: 'FP64', shape: [rows, 1], data }] }
}

describe('a model behind the Open Inference Protocol', () => {
  it('gets its matrix in batches, and its scores stand as declared', async () => {
    const metadata = { inputs: [tensor('x', 'FP64', -1, 2)], outputs: [tensor('y', 'FP64', -1, 1)] }
    const server = inference(metadata, doubling)
    const table = tableOf({ b: number(1, 2, 3), a: number(0.1, 2 ** 60, -5), id: number(7, 8, 9) })
    const options = { endpoint: { ...oip, batch_rows: 2 }, table, task: 'regression', fetch: server.fetch } as const
    expect(await score({ ...options, features: ['a', 'b'] })).toEqual({
      kind: 'regression',
      rows: 3,
      values: Float64Array.of(0.2, 2 ** 61, -10),
      scoredBy: 'declared',
    })
    expect(server.asked).toEqual([
      {
        inputs: [{ name: 'x', shape: [2, 2], datatype: 'FP64', data: [0.1, 1, 2 ** 60, 2] }],
        outputs: [{ name: 'y' }],
      },
      { inputs: [{ name: 'x', shape: [1, 2], datatype: 'FP64', data: [-5, 3] }], outputs: [{ name: 'y' }] },
    ])
  })

  it('gets an input a column by name, of every type, whole integers also beyond 2^53', async () => {
    const metadata = {
      inputs: [
        tensor('f', 'FP32', -1, 1),
        tensor('l', 'INT64', -1, 1),
        tensor('i', 'INT32', -1),
        tensor('b', 'BOOL', -1, 1),
        tensor('s', 'BYTES', -1, 1),
      ],
      outputs: [tensor('label', 'BYTES', -1)],
    }
    const bodies: string[] = []
    const fetch: typeof globalThis.fetch = async (_, init) => {
      if (init?.body === undefined) return Response.json(metadata)
      bodies.push(String(init.body))
      return Response.json({ outputs: [{ name: 'label', datatype: 'BYTES', shape: [2], data: ['no', 'yes'] }] })
    }
    const table = tableOf({
      s: { kind: 'string', values: ['é"', null] },
      b: { kind: 'boolean', values: [true, false] },
      i: number(-1, 2),
      l: { kind: 'string', values: ['9007199254740993', '5'] },
      f: number(0.1, 3),
    })
    const scores = await score({ endpoint: oip, table, task: 'classification', missingString: 'nan', fetch })
    expect(scores).toMatchObject({ classes: ['no', 'yes'], labels: Int32Array.of(0, 1), probabilities: undefined })
    expect(bodies[0]).toContain('"datatype":"INT64","data":[9007199254740993,5]')
    expect(bodies[0]).toContain('"datatype":"BYTES","data":["é\\"","nan"]')
    expect(bodies[0]).toContain('"datatype":"BOOL","data":[true,false]')
    expect(bodies[0]).toContain(`"datatype":"FP32","data":[${Math.fround(0.1)},3]`)
  })

  const classifier = {
    inputs: [tensor('x', 'FP32', -1, 1)],
    outputs: [tensor('label', 'INT64', -1), tensor('probabilities', 'FP32', -1, 2)],
  }
  const answers = (data: unknown[]) => () => ({
    outputs: [
      { name: 'probabilities', datatype: 'FP32', shape: [2, 2], data },
      { name: 'label', datatype: 'INT64', shape: [2], data: [1, 0] },
    ],
  })

  it('is understood as an ONNX model is: the order of classes from its labels', async () => {
    const server = inference(classifier, answers([0.25, 0.75, 0.5, 0.5]))
    const options = {
      endpoint: oip,
      table: tableOf({ a: number(1, 2) }),
      task: 'classification',
      fetch: server.fetch,
    } as const
    await expect(score(options)).rejects.toThrow('does not say which class each of its 2 probabilities stands for')
    const scores = await score({ ...options, classes: ['no', 'yes'] })
    expect(scores).toMatchObject({ classes: ['no', 'yes'], probabilities: Float64Array.of(0.25, 0.75, 0.5, 0.5) })
  })

  it('may answer in nested lists', async () => {
    const server = inference(
      classifier,
      answers([
        [0.25, 0.75],
        [0.75, 0.25],
      ]),
    )
    const table = tableOf({ a: number(1, 2) })
    const scores = await score({ endpoint: oip, table, task: 'classification', fetch: server.fetch })
    expect(scores).toMatchObject({ classes: ['0', '1'], labels: Int32Array.of(1, 0) })
  })

  it.each([
    ['too few values', [0.25, 0.75, 0.5], 'the output probabilities has 3 values for the shape [2, 2]'],
    ['text', ['a', 0.75, 0.5, 0.5], 'the output probabilities: data[0] is "a", which is no FP32'],
    ['no number', [null, 0.75, 0.5, 0.5], '1 of 2 rows get NaN'],
    ['margins', [-3, 4, 2, 2], 'Set candidate.output: logits'],
  ])('that answers with %s is refused', async (_what, data, message) => {
    const server = inference(classifier, answers(data))
    const table = tableOf({ a: number(1, 2) })
    const attempt = score({ endpoint: oip, table, task: 'classification', classes: ['0', '1'], fetch: server.fetch })
    await expect(attempt).rejects.toThrow(ConfigurationError)
    await expect(attempt).rejects.toThrow(message)
  })

  it('gets null for a missing number only where it is said to take it', async () => {
    const metadata = { inputs: [tensor('x', 'FP32', -1, 2)], outputs: [tensor('y', 'FP32', -1, 1)] }
    const server = inference(metadata, doubling)
    const table = tableOf({ a: number(1, 2, 3), b: number(1, 2, Number.NaN) })
    const options = { table, task: 'regression', fetch: server.fetch } as const
    await expect(score({ ...options, endpoint: { ...oip, batch_rows: 2 } })).rejects.toThrow(
      'candidate.endpoint: the column b has no value in row 3, for which JSON has no number.',
    )
    await score({ ...options, endpoint: { ...oip, null_for_missing: true } })
    expect(server.asked.at(-1)?.inputs[0]?.data).toEqual([1, 1, 2, 2, 3, null])
    const infinite = tableOf({ a: number(1, Number.POSITIVE_INFINITY), b: number(1, 1) })
    await expect(score({ ...options, table: infinite, endpoint: { ...oip, null_for_missing: true } })).rejects.toThrow(
      'the column a has Infinity in row 2',
    )
  })

  it('that takes one row at a time is asked row by row', async () => {
    const metadata = { inputs: [tensor('x', 'FP32', 1, 1)], outputs: [tensor('y', 'FP64', 1, 1)] }
    const server = inference(metadata, doubling)
    const scores = await score({
      endpoint: oip,
      table: tableOf({ a: number(1, 2, 3) }),
      task: 'regression',
      fetch: server.fetch,
    })
    expect(scores).toMatchObject({ values: Float64Array.of(2, 4, 6) })
    expect(server.asked).toHaveLength(3)
  })

  it.each([
    ['nothing', {}, 'does not say what the model takes and gives'],
    [
      'half-precision inputs',
      { inputs: [tensor('x', 'FP16', -1, 1)], outputs: [tensor('y', 'FP32', -1, 1)] },
      'cannot be fed from a table',
    ],
    [
      'more columns',
      { inputs: [tensor('x', 'FP32', -1, 3)], outputs: [tensor('y', 'FP32', -1, 1)] },
      'takes 3 columns, but the data have 1: a',
    ],
    [
      'inputs that no column has',
      { inputs: [tensor('u', 'FP32', -1, 1), tensor('v', 'FP32', -1, 1)], outputs: [tensor('y', 'FP32', -1, 1)] },
      'Columns that no input takes: a',
    ],
    ['a shape of words', { inputs: [{ name: 'x', datatype: 'FP32', shape: ['n'] }], outputs: [] }, 'the shape of x'],
  ])('that names %s is refused', async (_what, metadata, message) => {
    const server = inference(metadata, doubling)
    const table = tableOf({ a: number(1) })
    await expect(score({ endpoint: oip, table, task: 'regression', fetch: server.fetch })).rejects.toThrow(message)
  })

  it('needs the address of a model', async () => {
    const fetch = inference({}, doubling).fetch
    const endpoint = { ...oip, url: 'http://localhost:8080' }
    await expect(score({ endpoint, table: tableOf({ a: number(1) }), task: 'regression', fetch })).rejects.toThrow(
      "is no model's address. Write …/v2/models/<name>",
    )
  })
})

describe('a model behind MLflow scoring', () => {
  const table = tableOf({
    a: number(1, Number.NaN, 3),
    s: { kind: 'string', values: ['x', null, 'y'] },
    id: number(1, 2, 3),
  })
  /** Answers with these predictions, as many as rows are asked for at a time. */
  function scoring(
    predictions: readonly unknown[],
    wrap: (part: unknown[]) => unknown = (part) => ({ predictions: part }),
  ) {
    const bodies: unknown[] = []
    let at = 0
    const fetch: typeof globalThis.fetch = async (_, init) => {
      const body: { dataframe_split: { data: unknown[] } } = JSON.parse(String(init?.body))
      bodies.push(body)
      const part = predictions.slice(at, at + body.dataframe_split.data.length)
      at += part.length
      return Response.json(wrap(part))
    }
    return { bodies, fetch }
  }
  const ask = (server: { fetch: typeof globalThis.fetch }, task: 'classification' | 'regression', more = {}) =>
    score({ endpoint: { ...mlflow, batch_rows: 2 }, table, exclude: ['id'], task, fetch: server.fetch, ...more })

  it('gets a data frame with null for what is missing, and gives numbers', async () => {
    const server = scoring([1, 2.5, -3])
    expect(await ask(server, 'regression')).toEqual({
      kind: 'regression',
      rows: 3,
      values: Float64Array.of(1, 2.5, -3),
      scoredBy: 'declared',
    })
    expect(server.bodies).toEqual([
      {
        dataframe_split: {
          columns: ['a', 's'],
          data: [
            [1, 'x'],
            [null, null],
          ],
        },
      },
      { dataframe_split: { columns: ['a', 's'], data: [[3, 'y']] } },
    ])
  })

  it('gets declared features alone, and the declared text for a missing one', async () => {
    const server = scoring([1, 2, 3])
    await ask(server, 'regression', { features: ['s'], missingString: '?' })
    expect(server.bodies[0]).toEqual({ dataframe_split: { columns: ['s'], data: [['x'], ['?']] } })
  })

  it.each([
    ['text labels', ['b', 'a', 'b'], undefined, ['a', 'b'], [1, 0, 1]],
    ['whole numbers', [10, 9, 10], undefined, ['9', '10'], [1, 0, 1]],
    ['booleans', [true, false, true], undefined, ['false', 'true'], [1, 0, 1]],
    ['objects of one column', [{ p: 'b' }, { p: 'a' }, { p: 'b' }], undefined, ['a', 'b'], [1, 0, 1]],
    ['labels of declared classes', ['b', 'a', 'b'], ['c', 'b', 'a'], ['c', 'b', 'a'], [1, 2, 1]],
  ])('may give %s', async (_what, predictions, classes, expected, labels) => {
    expect(await ask(scoring(predictions), 'classification', { classes })).toMatchObject({
      classes: expected,
      labels: Int32Array.from(labels),
      probabilities: undefined,
    })
  })

  it('may give rows of probabilities, in the order of the declared classes alone', async () => {
    const rows = [
      [0.25, 0.75],
      [0.5, 0.5],
      [1, 0],
    ]
    await expect(ask(scoring(rows), 'classification')).rejects.toThrow(
      'List the classes in that order in candidate.classes',
    )
    const scores = await ask(scoring(rows), 'classification', { classes: ['yes', 'no'] })
    expect(scores).toMatchObject({
      classes: ['yes', 'no'],
      probabilities: Float64Array.from(rows.flat()),
      labels: undefined,
    })
  })

  it('may give the probability of the second class', async () => {
    const scores = await ask(scoring([0.25, 0.5, 1]), 'classification', { classes: ['no', 'yes'] })
    expect(scores).toMatchObject({ probabilities: Float64Array.of(0.75, 0.25, 0.5, 0.5, 0, 1) })
  })

  it('may answer without the word predictions, as old servers do', async () => {
    expect(
      await ask(
        scoring([1, 2, 3], (part) => part),
        'regression',
      ),
    ).toMatchObject({ values: Float64Array.of(1, 2, 3) })
  })

  it.each([
    ['a mixture', ['a', 1, 'b'], 'the prediction for row 2 is 1. A classifier gives one label'],
    ['nothing', ['a', null, 'b'], 'the prediction for row 2 is null'],
    [
      'several columns',
      [
        { a: 1, b: 2 },
        { a: 1, b: 2 },
        { a: 1, b: 2 },
      ],
      'each prediction has the columns a, b.',
    ],
    ['rows of different lengths', [[0.5, 0.5], [1], [0, 1]], '1 values for row 2, and 2 for the first'],
    ['nested objects', [{ a: {} }, { a: {} }, { a: {} }], 'the prediction for row 1 is {}'],
  ])('that gives %s is refused', async (_what, predictions, message) => {
    const attempt = ask(scoring(predictions), 'classification', { classes: ['a', 'b'] })
    await expect(attempt).rejects.toThrow(ConfigurationError)
    await expect(attempt).rejects.toThrow(message)
  })

  it('that gives no number for a regression, or fewer predictions than rows, is refused', async () => {
    await expect(ask(scoring([1, null, 2]), 'regression')).rejects.toThrow('1 of 3 rows get NaN (first row 2)')
    await expect(ask(scoring(['1', '2', '3']), 'regression')).rejects.toThrow('A number for each row is needed')
    await expect(ask(scoring([1]), 'regression')).rejects.toThrow('1 predictions for 2 rows')
    await expect(
      ask(
        scoring([1], () => ({ error: 'x' })),
        'regression',
      ),
    ).rejects.toThrow('has no list predictions')
  })

  it('needs the address of its invocations', async () => {
    const endpoint = { ...mlflow, url: 'http://localhost:5000' }
    await expect(ask(scoring([]), 'regression', { endpoint })).rejects.toThrow('does not end with /invocations')
  })
})
