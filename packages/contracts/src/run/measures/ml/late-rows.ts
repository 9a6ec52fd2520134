import { ConfigurationError } from '@mlgate/core'
import { quoteName, quoteText, rowNumberName, type SqlColumn } from '@mlgate/tables'
import type { MeasureOf } from '../../../plan/measure.ts'
import { isoFormats } from '../../../plan/temporal-format.ts'
import { countOf, grouped } from '../../count-words.ts'
import type { FailingRows, MeasureContext, MeasureRunner } from '../../measure-runner.ts'
import { columnOf, familyOf } from '../../value-sql.ts'
import { comparable } from './comparable.ts'
import { comparedColumn, comparedFile } from './compared-file.ts'

type LateRows = MeasureOf<'late-rows'>

const row = quoteName(rowNumberName)

/** Equal times are no leak: a day may be cut between files. Rows without a time, or a group, are left out. */
export const lateRows: MeasureRunner<LateRows> = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async (measure, _answers, context) => {
    const rows = new Set<number>()
    const words: string[] = []
    let of = 0
    let failing: FailingRows | undefined
    for (const name of measure.with) {
      const late = await laterThan(name, measure, context)
      of = late.of
      words.push(late.words)
      failing = { by: 'query', query: `SELECT ${row}, t::VARCHAR FROM (${late.query})`, beside: late.beside }
      if (measure.with.length === 1) {
        return {
          value: late.count,
          of,
          observed: `${countOf(late.count, 'row')} of ${grouped(of)}: ${late.words}`,
          countsRows: true,
          failing,
        }
      }
      for (const [number] of await context.ask(`SELECT ${row} FROM (${late.query})`, { beside: late.beside }))
        rows.add(Number(number))
    }
    const observed = `${countOf(rows.size, 'row')} of ${grouped(of)}: ${words.join('; ')}`
    return { value: rows.size, of, observed, countsRows: true, failing: { by: 'number', rows: [...rows] } }
  },
  // Measuring has found them.
  failingRows: () => undefined,
}

async function laterThan(
  name: string,
  { time, group }: LateRows,
  context: MeasureContext,
): Promise<{ count: number; of: number; words: string; query: string; beside: ReadonlyMap<string, string> }> {
  const file = await comparedFile(name, [time, ...(group === undefined ? [] : [group])], context)
  const { beside } = file
  const [ownTime, otherTime] = [columnOf(context.columns, time), comparedColumn(file, time)]
  if ((scaleOf(ownTime) === 'number') !== (scaleOf(otherTime) === 'number')) {
    throw new ConfigurationError(`${time} holds numbers in one file and times in ${name}: they cannot be compared.`)
  }
  const [ownGroup, otherGroup] =
    group === undefined ? ['true', 'true'] : comparable(columnOf(context.columns, group), comparedColumn(file, group))
  const side = (column: SqlColumn, groups: string, from: string, first: string): string =>
    `SELECT ${first}${pointInTime(column)} AS t, ${groups} AS g, ${quoteName(time)} IS NOT NULL AS there FROM ${from}`
  const own = side(ownTime, ownGroup, `(SELECT * FROM numbered WHERE ${context.considered})`, `${row}, `)
  const other = side(otherTime, otherGroup, file.relation, '')
  const known = async (sql: string, where: string): Promise<readonly unknown[]> => {
    const [found = []] = await context.ask(
      `SELECT count_if(there AND t IS NULL), count_if(t IS NOT NULL AND g IS NOT NULL), min(t)::VARCHAR, max(t)::VARCHAR FROM (${sql})`,
      { beside },
    )
    if (Number(found[0]) > 0) {
      throw new ConfigurationError(
        `${countOf(Number(found[0]), 'value')} of ${time} in ${where} ${Number(found[0]) === 1 ? 'is' : 'are'} neither a number nor an ISO 8601 date or time.`,
      )
    }
    if (Number(found[1]) === 0) throw new ConfigurationError(`${where} has no row with ${time}.`)
    return found
  }
  const [, of, , newest] = await known(own, 'the file')
  const [, , oldest] = await known(other, name)
  const query =
    `SELECT ${row}, t FROM (${own}) AS mine JOIN (SELECT g, min(t) AS earliest FROM (${other}) WHERE g IS NOT NULL GROUP BY g) AS theirs ` +
    'ON mine.g = theirs.g AND mine.t > theirs.earliest'
  const [[count] = []] = await context.ask(`SELECT count(*) FROM (${query})`, { beside })
  const shown = context.sensitive.has(time)
    ? `later than in ${name}`
    : `the latest is of ${newest}, the earliest of ${name} of ${oldest}`
  return { count: Number(count), of: Number(of), words: shown, query, beside }
}

function scaleOf(column: SqlColumn): 'number' | 'time' {
  const family = familyOf(column)
  return family === 'integer' || family === 'number' ? 'number' : 'time'
}

/** A number, or a timestamp (UTC where no offset says otherwise); NULL for what is neither. */
function pointInTime(column: SqlColumn): string {
  const name = quoteName(column.name)
  const family = familyOf(column)
  if (family === 'integer') return name
  if (family === 'number') return `(CASE WHEN isnan(${name}::DOUBLE) THEN NULL ELSE ${name} END)`
  if (family === 'date' || family === 'timestamp') return `${name}::TIMESTAMPTZ`
  const text = `${name}::VARCHAR`
  const regex = quoteText(`${isoFormats.date.regex}|${isoFormats.timestamp.regex}`)
  return `(CASE WHEN regexp_full_match(${text}, ${regex}) THEN TRY_CAST(${text} AS TIMESTAMPTZ) END)`
}
