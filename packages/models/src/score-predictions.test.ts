import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { type Column, openTables, type Table, writeParquet } from '@mlgate/tables'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scorePredictions } from './score-predictions.ts'

type Cells = readonly (string | null)[] | readonly (number | null)[] | readonly (boolean | null)[]

function toColumn(cells: Cells): Column {
  if (cells.every((cell) => typeof cell === 'number' || cell === null)) {
    return { kind: 'number', values: Float64Array.from(cells, (cell) => cell ?? Number.NaN) }
  }
  if (cells.every((cell) => typeof cell === 'boolean' || cell === null)) return { kind: 'boolean', values: cells }
  return { kind: 'string', values: cells.map((cell) => (cell === null ? null : String(cell))) }
}

function table(columns: Readonly<Record<string, Cells>>): Table {
  const rows = Object.values(columns)[0]?.length ?? 0
  return { rows, columns: new Map(Object.entries(columns).map(([name, cells]) => [name, toColumn(cells)])) }
}

const rows = table({ id: [3, 1, 2] })
const classify = (file: Readonly<Record<string, Cells>>, classes?: readonly string[]) =>
  scorePredictions({ file: table(file), rows, id: 'id', task: 'classification', classes, name: 'p.csv' })

test('predictions come in the order of the data, whatever the order of the file', () => {
  const scores = scorePredictions({
    file: table({ id: [1, 2, 3], prediction: [10, 20, 30] }),
    rows,
    id: 'id',
    task: 'regression',
  })
  expect(scores).toEqual({
    kind: 'regression',
    rows: 3,
    values: Float64Array.of(30, 10, 20),
    scoredBy: 'declared',
  })
})

test('the order of the file never matters', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 20 }),
      fc.infiniteStream(fc.nat()),
      (ids, keys) => {
        const order = ids.map((_, i) => ({ i, key: keys.next().value as number })).sort((a, b) => a.key - b.key)
        const scores = scorePredictions({
          file: table({ id: order.map(({ i }) => ids[i]!), predicted: order.map(({ i }) => i) }),
          rows: table({ id: ids }),
          id: 'id',
          task: 'regression',
        })
        expect(scores.kind === 'regression' && [...scores.values]).toEqual(ids.map((_, i) => i))
      },
    ),
  )
})

test('the probability of the positive class becomes two columns', () => {
  expect(classify({ id: [1, 2, 3], prediction: [0, 1, 1], probability: [0.25, 0.5, 0.75] })).toEqual({
    kind: 'classification',
    rows: 3,
    classes: ['0', '1'],
    probabilities: Float64Array.of(0.25, 0.75, 0.75, 0.25, 0.5, 0.5),
    labels: Int32Array.of(1, 0, 1),
    scoredBy: 'declared',
  })
})

test('booleans are classes too', () => {
  const scores = classify({ id: [1, 2, 3], predicted: [false, true, true], probability: [0, 1, 1] })
  expect(scores).toMatchObject({ classes: ['false', 'true'], labels: Int32Array.of(1, 0, 1) })
})

test('one column a class, in the order of the file or as declared', () => {
  const file = { id: [3, 1, 2], probability_b: [0.5, 0.25, 0], probability_a: [0.5, 0.75, 1] }
  expect(classify(file)).toMatchObject({
    classes: ['b', 'a'],
    probabilities: Float64Array.of(0.5, 0.5, 0.25, 0.75, 0, 1),
  })
  expect(classify(file, ['a', 'b'])).toMatchObject({ probabilities: Float64Array.of(0.5, 0.5, 0.75, 0.25, 1, 0) })
})

test('labels alone are enough', () => {
  expect(classify({ id: [1, 2, 3], prediction: ['x', 'y', 'x'] })).toMatchObject({
    classes: ['x', 'y'],
    probabilities: undefined,
    labels: Int32Array.of(0, 0, 1),
  })
})

