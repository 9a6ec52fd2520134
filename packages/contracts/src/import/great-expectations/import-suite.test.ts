import { ConfigurationError } from '@mlgate/core'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { importContract, planChecks, readContract } from '../../index.ts'

function imported(expectations: readonly object[]): ReturnType<typeof importContract> {
  return importContract(JSON.stringify({ name: 'flights', expectations }, null, 2), 'suite.json')
}

const notNull = { type: 'expect_column_values_to_not_be_null', kwargs: { column: 'carrier' } }

test('a suite of 1.x becomes a contract that can be planned', () => {
  const { yaml, missing, rules, properties } = imported([
    { ...notNull, severity: 'warning', meta: {}, id: 'x' },
    { type: 'expect_column_values_to_be_between', kwargs: { column: 'delay', min_value: -60, mostly: 0.99 } },
    { type: 'expect_table_row_count_to_be_between', kwargs: { min_value: 100 } },
  ])
  expect({ missing, rules, properties }).toEqual({ missing: [], rules: 3, properties: 2 })
  expect(parse(yaml).schema).toEqual([
    {
      name: 'flights',
      logicalType: 'object',
      quality: [
        {
          name: 'expect_table_row_count_to_be_between',
          type: 'custom',
          engine: 'mlgate',
          implementation: { check: 'rowCount', minimum: 100 },
        },
      ],
      properties: [
        {
          name: 'carrier',
          quality: [
            {
              name: 'expect_column_values_to_not_be_null',
              type: 'custom',
              engine: 'mlgate',
              severity: 'warning',
              implementation: { check: 'notNull' },
            },
          ],
        },
        {
          name: 'delay',
          quality: [
            {
              name: 'expect_column_values_to_be_between',
              type: 'custom',
              engine: 'mlgate',
              implementation: { check: 'range', minimum: -60, mostly: 0.99 },
            },
          ],
        },
      ],
    },
  ])
  expect(planChecks(readContract(yaml, 'c.yaml')).checks).toHaveLength(5)
})

test('a suite of 0.x is read, and names as Python writes them', () => {
  const suite = {
    expectation_suite_name: 'old',
    expectations: [
      { expectation_type: 'expect_column_to_exist', kwargs: { column: 'a', result_format: 'BASIC' } },
      { type: 'ExpectColumnMaxToBeBetween', kwargs: { column: 'a', max_value: 3, strict_max: true } },
    ],
  }
  const { yaml, missing, notes } = importContract(JSON.stringify(suite), 'suite.json')
  expect(missing).toEqual([])
  expect(notes).toEqual([expect.stringContaining('result_format')])
  expect(parse(yaml).schema[0]).toMatchObject({
    name: 'old',
    properties: [{ name: 'a', quality: [{ implementation: { check: 'maximumValue', exclusiveMaximum: 3 } }] }],
  })
})

test.each([
  ['a parameter', { type: notNull.type, kwargs: { column: 'a', mostly: { $PARAMETER: 'share' } } }, '$PARAMETER'],
  [
    'an expectation of somebody else',
    { type: 'expect_column_to_be_nice', kwargs: { column: 'a' } },
    'is not an expectation of the core',
  ],
  ['an argument that is not known', { type: notNull.type, kwargs: { column: 'a', ignore: 3 } }, '"ignore"'],
  ['a window', { type: notNull.type, kwargs: { column: 'a', windows: [{}] } }, '"windows"'],
  ['a condition that is none', { type: notNull.type, kwargs: { column: 'a', row_condition: 'f(x)' } }, 'row_condition'],
  ['a rule that nothing breaks', { type: notNull.type, kwargs: { column: 'a', mostly: 0 } }, 'demands nothing'],
  [
    'a schema of values',
    { type: 'expect_column_values_to_match_json_schema', kwargs: { column: 'a', json_schema: {} } },
    'JSON Schema',
  ],
])('%s is listed with its place, in the file as well', (_what, expectation, words) => {
  const { missing, yaml, rules } = imported([notNull, expectation])
  expect(rules).toBe(1)
  expect(missing).toEqual([expect.stringMatching(/^suite\.json:\d+:\d+ expectations\[1\]: /)])
  expect(missing[0]).toContain(words)
  expect(yaml).toContain('# NOT IMPORTED')
  expect(yaml).toContain('expectations[1]')
})

test('a suite of which nothing can be imported is refused', () => {
  const read = (): unknown => imported([{ type: 'expect_nothing', kwargs: {} }])
  expect(read).toThrow(ConfigurationError)
  expect(read).toThrow('expect_nothing')
})

test('names that are attacks stay names', () => {
  const column = 'a"; DROP TABLE data; --\n# x: ${{ secrets }}'
  const { yaml } = imported([
    { ...notNull, kwargs: { column, row_condition: '`b"c` == "\'; --"' } },
    { type: 'expect_\n- evil', kwargs: {} },
  ])
  const [object] = parse(yaml).schema
  expect(object.properties[0].name).toBe(column)
  expect(object.properties[0].quality[0].implementation.where).toBe(`"b""c" = '''; --'`)
  for (const line of yaml.split('\n').slice(0, 3)) expect(line).toMatch(/^#/)
})

test('a project file of Great Expectations is not a suite', () => {
  expect(() => importContract('config_version: 4\ndatasources: {}\n', 'great_expectations.yml')).toThrow(
    'not recognised',
  )
})
