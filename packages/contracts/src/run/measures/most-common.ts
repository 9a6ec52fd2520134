import { ConfigurationError } from '@mlgate/core'
import type { MeasureOf } from '../../plan/measure.ts'
import { countOf } from '../count-words.ts'
import type { MeasureRunner } from '../measure-runner.ts'
import { oneOf } from '../one-of-sql.ts'
import { columnsAsText } from '../predicate-sql.ts'
import { columnOf, distinctOf } from '../value-sql.ts'
import { keyedRows } from './keyed-rows.ts'
import { shown } from './numbers.ts'

/** Values that are named of several that are equally frequent. */
const named = 5

export const mostCommon: MeasureRunner<MeasureOf<'most-common'>> = {
  columnsAsText: ({ column, values, sameType = false }) => columnsAsText({ is: 'any-of', column, values, sameType }),
  aggregates: () => [],
  measure: async ({ column, values, sameType, tiesOk }, _answers, context) => {
    const own = columnOf(context.columns, column)
    const { condition } = keyedRows([column], 'anyMissing', context)
    const counted =
      `SELECT ${distinctOf(own)} AS value, count(*) AS n, any_value(coalesce(${oneOf(own, values, sameType)}, false)) AS listed ` +
      `FROM data WHERE ${condition} GROUP BY 1`
    const ties = `SELECT * FROM (${counted}) QUALIFY n = max(n) OVER ()`
    const [[rows, count, listed] = []] = await context.ask(
      `SELECT any_value(n), count(*), count_if(listed) FROM (${ties})`,
    )
    const [modes, good] = [Number(count), Number(listed)]
    if (modes === 0) throw new ConfigurationError('there is no value')
    const found = await context.ask(`SELECT left(value::VARCHAR, 100) FROM (${ties}) ORDER BY 1 LIMIT ${named}`)
    const texts = found.map(([value]) => JSON.stringify(value)).join(', ') + (modes > named ? ' …' : '')
    const words = `${texts}, ${modes === 1 ? 'in' : 'each in'} ${countOf(Number(rows), 'row')}`
    const isGood = tiesOk ? good > 0 : modes === 1 && good === 1
    return { value: isGood ? 0 : Math.max(1, modes - good), observed: shown(words, column, context), countsRows: false }
  },
  failingRows: () => undefined,
}