describe('the positive class of the data', () => {
  const words = { id: [3, 1, 2], prediction: ['late', 'on time', 'late'], probability: [0.75, 0.25, 0.5] }
  const classifyPositive = (
    positive: string | number | boolean,
    file: typeof words | object,
    classes?: readonly string[],
  ) =>
    scorePredictions({
      file: table(file as Readonly<Record<string, Cells>>),
      rows,
      id: 'id',
      task: 'classification',
      classes,
      positive,
      name: 'p.csv',
    })

  test('is the one whose probability is given, and the other label is the negative one', () => {
    expect(() => classify(words)).toThrow('List them in candidate.classes, the positive one last.')
    expect(classifyPositive('late', words)).toMatchObject({
      classes: ['on time', 'late'],
      probabilities: Float64Array.of(0.25, 0.75, 0.75, 0.25, 0.5, 0.5),
      labels: Int32Array.of(1, 0, 1),
    })
    const none = { ...words, prediction: ['on time', 'on time', 'on time'] }
    expect(classifyPositive('late', none)).toMatchObject({ classes: ['on time', 'late'] })
    expect(classifyPositive(0, { ...words, prediction: [0, 1, 0] })).toMatchObject({ classes: ['1', '0'] })
    expect(classifyPositive(true, { ...words, prediction: [true, true, true] })).toMatchObject({
      classes: ['false', 'true'],
    })
  })

  test('must be one of two, and the one that the classes list last', () => {
    const three = { ...words, prediction: ['late', 'on time', 'early'] }
    expect(() => classifyPositive('late', three)).toThrow('the positive of two classes')
    expect(() => classifyPositive('on time', words, ['on time', 'late'])).toThrow(
      'which is on time by data.positive and late by candidate.classes',
    )
    expect(classifyPositive('late', words, ['on time', 'late'])).toMatchObject({ classes: ['on time', 'late'] })
  })
})

test('long values are cut in messages', () => {
  const long = 'x'.repeat(100_000)
  const messages = [
    () => classify({ id: [1, 2, 3], prediction: ['a', 'b', long] }, ['a', 'b']),
    () => classify({ id: [1, 2, 3], prediction: ['a', 'b', 'c'] }, [long, 'b']),
    () => classify({ id: [long, long, 'y'], prediction: ['a', 'b', 'b'] }),
    () => classify({ id: [long, '2', '3'], prediction: ['a', 'b', 'b'] }),
    () => classify({ [long]: [1, 2, 3], prediction: ['a', 'b', 'b'] }),
    () => classify({ id: [1, 2, 3], [`probability_${long}`]: [1, 1, 1] }),
  ].map((attempt) => {
    try {
      attempt()
    } catch (error) {
      return error instanceof ConfigurationError ? error.message : ''
    }
    return ''
  })
  for (const message of messages) {
    expect(message).toContain('… (1000')
    expect(message.length).toBeLessThan(400)
  }
})

describe('refused', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, Cells>>, string, (readonly string[])?])[] = [
    [
      'a row without prediction',
      { id: [1, 2], prediction: ['x', 'y'] },
      'p.csv: 1 of 3 rows have no prediction (id 3). Predict exactly',
    ],
    [
      'a prediction without row',
      { id: [1, 2, 3, 4, 5], prediction: ['x', 'y', 'x', 'y', 'x'] },
      'p.csv: 2 of 5 predictions belong to no row (id 4, 5)',
    ],
    [
      'an id that stands twice',
      { id: [1, 2, 2, 3], prediction: ['x', 'y', 'x', 'y'] },
      'p.csv: 1 value of id stands in more than one row (2)',
    ],
    ['a missing id', { id: [1, null, 3], prediction: ['x', 'y', 'x'] }, 'p.csv: 1 of 3 rows have no id.'],
    ['no id column', { key: [1, 2, 3], prediction: ['x', 'y', 'x'] }, 'p.csv: has no column id, only key, prediction.'],
    ['a missing label', { id: [1, 2, 3], prediction: ['x', null, 'y'] }, 'p.csv: 1 of 3 rows have no prediction.'],
    [
      'nothing predicted',
      { id: [1, 2, 3], other: [1, 2, 3] },
      'p.csv: has neither prediction nor probability columns.',
    ],
    [
      'a missing probability',
      { id: [1, 2, 3], prediction: [0, 1, 0], probability: [0.1, null, 0.2] },
      'p.csv: 1 of 3 values of probability are missing or no finite numbers (first in row 2).',
    ],
    [
      'a probability beyond 1',
      { id: [3, 1, 2], prediction: [0, 1, 0], probability: [0.1, 1.5, 0.2] },
      'p.csv: row 2 holds 1.5, so these are no probabilities.',
    ],
    [
      'probabilities that do not add up',
      { id: [3, 1, 2], probability_a: [0.5, 0.5, 0.5], probability_b: [0.5, 0.5, 0.4] },
      'p.csv: row 3 adds up to 0.9, so',
    ],
    [
      'classes that nobody named',
      { id: [1, 2, 3], probability: [0, 1, 0] },
      'List them in candidate.classes, the positive one last.',
    ],
    [
      'other classes than declared',
      { id: [1, 2, 3], probability_a: [0, 1, 0], probability_b: [1, 0, 1] },
      'p.csv: has probability_a, probability_b, but candidate.classes asks for probability_a, probability_c.',
      ['a', 'c'],
    ],
    [
      'a label outside the classes',
      { id: [1, 2, 3], prediction: ['a', 'b', 'z'] },
      'p.csv: gives row 1 the label "z"',
      ['a', 'b'],
    ],
    [
      'two kinds of probabilities',
      { id: [1, 2, 3], probability: [0, 1, 0], probability_b: [1, 0, 1] },
      'has both probability and probability_b',
    ],
    [
      'two columns of labels',
      { id: [1, 2, 3], prediction: [0, 1, 0], predicted: [1, 0, 1] },
      'has both prediction and predicted',
    ],
    ['one class alone', { id: [1, 2, 3], probability_a: [1, 1, 1] }, 'p.csv: has probability_a alone.'],
  ]
  for (const [what, file, message, classes] of cases) {
    test(what, () => {
      expect(() => classify(file, classes)).toThrow(ConfigurationError)
      expect(() => classify(file, classes)).toThrow(message)
    })
  }

  test('a value that is missing or text in a regression', () => {
    const regress = (prediction: Cells) => () =>
      scorePredictions({ file: table({ id: [1, 2, 3], prediction }), rows, id: 'id', task: 'regression' })
    expect(regress([1, null, 3])).toThrow('1 of 3 values of prediction are missing')
    expect(regress(['a', 'b', 'c'])).toThrow('3 of 3 values of prediction are missing or no finite numbers')
    expect(regress([1, Number.POSITIVE_INFINITY, 3])).toThrow('1 of 3 values')
  })

  test('no rows at all', () => {
    const none = table({ id: [] })
    expect(() => scorePredictions({ file: none, rows: none, id: 'id', task: 'regression' })).toThrow(ConfigurationError)
  })
})

