import { quoteName, rowNumberName } from '@mlgate/tables'
import type { MeasureOf } from '../../plan/measure.ts'
import { countOf } from '../count-words.ts'
import type { MeasureRunner } from '../measure-runner.ts'
import { keyedRows } from './keyed-rows.ts'

export const repeated: MeasureRunner<MeasureOf<'repeated'>> = {
  columnsAsText: () => [],
  aggregates: ({ columns, ignored }, scope) => [`count_if(${keyedRows(columns, ignored, scope).condition})`],
  measure: async ({ columns, ignored }, [complete], context) => {
    const { condition, values } = keyedRows(columns, ignored, context)
    const groups = `SELECT count(*) AS n FROM data WHERE ${condition} GROUP BY ${values.join(', ')} HAVING n > 1`
    const [[count] = []] = await context.ask(`SELECT coalesce(sum(n), 0) FROM (${groups})`)
    const value = Number(count)
    const of = Number(complete)
    return { value, of, observed: `${countOf(value, 'row')} of ${of} share a value`, countsRows: true }
  },
  failingRows: ({ columns, ignored }, scope) => {
    const row = quoteName(rowNumberName)
    const { condition, values } = keyedRows(columns, ignored, scope)
    const shown = columns.length === 1 ? `, ${columns.map(quoteName).join()}::VARCHAR` : ''
    return {
      by: 'query',
      query:
        `SELECT ${row}${shown} FROM numbered WHERE ${condition} ` +
        `QUALIFY count(*) OVER (PARTITION BY ${values.join(', ')}) > 1`,
    }
  },
}
