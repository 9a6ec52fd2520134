import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds, type Limit, operators } from '../plan/limit.ts'
import { compareContracts } from './compare-contracts.ts'
import { compareLimits } from './compare-limits.ts'

const contract = (properties: string, rest = '') => ({
  file: 'c.yaml',
  text: `apiVersion: v3.1.0
kind: DataContract
id: c
version: 1.0.0
status: active
schema:
  - name: rows
    properties: [${properties}]
${rest}`,
})

const changes = (before: string, after: string, features?: ReadonlySet<string>) =>
  compareContracts(contract(before), contract(after), features).map(
    (change) => `${change.class} ${change.column}: ${change.sentence}`,
  )

const x = (options: string) => `{name: x, logicalType: number, logicalTypeOptions: {${options}}}`
const listed = (values: string) =>
  `{name: s, quality: [{metric: invalidValues, arguments: {validValues: [${values}]}, mustBe: 0}]}`
const nulls = (limit: string) => `{name: x, quality: [{metric: nullValues, ${limit}}]}`

test.each([
  [
    'a wider bound',
    x('maximum: 5'),
    x('maximum: 6'),
    ['breaking x: every value is at most 5; now every value is at most 6'],
  ],
  [
    'a tighter bound',
    x('maximum: 6'),
    x('maximum: 5'),
    ['stricter x: every value is at most 6; now every value is at most 5'],
  ],
  [
    'a bound that is excluded now',
    x('minimum: 0'),
    x('exclusiveMinimum: 0'),
    ['stricter x: every value is at least 0; now every value is more than 0'],
  ],
  ['no bound any more', x('maximum: 5'), x(''), ['breaking x: no longer promised: every value is at most 5']],
  ['a bound that another one implies', x('minimum: 0, exclusiveMinimum: 0'), x('exclusiveMinimum: 0'), []],
  ['required in other words', '{name: x, required: true}', nulls('mustBe: 0'), []],
  ['the same in other units', nulls('mustBe: 0, unit: percent'), nulls('mustBeLessThan: 1'), []],
  [
    'values may be missing',
    '{name: x, required: true}',
    '{name: x}',
    ['breaking x: no longer promised: every row has a value (NaN is none)'],
  ],
  [
    'fewer may be missing',
    nulls('mustBeLessThan: 5, unit: percent'),
    nulls('mustBeLessThan: 3, unit: percent'),
    [
      'stricter x: the share of rows without a value is less than 5 %; now the share of rows without a value is less than 3 %',
    ],
  ],
  ['the same values in another order', listed('a, b'), listed('b, a'), []],
  [
    'a property without type',
    '{name: x, logicalType: integer}',
    '{name: x, logicalType: string}',
    [
      'breaking x: every value is a whole number; now every value is text, of which nobody can tell that it promises as much',
    ],
  ],
  [
    'whole numbers only',
    '{name: x, logicalType: number}',
    '{name: x, logicalType: integer}',
    ['stricter x: every value is a number; now every value is a whole number'],
  ],
  [
    'fractions as well',
    '{name: x, logicalType: integer}',
    '{name: x, logicalType: number}',
    ['breaking x: every value is a whole number; now every value is a number'],
  ],
  [
    'a column less',
    '{name: x}, {name: y, required: true}',
    '{name: x}',
    ['breaking y: the column is no longer promised'],
  ],
  [
    'a column more',
    '{name: x}',
    '{name: x}, {name: y, required: true}',
    ['stricter y: the column is promised now, with 1 more check'],
  ],
  [
    'another column for the same property',
    '{name: x, required: true}',
    '{name: x, physicalName: X, required: true}',
    ['breaking x: the column is called X now'],
  ],
  [
    'another property for the same column',
    '{name: x, required: true}',
    '{name: size, physicalName: x, required: true}',
    ['harmless x: the property x is called size now; its column stays'],
  ],
  [
    'other words',
    '{name: x}',
    '{name: x, description: Length}',
    ['harmless x: what the contract says of the column is otherwise, and demands nothing'],
  ],
  [
    'values that are hidden now',
    '{name: x}',
    '{name: x, classification: secret}',
    ['harmless x: its values are hidden in reports now'],
  ],
  [
    'a promise that only warns now',
    nulls('mustBe: 0'),
    nulls('mustBe: 0, severity: warning'),
    ['breaking x: the number of rows without a value is exactly 0 (error, now warning)'],
  ],
  [
    'a warning that goes',
    nulls('mustBe: 0, severity: warning'),
    '{name: x}',
    ['harmless x: no longer looked at: the number of rows without a value is exactly 0'],
  ],
])('%s', (_, before, after, expected) => {
  expect(changes(before, after)).toEqual(expected)
})

test('more values allowed break what readers rely on, fewer do not, and others do', () => {
  const classes = (before: string, after: string) => changes(before, after).map((change) => change.split(' ')[0])
  expect(classes(listed('a, b'), listed('a, b, c'))).toEqual(['breaking'])
  expect(classes(listed('a, b'), listed('a'))).toEqual(['stricter'])
  expect(classes(listed('a, b'), listed('a, c'))).toEqual(['breaking'])
})

test('what breaks comes first, and of that what the model reads', () => {
  const found = compareContracts(
    contract('{name: a}, {name: x, required: true}, {name: y, required: true}'),
    contract('{name: a, required: true}, {name: x}, {name: y}'),
    new Set(['y']),
  )
  expect(found.map(({ column, feature }) => [column, feature])).toEqual([
    ['y', true],
    ['x', false],
    ['a', false],
  ])
})

test('without anybody who says what the model reads, that is not known', () => {
  expect(
    compareContracts(contract('{name: x}'), contract('{name: y}')).every(({ feature }) => feature === undefined),
  ).toBe(true)
})

test('a number of rows, and who says it, are of the table and the contract', () => {
  const rows = (least: number, version: string) => ({
    file: 'c.yaml',
    text: contract('{name: x}', `    quality: [{metric: rowCount, mustBeGreaterThan: ${least}}]\n`).text.replace(
      '1.0.0',
      version,
    ),
  })
  expect(compareContracts(rows(50, '1.0.0'), rows(20, '1.1.0'))).toMatchObject([
    { class: 'breaking', column: undefined },
    { class: 'harmless', object: '' },
  ])
})

const limit: fc.Arbitrary<Limit> = fc
  .record({
    operator: fc.constantFrom(...operators),
    low: fc.integer({ min: 0, max: 5 }),
    more: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ operator, low, more }) => ({
    unit: 'rows',
    operator,
    bounds: operator.endsWith('Between') ? [low, low + more] : [low],
  }))

test('a limit is tighter just when every count that keeps it kept the other', () => {
  fc.assert(
    fc.property(limit, limit, (before, after) => {
      const counts = Array.from({ length: 30 }, (_, count) => count)
      const [old, now] = [before, after].map((one) => new Set(counts.filter((count) => holds(one, count))))
      const strength = compareLimits(before, after)
      if (old === undefined || now === undefined) return
      if (strength === 'same') expect(now).toEqual(old)
      if (strength === 'tighter') expect([...old]).toEqual(expect.arrayContaining([...now]))
      if (strength === 'looser') expect([...now]).toEqual(expect.arrayContaining([...old]))
    }),
  )
})
