import type { MeasureOf } from '../../plan/measure.ts'
import type { MeasureRunner } from '../measure-runner.ts'
import { columnOf } from '../predicate-sql.ts'

/** JSON tells numbers from texts, but declares no type of a column. */
const isJson = /\.(json|jsonl|ndjson)(\.[a-z0-9]+)?$/i

export const declaredType: MeasureRunner<MeasureOf<'declared-type'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: ({ column, types }, _answers, { columns, file }) => {
    const { type, declared } = columnOf(columns, column)
    if (!declared || isJson.test(file)) {
      return { value: 0, observed: 'not compared: the file declares no types', countsRows: false }
    }
    const agrees = types.some((wanted) => type === wanted || type.startsWith(`${wanted}(`))
    return { value: agrees ? 0 : 1, observed: `the file declares ${type}`, countsRows: false }
  },
  failingRows: () => undefined,
}
