import type { MeasureOf } from '../../plan/measure.ts'
import type { MeasureRunner } from '../measure-runner.ts'

export const rows: MeasureRunner<MeasureOf<'rows'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: (_measure, _answers, { consideredRows }) => ({
    value: consideredRows,
    observed: `${consideredRows} rows`,
    countsRows: false,
  }),
  failingRows: () => undefined,
}
