import type { MeasureOf } from '../../plan/measure.ts'
import type { Predicate, Scalar } from '../../plan/predicate.ts'
import { countOf } from '../count-words.ts'
import type { FailingRows, MeasureRunner, QueryScope } from '../measure-runner.ts'
import { oneOf } from '../one-of-sql.ts'
import { columnsAsText, predicateSql } from '../predicate-sql.ts'
import { columnOf, distinctOf, presentSql, textOf } from '../value-sql.ts'
import { shown } from './numbers.ts'

type SetDifference = MeasureOf<'set-difference'>

/** Values that are named; further ones are counted. */
const named = 5

export const setDifference: MeasureRunner<SetDifference> = {
  columnsAsText: (measure) => columnsAsText(foreign(measure)),
  aggregates: (measure, scope) => {
    const column = columnOf(scope.columns, measure.column)
    const present = `(${scope.considered} AND ${presentSql(column)})`
    const others = `count(DISTINCT ${distinctOf(column)}) FILTER (WHERE ${foreignSql(measure, scope)})`
    const each = measure.values.map(
      (value) => `bool_or(${present} AND coalesce(${oneOf(column, [value], measure.sameType)}, false))`,
    )
    return [measure.must === 'contain' ? '0' : others, ...(measure.must === 'in' ? [] : each)]
  },
  measure: async (measure, [others, ...each], context) => {
    const missing = measure.must === 'in' ? [] : measure.values.filter((_, index) => each[index] !== true)
    const count = Number(others)
    const found =
      count === 0
        ? []
        : await context.ask(
            `SELECT DISTINCT left(${textOf(columnOf(context.columns, measure.column))}, 100) FROM data ` +
              `WHERE ${foreignSql(measure, context)} ORDER BY 1 LIMIT ${named}`,
          )
    const words = [
      ...(count === 0
        ? []
        : [
            `${countOf(count, 'other value')} (${some(
              found.map(([value]) => value ?? ''),
              count,
            )})`,
          ]),
      ...(missing.length === 0 ? [] : [`${missing.length} of them missing (${some(missing, missing.length)})`]),
    ]
    const observed = words.length === 0 ? 'they are' : shown(words.join(', '), measure.column, context)
    return { value: count + missing.length, observed, countsRows: false }
  },
  failingRows: (measure, scope): FailingRows | undefined =>
    measure.must === 'contain'
      ? undefined
      : { by: 'condition', condition: foreignSql(measure, scope), column: measure.column },
}

function foreign({ column, values, sameType = false }: SetDifference): Predicate {
  return { is: 'none-of', column, values, sameType }
}

function foreignSql(measure: SetDifference, { columns, considered }: QueryScope): string {
  return `(${considered} AND ${predicateSql(foreign(measure), columns)})`
}

function some(values: readonly Scalar[], count: number): string {
  const words = values.slice(0, named).map((value) => JSON.stringify(value))
  return count > named ? `${words.join(', ')} …` : words.join(', ')
}
