import { expect, test } from 'vitest'
import { type Limit, limitWithin, none } from '../plan/limit.ts'
import { compareLimits, isUpperLimit } from './compare-limits.ts'

const within = (low: number, high: number, excluded = { low: false, high: false }): Limit => ({
  unit: 'value',
  operator: 'within',
  bounds: [low, high],
  excluded,
})

test.each([
  ['the same bounds', within(1, 5), within(1, 5), 'same'],
  ['a lower maximum', within(1, 5), within(1, 4), 'tighter'],
  ['a lower minimum', within(1, 5), within(0, 5), 'looser'],
  ['bounds that moved', within(1, 5), within(2, 6), 'else'],
  ['a bound that is excluded now', within(1, 5), within(1, 5, { low: true, high: false }), 'tighter'],
  ['no row, in percent', none, { unit: 'percent', operator: 'mustBe', bounds: [0] }, 'same'],
] as const)('%s', (_what, before, after, expected) => {
  expect(compareLimits(before, after)).toBe(expected)
  const reversed = { tighter: 'looser', looser: 'tighter', same: 'same', else: 'else' } as const
  expect(compareLimits(after, before)).toBe(reversed[expected])
})

test('a limit that allows nothing at all, and more up to a bound, is one from above', () => {
  expect(isUpperLimit(none)).toBe(true)
  expect(isUpperLimit({ unit: 'rows', operator: 'mustBeLessThan', bounds: [3] })).toBe(true)
  expect(isUpperLimit({ unit: 'rows', operator: 'mustBeGreaterThan', bounds: [0] })).toBe(false)
  expect(isUpperLimit({ unit: 'value', operator: 'mustBeGreaterThan', bounds: [0] })).toBe(false)
  expect(isUpperLimit({ unit: 'rows', operator: 'mustBeGreaterOrEqualTo', bounds: [3] })).toBe(false)
  expect(limitWithin({ minimum: 2, maximum: 1 })).toBeUndefined()
})
