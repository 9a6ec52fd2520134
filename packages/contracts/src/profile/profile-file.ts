import { quoteName, rowNumberName, type SqlColumn, type Tables } from '@mlgate/tables'
import { presentSql as presentInQuery } from '../predicate-sql.ts'
import { type ColumnProfile, type FileProfile, quantileLevels } from './data-profile.ts'

/** Values that are listed of a column; one with more is told by its numbers, or by its most frequent values. */
const listed = 100
/** Characters of a value that are kept. */
const valueCharacters = 200
/** Rows that quantiles are taken from; of more, every k-th, so that the memory does not grow with the file. */
const quantileRows = 1_000_000
/** Columns that one query asks about. */
const columnsAtOnce = 50

/** Columns are asked with the types that the reader gave them, never as written. */
const presentSql = (column: SqlColumn): string => presentInQuery({ ...column, numbersAsText: false })

type Kind = ColumnProfile['kind']

/**
 * What each column of a file holds. Counts are exact, except that of different values beyond 100; quantiles come from at
 * most a million rows, evenly spaced. The same file gives the same profile.
 *
 * @param masked names of columns whose values must not be told; only their kind, missing and different values are counted
 */
export async function profileFile(
  tables: Tables,
  file: { readonly data: string; readonly name: string; readonly path: string; readonly digest: string },
  masked: ReadonlySet<string>,
): Promise<FileProfile> {
  const columns = await tables.columns(file.path)
  const ask = (sql: string) => tables.query(file.path, sql)
  const rows = Number((await ask('SELECT count(*) FROM data'))[0]?.[0])
  const profiles: ColumnProfile[] = []
  for (let from = 0; from < columns.length; from += columnsAtOnce) {
    profiles.push(...(await profileColumns(columns.slice(from, from + columnsAtOnce), rows, masked, ask)))
  }
  return { data: file.data, file: file.name, digest: file.digest, rows, columns: profiles }
}

type Ask = (sql: string) => Promise<readonly (readonly unknown[])[]>

async function profileColumns(
  columns: readonly SqlColumn[],
  rows: number,
  masked: ReadonlySet<string>,
  ask: Ask,
): Promise<readonly ColumnProfile[]> {
  const [counted = []] = await ask(`SELECT ${columns.flatMap(countsSql).join(', ')} FROM data`)
  const quantiles = await quantilesOf(columns, rows, ask)
  const profiles: ColumnProfile[] = []
  for (const [index, column] of columns.entries()) {
    const [present, distinct, low, high, mean, sd] = counted.slice(index * 6, index * 6 + 6)
    const kind = kindOf(column.type)
    const about = { name: column.name, kind, missing: rows - Number(present) }
    if (masked.has(column.name)) {
      profiles.push({ ...about, distinct: Number(distinct), masked: true })
      continue
    }
    const values = isListed(kind, Number(distinct)) ? await valuesOf(column, ask) : undefined
    profiles.push({
      ...about,
      distinct: values?.complete ? values.counts.length : Number(distinct),
      ...(isNumeric(kind)
        ? {
            numbers: {
              min: finite(low),
              max: finite(high),
              mean: finite(mean),
              sd: finite(sd),
              quantiles: quantiles.get(column.name) ?? [],
            },
          }
        : {}),
      ...(isTemporal(kind) && low !== null && high !== null
        ? { range: { first: String(low), last: String(high) } }
        : {}),
      ...(values === undefined ? {} : { values }),
    })
  }
  return profiles
}

/** Six expressions a column: values, different values, then least, greatest, mean and spread where they mean something. */
function countsSql(column: SqlColumn): readonly string[] {
  const kind = kindOf(column.type)
  const name = quoteName(column.name)
  const present = presentSql(column)
  const only = `FILTER (WHERE ${present})`
  const counts = [`count_if(${present})`, kind === 'other' ? '0' : `approx_count_distinct(${name}) ${only}`]
  if (isNumeric(kind)) {
    const number = `${name}::DOUBLE`
    const bounded = `FILTER (WHERE ${present} AND isfinite(${number}))`
    return [
      ...counts,
      `min(${number}) ${only}`,
      `max(${number}) ${only}`,
      `avg(${number}) ${bounded}`,
      `stddev_samp(${number}) ${bounded}`,
    ]
  }
  if (isTemporal(kind)) return [...counts, `min(${name})::VARCHAR`, `max(${name})::VARCHAR`, 'NULL', 'NULL']
  return [...counts, 'NULL', 'NULL', 'NULL', 'NULL']
}

async function quantilesOf(
  columns: readonly SqlColumn[],
  rows: number,
  ask: Ask,
): Promise<ReadonlyMap<string, (number | null)[]>> {
  const numeric = columns.filter(({ type }) => isNumeric(kindOf(type)))
  if (numeric.length === 0) return new Map()
  const step = Math.ceil(rows / quantileRows)
  const from = step > 1 ? `numbered WHERE ${quoteName(rowNumberName)} % ${step} = 0` : 'data'
  const found = new Map<string, (number | null)[]>()
  // One column at a time: each keeps its rows in memory until it is answered.
  for (const column of numeric) {
    const number = `${quoteName(column.name)}::DOUBLE`
    const levels = `[${quantileLevels.join(', ')}]`
    const [[list] = []] = await ask(
      `SELECT array_to_string(quantile_cont(${number}, ${levels}) FILTER (WHERE ${presentSql(column)} AND isfinite(${number})), ' ') FROM ${from}`,
    )
    found.set(
      column.name,
      list === null || list === undefined || list === '' ? [] : String(list).split(' ').map(finite),
    )
  }
  return found
}

async function valuesOf(column: SqlColumn, ask: Ask): Promise<NonNullable<ColumnProfile['values']>> {
  const text = `left(${quoteName(column.name)}::VARCHAR, ${valueCharacters})`
  const found = await ask(
    `SELECT ${text} AS value, count(*) AS rows FROM data WHERE ${presentSql(column)} GROUP BY value ORDER BY rows DESC, value LIMIT ${listed + 1}`,
  )
  const counts = found.slice(0, listed).map(([value, count]) => ({ value: String(value), count: Number(count) }))
  return { complete: found.length <= listed, counts }
}

/** Texts and truths by their values; whole numbers too when they are few, as codes are. */
function isListed(kind: Kind, distinct: number): boolean {
  if (kind === 'text') return distinct <= 10_000
  return kind === 'boolean' || (kind === 'integer' && distinct <= listed)
}

const isNumeric = (kind: Kind): boolean => kind === 'integer' || kind === 'number'
const isTemporal = (kind: Kind): boolean => kind === 'date' || kind === 'time' || kind === 'timestamp'

function kindOf(type: string): Kind {
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return 'integer'
  if (type === 'FLOAT' || type === 'DOUBLE' || type.startsWith('DECIMAL')) return 'number'
  if (type === 'VARCHAR') return 'text'
  if (type === 'BOOLEAN') return 'boolean'
  if (type === 'DATE') return 'date'
  if (type.startsWith('TIMESTAMP')) return 'timestamp'
  return type.startsWith('TIME') ? 'time' : 'other'
}

function finite(value: unknown): number | null {
  const number = value === null ? Number.NaN : Number(value)
  return Number.isFinite(number) ? number : null
}
