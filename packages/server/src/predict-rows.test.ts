import { expect, test } from 'vitest'
import { tableOfRows } from './predict-rows.ts'

const columns = [
  { name: 'length', type: 'float' },
  { name: 'island', type: 'string' },
  { name: 'id', type: 'int64' },
] as const

const row = { length: 1.5, island: 'Biscoe', id: 7 }
const read = (...rows: unknown[]) => Object.fromEntries(tableOfRows({ rows }, columns, 10).columns)

test('rows by column name become columns; others are ignored', () => {
  expect(read(row, { id: 8, island: null, length: null, colour: 'blue' })).toEqual({
    length: { kind: 'number', values: Float64Array.of(1.5, Number.NaN) },
    island: { kind: 'string', values: ['Biscoe', null] },
    id: { kind: 'number', values: Float64Array.of(7, 8) },
  })
})

test('numbers and flags become text as they do in a table, and long integers stay exact as text', () => {
  const { island, id } = read({ ...row, island: 5, id: '9007199254740993' }, { ...row, island: true })
  expect(island).toEqual({ kind: 'string', values: ['5', 'true'] })
  expect(id).toEqual({ kind: 'string', values: ['9007199254740993', '7'] })
})

test.each([
  [null, 400, 'The body must be {"rows"'],
  [[row], 400, 'The body must be {"rows"'],
  [{ rows: {} }, 400, 'The body must be {"rows"'],
  [{ rows: [] }, 400, 'There are no rows'],
  [{ rows: Array(11).fill(row) }, 413, '11 rows; up to 10'],
  [{ rows: [[1]] }, 400, 'rows[0] is an array of 1'],
  [{ rows: [row, null] }, 400, 'rows[1] is null'],
  [{ rows: [{ length: 1, id: 1 }] }, 400, 'rows[0] lacks the column "island". Send null'],
  [{ rows: [{ ...row, length: '1.5' }] }, 400, 'rows[0]["length"] is "1.5"; the model takes a number'],
  [{ rows: [{ ...row, length: [[[[]]]] }] }, 400, 'rows[0]["length"] is an array of 1'],
  [{ rows: [{ ...row, length: 1e39 }] }, 400, 'a number within float32'],
  [{ rows: [JSON.parse('{"length":1e999,"island":"","id":1}')] }, 400, 'a number within float32'],
  [{ rows: [{ ...row, island: Number.POSITIVE_INFINITY }] }, 400, 'a finite number'],
  [{ rows: [{ ...row, island: {} }] }, 400, 'rows[0]["island"] is an object; the model takes text'],
  [{ rows: [{ ...row, island: 'a\0b' }] }, 400, 'the model takes text'],
  [{ rows: [{ ...row, id: 2 ** 53 }] }, 400, 'an integer within 2⁵³, or larger ones as text'],
])('%j is refused with words', (body, statusCode, message) => {
  expect(() => tableOfRows(body, columns, 10)).toThrow(
    expect.objectContaining({ statusCode, message: expect.stringContaining(message) }),
  )
})

test('a column of an unlucky name is read from the row alone, never from its prototype', () => {
  const unlucky = [{ name: 'constructor', type: 'string' }] as const
  expect(() => tableOfRows({ rows: [{}] }, unlucky, 10)).toThrow('lacks the column "constructor"')
})
