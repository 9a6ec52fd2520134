import { quoteName, rowNumberName } from '@mlgate/tables'
import type { MeasureOf } from '../../plan/measure.ts'
import { countOf, grouped } from '../count-words.ts'
import type { MeasureRunner, QueryScope } from '../measure-runner.ts'
import { columnOf, completeSql, distinctOf, familyOf, presentSql } from '../value-sql.ts'

type Disorder = MeasureOf<'disorder'>

const row = quoteName(rowNumberName)

export const disorder: MeasureRunner<Disorder> = {
  columnsAsText: () => [],
  aggregates: (measure, scope) => [`count_if(${inOrder(measure, scope)})`],
  measure: async (measure, [present], context) => {
    const [[count] = []] = await context.ask(`SELECT count(*) FROM (${disordered(measure, context)})`)
    const of = Number(present)
    return {
      value: Number(count),
      of,
      observed: `${countOf(Number(count), 'row')} of ${grouped(of)}`,
      countsRows: true,
    }
  },
  failingRows: (measure, scope) => ({ by: 'query', query: disordered(measure, scope) }),
}

/** Rows that take part: those with a value, and with a place in the order. */
function inOrder({ column, orderBy }: Disorder, { columns, considered }: QueryScope): string {
  const names = orderBy === undefined ? [column] : [column, orderBy]
  return `(${considered} AND ${completeSql(names, columns)})`
}

function disordered(measure: Disorder, scope: QueryScope): string {
  const { column, direction, strict, by, orderBy } = measure
  const own = columnOf(scope.columns, column)
  const groups = by.map((name) => {
    const group = columnOf(scope.columns, name)
    return `CASE WHEN ${presentSql(group)} THEN ${distinctOf(group)} END`
  })
  const place = orderBy === undefined ? [] : [distinctOf(columnOf(scope.columns, orderBy))]
  const partition = groups.length === 0 ? '' : `PARTITION BY ${groups.join(', ')} `
  // Without groups and another order the rows come as they are read, and nothing is sorted.
  const order = partition === '' && place.length === 0 ? '' : `ORDER BY ${[...place, row].join(', ')}`
  const operator = (direction === 'increasing' ? '<' : '>') + (strict ? '=' : '')
  const value = distinctOf(own)
  // Texts of which both read as numbers are compared as such: one wrong value makes text of a whole CSV column.
  const compared =
    familyOf(own) === 'text' && !own.numbersAsText
      ? `coalesce(TRY_CAST(value AS DOUBLE) ${operator} TRY_CAST(before AS DOUBLE), value ${operator} before)`
      : `value ${operator} before`
  return (
    `SELECT place, shown FROM (SELECT ${row} AS place, ${quoteName(column)}::VARCHAR AS shown, ${value} AS value, ` +
    `lag(${value}) OVER (${partition}${order}) AS before FROM numbered WHERE ${inOrder(measure, scope)}) WHERE ${compared}`
  )
}
