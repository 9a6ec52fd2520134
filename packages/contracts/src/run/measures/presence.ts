import type { MeasureOf } from '../../plan/measure.ts'
import type { MeasureRunner } from '../measure-runner.ts'

/** A column that is missing never gets here: it fails the check before. */
export const presence: MeasureRunner<MeasureOf<'presence'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: () => ({ value: 0, observed: 'the column is there', countsRows: false }),
  failingRows: () => undefined,
}
