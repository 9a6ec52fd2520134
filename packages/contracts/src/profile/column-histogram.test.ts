import fc from 'fast-check'
import { expect, it } from 'vitest'
import { binEdges } from './column-histogram.ts'

it('no bins are where the ends are further apart than a number is large, or the bins narrower than numbers are apart', () => {
  expect(binEdges(-1.7e308, 1.7e308)).toBeUndefined()
  expect(binEdges(1, 1 + 4 * Number.EPSILON)).toBeUndefined()
  expect(binEdges(0, 5e-324)).toBeUndefined()
  expect(binEdges(null, 1)).toBeUndefined()
})

it('the edges of bins ascend from the least to the greatest value', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)]
      const edges = binEdges(low, high)
      if (edges === undefined) return
      expect([edges[0], edges.at(-1), edges.length]).toEqual([low + 0, high, 21])
      expect(edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? edge))).toBe(true)
    }),
  )
})
