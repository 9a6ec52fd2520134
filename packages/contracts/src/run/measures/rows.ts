import type { MeasureOf } from '../../plan/measure.ts'
import { countOf } from '../count-words.ts'
import type { MeasureRunner } from '../measure-runner.ts'

export const rows: MeasureRunner<MeasureOf<'rows'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: (_measure, _answers, { consideredRows }) => ({
    value: consideredRows,
    observed: countOf(consideredRows, 'row'),
    countsRows: false,
  }),
  failingRows: () => undefined,
}
