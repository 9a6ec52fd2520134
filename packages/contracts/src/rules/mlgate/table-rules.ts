import { Type } from 'typebox'
import { boundKeys, boundWords, limitOfBounds } from './bounds.ts'
import { tableRule } from './rule-kind.ts'

const table = Type.String({
  minLength: 1,
  description: 'Another file of the project: train, validation, test, or of data.tables.',
})
const names = Type.Array(Type.String({ minLength: 1 }), {
  minItems: 1,
  description: 'Names of columns, as the file has them.',
})

export const rowCount = tableRule({
  check: 'rowCount',
  summary: 'The number of rows lies within bounds.',
  where: 'counted',
  keys: boundKeys,
  plan: (rule, _columns, complain) => {
    const limit = limitOfBounds(rule, complain)
    if (limit === undefined) return undefined
    return { expectation: `the number of rows is ${boundWords(rule)}`, measure: { counts: 'rows' }, limit }
  },
})

export const rowCountChange = tableRule({
  check: 'rowCountChange',
  summary: 'The number of rows, against another file’s or the target branch’s, grew by a share within bounds.',
  where: 'counted',
  keys: {
    against: Type.Union([Type.Object({ table }, { additionalProperties: false }), Type.Literal('base')], {
      description: 'The other file, {table: name}, or base: the same file on the target branch.',
    }),
    ifNoBase: Type.Optional(
      Type.Union([Type.Literal('error'), Type.Literal('pass')], {
        description: 'What becomes of the check when there is nothing on the target branch; an error unless given.',
      }),
    ),
    ...boundKeys,
  },
  plan: ({ against, ifNoBase, ...bounds }, _columns, complain) => {
    const limit = limitOfBounds(bounds, complain)
    if (limit === undefined) return undefined
    if (against === 'base') {
      return {
        expectation: `the number of rows, less that on the target branch and as a share of it, is ${boundWords(bounds)}`,
        measure: { counts: 'base-growth', ifNoBase: ifNoBase ?? 'error' },
        limit,
      }
    }
    if (ifNoBase !== undefined) complain(['ifNoBase'], 'has no meaning but with against: base. Leave it out.')
    return {
      expectation: `the number of rows, less that of ${against.table} and as a share of it, is ${boundWords(bounds)}`,
      measure: { counts: 'row-growth', table: against.table },
      limit,
    }
  },
})

export const rowCountEquals = tableRule({
  check: 'rowCountEquals',
  summary: 'There are as many rows as in another file.',
  where: 'counted',
  keys: { table },
  plan: ({ table }) => ({
    expectation: `there are as many rows as in ${table}`,
    measure: { counts: 'row-difference', table },
    limit: { unit: 'value', operator: 'mustBe', bounds: [0] },
  }),
})

export const columnCount = tableRule({
  check: 'columnCount',
  summary: 'The number of columns lies within bounds.',
  where: 'nothing',
  keys: boundKeys,
  plan: (rule, _columns, complain) => {
    const limit = limitOfBounds(rule, complain)
    if (limit === undefined) return undefined
    return { expectation: `the number of columns is ${boundWords(rule)}`, measure: { counts: 'columns' }, limit }
  },
})

export const columns = tableRule({
  check: 'columns',
  summary: 'The file’s columns equal a list of names, contain it, or are all in it.',
  where: 'nothing',
  keys: {
    equal: Type.Optional(names),
    contain: Type.Optional(names),
    in: Type.Optional(names),
    ordered: Type.Optional(Type.Boolean({ description: 'Whether they stand in the order of the list.' })),
  },
  plan: ({ ordered = false, ...rule }, _columns, complain) => {
    const given = (['equal', 'contain', 'in'] as const).filter((must) => rule[must] !== undefined)
    const [must] = given
    if (must === undefined || given.length > 1) {
      complain([], 'needs one of equal, contain and in.')
      return undefined
    }
    const listed = rule[must] ?? []
    const words = { in: 'are all among', contain: 'contain each of', equal: 'are exactly' }[must]
    return {
      expectation: `the columns ${words} ${listed.join(', ')}${ordered ? ', in this order' : ''}`,
      measure: { counts: 'column-difference', must, names: listed, ordered },
      limit: { unit: 'value', operator: 'mustBe', bounds: [0] },
    }
  },
})
