import { ConfigurationError } from '@mlgate/core'
import type { MeasureOf } from '../../plan/measure.ts'
import { countOf, grouped } from '../count-words.ts'
import type { MeasureRunner } from '../measure-runner.ts'

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