describe('prediction intervals', () => {
  const file = { id: [1, 2, 3], prediction: [10, 20, 30], lower: [9, 15, 30], upper: [11, 25, 30] }
  const read = (columns: Readonly<Record<string, Cells>>, task: 'regression' | 'ranking' | 'forecast' = 'regression') =>
    scorePredictions({ file: table(columns), rows, id: 'id', task, name: 'p.csv' })

  test.each(['regression', 'ranking', 'forecast'] as const)('come with the numbers of a %s', (task) => {
    expect(read(file, task)).toEqual({
      kind: 'regression',
      rows: 3,
      values: Float64Array.of(30, 10, 20),
      intervals: { lower: Float64Array.of(30, 9, 15), upper: Float64Array.of(30, 11, 25) },
      scoredBy: 'declared',
    })
  })

  test('need both ends, complete, and in order', () => {
    const { upper: _, ...half } = file
    expect(() => read(half)).toThrow('p.csv: has one end of a prediction interval, and no column upper. Write both.')
    expect(() => read({ ...file, lower: [9, null, 30] })).toThrow('1 of 3 values of lower are missing')
    expect(() => read({ ...file, lower: [9, 26, 30] })).toThrow(
      'p.csv: in row 2 lower (26) is above upper (25). Are the columns exchanged?',
    )
  })

  test.each(['csv', 'json', 'jsonl', 'parquet'])('are read from a %s file', async (extension) => {
    const folder = await mkdtemp(join(tmpdir(), 'mlgate-intervals-'))
    const path = join(folder, `predictions.${extension}`)
    const objects = [0, 1, 2].map((row) =>
      Object.fromEntries(Object.entries(file).map(([name, cells]) => [name, cells[row]])),
    )
    if (extension === 'parquet') await writeParquet(path, table(file))
    else if (extension === 'json') await writeFile(path, JSON.stringify(objects))
    else if (extension === 'jsonl') await writeFile(path, objects.map((object) => JSON.stringify(object)).join('\n'))
    else {
      const lines = objects.map((object) => Object.values(object).join(','))
      await writeFile(path, `${[Object.keys(file).join(','), ...lines].join('\n')}\n`)
    }
    await using tables = await openTables({ allow: [folder] })
    const scores = scorePredictions({ file: await tables.read(path), rows, id: 'id', task: 'forecast' })
    expect(scores).toEqual(read(file))
  })
})
