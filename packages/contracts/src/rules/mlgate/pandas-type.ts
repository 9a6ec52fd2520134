import { Type } from 'typebox'
import type { Limit } from '../../plan/limit.ts'
import { pandasTypes } from '../../plan/pandas-type.ts'
import { columnRule } from './rule-kind.ts'

const is: Limit = { unit: 'value', operator: 'mustBe', bounds: [0] }

export const pandasType = columnRule({
  check: 'pandasType',
  summary: 'pandas gives the column one of these types when it reads the file.',
  where: 'nothing',
  keys: {
    is: Type.Array(Type.Union(pandasTypes.map((name) => Type.Literal(name))), {
      minItems: 1,
      description: `${pandasTypes.join(', ')}.`,
    }),
  },
  plan: ({ is: types }, column) => ({
    expectation: `pandas reads ${types.join(' or ')}`,
    measure: { counts: 'pandas-type', column, types },
    limit: is,
  }),
})
