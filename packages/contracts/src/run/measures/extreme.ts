import type { MeasureOf } from '../../plan/measure.ts'
import type { MeasureRunner } from '../measure-runner.ts'
import { readingOf, refuseUnread, shown } from './numbers.ts'

export const extreme: MeasureRunner<MeasureOf<'extreme'>> = {
  columnsAsText: ({ as, column }) => (as === 'number' ? [] : [column]),
  aggregates: ({ of, column, as }, scope) => {
    const { value, filter, counts } = readingOf(column, as, scope)
    const found = `${of === 'minimum' ? 'min' : 'max'}(${value}) ${filter}`
    return as === 'number' ? [...counts, found] : [...counts, `epoch_us(${found})`, `(${found})::VARCHAR`]
  },
  measure: ({ of, column, as }, [present, read, found, text], context) => {
    refuseUnread(present, read, as)
    const value = Number(found)
    const words = `${of === 'minimum' ? 'least' : 'greatest'} value ${text ?? value}`
    return { value, observed: shown(words, column, context), countsRows: false }
  },
  failingRows: () => undefined,
}
