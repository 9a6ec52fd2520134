import type { MeasureOf } from '../../plan/measure.ts'
import type { MeasureRunner } from '../measure-runner.ts'
import { readingOf, refuseUnread, shown } from './numbers.ts'

export const age: MeasureRunner<MeasureOf<'age'>> = {
  columnsAsText: ({ column }) => [column],
  aggregates: ({ column }, scope) => {
    const { value, filter, counts } = readingOf(column, 'timestamp', scope)
    return [...counts, `epoch_us(max(${value}) ${filter})`, `(max(${value}) ${filter})::VARCHAR`]
  },
  measure: ({ column }, [present, read, newest, text], context) => {
    refuseUnread(present, read, 'timestamp')
    const value = context.now.getTime() / 1000 - Number(newest) / 1e6
    const hours = Number((Math.abs(value) / 3600).toFixed(2))
    const words = `newest value ${text}, ${hours} hours ${value < 0 ? 'ahead' : 'old'}`
    return { value, observed: shown(words, column, context), countsRows: false }
  },
  failingRows: () => undefined,
}
