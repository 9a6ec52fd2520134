import { ConfigurationError } from '@mlgate/core'
import { quoteName } from '@mlgate/tables'
import type { MeasureOf } from '../../plan/measure.ts'
import type { MeasureContext, MeasureRunner } from '../measure-runner.ts'

type QueryNumber = MeasureOf<'query-number'>

export const queryNumber: MeasureRunner<QueryNumber> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async (measure, _answers, context) => {
    const query = queryOf(measure)
    const rows = await context.ask(query, { beside: filesIn(query, context) })
    const [row, ...others] = rows
    if (row === undefined || others.length > 0 || row.length !== 1) {
      throw new ConfigurationError(
        `the query must give one number, not ${rows.length} rows of ${row?.length ?? 0} columns.`,
      )
    }
    const [found = null] = row
    // Decimals and integers beyond 2^53 come as text.
    const value = typeof found === 'string' && found.trim() !== '' ? Number(found) : found
    if (typeof value !== 'number' || Number.isNaN(value)) {
      throw new ConfigurationError(
        `the query must give one number, not ${found === null ? 'NULL' : `a ${typeof found}`}.`,
      )
    }
    // What it was computed from cannot be told apart from what must not be shown.
    const isHidden = context.sensitive.size > 0
    const observed = isHidden ? 'a number that is not shown: the file has sensitive columns' : String(value)
    return { value, observed, countsRows: false }
  },
  failingRows: () => undefined,
}

/** The query with the standard's placeholders, also by the names of its version 3.0, filled in. */
function queryOf({ query, column }: QueryNumber): string {
  const named = query.replaceAll(/\$\{(object|table)\}/g, 'data')
  return column === undefined ? named : named.replaceAll(/\$\{(property|column)\}/g, () => quoteName(column))
}

/** The files of the project that a query may mean: those whose names stand in it, so that no other is opened. */
function filesIn(query: string, { files }: MeasureContext): ReadonlyMap<string, string> {
  const words = new Set(query.match(/[A-Za-z_][A-Za-z0-9_]*/g)?.map((word) => word.toLowerCase()))
  const own = new Set(['data', 'numbered'])
  return new Map([...files].filter(([name]) => /^[a-z][a-z0-9_]*$/.test(name) && words.has(name) && !own.has(name)))
}
