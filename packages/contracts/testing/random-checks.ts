import { quoteName } from '@mlgate/tables'
import fc from 'fast-check'
import type { Limit } from '../src/plan/limit.ts'
import type { Measure } from '../src/plan/measure.ts'
import type { Predicate, Scalar } from '../src/plan/predicate.ts'
import type { Row } from './row-engine.ts'

type Kind = 'number' | 'whole' | 'text' | 'truth'
export const sqlTypes: Readonly<Record<Kind, string>> = {
  number: 'DOUBLE',
  whole: 'BIGINT',
  text: 'VARCHAR',
  truth: 'BOOLEAN',
}
/** A column of declared type. */
export interface Column {
  readonly name: string
  readonly kind: Kind
}

const present: Readonly<Record<Kind, fc.Arbitrary<Scalar>>> = {
  number: fc.constantFrom<Scalar[]>(0, -0, 1, 1.5, -2, 3, 1e300, -1e300, Infinity, -Infinity, 5e-324),
  whole: fc.constantFrom<Scalar[]>(0, 1, 2, 3, -4, 10, 2 ** 53 - 1, -(2 ** 53 - 1)),
  text: fc.constantFrom<Scalar[]>(
    '',
    'a',
    'b',
    'ab',
    'A',
    'é',
    '🦆',
    'NaN',
    'null',
    '1',
    ' a',
    "it's",
    'a"b',
    '\\',
    '%',
  ),
  truth: fc.constantFrom<Scalar[]>(true, false),
}
const missing: Readonly<Record<Kind, readonly Scalar[]>> = {
  number: [null, Number.NaN],
  whole: [null],
  text: [null],
  truth: [null],
}

/** What would end a name in SQL, is known to it, or is what queries of ours call things. */
const hostileNames = [
  'a"b',
  "it's",
  'data',
  'numbered',
  'h',
  'v',
  'n',
  'number',
  'value',
  'found',
  'shared',
  'c0',
  '🦆',
]
const moreNames = [
  'file_row_number',
  'file_index',
  '; DROP TABLE data',
  'a b',
  '--',
  '$1',
  '{x}',
  'line\nbreak',
  'SELECT',
]

const columns = fc
  .uniqueArray(fc.constantFrom(...hostileNames, ...moreNames), { minLength: 2, maxLength: 4 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.constantFrom<Kind[]>('number', 'whole', 'text', 'truth').map((kind) => ({ name, kind })),
      ),
    ),
  )

const small = fc.constantFrom(0, 1, 2, 3)
const limit: fc.Arbitrary<Limit> = fc.oneof(
  fc.constant<Limit>({ unit: 'rows', operator: 'mustBe', bounds: [0] }),
  small.map((bound): Limit => ({ unit: 'rows', operator: 'mustBeLessOrEqualTo', bounds: [bound] })),
  small.map((bound): Limit => ({ unit: 'rows', operator: 'mustBeGreaterThan', bounds: [bound] })),
  fc
    .constantFrom(0, 25, 50, 100)
    .map((bound): Limit => ({ unit: 'percent', operator: 'mustBeLessThan', bounds: [bound] })),
  fc
    .constantFrom(0.5, 0.75, 1)
    .map((share): Limit => ({ unit: 'kept', operator: 'mustBeGreaterOrEqualTo', bounds: [share] })),
)

