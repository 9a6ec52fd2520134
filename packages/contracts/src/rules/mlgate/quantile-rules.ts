import { Type } from 'typebox'
import { limitWithin } from '../../plan/limit.ts'
import { boundKeys, boundWords, limitOfBounds } from './bounds.ts'
import { columnRule } from './rule-kind.ts'

const level = Type.Number({ minimum: 0, maximum: 1, description: 'Share of the values below it, 0 to 1.' })
const interpolation = Type.Optional(
  Type.Union(
    [
      Type.Literal('linear'),
      Type.Literal('lower'),
      Type.Literal('higher'),
      Type.Literal('midpoint'),
      Type.Literal('nearest'),
    ],
    { description: 'What is taken between two values, as numpy names it; linear unless given.' },
  ),
)

export const median = columnRule({
  check: 'median',
  summary: 'The median lies within bounds.',
  keys: boundKeys,
  plan: (rule, column, complain) => {
    const limit = limitOfBounds(rule, complain)
    if (limit === undefined) return undefined
    return {
      expectation: `the median is ${boundWords(rule)}`,
      measure: { counts: 'quantile', column, level: 0.5, interpolation: 'linear' },
      limit,
    }
  },
})

export const quantile = columnRule({
  check: 'quantile',
  summary: 'A quantile lies within bounds.',
  keys: { level, interpolation, ...boundKeys },
  plan: ({ level, interpolation = 'linear', ...bounds }, column, complain) => {
    const limit = limitOfBounds(bounds, complain)
    if (limit === undefined) return undefined
    return {
      expectation: `the quantile at ${level} is ${boundWords(bounds)}`,
      measure: { counts: 'quantile', column, level, interpolation },
      limit,
    }
  },
})

export const quantiles = columnRule({
  check: 'quantiles',
  summary: 'Several quantiles lie within bounds, each its own.',
  keys: {
    levels: Type.Array(Type.Object({ level, ...boundKeys }, { additionalProperties: false }), {
      minItems: 1,
      description: 'Each a level with its bounds.',
    }),
    interpolation,
  },
  plan: ({ levels, interpolation = 'linear' }, column, complain) => {
    const within = levels.flatMap(({ level, ...bounds }, index) => {
      const limit = limitWithin(bounds)
      if (limit === undefined) complain(['levels', index], 'needs bounds that leave room for a value.')
      return limit === undefined ? [] : [{ level, limit }]
    })
    if (within.length < levels.length) return undefined
    const words = levels.map(({ level, ...bounds }) => `at ${level} ${boundWords(bounds)}`)
    return {
      expectation: `the quantiles are ${words.join(', ')}`,
      measure: { counts: 'quantiles', column, interpolation, within },
      limit: { unit: 'value', operator: 'mustBe', bounds: [0] },
    }
  },
})
