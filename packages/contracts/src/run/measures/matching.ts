import type { MeasureOf } from '../../plan/measure.ts'
import { columnsOf, type Predicate } from '../../plan/predicate.ts'
import { countOf, grouped } from '../count-words.ts'
import type { MeasureRunner, QueryScope } from '../measure-runner.ts'
import { columnsAsText, judgedSql, predicateSql } from '../predicate-sql.ts'

export const matching: MeasureRunner<MeasureOf<'matching'>> = {
  columnsAsText: ({ predicate }) => columnsAsText(predicate),
  aggregates: ({ predicate, among }, scope) => [
    `count_if(${failing(predicate, scope)})`,
    ...(among === 'rows' ? [] : [`count_if(${scope.considered} AND ${judgedSql(predicate, scope.columns)})`]),
  ],
  measure: (_measure, [count, present], { consideredRows }) => {
    const of = present === undefined ? consideredRows : Number(present)
    return {
      value: Number(count),
      of,
      observed: `${countOf(Number(count), 'row')} of ${grouped(of)}`,
      countsRows: true,
    }
  },
  failingRows: ({ predicate }, scope) => {
    const [column, ...others] = columnsOf(predicate)
    const condition = failing(predicate, scope)
    return column !== undefined && others.length === 0
      ? { by: 'condition', condition, column }
      : { by: 'condition', condition }
  },
}

function failing(predicate: Predicate, { columns, considered }: QueryScope): string {
  const condition = predicateSql(predicate, columns)
  return considered === 'true' ? condition : `(${considered} AND ${condition})`
}
