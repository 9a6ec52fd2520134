import fc from 'fast-check'
import { expect, it } from 'vitest'
import { spearman } from './spearman.ts'

// scipy 1.17.1, spearmanr(a, b).statistic.
it.each([
  [[1, 2, 3, 4, 5], [5, 6, 7, 8, 7], 0.8207826816681233],
  [[0.5, 0.5, 0.1, 3, 2, 2], [1, 4, 4, -2, 0, 9], -0.492592183071889],
  [[1, 2, 3], [3, 2, 1], -1],
  [[10, 20, 20, 40, 50, 60, 60, 60], [3, 1, 4, 1, 5, 9, 2, 6], 0.5001524855174212],
])('equals SciPy’s: %j and %j', (a, b, expected) => {
  expect(spearman(Float64Array.from(a), Float64Array.from(b))).toBeCloseTo(expected, 12)
})

it('is undefined for a constant and for one value', () => {
  expect(spearman(Float64Array.of(1, 1, 1), Float64Array.of(1, 2, 3))).toBeNaN()
  expect(spearman(Float64Array.of(1), Float64Array.of(2))).toBeNaN()
})

it('refuses values without a rank', () => {
  expect(() => spearman(Float64Array.of(1, Number.NaN), Float64Array.of(1, 2))).toThrow('no rank')
  expect(() => spearman(Float64Array.of(1), Float64Array.of(1, 2))).toThrow(RangeError)
})

it('knows order alone: any increasing change of the values leaves it as it is', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })), {
    minLength: 2,
    maxLength: 30,
  })
  fc.assert(
    fc.property(pairs, (both) => {
      const a = Float64Array.from(both, ([x]) => x)
      const b = Float64Array.from(both, ([, y]) => y)
      expect(
        spearman(
          a.map((x) => x ** 3),
          b,
        ),
      ).toEqual(spearman(a, b))
    }),
  )
})
