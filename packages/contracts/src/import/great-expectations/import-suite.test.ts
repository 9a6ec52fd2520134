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
  expect({ missing, rules, properties }).toEqual({ missing: [], rules: 4, properties: 2 })
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
              implementation: { check: 'notNull', asPandas: true },
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
            {
              name: 'type is number or boolean',
              type: 'custom',
              engine: 'mlgate',
              implementation: { check: 'type', is: ['number', 'boolean'] },
            },
          ],
        },
      ],
    },
  ])
  expect(planChecks(readContract(yaml, 'c.yaml')).checks).toHaveLength(6)
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
  expect(notes).toEqual([expect.stringContaining('null_values'), expect.stringContaining('result_format')])
  expect(parse(yaml).schema[0]).toMatchObject({
    name: 'old',
    properties: [
      {
        name: 'a',
        quality: [
          { implementation: { check: 'maximumValue', exclusiveMaximum: 3 } },
          { name: 'pandas reads numbers or decimals' },
        ],
      },
    ],
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

test.each([
  ['texts as bounds', 'expect_column_values_to_be_between', { min_value: 'a' }, 'takes numbers, dates and times'],
  [
    'a date and a time as bounds',
    'expect_column_values_to_be_between',
    { min_value: '2024-01-01', max_value: '2024-01-01T01:00:00' },
    'not compared',
  ],
  [
    'str in a list of types',
    'expect_column_values_to_be_in_type_list',
    { type_list: ['str', 'int64'] },
    'pandas 2 and not with pandas 3',
  ],
  [
    'a type that no column has',
    'expect_column_values_to_be_in_type_list',
    { type_list: ['object'] },
    'no column of type',
  ],
  ['a type that is not known', 'expect_column_values_to_be_of_type', { type_: 'Int64' }, '"Int64" is not known'],
  [
    'a distribution without a threshold',
    'expect_column_kl_divergence_to_be_less_than',
    { partition_object: { values: [1], weights: [1] } },
    'demands nothing',
  ],
  [
    'weights that are not 1 together',
    'expect_column_kl_divergence_to_be_less_than',
    { threshold: 1, partition_object: { values: [1, 2], weights: [1, 1] } },
    'do not make 1',
  ],
  [
    'values of several types',
    'expect_column_kl_divergence_to_be_less_than',
    { threshold: 1, partition_object: { values: [1, 'a'], weights: [0.5, 0.5] } },
    'of one type',
  ],
  [
    'both kinds of tails',
    'expect_column_kl_divergence_to_be_less_than',
    {
      threshold: 1,
      tail_weight_holdout: 0.1,
      partition_object: { bins: [0, 1], weights: [0.8], tail_weights: [0.1, 0.1] },
    },
    'tail_weight_holdout',
  ],
])('%s: listed', (_what, type, kwargs, words) => {
  const { missing } = imported([notNull, { type, kwargs: { column: 'a', ...kwargs } }])
  expect(missing).toEqual([expect.stringContaining(words)])
})

test('a suite of 0.x means what it meant to 0.x', () => {
  const expectations = [
    { expectation_type: 'expect_column_values_to_be_between', kwargs: { column: 'a', min_value: 'a', max_value: 'c' } },
    { expectation_type: 'expect_column_values_to_be_between', kwargs: { column: 'b', min_value: '2024-01-01' } },
    {
      expectation_type: 'expect_column_values_to_be_in_type_list',
      kwargs: { column: 'c', type_list: ['TEXT', 'str'] },
    },
  ]
  const { missing, yaml } = importContract(JSON.stringify({ expectation_suite_name: 's', expectations }), 's.json')
  expect(missing).toEqual([])
  expect(parse(yaml).schema[0]).toMatchObject({
    quality: [{ implementation: { check: 'condition', expression: `"a" >= 'a' AND "a" <= 'c'` } }],
    properties: [
      { name: 'a' },
      { name: 'b', quality: [{ implementation: { check: 'range', minimum: '2024-01-01' } }] },
      { name: 'c', quality: [{ implementation: { check: 'pandasType', is: ['str'] } }] },
    ],
  })
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
