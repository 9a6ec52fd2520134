import type { IgnoredRows } from '../../plan/predicate.ts'
import type { QueryScope } from '../measure-runner.ts'
import { columnOf, consideredSql, distinctOf, presentSql } from '../value-sql.ts'

/** The rows whose combination of values is looked at, and what tells their values apart, one expression a column. */
export function keyedRows(
  names: readonly string[],
  ignored: IgnoredRows,
  { columns, considered }: QueryScope,
): { readonly condition: string; readonly values: readonly string[] } {
  const complete = consideredSql(names, ignored, columns)
  const values = names.map((name) => {
    const column = columnOf(columns, name)
    // Where missing values take part, NaN and NULL are the same one.
    return ignored === 'anyMissing'
      ? distinctOf(column)
      : `CASE WHEN ${presentSql(column)} THEN ${distinctOf(column)} END`
  })
  return { condition: considered === 'true' ? complete : `(${considered} AND ${complete})`, values }
}
