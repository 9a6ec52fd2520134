import type { Statistic } from '../../plan/value-measure.ts'
import { boundKeys, boundWords, limitOfBounds, momentBoundKeys } from './bounds.ts'
import { columnRule, type RuleKind } from './rule-kind.ts'
import { moment, readRange } from './value-range.ts'

export const mean = statisticRule('mean', 'mean of the values')
export const sum = statisticRule('sum', 'sum of the values')
export const standardDeviation = statisticRule('standardDeviation', 'standard deviation (sample, n − 1) of the values')
export const variance = statisticRule('variance', 'variance (sample, n − 1) of the values')
export const textLengthMean = statisticRule('textLengthMean', 'mean number of characters of the texts')
export const minimumValue = extremeRule('minimum', 'minimumValue', 'least value')
export const maximumValue = extremeRule('maximum', 'maximumValue', 'greatest value')

function statisticRule(of: Statistic, noun: string): RuleKind {
  return columnRule({
    check: of,
    summary: `The ${noun} lies within bounds.`,
    keys: boundKeys,
    plan: (rule, column, complain) => {
      const limit = limitOfBounds(rule, complain)
      if (limit === undefined) return undefined
      return { expectation: `the ${noun} is ${boundWords(rule)}`, measure: { counts: 'statistic', of, column }, limit }
    },
  })
}

function extremeRule(of: 'minimum' | 'maximum', check: string, noun: string): RuleKind {
  return columnRule({
    check,
    summary: `The ${noun}, of numbers, dates or times, lies within bounds.`,
    keys: momentBoundKeys,
    plan: (rule, column, complain) => {
      const read = readRange(rule, complain)
      if (read === undefined) return undefined
      const { as, low, high } = read
      return {
        expectation: `the ${noun} is ${boundWords(rule)}`,
        measure: { counts: 'extreme', of, column, as },
        limit: {
          unit: 'value',
          operator: 'within',
          bounds: [
            low === undefined ? -Infinity : moment(low.value),
            high === undefined ? Infinity : moment(high.value),
          ],
          excluded: { low: low?.excluded ?? false, high: high?.excluded ?? false },
        },
      }
    },
  })
}
