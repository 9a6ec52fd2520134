import { expect, test } from 'vitest'
import { wrongPattern } from '../../rules/wrong-pattern.ts'
import { fromLikePattern, fromPythonPattern } from './python-pattern.ts'

test.each([
  ['^a.c$', '^a.c(?:\\n?\\z)'],
  ['\\d{3}', '\\p{Nd}{3}'],
  ['[\\w-]+', '[\\p{L}\\p{N}_-]+'],
  ['\\W', '[^\\p{L}\\p{N}_]'],
  ['(?i)abc', '(?i:abc)'],
  ['(?P<year>[0-9]+)x', '([0-9]+)x'],
  ['(?:a|b)\\Z', '(?:a|b)\\z'],
  ['[]$]', '[\\]$]'],
  ['[^]a]', '[^\\]a]'],
  ['a\\$', 'a\\$'],
])('%s of Python is %s', (python, own) => {
  expect(fromPythonPattern(python)).toBe(own)
  expect(wrongPattern(own)).toBeUndefined()
})

test.each(['(?=a)', '(?<!a)b', '(a)\\1', '(?P=x)', 'a++', '(?x) a', '(?#no)', '[\\W]', 'a\\'])(
  '%s has no word in RE2',
  (python) => expect(fromPythonPattern(python)).toBeUndefined(),
)

test.each([
  ['a%', undefined, 'a(?s:.*)'],
  ['_.x', undefined, '(?s:.)\\.x'],
  ['50!%', '!', '50%'],
])('LIKE %s with escape %s is %s', (like, escaping, own) => expect(fromLikePattern(like, escaping)).toBe(own))
