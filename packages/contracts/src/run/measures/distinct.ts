import { ConfigurationError } from '@mlgate/core'
import type { MeasureOf } from '../../plan/measure.ts'
import { countOf } from '../count-words.ts'
import type { MeasureRunner } from '../measure-runner.ts'
import { keyedRows } from './keyed-rows.ts'

export const distinct: MeasureRunner<MeasureOf<'distinct'>> = {
  columnsAsText: () => [],
  aggregates: ({ column }, scope) => {
    const { condition, values } = keyedRows([column], 'anyMissing', scope)
    return [`count_if(${condition})`, `count(DISTINCT ${values.join()}) FILTER (WHERE ${condition})`]
  },
  measure: ({ share }, [present, found]) => {
    const [count, values] = [Number(found), Number(present)]
    if (!share) return { value: count, observed: countOf(count, 'different value'), countsRows: false }
    if (values === 0) throw new ConfigurationError('there is no value')
    const value = count / values
    return { value, observed: `${value}, ${countOf(count, 'different value')} among ${values}`, countsRows: false }
  },
  failingRows: () => undefined,
}
