import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newcombeAreaInterval } from './newcombe-area.ts'

describe('the interval of an area of few rows', () => {
  it('solves Newcombe’s equation at both bounds', () => {
    const rows = fc.integer({ min: 1, max: 500 })
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 0.98, noNaN: true }), rows, rows, (area, positives, negatives) => {
        const { low, high } = newcombeAreaInterval({ area, positives, negatives }, 0.05)
        for (const bound of [low, high]) {
          if (bound === 0 || bound === 1) continue
          // Hanley and McNeil's variance of exponential scores, with one N for both classes.
          const n = (positives + negatives) / 2 - 1
          const [q1, q2] = [bound / (2 - bound), (2 * bound ** 2) / (1 + bound)]
          const variance =
            (bound * (1 - bound) + n * (q1 - bound ** 2) + n * (q2 - bound ** 2)) / (positives * negatives)
          expect((bound - area) ** 2).toBeCloseTo(1.6448536269514722 ** 2 * variance, 9)
        }
        expect(low).toBeLessThan(area)
        expect(high).toBeGreaterThan(area)
      }),
    )
  })

  it('does not take few rows without a mistake for certainty', () => {
    const { low, high } = newcombeAreaInterval({ area: 1, positives: 5, negatives: 45 }, 0.05)
    expect(high).toBe(1)
    expect(low).toBeGreaterThan(0.6)
    expect(low).toBeLessThan(0.95)
    expect(newcombeAreaInterval({ area: 0, positives: 5, negatives: 45 }, 0.05)).toEqual({
      low: 0,
      high: expect.closeTo(1 - low, 12),
    })
  })

  it.each([Number.NaN, 1.1, -0.1])('refuses an area of %s', (area) => {
    expect(() => newcombeAreaInterval({ area, positives: 5, negatives: 45 }, 0.05)).toThrow(RangeError)
  })
})
