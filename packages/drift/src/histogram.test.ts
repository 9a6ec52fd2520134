import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { histogramOf } from './histogram.ts'

const ascending = (...values: number[]) => Float64Array.from(values).sort()

function histogram(reference: Float64Array, current: Float64Array) {
  const picture = histogramOf(reference, current)
  if (picture?.kind !== 'histogram') throw new Error('no histogram')
  return picture
}

describe('the histogram of a chart', () => {
  it('has right-open bins of equal width between quantiles of the reference, with open ends', () => {
    // 0 … 100: the 1 % and 99 % quantiles are 1 and 99, so each of the 20 bins is 4.9 wide.
    const reference = ascending(...Array.from({ length: 101 }, (_, i) => i))
    const { edges, reference: shares, current } = histogram(reference, ascending(-1e9, 1, 5.8, 5.9, 98, 99, 1e9, 50))
    expect(edges).toHaveLength(21)
    expect([edges[0], edges[20]]).toEqual([1, 99])
    expect(edges[1]).toBeCloseTo(5.9, 12)
    expect(shares[0]).toBeCloseTo(6 / 101, 12)
    expect(current[0]).toBe(3 / 8)
    expect(current[1]).toBe(1 / 8)
    expect(current[19]).toBe(3 / 8)
  })

  it('spans both samples when the reference hardly varies, and is none when nothing does', () => {
    expect(histogram(ascending(5, 5, 5), ascending(5, 7)).edges.at(-1)).toBe(7)
    expect(histogramOf(ascending(5, 5), ascending(5))).toBeUndefined()
    expect(histogramOf(ascending(-1.7e308, 1.7e308), ascending(5))).toBeUndefined()
  })

  it('has shares that add up to one, whatever the values', () => {
    const sample = fc
      .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 })
      .map((values) => Float64Array.from(values).sort())
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const picture = histogramOf(a, b)
        if (picture?.kind !== 'histogram') return
        for (const shares of [picture.reference, picture.current]) {
          expect(shares).toHaveLength(20)
          expect(shares.every((share) => share >= 0)).toBe(true)
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
        }
      }),
    )
  })
})
