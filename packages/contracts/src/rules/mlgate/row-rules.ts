import { Type } from 'typebox'
import { mostly } from '../../plan/limit.ts'
import type { IgnoredRows, RowRule, Scalar } from '../../plan/predicate.ts'
import type { Complain } from '../logical-checks.ts'
import { type Demand, mostlyKey, shareWords, tableRule } from './rule-kind.ts'

const name = Type.String({ minLength: 1 })
const pairKey = Type.Array(name, { minItems: 2, maxItems: 2, description: 'Two properties.' })
const severalKey = Type.Array(name, { minItems: 2, description: 'The properties.' })
const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])
const sameTypeKey = Type.Optional(
  Type.Boolean({
    description:
      'Whether "1" differs from 1, and a text from the date that it reads as. Otherwise texts are read as what they stand beside.',
  }),
)

/** Key of checks of several columns. */
export const ignoreKey = Type.Optional(
  Type.Union([Type.Literal('anyMissing'), Type.Literal('allMissing'), Type.Literal('never')], {
    description: 'Rows that are not considered: those that lack one of the values, only those that lack all, or none.',
  }),
)

export const distinctWithinRow = tableRule({
  check: 'distinctWithinRow',
  summary: 'The values of several columns differ in each row; missing ones are like no other.',
  keys: { columns: severalKey, mostly: mostlyKey },
  plan: ({ columns, mostly }, known, complain) =>
    rowDemand(columns, known, complain, {
      must: { be: 'different' },
      ignored: 'allMissing',
      share: mostly,
      words: `has different values in ${columns.join(', ')}`,
    }),
})

export const equalColumns = tableRule({
  check: 'equalColumns',
  summary:
    'Two columns have the same value. Rows that lack both are not considered; a value is not like a missing one.',
  keys: { columns: pairKey, sameType: sameTypeKey, ignoreRowIf: ignoreKey, mostly: mostlyKey },
  plan: ({ columns, sameType, ignoreRowIf = 'allMissing', mostly }, known, complain) =>
    rowDemand(columns, known, complain, {
      must: { be: 'equal', ...(sameType ? { sameType } : {}) },
      ignored: ignoreRowIf,
      share: mostly,
      words: `has the same value in ${columns.join(' and ')}`,
    }),
})

export const greaterColumn = tableRule({
  check: 'greaterColumn',
  summary: 'The first column is more than the second.',
  keys: {
    columns: pairKey,
    orEqual: Type.Optional(Type.Boolean({ description: 'Whether they may be equal.' })),
    sameType: sameTypeKey,
    ignoreRowIf: ignoreKey,
    mostly: mostlyKey,
  },
  plan: ({ columns, orEqual = false, sameType, ignoreRowIf = 'anyMissing', mostly }, known, complain) =>
    rowDemand(columns, known, complain, {
      must: { be: 'greater', orEqual, ...(sameType ? { sameType } : {}) },
      ignored: ignoreRowIf,
      share: mostly,
      words: `has ${columns[0]} ${orEqual ? 'not less' : 'more'} than ${columns[1]}`,
    }),
})

export const pairInSet = tableRule({
  check: 'pairInSet',
  summary: 'The values of two columns are one of the pairs listed.',
  keys: {
    columns: pairKey,
    values: Type.Array(Type.Array(scalar, { minItems: 2, maxItems: 2 }), {
      minItems: 1,
      description: 'The pairs; null stands for a missing value.',
    }),
    sameType: sameTypeKey,
    ignoreRowIf: ignoreKey,
    mostly: mostlyKey,
  },
  plan: ({ columns, values, sameType, ignoreRowIf = 'anyMissing', mostly }, known, complain) =>
    rowDemand(columns, known, complain, {
      must: { be: 'listed', values, ...(sameType ? { sameType } : {}) },
      ignored: ignoreRowIf,
      share: mostly,
      words: `has ${columns.join(' and ')} among ${pairWords(values)}`,
    }),
})

export const sumOfColumns = tableRule({
  check: 'sumOfColumns',
  summary: 'The values of several columns add up to a number.',
  keys: {
    columns: severalKey,
    equals: Type.Number({ description: 'The sum.' }),
    tolerance: Type.Optional(
      Type.Number({
        minimum: 0,
        description: 'How far it may be off; a billionth of the sum (at least of 1) unless given.',
      }),
    ),
    ignoreRowIf: ignoreKey,
    mostly: mostlyKey,
  },
  plan: ({ columns, equals, tolerance, ignoreRowIf = 'anyMissing', mostly }, known, complain) =>
    rowDemand(columns, known, complain, {
      must: { be: 'sum', equals, tolerance: tolerance ?? 1e-9 * Math.max(1, Math.abs(equals)) },
      ignored: ignoreRowIf,
      share: mostly,
      words: `has ${columns.join(' + ')} = ${equals}`,
    }),
})

function rowDemand(
  names: readonly string[],
  known: ReadonlyMap<string, string>,
  complain: Complain,
  rule: {
    readonly must: RowRule
    readonly ignored: IgnoredRows
    readonly share: number | undefined
    readonly words: string
  },
): Demand | undefined {
  const columns = namedColumns(names, 2, known, complain)
  if (columns === undefined) return undefined
  const { must, ignored, share, words } = rule
  return {
    expectation: `${shareWords(share, 'row')} ${words}`,
    measure: { counts: 'matching', predicate: { is: 'row-unlike', columns, must, ignored }, among: 'present' },
    limit: mostly(share ?? 1),
  }
}

/** The columns of the properties named; undefined, with complaints, when there are too few, or no such ones. */
export function namedColumns(
  names: readonly string[] | undefined,
  least: number,
  known: ReadonlyMap<string, string>,
  complain: Complain,
): readonly string[] | undefined {
  if (names === undefined || new Set(names).size < Math.max(least, names.length)) {
    complain(['columns'], `must name ${least === 1 ? 'a property' : 'different properties'} of the object.`)
    return undefined
  }
  const unknown = names.flatMap((one, index) => (known.has(one) ? [] : [index]))
  const all = [...known.keys()].join(', ')
  for (const index of unknown) complain(['columns', index], `no such property; the object has ${all || 'none'}.`)
  return unknown.length > 0 ? undefined : names.map((one) => known.get(one) ?? one)
}

function pairWords(pairs: readonly (readonly Scalar[])[]): string {
  const shown = pairs.slice(0, 5).map((pair) => JSON.stringify(pair))
  return pairs.length > 5 ? `${shown.join(', ')} … (${pairs.length})` : shown.join(', ')
}
