import { mostly } from '../../plan/limit.ts'
import type { Measure } from '../../plan/measure.ts'
import { boundKeys, boundWords, limitOfBounds } from './bounds.ts'
import { columnRule, mostlyKey, shareWords } from './rule-kind.ts'

const missingIn = (column: string): Measure => ({
  counts: 'matching',
  predicate: { is: 'null', columns: [column] },
  among: 'rows',
})

export const nullRule = columnRule({
  check: 'null',
  summary: 'Rows have no value.',
  keys: { mostly: mostlyKey },
  plan: (rule, column) => ({
    expectation: `${shareWords(rule.mostly, 'row')} lacks a value (NaN is none)`,
    measure: { counts: 'matching', predicate: { is: 'not-null', column }, among: 'rows' },
    limit: mostly(rule.mostly ?? 1),
  }),
})

export const nullCount = columnRule({
  check: 'nullCount',
  summary: 'The number of rows without a value lies within bounds.',
  where: 'counted',
  keys: boundKeys,
  plan: (rule, column, complain) => {
    const limit = limitOfBounds(rule, complain, 'rows')
    if (limit === undefined) return undefined
    const expectation = `the number of rows without a value is ${boundWords(rule)}`
    return { expectation, measure: missingIn(column), limit }
  },
})

export const nullShare = columnRule({
  check: 'nullShare',
  summary: 'The share of rows without a value, 0 to 1, lies within bounds.',
  keys: boundKeys,
  plan: (rule, column, complain) => {
    const limit = limitOfBounds(rule, complain, 'share')
    if (limit === undefined) return undefined
    return {
      expectation: `the share of rows without a value is ${boundWords(rule)}`,
      measure: missingIn(column),
      limit,
    }
  },
})
