import { expect, test } from 'vitest'
import { count, isBranchName, isObjectName, items, member, text } from './json-shape.ts'

test('a value is read only from its own place and with its own type', () => {
  const value: unknown = JSON.parse('{"a":{"b":1,"c":"x","d":[1]},"__proto__":{"e":1}}')
  expect(count(value, 'a', 'b')).toBe(1)
  expect(text(value, 'a', 'c')).toBe('x')
  expect(items(value, 'a', 'd')).toEqual([1])
  expect(text(value, 'a', 'b')).toBeUndefined()
  expect(count(value, 'a', 'c')).toBeUndefined()
  expect(member(value, 'e')).toBeUndefined()
  expect(member(value, 'constructor')).toBeUndefined()
  expect(member(value, 'a', 'c', 'length')).toBeUndefined()
})

test.each([-1, 1.5, 2 ** 53, Number.NaN])('%d is no id', (id) => {
  expect(count({ id }, 'id')).toBeUndefined()
})

test('commits are full, lower-case object names', () => {
  expect(isObjectName('a'.repeat(40))).toBe(true)
  expect(isObjectName('a'.repeat(64))).toBe(true)
  for (const wrong of ['a'.repeat(39), 'A'.repeat(40), 'HEAD', '', 5]) expect(isObjectName(wrong)).toBe(false)
})

// From git-check-ref-format's list of what a name cannot be.
test.each([
  '',
  '-x',
  '/x',
  'x/',
  'a..b',
  'a b',
  'a~b',
  'a^b',
  'a:b',
  'a?b',
  'a*b',
  'a[b',
  'a\\b',
  'a@{b',
  'a.lock',
  'a//b',
  '.a',
  'a/.b',
  'a.',
  'a\u0007',
])('%j is no branch', (name) => {
  expect(isBranchName(name)).toBe(false)
})

test.each(['main', 'release/1.x', 'dependabot/npm_and_yarn/a-1.0', 'fünf', 'a@b', '#5'])('%s is a branch', (name) => {
  expect(isBranchName(name)).toBe(true)
})
