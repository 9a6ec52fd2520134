import { ConfigurationError } from '@mlgate/core'
import type { MeasureOf } from '../../plan/measure.ts'
import type { Statistic } from '../../plan/value-measure.ts'
import type { MeasureRunner, QueryScope } from '../measure-runner.ts'
import { columnOf, presentSql, textOf, valueFamilyOf } from '../value-sql.ts'
import { readingOf, refuseUnread, shown } from './numbers.ts'
import { sampleVariance } from './sample-variance.ts'

const nouns: Readonly<Record<Statistic, string>> = {
  mean: 'mean',
  sum: 'sum',
  standardDeviation: 'standard deviation',
  variance: 'variance',
  textLengthMean: 'mean number of characters',
}

export const statistic: MeasureRunner<MeasureOf<'statistic'>> = {
  columnsAsText: ({ of, column }) => (of === 'textLengthMean' ? [column] : []),
  aggregates: ({ of, column }, scope) => {
    if (of === 'textLengthMean') return lengthAggregates(column, scope)
    const { value, filter, counts } = readingOf(column, 'number', scope)
    if (of === 'mean' || of === 'sum') {
      // Whole numbers and decimals add up exactly, doubles by Kahan's summation.
      const isExact = valueFamilyOf(columnOf(scope.columns, column)) === 'integer'
      const aggregate = { mean: isExact ? 'avg' : 'favg', sum: isExact ? 'sum' : 'fsum' }[of]
      return [...counts, `${aggregate}(${isExact ? value : `(${value})::DOUBLE`}) ${filter}`]
    }
    const number = `(${value})::DOUBLE`
    // Of infinite values there is none, and the engine would give up the whole scan.
    const finite = filter.replace(/\)$/, ` AND isfinite(${number}))`)
    return [...counts, `favg(${number}) ${finite}`, `count(${number}) ${finite}`]
  },
  measure: async ({ of, column }, [present, read, found, finite], context) => {
    refuseUnread(present, read)
    if (finite !== undefined && Number(finite) < Number(present)) {
      throw new ConfigurationError(`there is no ${nouns[of]} of infinite values`)
    }
    let value = found === null || found === undefined ? Number.NaN : Number(found)
    if (finite !== undefined) {
      const variance = await sampleVariance(column, value, context)
      value = of === 'variance' ? variance : Math.sqrt(variance)
    }
    if (Number.isNaN(value)) {
      const why = Number(present) === 1 ? 'one value' : 'infinite values'
      throw new ConfigurationError(`there is no ${nouns[of]} of ${why}`)
    }
    return { value, observed: shown(`${nouns[of]} ${value}`, column, context), countsRows: false }
  },
  failingRows: () => undefined,
}

function lengthAggregates(name: string, { columns, considered }: QueryScope): readonly string[] {
  const column = columnOf(columns, name)
  const condition = `${considered} AND ${presentSql(column)}`
  const count = `count_if(${condition})`
  return [count, count, `avg(length(${textOf(column)})) FILTER (WHERE ${condition})`]
}
