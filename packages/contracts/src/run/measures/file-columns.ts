import type { MeasureOf } from '../../plan/measure.ts'
import { countOf } from '../count-words.ts'
import type { MeasureRunner } from '../measure-runner.ts'
import type { QueryColumns } from '../value-sql.ts'

export const columnCount: MeasureRunner<MeasureOf<'columns'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: (_measure, _answers, { columns }) => {
    const { length } = namesOf(columns)
    return { value: length, observed: countOf(length, 'column'), countsRows: false }
  },
  failingRows: () => undefined,
}

export const columnDifference: MeasureRunner<MeasureOf<'column-difference'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: ({ must, names, ordered }, _answers, { columns }) => {
    const found = namesOf(columns)
    const extra = must === 'contain' ? [] : found.filter((name) => !names.includes(name))
    const missing = must === 'in' ? [] : names.filter((name) => !found.includes(name))
    const common = found.filter((name) => names.includes(name))
    const wanted = names.filter((name) => found.includes(name))
    const moved = ordered ? common.filter((name, index) => name !== wanted[index]) : []
    const words = [
      ...(missing.length === 0 ? [] : [`missing ${list(missing)}`]),
      ...(extra.length === 0 ? [] : [`not listed ${list(extra)}`]),
      ...(moved.length === 0 ? [] : [`in another order ${list(moved)}`]),
    ]
    const observed = words.length === 0 ? countOf(found.length, 'column') : words.join('; ')
    return { value: missing.length + extra.length + moved.length, observed, countsRows: false }
  },
  failingRows: () => undefined,
}

export const columnPlace: MeasureRunner<MeasureOf<'column-place'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: ({ column, place }, _answers, { columns }) => {
    const names = namesOf(columns)
    const index = names.indexOf(column)
    const isThere = names.at(place > 0 ? place - 1 : place) === column
    return { value: isThere ? 0 : 1, observed: `place ${index + 1} of ${names.length}`, countsRows: false }
  },
  failingRows: () => undefined,
}

/** Of the file itself, without parts of columns. */
function namesOf(columns: QueryColumns): readonly string[] {
  return [...columns.values()].filter(({ nested }) => nested !== true).map(({ name }) => name)
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 10).map((name) => JSON.stringify(name))
  return names.length > 10 ? `${shown.join(', ')} … (${names.length})` : shown.join(', ')
}
