import { quoteName, rowNumberName } from '@mlgate/tables'
import type { MeasureOf } from '../../../plan/measure.ts'
import { countOf, grouped } from '../../count-words.ts'
import type { FailingRows, MeasureContext, MeasureRunner, QueryScope } from '../../measure-runner.ts'
import { columnOf, completeSql } from '../../value-sql.ts'
import { comparable, roughlyComparable } from './comparable.ts'
import { type ComparedFile, comparedColumn, comparedFile } from './compared-file.ts'

type SharedRows = MeasureOf<'shared-rows'>

const row = quoteName(rowNumberName)

export const sharedRows: MeasureRunner<SharedRows> = {
  columnsAsText: () => [],
  aggregates: ({ columns, alike }, scope) =>
    alike.by === 'values' ? [`count_if(${completeAmong(columns, scope)})`] : [],
  measure: async (measure, [complete], context) => {
    const of = complete === undefined ? context.consideredRows : Number(complete)
    const found: Shared[] = []
    for (const name of measure.with) {
      found.push(await sharedWith(await comparedFile(name, measure.columns, context), measure, context))
    }
    const [only, ...more] = found
    if (only !== undefined && more.length === 0) {
      return {
        value: only.count,
        of,
        observed: `${countOf(only.count, 'row')} of ${grouped(of)}: ${only.words}`,
        countsRows: true,
        failing: only.rows,
      }
    }
    // Rows that stand in several of the files are counted once.
    const rows = new Set<number>()
    for (const { query, beside } of found) {
      if (query === undefined) continue
      for (const [number] of await context.ask(`SELECT ${row} FROM (${query})`, { beside })) rows.add(Number(number))
    }
    const observed = `${countOf(rows.size, 'row')} of ${grouped(of)}: ${found.map(({ words }) => words).join('; ')}`
    return { value: rows.size, of, observed, countsRows: true, failing: { by: 'number', rows: [...rows] } }
  },
  // Measuring has found them.
  failingRows: () => undefined,
}

/** What one file shares with the one under check. */
interface Shared {
  readonly count: number
  readonly words: string
  readonly beside: ReadonlyMap<string, string>
  /** Undefined when there is no such row. */
  readonly query: string | undefined
  readonly rows: FailingRows
}

async function sharedWith(file: ComparedFile, measure: SharedRows, context: MeasureContext): Promise<Shared> {
  const { beside, name } = file
  if (!(await mayShare(measure, file, context))) {
    return { count: 0, words: `none in ${name}`, beside, query: undefined, rows: { by: 'number', rows: [] } }
  }
  const query = sharedQuery(measure, file, context)
  const [[count, values] = []] = await context.ask(`SELECT count(*), count(DISTINCT value) FROM (${query})`, { beside })
  const isOneColumn = measure.columns.length === 1
  const words = `${Number(count)} in ${name}${isOneColumn ? ` (${countOf(Number(values), 'different value')})` : ''}`
  // A value is shown where the rows are alike in one only.
  const shown = `SELECT ${row}${isOneColumn ? ', value::VARCHAR' : ''} FROM (${query})`
  return { count: Number(count), words, beside, query, rows: { by: 'query', query: shown, beside } }
}

/** The two sides with their keys `k0`, `k1` … and a hash of them, which takes eight bytes a row instead of the row. */
function sides(
  { columns, alike }: SharedRows,
  file: ComparedFile,
  context: MeasureContext,
): { readonly own: string; readonly other: string; readonly keys: readonly string[] } {
  const pairs = columns.map((name) => {
    const pair = [columnOf(context.columns, name), comparedColumn(file, name)] as const
    return alike.by === 'near' ? roughlyComparable(...pair, alike.digits) : comparable(...pair)
  })
  const keys = pairs.map((_, index) => `k${index}`)
  const side = (from: string, which: 0 | 1, first: readonly string[]): string => {
    const list = [...first, ...pairs.map((pair, index) => `${pair[which]} AS k${index}`)]
    const hashed = `SELECT *, hash(${keys.join(', ')}) AS h FROM (SELECT ${list.join(', ')} FROM ${from})`
    return alike.by === 'values' ? `${hashed} WHERE ${keys.map((key) => `${key} IS NOT NULL`).join(' AND ')}` : hashed
  }
  const considered = `(SELECT * FROM numbered WHERE ${context.considered})`
  return { own: side(considered, 0, [row]), other: side(file.relation, 1, []), keys }
}

/** Whether some hash stands in both: mostly not, and then no row needs to be held. */
async function mayShare(measure: SharedRows, file: ComparedFile, context: MeasureContext): Promise<boolean> {
  const { own, other } = sides(measure, file, context)
  const [[count] = []] = await context.ask(
    `SELECT count(*) FROM (SELECT h FROM (${own})) WHERE h IN (SELECT h FROM (${other}))`,
    { beside: file.beside },
  )
  return Number(count) > 0
}

/** Row numbers, and the first key as `value`: hashes choose, the values decide. */
function sharedQuery(measure: SharedRows, file: ComparedFile, context: MeasureContext): string {
  const { own, other, keys } = sides(measure, file, context)
  const equal = keys.map((key) => `mine.${key} IS NOT DISTINCT FROM theirs.${key}`).join(' AND ')
  return (
    `SELECT mine.${row}, mine.k0 AS value FROM (SELECT * FROM (${own}) WHERE h IN (SELECT h FROM (${other}))) AS mine ` +
    `SEMI JOIN (SELECT * FROM (${other}) WHERE h IN (SELECT h FROM (${own}))) AS theirs ` +
    `ON mine.h = theirs.h AND ${equal}`
  )
}

function completeAmong(names: readonly string[], { columns, considered }: QueryScope): string {
  return `(${considered} AND ${completeSql(names, columns)})`
}
