import { expect, test } from 'vitest'
import { byInclusion, ofSets, type Strength, together } from './strength.ts'

test.each<[readonly Strength[], Strength]>([
  [[], 'same'],
  [['same', 'same'], 'same'],
  [['same', 'tighter'], 'tighter'],
  [['looser', 'looser'], 'looser'],
  [['tighter', 'looser'], 'else'],
  [['looser', 'same', 'tighter'], 'else'],
  [['else', 'tighter'], 'else'],
])('%j together are %s', (parts, expected) => {
  expect(together(parts)).toBe(expected)
})

test('what allows a part of what was allowed is tighter, and what overlaps is something else', () => {
  expect(byInclusion(true, true)).toBe('same')
  expect(ofSets(new Set([1, 2]), new Set([1]))).toBe('tighter')
  expect(ofSets(new Set([1]), new Set([1, 2]))).toBe('looser')
  expect(ofSets(new Set([1, 2]), new Set([2, 3]))).toBe('else')
})
