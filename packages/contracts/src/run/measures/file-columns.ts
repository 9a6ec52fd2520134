import type { MeasureOf } from '../../plan/measure.ts'
import { countOf } from '../count-words.ts'
import type { MeasureRunner } from '../measure-runner.ts'

export const columnCount: MeasureRunner<MeasureOf<'columns'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: (_measure, _answers, { columns }) => ({
    value: columns.size,
    observed: countOf(columns.size, 'column'),
    countsRows: false,
  }),
  failingRows: () => undefined,
}

export const columnDifference: MeasureRunner<MeasureOf<'column-difference'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: ({ must, names, ordered }, _answers, { columns }) => {
    const found = [...columns.keys()]
    const extra = must === 'contain' ? [] : found.filter((name) => !names.includes(name))
    const missing = must === 'in' ? [] : names.filter((name) => !columns.has(name))
    const common = found.filter((name) => names.includes(name))
    const wanted = names.filter((name) => columns.has(name))
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

function list(names: readonly string[]): string {
  const shown = names.slice(0, 10).map((name) => JSON.stringify(name))
  return names.length > 10 ? `${shown.join(', ')} … (${names.length})` : shown.join(', ')
}
