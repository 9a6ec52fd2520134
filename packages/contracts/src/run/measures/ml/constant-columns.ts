import { quoteName, quoteText } from '@mlgate/tables'
import type { MeasureOf } from '../../../plan/measure.ts'
import type { MeasureRunner } from '../../measure-runner.ts'
import { columnOf } from '../../value-sql.ts'
import { valueSql } from './comparable.ts'
import { sampleOf } from './sampled-columns.ts'

/** Columns that one query looks at. */
const columnsAtOnce = 100

/** Constant columns that are named in words. */
const namedColumns = 10

/** Rows of the sample that says which columns are counted in full. */
const sampleRows = 2000
/** A share that a sample misses by more than this is not met in 10^17 files: e^(−2·2000·0.1²), Hoeffding's bound. */
const sampleError = 0.1

/** A sample by a hash of the row numbers says which columns may be constant; those are counted in full. */
export const constantColumns: MeasureRunner<MeasureOf<'constant-columns'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ columns: names, share }, _answers, context) => {
    const { ask, columns, considered, consideredRows } = context
    const sample = sampleOf(context, sampleRows)
    const constant: { readonly name: string; readonly share: number; readonly what: string }[] = []
    for (let from = 0; from < names.length; from += columnsAtOnce) {
      const some = names.slice(from, from + columnsAtOnce)
      const sqls = some.map((name) => valueSql(columnOf(columns, name)))
      const looked = sqls.map((sql) => `count(${sql}), mode(${sql})::VARCHAR, list_max(map_values(histogram(${sql})))`)
      const [found = []] = await ask(`SELECT count(*), ${looked.join(', ')} FROM ${sample.from}`)
      const candidates = some.flatMap((name, index) => {
        const [present, value, most] = found.slice(1 + 3 * index, 4 + 3 * index)
        const missing = Number(found[0]) - Number(present)
        const atMost = Math.max(missing, Number(most ?? 0)) / Number(found[0]) + sampleError
        return atMost < share ? [] : [{ name, sql: sqls[index] ?? '', value: value ?? null }]
      })
      if (candidates.length === 0) continue
      const counts = candidates.map(({ sql, value }) => {
        const rows = value === null ? '0' : `count_if(${sql}::VARCHAR = ${quoteText(String(value))})`
        return `count(*) - count(${sql}), ${rows}`
      })
      const [exact = []] = await ask(`SELECT ${counts.join(', ')} FROM data WHERE ${considered}`)
      for (const [index, { name }] of candidates.entries()) {
        const [missing, most] = [Number(exact[2 * index]), Number(exact[2 * index + 1])]
        const greatest = Math.max(missing, most) / consideredRows
        if (greatest < share) continue
        constant.push({ name, share: greatest, what: missing >= most ? 'no value' : 'one value' })
      }
    }
    const listed = constant
      .toSorted((a, b) => b.share - a.share)
      .slice(0, namedColumns)
      .map(({ name, share: of, what }) => `${quoteName(name)} ${what} in ${percent(of)}`)
    const words = constant.length === 0 ? '' : `: ${listed.join(', ')}${constant.length > namedColumns ? ' …' : ''}`
    return {
      value: constant.length,
      observed: `${constant.length} of ${names.length} features${words}`,
      countsRows: false,
    }
  },
  failingRows: () => undefined,
}

function percent(share: number): string {
  return `${share < 1 ? Math.min(99.99, Number((100 * share).toPrecision(4))) : 100} %`
}
