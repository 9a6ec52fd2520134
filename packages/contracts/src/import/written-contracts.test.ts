import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { contractYaml, importContract, inferContract, proposeMachineLearningRules } from '../index.ts'

const schema: object = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../testdata/odcs-v3.1.0/odcs-json-schema-v3.1.0.json'), 'utf8'),
)
const isContract = new Ajv2019({ strict: false, validateFormats: false }).compile(schema)

function expectContract(yaml: string): void {
  expect(isContract(parse(yaml)), JSON.stringify(isContract.errors)).toBe(true)
}

const constraints = { required: true, unique: true, minimum: 0, maximum: 9, enum: [1, 2] }
const suggestions = ['.isComplete("x")', '.isContainedIn("x", Array("a"))', '.hasCompleteness("x", _ >= 0.9, None)']

test.each([
  [
    'great-expectations',
    {
      name: 's',
      expectations: [
        { type: 'expect_column_values_to_not_be_null', kwargs: { column: 'a', mostly: 0.9 }, severity: 'warning' },
        { type: 'expect_table_row_count_to_be_between', kwargs: { min_value: 1 } },
      ],
    },
  ],
  [
    'frictionless',
    {
      fields: [
        { name: 'a', type: 'integer', description: 'x', constraints },
        { name: 'b', type: 'date', format: '%d.%m.%Y' },
      ],
      primaryKey: ['a', 'b'],
      uniqueKeys: [['a', 'b']],
      foreignKeys: [{ fields: 'a', reference: { resource: 't', fields: 'id' } }],
      fieldsMatch: ['exact'],
    },
  ],
  [
    'json-schema',
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      properties: {
        a: { type: 'string', minLength: 1, pattern: '^a', format: 'email', description: 'x' },
        b: { type: 'number', multipleOf: 0.5, exclusiveMinimum: 0 },
        c: { type: 'string', format: 'date-time' },
        d: { enum: ['u', 1, true] },
      },
      required: ['a'],
      additionalProperties: false,
    },
  ],
  ['deequ', { constraint_suggestions: suggestions.map((code) => ({ column_name: 'x', code_for_constraint: code })) }],
  [
    'tfdv',
    {
      feature: [
        {
          name: 'a',
          type: 'BYTES',
          presence: { min_fraction: 0.9, min_count: 3 },
          string_domain: { value: ['u', 'v'] },
          unique_constraints: { min: 1 },
          annotation: { tag: ['t'], comment: ['c'] },
        },
        { name: 'b', type: 'INT', int_domain: { min: 0, max: 9 } },
      ],
      dataset_constraints: { min_examples_count: 1 },
    },
  ],
] as const)('what is imported from %s is a contract by the standard’s own schema', (format, value) => {
  const imported = importContract(JSON.stringify(value), 'given.json')
  expect(imported.format).toBe(format)
  expectContract(imported.yaml)
})

test('what is inferred is one as well', () => {
  const values = new Map([
    ['a', 30],
    ['b', 30],
  ])
  const column = { rows: 60, present: 59, distinct: 2, unique: false, range: undefined }
  const columns = [
    { ...column, name: 'label', types: ['string'] as const, values },
    { ...column, name: 'n', types: ['number'] as const, values: undefined, range: [0.5, 3] as const },
    { ...column, name: 'id', types: ['integer'] as const, present: 60, values: undefined, unique: true },
    { ...column, name: 'email', types: ['string'] as const, values: undefined },
  ]
  const contract = inferContract([{ file: 'a.csv', rows: 60, columns }], { name: 'rows', id: 'id', label: 'label' })
  if (contract === undefined) throw new Error('There are columns.')
  const rules = proposeMachineLearningRules({
    label: 'label',
    id: 'id',
    time: 't',
    group: 'g',
    files: ['train', 'validation', 'test'],
    classification: true,
  })
  const yaml = contractYaml(contract, rules)
  expect(yaml).toContain('check: sharedIds')
  expectContract(yaml)
})
