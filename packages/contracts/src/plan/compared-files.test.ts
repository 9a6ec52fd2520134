import type { SourcePosition } from '@mlgate/core'
import { expect, test } from 'vitest'
import { checkOf, neverAsked } from './compared-files.ts'
import { none } from './limit.ts'
import type { PlannedCheck } from './planned-check.ts'

const position: SourcePosition = { file: 'c.yaml', line: 3, column: 5 }

const check: PlannedCheck = {
  name: 'sharedIds',
  expectation: 'every row has an id of its own',
  measure: { counts: 'shared-rows', columns: ['id'], with: ['test'], alike: { by: 'values' } },
  limit: none,
  severity: 'error',
  position,
}

test('a rule is asked of every file but the one that it compares with', () => {
  expect(checkOf(check, 'train')).toBe(check)
  expect(checkOf(check, undefined)).toBe(check)
  expect(checkOf(check, 'test')).toBeUndefined()
})

test('a rule that only its own file is there for was never asked, and is found', () => {
  const left = { checks: [], leftOut: [{ check, because: 'It compares other files with test.' }] }
  expect(neverAsked([left])).toEqual([check])
  expect(neverAsked([left, { checks: [check], leftOut: [] }])).toEqual([])
})
