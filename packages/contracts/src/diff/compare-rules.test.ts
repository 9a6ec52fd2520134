import { expect, test } from 'vitest'
import { compareContracts } from './compare-contracts.ts'

const contract = (rules: readonly string[], label = '') => ({
  file: 'c.yaml',
  text: `apiVersion: v3.1.0
kind: DataContract
id: c
version: 1.0.0
status: active
schema:
  - name: rows
    properties:
      - name: x
        quality: [${rules.join(', ')}]
      - {name: y}
${label}`,
})

const rule = (implementation: string) => `{type: custom, engine: mlgate, implementation: ${implementation}}`

/** What becomes of a promise when a rule is put in the place of another. */
const classes = (before: string, after: string) =>
  compareContracts(contract([rule(before)]), contract([rule(after)])).map((change) => change.class)

test.each([
  ['a range within the other', '{check: range, minimum: 0, maximum: 10}', '{check: range, minimum: 1, maximum: 9}'],
  ['a bound that is excluded', '{check: range, minimum: 0}', '{check: range, exclusiveMinimum: 0}'],
  ['a bound where there was none', '{check: range, minimum: 0}', '{check: range, minimum: 0, maximum: 5}'],
  ['dates within others', "{check: range, minimum: '2024-01-01'}", "{check: range, minimum: '2025-01-01'}"],
  ['fewer values', '{check: inSet, values: [a, b]}', '{check: inSet, values: [a]}'],
  ['more forbidden values', '{check: notInSet, values: [a]}', '{check: notInSet, values: [a, b]}'],
  ['lengths within others', '{check: length, minimum: 1, maximum: 9}', '{check: length, minimum: 2, maximum: 9}'],
  ['a length where there was none', '{check: length, minimum: 1}', '{check: length, minimum: 1, maximum: 9}'],
  ['a pattern of the whole text', '{check: matches, pattern: a}', '{check: matches, pattern: a, whole: true}'],
  ['text less of which may match', '{check: notMatches, pattern: a, whole: true}', '{check: notMatches, pattern: a}'],
  ['less tolerance', '{check: range, minimum: 0, mostly: 0.9}', '{check: range, minimum: 0, mostly: 0.95}'],
])('%s promises more, and the other way round less', (_what, before, after) => {
  expect(classes(before, after)).toEqual(['stricter'])
  expect(classes(after, before)).toEqual(['breaking'])
  expect(classes(after, after)).toEqual([])
})

test.each([
  ['ranges that overlap', '{check: range, minimum: 0, maximum: 5}', '{check: range, minimum: 1, maximum: 6}'],
  ['sets that overlap', '{check: inSet, values: [a, b]}', '{check: inSet, values: [b, c]}'],
  ['other patterns', '{check: matches, pattern: a}', '{check: matches, pattern: aa}'],
  ['a set that is read otherwise', '{check: inSet, values: [1]}', '{check: inSet, values: [1], sameType: true}'],
  ['a tighter range with more tolerance', '{check: range, minimum: 0}', '{check: range, minimum: 1, mostly: 0.9}'],
])('of %s nobody can tell, which is breaking', (_what, before, after) => {
  expect(classes(before, after)).toEqual(['breaking'])
  expect(classes(after, before)).toEqual(['breaking'])
})

const ofFeatures = (nearly: string) => `    quality:
      - {type: custom, engine: mlgate, implementation: {check: constantFeatures, nearly: ${nearly}}}
`

test('rules about all features leave out the columns that the project says are none', () => {
  const [before, after] = ['0.99', '0.999'].map((nearly) => contract([], ofFeatures(nearly)))
  if (before === undefined || after === undefined) throw new Error('There are two contracts.')
  const words = (roles?: object) =>
    compareContracts(before, after, undefined, roles)
      .map(({ sentence }) => sentence)
      .join()
  expect(words({ label: 'y' })).toContain('none of x has')
  expect(words()).toContain('none of x, y has')
})
