import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sortRows } from './sort-rows.ts'

const number = fc.oneof(
  fc.double({ noNaN: true }),
  fc.constantFrom(0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MIN_VALUE, -Number.MIN_VALUE, 0.5),
)

/** Many rows, so that digits are counted, and few, which are compared. */
it.each([1, 5000])('rows are sorted as numbers are, equal ones in their order (%i times as many)', (times) => {
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 20 }), (few) => {
      const values = Float64Array.from(
        { length: few.length * times },
        (_, row) => few[(row * 7) % few.length] as number,
      )
      const order = sortRows(values)
      expect(order.length).toBe(values.length)
      for (let rank = 1; rank < order.length; rank++) {
        const [before, row] = [order[rank - 1] as number, order[rank] as number]
        const [low, high] = [values[before] as number, values[row] as number]
        // −0 may stand before 0; they are equal.
        if (low > high || (Object.is(low, high) && before >= row)) expect.fail(`${low}, ${high}: ${before}, ${row}`)
      }
    }),
    { numRuns: times === 1 ? 200 : 30 },
  )
})

it('no rows are no rows', () => {
  expect(sortRows(new Float64Array())).toEqual(new Uint32Array())
})
