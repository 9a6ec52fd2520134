import { ConfigurationError } from '@mlgate/core'
import type { PlainValue } from '@mlgate/tables'
import type { MeasureOf } from '../../plan/measure.ts'
import { countOf, grouped } from '../count-words.ts'
import type { MeasureContext, MeasureRunner, QueryScope } from '../measure-runner.ts'
import { numberSql } from '../value-sql.ts'
import { readingOf, refuseUnread } from './numbers.ts'
import { sampleVariance } from './sample-variance.ts'

type Outliers = MeasureOf<'outliers'>

export const outliers: MeasureRunner<Outliers> = {
  columnsAsText: () => [],
  aggregates: (measure, scope) => momentAggregates(measure, scope),
  measure: async (measure, answers, context) => {
    const [present, read] = answers
    refuseUnread(present, read)
    const condition = await beyond(measure, answers, context)
    const [[count] = []] = await context.ask(`SELECT count_if(${condition}) FROM data`)
    const of = Number(present)
    return {
      value: Number(count),
      of,
      observed: `${countOf(Number(count), 'row')} of ${grouped(of)}`,
      countsRows: true,
      failing: { by: 'condition', condition, column: measure.column },
    }
  },
  failingRows: () => undefined,
}

function momentAggregates({ column }: Outliers, scope: QueryScope): readonly string[] {
  const { value, filter, counts } = readingOf(column, 'number', scope)
  const number = `(${value})::DOUBLE`
  const finite = filter.replace(/\)$/, ` AND isfinite(${number}))`)
  return [...counts, `favg(${number}) ${finite}`, `count(${number}) ${finite}`]
}

async function beyond(
  { column, below, both }: Outliers,
  [present, , mean, finite]: readonly PlainValue[],
  context: MeasureContext,
): Promise<string> {
  if (Number(finite) < Number(present)) throw new ConfigurationError('there are no z-scores of infinite values')
  const deviation = Math.sqrt(await sampleVariance(column, Number(mean), context))
  if (!(deviation > 0)) throw new ConfigurationError('there are no z-scores: the values do not vary')
  const { value } = readingOf(column, 'number', context)
  const z = `((${value})::DOUBLE - ${numberSql(Number(mean))}) / ${numberSql(deviation)}`
  const score = both ? `abs(${z})` : z
  // NaN is more than any number in SQL, and no value here.
  const isNumber = `NOT isnan((${value})::DOUBLE)`
  return `coalesce(${context.considered} AND ${isNumber} AND ${score} >= ${numberSql(below)}, false)`
}
