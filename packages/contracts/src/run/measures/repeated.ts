import type { MeasureOf } from '../../plan/measure.ts'
import { countOf, grouped } from '../count-words.ts'
import type { MeasureRunner } from '../measure-runner.ts'
import { repeatedKeys, repeatedRows } from './key-rows.ts'

export const repeated: MeasureRunner<MeasureOf<'repeated'>> = {
  columnsAsText: () => [],
  aggregates: ({ columns, ignored }, scope) => repeatedKeys(columns, ignored, 'all', scope),
  measure: (_measure, [complete, found]) => {
    const of = Number(complete)
    const { count, failing } = repeatedRows(found)
    return {
      value: count,
      of,
      observed: `${countOf(count, 'row')} of ${grouped(of)} share a value`,
      countsRows: true,
      failing,
    }
  },
  failingRows: () => undefined,
}
