import { ConfigurationError } from '@mlgate/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readContract } from '../../contract.ts'
import { importContract } from '../import-contract.ts'

/** What a schema in protobuf's text format comes to: the checks of its first feature, and what is missing. */
function imported(schema: string) {
  const { yaml, missing, notes, format } = importContract(schema, 'schema.pbtxt')
  const { checks } = readContract(yaml, 'c.yaml').objects[0]
  const all = checks.map(({ expectation }) => expectation)
  return { yaml, all, missing, notes, format }
}

const feature = (fields: string, beside = '') => `feature { name: "x" ${fields} }\n${beside}`

test.each([
  ['type: INT int_domain { min: 0 max: 9 }', ['every value is a whole number', 'at least 0', 'at most 9']],
  ['type: FLOAT float_domain { min: -1.5 }', ['every value is a number', 'at least -1.5']],
  ['type: BYTES int_domain { min: 0 }', ['every value is a whole number', 'at least 0']],
  ['type: BYTES string_domain { value: "a" value: "b" }', ['every value is text', 'none of "a", "b"']],
  ['type: BYTES domain: "letters"', ['every value is text', 'none of "a", "b"']],
  ['type: INT bool_domain { }', ['none of 0, 1']],
  ['type: BYTES bool_domain { true_value: "y" false_value: "n" }', ['none of "y", "n"']],
  ['type: INT presence { min_fraction: 1.0 }', ['every row has a value', 'every value is a whole number']],
  ['presence { min_fraction: 0.9 }', ['at least 90 % of the rows have a value']],
  ['presence { min_count: 3 }', ['at least 3']],
  ['value_count { min: 1 max: 1 } unique_constraints { min: 2 max: 5 }', ['is at least 2 and at most 5']],
  ['shape { dim { size: 1 } } shape { }', []],
  ['type: BYTES time_domain { string_format: "%Y-%m-%d" }', ['every value is text', 'written %Y-%m-%d']],
] as const)('%s', (fields, expected) => {
  const { all, missing } = imported(feature(fields, 'string_domain { name: "letters" value: "a" value: "b" }'))
  expect(missing).toEqual([])
  for (const words of expected) expect(all.join('\n')).toContain(words)
  // The column, its demands, and that there is no other column.
  expect(all).toHaveLength(expected.length + 2)
})

test('a share of values outside the domain is a tolerance', () => {
  const { all } = imported(
    feature('type: BYTES string_domain { value: "a" } distribution_constraints { min_domain_mass: 0.95 }'),
  )
  expect(all).toEqual(expect.arrayContaining([expect.stringMatching(/^at least 95 % of .* one of "a"$/)]))
})

test.each([
  ['type: STRUCT', 'nested features'],
  ['value_count { min: 1 }', 'not lists'],
  ['shape { dim { size: 28 } }', 'not lists'],
  ['value_counts { value_count { min: 1 } }', 'nested values'],
  ['domain: "none"', 'no domain is called none'],
  ['skew_comparator { infinity_norm { threshold: 0.01 } }', 'a rule distribution'],
  ['drift_comparator { jensen_shannon_divergence { threshold: 0.01 } }', 'a rule distribution'],
  ['not_in_environment: "SERVING"', 'no environments'],
  ['in_environment: "TRAINING"', 'no environments'],
  ['int_domain { max: 9223372036854775807 }', 'exactly'],
  ['float_domain { disallow_nan: true }', 'NaN'],
  ['image_domain { }', 'is not checked'],
  ['type: INT int_domain { min: 0 } distribution_constraints { min_domain_mass: 0.9 }', 'string domains alone'],
  ['wonders: 3', 'wonders'],
] as const)('what has no translation is listed with its place: %s', (fields, words) => {
  const { missing } = imported(`feature { name: "other" }\n${feature(fields)}`)
  expect(missing.join('\n')).toContain(words)
  expect(missing[0]).toMatch(/^schema\.pbtxt:2:\d+ feature\[1\]/)
})

test('features that TFDV does not validate are left out, and named', () => {
  const { notes, yaml, missing } = imported(`${feature('')} feature { name: "old" lifecycle_stage: DEPRECATED }`)
  expect(notes.join()).toContain('TFDV does not validate them: old (DEPRECATED)')
  expect(missing).toEqual([])
  // Its column may be there.
  expect(yaml).toContain('in: [ x, old ]')
})

test('numbers of rows are demanded, and what is beside the features is listed', () => {
  const size = 'dataset_constraints { min_examples_count: 10 num_examples_drift_comparator { } }'
  const { all, missing } = imported(`${feature('')} ${size} sparse_feature { name: "s" } default_environment: "T"`)
  expect(all.join()).toContain('the number of rows is at least 10')
  expect(missing.join('\n')).toMatch(/rowCountChange.*sparse_feature.*no environments/s)
})

test('JSON says the same as text, in either spelling of names', () => {
  const names = { name: 'x', type: 'INT', presence: { minFraction: 1 }, intDomain: { min: '0', max: '9' } }
  const { yaml, format } = importContract(JSON.stringify({ feature: [names] }), 'schema.json')
  expect(format).toBe('tfdv')
  const text = imported(feature('type: INT presence { min_fraction: 1 } int_domain { min: 0 max: 9 }'))
  expect(yaml).toBe(text.yaml)
})

test('comments, lists, angles, joined strings and escapes are read', () => {
  const text =
    '# a schema\nfeature: < name: "a\\"\\303\\251" \'b\'; type: BYTES, string_domain { value: ["u", "v\\n"] } >'
  expect(imported(text).yaml).toContain('name: a"éb')
  expect(imported(text).all.join()).toContain('"u", "v\\n"')
})

test.each([
  ['feature { name: "x"', 'the end of the file'],
  ['feature { name: "x }', 'no end on its line'],
  ['feature { name "x" }', '":" or "{"'],
  [`feature ${'{ a '.repeat(200)}`, 'nested less than 100'],
  ['feature { : }', 'the name of a field'],
])('what is no protobuf text is refused with its place: %j', (text, words) => {
  expect(() => imported(text)).toThrow(ConfigurationError)
  expect(() => imported(text)).toThrow(words)
})

test('whatever stands in a file, it is read or refused', () => {
  const part = fc.constantFrom(
    'feature',
    'name',
    ':',
    '{',
    '}',
    '<',
    '>',
    '[',
    ']',
    '"x"',
    '"',
    "'",
    '\\',
    '#',
    '\n',
    '1e',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 3 })), { maxLength: 30 }), (parts) => {
      try {
        importContract(`feature { name: "x" } ${parts.join('')}`, 's.pbtxt')
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigurationError)
      }
    }),
  )
})
