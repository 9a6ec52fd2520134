import { ConfigurationError } from '@mlgate/core'
import type { MeasureOf } from '../../plan/measure.ts'
import type { MeasureRunner } from '../measure-runner.ts'

/** A rule that only another tool runs: an error, never skipped. */
export const unrunnable: MeasureRunner<MeasureOf<'unrunnable'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: ({ because }) => {
    throw new ConfigurationError(because)
  },
  failingRows: () => undefined,
}
