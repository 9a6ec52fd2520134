import { expect, test } from 'vitest'
import { readCommentTarget } from './comment-target.ts'
import { ConfigurationError } from './errors.ts'

const sha = 'a'.repeat(40)

test('a comment goes to the change, a commit or an issue, as CML writes it', () => {
  for (const text of [undefined, '', 'pr']) expect(readCommentTarget(text)).toEqual({ kind: 'change' })
  expect(readCommentTarget(`commit/${sha}`)).toEqual({ kind: 'commit', commit: sha })
  expect(readCommentTarget(' issue/12 ')).toEqual({ kind: 'issue', number: 12 })
})

test.each([
  'commit/HEAD',
  'commit/abc1234',
  `commit/${sha}/../x`,
  `commit/${sha}\n`.repeat(2),
  'issue/0',
  'issue/1/2',
  'issue/x',
  'pr/5',
  'https://x',
])('%j is none of these', (text) => {
  expect(() => readCommentTarget(text)).toThrow(ConfigurationError)
})
