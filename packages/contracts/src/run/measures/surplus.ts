import type { MeasureOf } from '../../plan/measure.ts'
import { countOf, grouped } from '../count-words.ts'
import type { MeasureRunner } from '../measure-runner.ts'
import { repeatedKeys, repeatedRows } from './key-rows.ts'

export const surplus: MeasureRunner<MeasureOf<'surplus'>> = {
  columnsAsText: () => [],
  aggregates: ({ columns, ignored = 'anyMissing' }, scope) => repeatedKeys(columns, ignored, 'later', scope),
  measure: ({ among }, [complete, found], { consideredRows }) => {
    const of = among === 'present' ? Number(complete) : consideredRows
    const { count, failing } = repeatedRows(found)
    return {
      value: count,
      of,
      observed: `${countOf(count, 'surplus row')} of ${grouped(of)}`,
      countsRows: true,
      failing,
    }
  },
  failingRows: () => undefined,
}
