import { quoteName, rowNumberName } from '@mlgate/tables'
import type { MeasureOf } from '../../plan/measure.ts'
import { countOf } from '../count-words.ts'
import type { MeasureRunner } from '../measure-runner.ts'
import { keyedRows } from './keyed-rows.ts'

/**
 * The scan counts hashes of keys, which take a third of the memory and time of the keys. Where each has a hash of its own
 * there is no surplus row. Otherwise keys are compared as they are, but only those that share their hash with another row.
 */
export const surplus: MeasureRunner<MeasureOf<'surplus'>> = {
  columnsAsText: () => [],
  aggregates: ({ columns, ignored = 'anyMissing' }, scope) => {
    const { condition, values } = keyedRows(columns, ignored, scope)
    return [`count_if(${condition})`, `count(DISTINCT hash(${values.join(', ')})) FILTER (WHERE ${condition})`]
  },
  measure: async ({ columns, among, ignored = 'anyMissing' }, [complete, hashes], scope) => {
    const { consideredRows, ask } = scope
    const of = among === 'present' ? Number(complete) : consideredRows
    let value = Number(complete) - Number(hashes)
    // NaN as well: only a difference of zero is an answer.
    if (value !== 0) {
      const { condition, values } = keyedRows(columns, ignored, scope)
      const key = values.length === 1 ? values.join() : `row(${values.join(', ')})`
      const [[rows, keys] = []] = await ask(
        `SELECT count(*), count(DISTINCT ${key}) FROM data WHERE ${sharesHash(condition, values)}`,
      )
      value = Number(rows) - Number(keys)
    }
    return { value, of, observed: `${countOf(value, 'surplus row')} of ${of}`, countsRows: true }
  },
  failingRows: ({ columns, ignored = 'anyMissing' }, scope) => {
    const { condition, values } = keyedRows(columns, ignored, scope)
    const row = quoteName(rowNumberName)
    const shown = columns.length === 1 ? `, ${columns.map(quoteName).join()}::VARCHAR` : ''
    return {
      by: 'query',
      query:
        `SELECT ${row}${shown} FROM numbered WHERE ${sharesHash(condition, values)} ` +
        `QUALIFY row_number() OVER (PARTITION BY ${values.join(', ')} ORDER BY ${row}) > 1`,
    }
  },
}

/** Condition of the rows whose key may stand in another row as well. Equal keys have equal hashes. */
function sharesHash(condition: string, values: readonly string[]): string {
  const hash = `hash(${values.join(', ')})`
  return `${condition} AND ${hash} IN (SELECT ${hash} FROM data WHERE ${condition} GROUP BY 1 HAVING count(*) > 1)`
}
