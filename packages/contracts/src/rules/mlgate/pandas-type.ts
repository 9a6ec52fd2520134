import { Type } from 'typebox'
import type { Limit } from '../../plan/limit.ts'
import { type PandasType, type PandasTypeName, pandasTypeGroups, pandasTypes } from '../../plan/pandas-type.ts'
import { columnRule } from './rule-kind.ts'

const nothing: Limit = { unit: 'value', operator: 'mustBe', bounds: [0] }
const names = [...pandasTypes, 'integer', 'number'] as const

export const pandasType = columnRule({
  check: 'pandasType',
  summary: 'pandas gives the column one of these types when it reads the file.',
  where: 'nothing',
  keys: {
    is: Type.Array(Type.Union(names.map((name) => Type.Literal(name))), {
      minItems: 1,
      description: `${names.join(', ')}.`,
    }),
  },
  plan: ({ is }, column) => ({
    expectation: `pandas reads ${is.join(' or ')}`,
    measure: { counts: 'pandas-type', column, types: [...new Set(is.flatMap(typesOf))] },
    limit: nothing,
  }),
})

function typesOf(name: PandasTypeName): readonly PandasType[] {
  return name === 'integer' || name === 'number' ? pandasTypeGroups[name] : [name]
}
