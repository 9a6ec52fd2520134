import { quoteName, rowNumberName } from '@mlgate/tables'
import type { MeasureOf } from '../../../plan/measure.ts'
import { countOf, grouped } from '../../count-words.ts'
import type { MeasureRunner, QueryScope } from '../../measure-runner.ts'
import { columnOf } from '../../value-sql.ts'
import { valueSql } from './comparable.ts'

const row = quoteName(rowNumberName)

/** Rows without a label contradict nobody: they are left out. */
export const conflictingLabels: MeasureRunner<MeasureOf<'conflicting-labels'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async (measure, _answers, { ask, consideredRows, ...scope }) => {
    const [[count, sets] = []] = await ask(
      `SELECT count(*), count(DISTINCT first) FROM (${conflictingQuery(measure, scope)})`,
    )
    return {
      value: Number(count),
      of: consideredRows,
      observed: `${countOf(Number(count), 'row')} of ${grouped(consideredRows)}, in ${countOf(Number(sets), 'set')} of rows alike`,
      countsRows: true,
    }
  },
  failingRows: (measure, scope) => ({ by: 'query', query: `SELECT ${row} FROM (${conflictingQuery(measure, scope)})` }),
}

/** Row numbers, each with the first row that is alike. Hashes choose the candidates, the values decide. */
function conflictingQuery({ columns, label }: MeasureOf<'conflicting-labels'>, scope: QueryScope): string {
  const keys = columns.map((_, index) => `k${index}`)
  const values = columns.map((name, index) => `${valueSql(columnOf(scope.columns, name))} AS k${index}`)
  const labelled =
    `SELECT *, hash(${keys.join(', ')}) AS h FROM (SELECT ${row}, ${valueSql(columnOf(scope.columns, label))} AS y, ` +
    `${values.join(', ')} FROM (SELECT * FROM numbered WHERE ${scope.considered})) WHERE y IS NOT NULL`
  const candidates = `SELECT h FROM (${labelled}) GROUP BY h HAVING min(y) <> max(y)`
  const alike = `PARTITION BY ${keys.join(', ')}`
  return (
    `SELECT ${row}, first FROM (SELECT ${row}, min(${row}) OVER (${alike}) AS first, ` +
    `min(y) OVER (${alike}) <> max(y) OVER (${alike}) AS conflict ` +
    `FROM (${labelled}) WHERE h IN (${candidates})) WHERE conflict`
  )
}