function predicateOf(all: readonly Column[]): fc.Arbitrary<Predicate> {
  const named = (...kinds: readonly Kind[]): readonly Column[] => all.filter(({ kind }) => kinds.includes(kind))
  const of = (some: readonly Column[], make: (column: Column) => fc.Arbitrary<Predicate>): fc.Arbitrary<Predicate>[] =>
    some.map(make)
  const bound = fc.constantFrom(0, 1, 1.5, -2, 3, 10)
  const side = fc.constantFrom('below', 'above')
  const pairs = (['number', 'whole', 'text', 'truth'] as const).flatMap((kind) => {
    const [a, b] = named(kind)
    return a === undefined || b === undefined ? [] : [{ kind, columns: [a.name, b.name] }]
  })
  const ignored = fc.constantFrom('anyMissing', 'allMissing', 'never')
  const single: fc.Arbitrary<Predicate>[] = [
    ...of(all, ({ name }) => fc.constant({ is: 'null', columns: [name] })),
    ...of(all, ({ name }) => fc.constant({ is: 'not-null', column: name })),
    ...of(named('text', 'whole', 'number'), ({ name, kind }) =>
      fc.record({
        is: fc.constantFrom('any-of', 'none-of'),
        column: fc.constant(name),
        values: fc.array(present[kind], { minLength: 1, maxLength: 3 }),
      }),
    ),
    ...of(named('text'), ({ name }) =>
      fc.record({
        is: fc.constantFrom('matching', 'not-matching'),
        column: fc.constant(name),
        pattern: fc.constantFrom('a', '^a', 'b$', '^.$', '^(a|b)$', '^a|b$', '', '^[ab]{1,2}$', '^a?b$'),
        whole: fc.boolean(),
      }),
    ),
    ...of(named('text'), ({ name }) =>
      fc.record({ is: fc.constant('beyond-length'), column: fc.constant(name), side, length: small }),
    ),
    ...of(named('number', 'whole'), ({ name }) =>
      fc.record({ is: fc.constant('beyond-number'), column: fc.constant(name), side, bound, exclusive: fc.boolean() }),
    ),
    ...of(named('number', 'whole'), ({ name }) =>
      fc.record({
        is: fc.constant('beyond-magnitude'),
        column: fc.constant(name),
        largest: fc.constantFrom(1, 3, 1e300),
      }),
    ),
    ...of(named('whole'), ({ name }) =>
      fc.record({ is: fc.constant('not-multiple'), column: fc.constant(name), of: fc.constantFrom(1, 2, 3) }),
    ),
    ...of(named('number', 'whole'), ({ name }) => {
      const end = fc.option(fc.record({ value: bound, excluded: fc.boolean() }), { nil: undefined })
      return fc.record({
        is: fc.constant('outside'),
        column: fc.constant(name),
        as: fc.constant('number'),
        low: end,
        high: end,
      })
    }),
    ...pairs.flatMap(({ kind, columns }): fc.Arbitrary<Predicate>[] => [
      fc.record({
        is: fc.constant('row-unlike'),
        columns: fc.constant(columns),
        must: fc.oneof(
          fc.constant({ be: 'equal' as const }),
          fc.constant({ be: 'different' as const }),
          fc.record({ be: fc.constant('greater' as const), orEqual: fc.boolean() }),
          ...(kind === 'whole'
            ? [fc.record({ be: fc.constant('sum' as const), equals: bound, tolerance: fc.constant(1) })]
            : []),
        ),
        ignored,
      }),
    ]),
  ]
  const one = fc.oneof(...single)
  const both = fc.record({ is: fc.constantFrom('any', 'all'), of: fc.array(one, { minLength: 1, maxLength: 2 }) })
  return fc.oneof({ arbitrary: one, weight: 4 }, { arbitrary: both, weight: 1 })
}

function measureOf(all: readonly Column[]): fc.Arbitrary<Measure> {
  const keys = fc.shuffledSubarray(
    all.map(({ name }) => name),
    { minLength: 1, maxLength: 2 },
  )
  const ignored = fc.constantFrom('anyMissing', 'allMissing', 'never')
  const column = fc.constantFrom(...all.map(({ name }) => name))
  const ordered = all.filter(({ kind }) => kind === 'number' || kind === 'whole')
  return fc.oneof<fc.Arbitrary<Measure>[]>(
    ...Array.from({ length: 5 }, () =>
      fc.record({
        counts: fc.constant('matching' as const),
        predicate: predicateOf(all),
        among: fc.constantFrom('rows', 'present'),
      }),
    ),
    fc.record({ counts: fc.constant('surplus'), columns: keys, ignored, among: fc.constantFrom('rows', 'present') }),
    fc.record({ counts: fc.constant('repeated'), columns: keys, ignored }),
    fc.record({ counts: fc.constant('distinct'), column, share: fc.boolean() }),
    fc.constant({ counts: 'rows' }),
    ...ordered.map(({ name }) =>
      fc.record({
        counts: fc.constant('disorder' as const),
        column: fc.constant(name),
        direction: fc.constantFrom('increasing', 'decreasing'),
        strict: fc.boolean(),
        by: fc.constant([]),
        orderBy: fc.constant(undefined),
      }),
    ),
  )
}

/** A condition in SQL, and what it says in JavaScript. */
interface Choice {
  readonly condition: string
  readonly chooses: (row: Row) => boolean
}

function choiceOf(all: readonly Column[]): fc.Arbitrary<Choice | undefined> {
  const whole = all.filter(({ kind }) => kind === 'whole')
  return fc.option(
    fc.oneof(
      fc
        .constantFrom(...all)
        .map(({ name }): Choice => ({ condition: `${quoteName(name)} IS NULL`, chooses: (row) => row[name] === null })),
      ...whole.map(({ name }) =>
        small.map(
          (bound): Choice => ({
            condition: `${quoteName(name)} > ${bound}`,
            chooses: (row) => row[name] !== null && Number(row[name]) > bound,
          }),
        ),
      ),
    ),
    { nil: undefined },
  )
}

/** The limit in a unit that the measure has. */
export const unitOf = (measure: Measure, given: Limit): Limit =>
  measure.counts === 'distinct'
    ? { unit: 'value', operator: 'mustBeLessThan', bounds: [1] }
    : measure.counts === 'rows'
      ? { ...given, unit: 'rows' }
      : given

/** A small table, and checks of it. */
export const scene = columns.chain((all) =>
  fc.record({
    all: fc.constant(all),
    rows: fc.array(
      fc.tuple(
        ...all.map(({ kind }) =>
          fc.oneof(
            { arbitrary: present[kind], weight: 3 },
            { arbitrary: fc.constantFrom(...missing[kind]), weight: 1 },
          ),
        ),
      ),
      { minLength: 1, maxLength: 8 },
    ),
    checks: fc.array(fc.record({ measure: measureOf(all), limit, choice: choiceOf(all) }), {
      minLength: 1,
      maxLength: 5,
    }),
  }),
)
