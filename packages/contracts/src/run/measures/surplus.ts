import { quoteName, rowNumberName } from '@mlgate/tables'
import type { MeasureOf } from '../../plan/measure.ts'
import { countOf } from '../count-words.ts'
import type { MeasureRunner, QueryScope } from '../measure-runner.ts'
import { completeSql } from '../predicate-sql.ts'

export const surplus: MeasureRunner<MeasureOf<'surplus'>> = {
  columnsAsText: () => [],
  aggregates: ({ columns }, scope) => {
    const names = columns.map(quoteName)
    // One column is counted as it is: rows of one field cost three times the memory.
    const value = names.length === 1 ? names.join() : `row(${names.join(', ')})`
    const complete = completeAmong(columns, scope)
    return [`count_if(${complete})`, `count(DISTINCT ${value}) FILTER (WHERE ${complete})`]
  },
  measure: (_measure, [complete, distinct], { consideredRows }) => {
    const value = Number(complete) - Number(distinct)
    return {
      value,
      of: consideredRows,
      observed: `${countOf(value, 'surplus row')} of ${consideredRows}`,
      countsRows: true,
    }
  },
  failingRows: ({ columns }, scope) => {
    const row = quoteName(rowNumberName)
    const keys = columns.map(quoteName)
    const value = keys.length === 1 ? `, ${keys.join()}::VARCHAR` : ''
    return {
      by: 'query',
      query:
        `SELECT ${row}${value} FROM numbered WHERE ${completeAmong(columns, scope)} ` +
        `QUALIFY row_number() OVER (PARTITION BY ${keys.join(', ')} ORDER BY ${row}) > 1`,
    }
  },
}

function completeAmong(names: readonly string[], { columns, considered }: QueryScope): string {
  const complete = completeSql(names, columns)
  return considered === 'true' ? complete : `(${considered} AND ${complete})`
}
