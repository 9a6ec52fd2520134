import { Type } from 'typebox'
import { mostly } from '../../plan/limit.ts'
import { columnRule, mostlyKey, shareWords } from './rule-kind.ts'

export const increasing = orderRule('increasing')
export const decreasing = orderRule('decreasing')

function orderRule(direction: 'increasing' | 'decreasing') {
  const than = direction === 'increasing' ? 'less' : 'more'
  return columnRule({
    check: direction,
    summary: `No value is ${than} than the one before it.`,
    keys: {
      strict: Type.Optional(Type.Boolean({ description: 'Whether equal values are out of order, too.' })),
      by: Type.Optional(
        Type.Array(Type.String({ minLength: 1 }), {
          minItems: 1,
          description: 'Columns (as the file names them) whose values make groups, each with an order of its own.',
        }),
      ),
      orderBy: Type.Optional(
        Type.String({
          minLength: 1,
          description: 'Column by which rows are ordered; the order of the file unless given.',
        }),
      ),
      mostly: mostlyKey,
    },
    plan: ({ strict = false, by = [], orderBy, mostly: share }, column) => {
      const groups = by.length === 0 ? '' : ` of the same ${by.join(', ')}`
      const order = orderBy === undefined ? '' : ` by ${orderBy}`
      return {
        expectation: `${shareWords(share, 'value')} is ${strict ? `${than === 'less' ? 'more' : 'less'} than` : `not ${than} than`} the one before it${groups}${order}`,
        measure: { counts: 'disorder', column, direction, strict, by, orderBy },
        limit: mostly(share ?? 1),
      }
    },
  })
}
