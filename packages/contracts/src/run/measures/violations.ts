import { ConfigurationError } from '@mlgate/core'
import { quoteName, rowNumberName } from '@mlgate/tables'
import type { MeasureOf } from '../../plan/measure.ts'
import { countOf, grouped } from '../count-words.ts'
import type { MeasureContext, MeasureRunner } from '../measure-runner.ts'

const row = quoteName(rowNumberName)

/** Asks of the columns as the file has them, whatever columns other checks see as text. */
export const violations: MeasureRunner<MeasureOf<'violations'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ query }, _answers, context) => {
    const from = subquery(query)
    const ask = asker(context)
    if (!(await namesRows(from, ask))) {
      const [[count] = []] = await ask(`SELECT count(*) FROM ${from}`)
      return { value: Number(count), observed: countOf(Number(count), 'row'), countsRows: false }
    }
    const found = await ask(`SELECT DISTINCT ${row} FROM ${from}`)
    const rows = found.map(([number]) => Number(number ?? Number.NaN))
    const stranger = rows.find((number) => !Number.isSafeInteger(number) || number < 1 || number > context.rows)
    if (stranger !== undefined) throw new ConfigurationError(`the query gives a #row that is none of the file’s.`)
    const observed = `${countOf(rows.length, 'row')} of ${grouped(context.rows)}`
    return { value: rows.length, of: context.rows, observed, countsRows: true, failing: { by: 'number', rows } }
  },
  failingRows: () => undefined,
}

type Ask = (sql: string) => ReturnType<MeasureContext['ask']>

/** Queries of the user's, whose errors may quote values: of a file with sensitive columns they are not told. */
export function asker({ tables, file, sensitive }: MeasureContext): Ask {
  return async (sql) => {
    try {
      return await tables.query(file, sql)
    } catch (cause) {
      if (!(cause instanceof ConfigurationError) || sensitive.size === 0) throw cause
      throw new ConfigurationError(
        'the query cannot be answered; why is not told, since the file has sensitive columns.',
        {
          cause,
        },
      )
    }
  }
}

/** A query as one that can be selected from. */
export function subquery(query: string): string {
  return `(${query.replace(/[;\s]+$/, '')}\n) AS answer`
}

async function namesRows(from: string, ask: Ask): Promise<boolean> {
  try {
    await ask(`SELECT answer.${row} FROM ${from} LIMIT 0`)
    return true
  } catch (error) {
    // Either there is no such column, or the query is wrong: then counting its rows says so.
    if (!(error instanceof ConfigurationError)) throw error
    return false
  }
}
