import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededHalves } from './seeded-halves.ts'
import { seededPermutations } from './seeded-permutations.ts'

describe('random orders', () => {
  it('hold each place once, and are the same for the same seed', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(), (length, seed) => {
        const order = seededPermutations(seed)(length)
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, index) => index))
        expect(seededPermutations(seed)(length)).toEqual(order)
      }),
    )
  })

  it('are all about equally likely', () => {
    const permute = seededPermutations(11)
    const counts = new Map<string, number>()
    for (let draw = 0; draw < 24_000; draw++) {
      const key = permute(4).join('')
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    expect(counts.size).toBe(24)
    // Chi-squared with 23 degrees of freedom: above 49.7 once in a thousand.
    const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
    expect(chiSquared).toBeLessThan(49.7)
  })
})

describe('random halves', () => {
  it('share no row, lose none, and differ by one at most', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(), { maxLength: 100 }), fc.nat(), (rows, seed) => {
        const sorted = Uint32Array.from(rows).sort()
        const [first, second] = seededHalves(sorted, seed)
        expect([...first, ...second].sort((a, b) => a - b)).toEqual([...sorted])
        expect(first.length - second.length).toBe(rows.length % 2)
        expect([...first]).toEqual([...first].sort((a, b) => a - b))
      }),
    )
  })
})
