import { Type } from 'typebox'
import { columnRule } from './rule-kind.ts'

export const place = columnRule({
  check: 'place',
  summary: 'The column stands at a place of the file.',
  where: 'nothing',
  keys: { is: Type.Integer({ description: 'From 1; from the end when negative, -1 being the last.' }) },
  plan: ({ is }, column, complain) => {
    if (is === 0) {
      complain(['is'], 'must be 1 or more, or -1 or less.')
      return undefined
    }
    return {
      expectation: `the column stands at place ${is}`,
      measure: { counts: 'column-place', column, place: is },
      limit: { unit: 'value', operator: 'mustBe', bounds: [0] },
    }
  },
})
