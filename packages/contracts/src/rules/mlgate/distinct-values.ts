import { Type } from 'typebox'
import type { Limit } from '../../plan/limit.ts'
import type { Scalar } from '../../plan/predicate.ts'
import type { ValueMeasure } from '../../plan/value-measure.ts'
import { boundKeys, boundWords, limitOfBounds } from './bounds.ts'
import { listWords, sameTypeKey, valuesKey } from './column-values.ts'
import { columnRule } from './rule-kind.ts'

const nothing: Limit = { unit: 'value', operator: 'mustBe', bounds: [0] }

export const distinctCount = columnRule({
  check: 'distinctCount',
  summary: 'The number of different values lies within bounds.',
  where: 'counted',
  keys: boundKeys,
  plan: (rule, column, complain) => {
    const limit = limitOfBounds(rule, complain)
    if (limit === undefined) return undefined
    const expectation = `the number of different values is ${boundWords(rule)}`
    return { expectation, measure: { counts: 'distinct', column, share: false }, limit }
  },
})

export const distinctShare = columnRule({
  check: 'distinctShare',
  summary: 'The number of different values, as a share of the rows that have a value, lies within bounds.',
  keys: boundKeys,
  plan: (rule, column, complain) => {
    const limit = limitOfBounds(rule, complain)
    if (limit === undefined) return undefined
    const expectation = `the share of different values among all is ${boundWords(rule)}`
    return { expectation, measure: { counts: 'distinct', column, share: true }, limit }
  },
})

export const distinctValues = columnRule({
  check: 'distinctValues',
  summary: 'The different values are all in a list, contain all of a list, or equal it.',
  keys: {
    in: Type.Optional(valuesKey),
    contain: Type.Optional(valuesKey),
    equal: Type.Optional(valuesKey),
    sameType: sameTypeKey,
  },
  plan: (rule, column, complain) => {
    const given = (['in', 'contain', 'equal'] as const).filter((must) => rule[must] !== undefined)
    const [must] = given
    const values: readonly Scalar[] = (must && rule[must]) ?? []
    if (must === undefined || given.length > 1) {
      complain([], 'needs one of in, contain and equal.')
      return undefined
    }
    const words = { in: 'are all among', contain: 'contain each of', equal: 'are exactly' }[must]
    const measure: ValueMeasure = { counts: 'set-difference', column, must, values, sameType: rule.sameType ?? false }
    return { expectation: `the different values ${words} ${listWords(values)}`, measure, limit: nothing }
  },
})

export const mostCommonValue = columnRule({
  check: 'mostCommonValue',
  summary: 'The most frequent value is in a list.',
  keys: {
    in: valuesKey,
    sameType: sameTypeKey,
    tiesOk: Type.Optional(
      Type.Boolean({
        description: 'Whether one of several that are equally frequent is enough; otherwise a tie fails.',
      }),
    ),
  },
  plan: ({ in: values, sameType = false, tiesOk = false }, column) => ({
    expectation: `the most frequent value is one of ${listWords(values)}`,
    measure: { counts: 'most-common', column, values, sameType, tiesOk },
    limit: nothing,
  }),
})
