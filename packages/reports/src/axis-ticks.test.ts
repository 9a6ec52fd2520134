import fc from 'fast-check'
import { expect, test } from 'vitest'
import { niceTicks, tickText } from './axis-ticks.ts'

const texts = (from: number, to: number): string[] => {
  const ticks = niceTicks(from, to, 5)
  return ticks.map((tick) => tickText(tick, ticks))
}

test.each([
  [0, 1, ['0', '0.2', '0.4', '0.6', '0.8', '1.0']],
  [-1.5, 0.5, ['−1.5', '−1.0', '−0.5', '0', '0.5']],
  [0, 0.0873, ['0', '0.02', '0.04', '0.06', '0.08']],
  [122_000, 279_000, ['150K', '200K', '250K']],
  [-3e6, 2e6, ['−3M', '−2M', '−1M', '0', '1M', '2M']],
  [0, 2e-6, ['0', '5.0e−7', '1.0e−6', '1.5e−6', '2.0e−6']],
])('from %d to %d there are round numbers', (from, to, wanted) => expect(texts(from, to)).toEqual(wanted))

test.each([
  [1, 1],
  [2, 1],
  [0, Number.NaN],
  [Number.NEGATIVE_INFINITY, 0],
  [-9.999999999999983e299, -9.99999999999998e299],
])('from %d to %d there are none', (from, to) => expect(niceTicks(from, to, 5)).toEqual([]))

test('ticks are few, rise, and lie between the ends, whatever these are', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 })
  fc.assert(
    fc.property(finite, finite, fc.integer({ min: 2, max: 8 }), (a, b, wanted) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)]
      const ticks = niceTicks(from, to, wanted)
      expect(ticks.length).toBeLessThanOrEqual(20)
      const room = (to - from) * 1e-6
      for (const tick of ticks) {
        expect(tick).toBeGreaterThanOrEqual(from - room)
        expect(tick).toBeLessThanOrEqual(to + room)
      }
    }),
  )
})
