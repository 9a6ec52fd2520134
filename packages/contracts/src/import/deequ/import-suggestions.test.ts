import { expect, test } from 'vitest'
import { readContract } from '../../contract.ts'
import { importContract } from '../import-contract.ts'

/** As ConstraintSuggestionRunner leaves them: one for each line of code. */
function imported(...codes: readonly string[]) {
  const constraint_suggestions = codes.map((code) => ({
    constraint_name: 'Constraint',
    column_name: 'x',
    code_for_constraint: code,
  }))
  const { yaml, missing } = importContract(JSON.stringify({ constraint_suggestions }), 'suggestions.json')
  return { checks: readContract(yaml, 'c.yaml').objects[0].checks.map(({ expectation }) => expectation), missing }
}

test('what Deequ suggests in Scala and in Python becomes rules', () => {
  const { checks, missing } = imported(
    '.isComplete("x")',
    '.isUnique("x")',
    '.isNonNegative("x")',
    '.hasCompleteness("x", _ >= 0.93, Some("It should be above 0.93!"))',
    '.isContainedIn("x", Array("a", "b \\"c\\""))',
    '.isContainedIn("x", ["a"])',
  )
  expect(missing).toEqual([])
  expect(checks).toEqual([
    'the column is in the file',
    'every row has a value (NaN is none)',
    'no value stands twice',
    'every value is a number',
    'every value is at least 0',
    'the share of rows without a value is at most 7 %',
    'the number of rows whose value is none of "a", "b \\"c\\"" is exactly 0',
    'the number of rows whose value is none of "a" is exactly 0',
  ])
})

test.each([
  ['.hasDataType("x", ConstrainableDataTypes.Integral)', 'hasDataType has no translation'],
  ['.isContainedIn("x", Array("a"), _ >= 0.9, Some("…"))', 'a tolerance'],
  ['.satisfies("x > 3", "three")', 'not understood'],
])('what has no translation is listed: %s', (code, words) => {
  expect(imported('.isComplete("x")', code).missing.join()).toContain(words)
})
