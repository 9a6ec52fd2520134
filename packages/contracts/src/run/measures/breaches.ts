import { ConfigurationError } from '@mlgate/core'
import { quoteName, rowNumberName } from '@mlgate/tables'
import type { MeasureOf } from '../../plan/measure.ts'
import { countOf, grouped } from '../count-words.ts'
import type { MeasureContext, MeasureRunner } from '../measure-runner.ts'
import { parseRowCondition } from '../row-condition.ts'

/**
 * Asks by itself, of the columns as the file has them: a condition must mean the same whatever columns other checks see
 * as text.
 */
export const breaches: MeasureRunner<MeasureOf<'breaches'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ condition }, _answers, context) => {
    await parsed(condition, context)
    const judged = `(${condition}\n)::BOOLEAN`
    const sql =
      `SELECT count_if(${context.considered} AND coalesce(NOT ${judged}, false)), ` +
      `count_if(${context.considered} AND ${judged} IS NOT NULL) FROM data`
    const [[count, present] = []] = await context.tables.query(context.file, sql)
    const of = Number(present)
    return {
      value: Number(count),
      of,
      observed: `${countOf(Number(count), 'row')} of ${grouped(of)}`,
      countsRows: true,
    }
  },
  failingRows: async ({ condition }, context) => {
    const row = quoteName(rowNumberName)
    const broken = `coalesce(NOT (${condition}\n)::BOOLEAN, false)`
    const sql = `SELECT ${row} FROM numbered WHERE ${context.considered} AND ${broken}`
    const rows = await context.tables.query(context.file, sql)
    return { by: 'number', rows: rows.map(([number]) => Number(number)) }
  },
}

async function parsed(condition: string, { columns, tables, file }: MeasureContext): Promise<void> {
  const { columns: used } = await parseRowCondition(condition, [...columns.keys()], tables, file)
  const missing = used.filter((name) => !columns.has(name))
  if (missing.length > 0)
    throw new ConfigurationError(`no column ${missing.map((name) => JSON.stringify(name)).join(', ')}`)
}
