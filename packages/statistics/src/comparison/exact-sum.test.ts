import fc from 'fast-check'
import { expect, it } from 'vitest'
import { exactSum } from './exact-sum.ts'

// Python's math.fsum gives the same.
it('loses nothing to large numbers that cancel', () => {
  expect(exactSum(Float64Array.of(1e100, 1, -1e100))).toBe(1)
  expect(exactSum(new Float64Array(10).fill(0.1))).toBe(1)
  expect(exactSum(new Float64Array())).toBe(0)
  expect(exactSum(Float64Array.of(1, 2 ** -53, 2 ** -106))).toBe(1 + 2 ** -52)
})

it('does not depend on the order', () => {
  const numbers = fc.array(fc.double({ min: -1e10, max: 1e10, noNaN: true }), { maxLength: 30 })
  fc.assert(
    fc.property(numbers, (values) => {
      expect(exactSum(Float64Array.from(values))).toBe(exactSum(Float64Array.from(values).reverse()))
    }),
  )
})
