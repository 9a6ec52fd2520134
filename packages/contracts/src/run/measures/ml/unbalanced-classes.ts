import type { MeasureOf } from '../../../plan/measure.ts'
import { countOf } from '../../count-words.ts'
import type { MeasureRunner } from '../../measure-runner.ts'
import { columnOf } from '../../value-sql.ts'
import { valueSql } from './comparable.ts'

export const unbalancedClasses: MeasureRunner<MeasureOf<'unbalanced-classes'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ label, minimumShare, maximumShare }, _answers, { ask, columns, considered, sensitive }) => {
    const labels = `SELECT ${valueSql(columnOf(columns, label))} AS y FROM data WHERE ${considered}`
    const classes = `SELECT y, count(*) AS n FROM (${labels}) WHERE y IS NOT NULL GROUP BY y`
    const shares = `SELECT y::VARCHAR AS name, n, n / sum(n) OVER () AS share FROM (${classes})`
    const [[count, out, rows, least, leastName, most, mostName] = []] = await ask(
      `SELECT count(*), count_if(share < ${minimumShare} OR share > ${maximumShare}), sum(n)::DOUBLE, ` +
        `min(share), arg_min(name, (n, name)), max(share), arg_max(name, (n, name)) FROM (${shares})`,
    )
    if (Number(count) === 0) return { value: Number.NaN, observed: 'no row has a label', countsRows: false }
    if (Number(count) === 1)
      return { value: 1, observed: `one class alone in ${countOf(Number(rows), 'row')}`, countsRows: false }
    const named = (name: unknown): string => (sensitive.has(label) ? '' : ` (${shortened(String(name))})`)
    return {
      value: Number(out),
      observed:
        `${Number(out)} of ${Number(count)} classes out of bounds: the least has ${percent(Number(least))}${named(leastName)}, ` +
        `the largest ${percent(Number(most))}${named(mostName)}, of ${countOf(Number(rows), 'row')} with a label`,
      countsRows: false,
    }
  },
  failingRows: () => undefined,
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(4))} %`
}

/** A value of the data as it goes into a sentence: not longer than forty characters. */
export function shortened(value: string): string {
  const characters = [...value]
  return JSON.stringify(characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : value)
}
