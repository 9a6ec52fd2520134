import { expect, test } from 'vitest'
import { readContract } from '../../contract.ts'
import { importContract } from '../import-contract.ts'

/** The checks that a schema of one property x comes to, and what is missing. */
function imported(x: object, over: object = {}) {
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', properties: { x }, ...over }
  const { yaml, missing } = importContract(JSON.stringify(schema), 'row.json')
  const { checks } = readContract(yaml, 'c.yaml').objects[0]
  return { checks: checks.map(({ expectation }) => expectation).slice(1), missing }
}

test.each([
  [
    'numbers',
    { type: 'number', minimum: 0, exclusiveMaximum: 5 },
    ['every value is a number', 'every value is at least 0', 'every value is less than 5'],
  ],
  [
    'flags of draft 4',
    { type: 'integer', minimum: 0, exclusiveMinimum: true },
    ['every value is a whole number', 'every value is more than 0'],
  ],
  [
    'multiples',
    { type: 'integer', multipleOf: 5 },
    ['every value is a whole number', 'every value is a multiple of 5'],
  ],
  [
    'texts',
    { type: 'string', minLength: 2, pattern: '^a' },
    ['every value is text', 'every text has at least 2 characters', 'every text matches ^a'],
  ],
  ['dates', { type: 'string', format: 'date' }, ['every value is a date (ISO 8601)']],
  ['mail', { type: 'string', format: 'email' }, ['every value is text', 'every text has the format email']],
  ['null as a type', { type: ['integer', 'null'] }, ['every value is a whole number']],
  ['null as an alternative', { anyOf: [{ type: 'integer' }, { type: 'null' }] }, ['every value is a whole number']],
])('%s', (_, x, expected) => {
  expect(imported(x)).toEqual({ checks: expected, missing: [] })
})

test('values, one value, and what must be there', () => {
  expect(imported({ enum: ['a', 'b', null] }, { required: ['x'] }).checks).toEqual([
    'the number of rows whose value is none of "a", "b" is exactly 0',
  ])
  expect(imported({ const: 3 }, { required: ['x'] }).checks).toEqual([
    'every row has a value (NaN is none)',
    'the number of rows whose value is none of 3 is exactly 0',
  ])
})

test('references are followed within the file, also from the row itself, and never in a circle', () => {
  const defs = { $defs: { n: { type: 'integer' }, loop: { $ref: '#/$defs/loop' } } }
  expect(imported({ $ref: '#/$defs/n' }, defs).checks).toEqual(['every value is a whole number'])
  expect(imported({ $ref: '#/$defs/loop' }, defs).missing.join()).toContain('leads out of the file, or nowhere')
  expect(imported({ $ref: 'other.json' }, defs).missing.join()).toContain('leads out of the file, or nowhere')
})

test('a list of rows is read as its rows', () => {
  const items = { type: 'object', properties: { x: { type: 'integer' } }, required: ['x'] }
  const { yaml } = importContract(JSON.stringify({ type: 'array', items }), 'rows.json')
  expect(yaml).toContain('required: true')
})

test.each([
  [{ type: 'object', properties: {} }, 'object is not checked'],
  [{ type: 'string', contentEncoding: 'base64' }, 'contentEncoding'],
  [{ type: ['string', 'integer'] }, 'string or integer is not checked'],
  [{ type: 'string', format: 'duration' }, 'duration is not checked'],
  [{ not: { const: 1 } }, 'not'],
])('what has no counterpart is listed: %j', (x, words) => {
  expect(imported(x).missing.join('\n')).toContain(words)
})
