import { ConfigurationError } from '@mlgate/core'
import type { MeasureOf } from '../../plan/measure.ts'
import type { MeasureRunner } from '../measure-runner.ts'
import { asker, subquery } from './violations.ts'

/** Asks of the columns as the file has them, whatever columns other checks see as text. */
export const answer: MeasureRunner<MeasureOf<'answer'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ query }, _answers, context) => {
    const found = await asker(context)(`SELECT * FROM ${subquery(query)} LIMIT 2`)
    const [only, ...others] = found
    const [cell, ...more] = only ?? []
    if (cell === undefined || others.length > 0 || more.length > 0) {
      throw new ConfigurationError('the query must give one row of one column.')
    }
    const value =
      typeof cell === 'string' && cell.trim() !== '' ? Number(cell) : typeof cell === 'number' ? cell : Number.NaN
    if (Number.isNaN(value)) throw new ConfigurationError('the query gives no number.')
    // What it was computed from cannot be told apart from what must not be shown.
    const observed =
      context.sensitive.size > 0 ? 'a number that is not shown: the file has sensitive columns' : String(value)
    return { value, observed, countsRows: false }
  },
  failingRows: () => undefined,
}
