import { ConfigurationError } from '@mlgate/core'
import { quoteName, rowNumberName } from '@mlgate/tables'
import type { MeasureOf } from '../../plan/measure.ts'
import { countOf, grouped } from '../count-words.ts'
import type { MeasureContext, MeasureRunner } from '../measure-runner.ts'

/** Asks a program of the user's which rows break the check. */
export const own: MeasureRunner<MeasureOf<'own'>> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ program, columns }, _answers, context) => {
    const { programs, file, considered, consideredRows, rows, sensitive } = context
    if (programs === undefined) throw new ConfigurationError('programs are not run here.')
    const shown =
      columns.length > 0
        ? columns
        : [...context.columns.values()].filter(({ nested }) => nested !== true).map(({ name }) => name)
    const found = await programs.failingRows(program, {
      file,
      columns: shown,
      condition: considered,
      sensitive: shown.some((name) => sensitive.has(name)),
    })
    const stranger = found.find((row) => !Number.isSafeInteger(row) || row < 1 || row > rows)
    if (stranger !== undefined) {
      throw new ConfigurationError(`the program names row ${stranger}; there are rows 1 to ${rows}.`)
    }
    const failing = [...new Set(found)]
    const unseen = await notChosen(failing, context)
    if (unseen !== undefined) {
      throw new ConfigurationError(`the program names row ${unseen}, which where does not choose.`)
    }
    return {
      value: failing.length,
      of: consideredRows,
      observed: `${countOf(failing.length, 'row')} of ${grouped(consideredRows)}`,
      countsRows: true,
      failing: { by: 'number', rows: failing },
    }
  },
  failingRows: () => undefined,
}

/** Rows that one query names. */
const rowsAtOnce = 10_000

/** A row among these that is not considered, so that the program was not shown it; undefined when there is none. */
async function notChosen(
  rows: readonly number[],
  { considered, ask }: Pick<MeasureContext, 'considered' | 'ask'>,
): Promise<number | undefined> {
  if (considered === 'true') return undefined
  const name = quoteName(rowNumberName)
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const named = rows.slice(from, from + rowsAtOnce).join(', ')
    const [[row] = []] = await ask(
      `SELECT min(${name}) FROM numbered AS data WHERE NOT ${considered} AND ${name} IN (${named})`,
    )
    if (row !== undefined && row !== null) return Number(row)
  }
  return undefined
}
