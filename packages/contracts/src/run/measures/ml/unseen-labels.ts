import { quoteName, quoteText, rowNumberName } from '@mlgate/tables'
import type { MeasureOf } from '../../../plan/measure.ts'
import { countOf, grouped } from '../../count-words.ts'
import type { FailingRows, MeasureRunner } from '../../measure-runner.ts'
import { columnOf } from '../../value-sql.ts'
import { comparable } from './comparable.ts'
import { comparedColumn, comparedFile } from './compared-file.ts'
import { shortened } from './unbalanced-classes.ts'

const row = quoteName(rowNumberName)

/** Unseen labels that are named in words. */
const namedLabels = 10

/** A label must stand in one of the files; rows without a label are left out. */
export const unseenLabels: MeasureRunner<MeasureOf<'unseen-labels'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ label, with: names }, _answers, context) => {
    const { columns, considered, ask, sensitive } = context
    const own = columnOf(columns, label)
    const unseenIn = new Map<string, number>()
    let of = 0
    for (const [place, name] of names.entries()) {
      const file = await comparedFile(name, [label], context)
      const [mine, theirs] = comparable(own, comparedColumn(file, label))
      const present = `SELECT ${quoteName(label)}::VARCHAR AS name, ${mine} AS y FROM data WHERE ${considered}`
      const found = await ask(
        `SELECT name, count(*), bool_or(y IS NOT NULL AND y IN (SELECT ${theirs} FROM ${file.relation} WHERE ${theirs} IS NOT NULL)) ` +
          `FROM (${present}) WHERE name IS NOT NULL AND lower(name) <> 'nan' GROUP BY name`,
        { beside: file.beside },
      )
      of = found.reduce((sum, [, count]) => sum + Number(count), 0)
      const unseen = new Map(
        found.flatMap(([value, count, seen]) => (seen === true ? [] : [[String(value), Number(count)] as const])),
      )
      if (place === 0) for (const [value, count] of unseen) unseenIn.set(value, count)
      else for (const value of unseenIn.keys()) if (!unseen.has(value)) unseenIn.delete(value)
    }
    const value = [...unseenIn.values()].reduce((sum, count) => sum + count, 0)
    const listed = [...unseenIn.keys()].sort().slice(0, namedLabels).map(shortened).join(', ')
    const more = unseenIn.size > namedLabels ? ' …' : ''
    const words =
      unseenIn.size === 0
        ? ''
        : `, ${countOf(unseenIn.size, 'unseen label')}${sensitive.has(label) ? '' : `: ${listed}${more}`}`
    return {
      value,
      of,
      observed: `${countOf(value, 'row')} of ${grouped(of)}${words}`,
      countsRows: true,
      failing: rowsOf(label, [...unseenIn.keys()], considered),
    }
  },
  // Measuring has found them.
  failingRows: () => undefined,
}

function rowsOf(label: string, values: readonly string[], considered: string): FailingRows {
  const name = `${quoteName(label)}::VARCHAR`
  const list = values.map(quoteText).join(', ')
  const condition = values.length === 0 ? 'false' : `coalesce(${considered} AND ${name} IN (${list}), false)`
  return { by: 'query', query: `SELECT ${row}, ${name} FROM numbered WHERE ${condition}` }
}
