import { quoteName, rowNumberName, type SqlColumn, type Tables } from '@mlgate/tables'
import { presentSql as presentInQuery } from '../run/value-sql.ts'
import { binEdges, histogramOf, histogramSql } from './column-histogram.ts'
import { type ColumnProfile, type FileProfile, type Histogram, quantileLevels } from './data-profile.ts'
import { type Grouping, groupedColumn, groupedSql, mostGrouped } from './grouped-values.ts'

/** Rows that quantiles are taken from; of more, every k-th, so that the memory does not grow with the file. */
const quantileRows = 200_000
/** Rows that tell whether a column has few values, evenly spaced. */
const sampledRows = 50_000
/** Numbers up to which a sum of squares is finite. */
const squarable = '1e140'
/** Columns that one query asks about. */
const columnsAtOnce = 50

/** Columns are asked with the types that the reader gave them, never as written. */
const presentSql = (column: SqlColumn): string => presentInQuery({ ...column, numbersAsText: false })

type Kind = ColumnProfile['kind']

/**
 * What each column of a file holds. Counts are exact. Of more than 10,000 different values their number is estimated, and
 * quantiles come from at most 200,000 rows, evenly spaced. The same file gives the same profile.
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
  // SQL knows no difference between cases of names, and a secret must not turn on one.
  const hidden = new Set([...masked].map((name) => name.toLowerCase()))
  const profiles: ColumnProfile[] = []
  let rows = 0
  for (let from = 0; from < columns.length; from += columnsAtOnce) {
    const profiled = await profileColumns(columns.slice(from, from + columnsAtOnce), hidden, ask)
    rows = profiled.rows
    profiles.push(...profiled.columns)
  }
  return { data: file.data, file: file.name, digest: file.digest, rows, columns: profiles }
}

type Ask = (sql: string) => Promise<readonly (readonly unknown[])[]>

/**
 * Columns whose sampled rows have few values are told from the counts of each; others by two scans: what they count to,
 * then quantiles and histograms, whose ends the first showed. The values of these would not fit into memory.
 *
 * @param hidden names in small letters
 */
async function profileColumns(
  columns: readonly SqlColumn[],
  hidden: ReadonlySet<string>,
  ask: Ask,
): Promise<{ readonly rows: number; readonly columns: readonly ColumnProfile[] }> {
  const isHidden = ({ name }: SqlColumn): boolean => hidden.has(name.toLowerCase())
  const [[total] = []] = await ask('SELECT count(*) FROM data')
  const rows = Number(total)
  const few = await withFewValues(columns, rows, ask)
  const grouped = await groupColumns(few, isHidden, ask)
  // Few values in a sample may be many in the file.
  const others = columns.filter((column) => !grouped.has(column))
  const told = new Map([...grouped, ...(await countColumns(others, isHidden, rows, ask))])
  return {
    rows,
    columns: columns.map((column) => {
      const { present, ...about } = told.get(column) as Told
      return { name: column.name, kind: kindOf(column.type), missing: rows - present, ...about }
    }),
  }
}

type Told = Omit<ColumnProfile, 'name' | 'kind' | 'missing'> & { readonly present: number }

async function withFewValues(columns: readonly SqlColumn[], rows: number, ask: Ask): Promise<readonly SqlColumn[]> {
  const known = columns.filter(({ type }) => kindOf(type) !== 'other')
  if (known.length === 0) return []
  const step = Math.ceil(rows / sampledRows)
  const list = known.map(({ name }) => `approx_count_distinct(${quoteName(name)})`)
  const sample = step > 1 ? `numbered WHERE ${quoteName(rowNumberName)} % ${step} = 0` : 'data'
  const [answer = []] = await ask(`SELECT ${list.join(', ')} FROM ${sample}`)
  return known.filter((_, index) => Number(answer[index]) <= mostGrouped)
}

function groupingOf({ type }: SqlColumn, isHidden: boolean): Grouping {
  const kind = kindOf(type)
  if (isHidden) return 'none'
  if (isNumeric(kind)) return 'numbers'
  return isTemporal(kind) ? 'times' : 'texts'
}

async function groupColumns(
  columns: readonly SqlColumn[],
  isHidden: (column: SqlColumn) => boolean,
  ask: Ask,
): Promise<ReadonlyMap<SqlColumn, Told>> {
  if (columns.length === 0) return new Map()
  const list = columns.map((column) =>
    groupedSql(column, presentSql(column), groupingOf(column, isHidden(column)), kindOf(column.type) === 'integer'),
  )
  const [answer = []] = await ask(`SELECT ${list.join(', ')}`)
  return new Map(
    columns.flatMap((column, index) => {
      const kind = kindOf(column.type)
      const found = groupedColumn(answer[index], kind, groupingOf(column, isHidden(column)))
      if (found === undefined) return []
      return [[column, isHidden(column) ? { ...found, masked: true as const } : found] as const]
    }),
  )
}

async function countColumns(
  columns: readonly SqlColumn[],
  isHidden: (column: SqlColumn) => boolean,
  rows: number,
  ask: Ask,
): Promise<ReadonlyMap<SqlColumn, Told>> {
  if (columns.length === 0) return new Map()
  const [answer = []] = await ask(`SELECT ${columns.flatMap(countsSql).join(', ')} FROM data`)
  const counted = columns.map((column, index) => {
    const [present, distinct, low, high, mean, sd] = answer.slice(index * 6, index * 6 + 6)
    const kind = kindOf(column.type)
    // The sample had more than are counted one by one, which an estimate must not deny.
    const counts = {
      present: Number(present),
      distinct: kind === 'other' ? 0 : Math.max(Number(distinct), mostGrouped + 1),
    }
    return { column, kind, ...counts, low, high, mean, sd }
  })
  const numeric = counted
    .filter(({ column, kind }) => isNumeric(kind) && !isHidden(column))
    .map(({ column, low, high }) => ({ column, edges: binEdges(finite(low), finite(high)) }))
  const { quantiles, histograms } = await lookCloser(numeric, rows, ask)
  return new Map(
    counted.map(({ column, kind, present, distinct, low, high, mean, sd }): [SqlColumn, Told] => {
      if (isHidden(column)) return [column, { present, distinct, masked: true }]
      const { name } = column
      const numbers = { min: finite(low), max: finite(high), mean: finite(mean), sd: finite(sd) }
      const histogram = histograms.get(name)
      const hasEnds = low !== null && high !== null
      return [
        column,
        {
          present,
          distinct,
          ...(isNumeric(kind)
            ? { numbers: { ...numbers, quantiles: quantiles.get(name) ?? [], ...(histogram && { histogram }) } }
            : {}),
          ...(isTemporal(kind) && hasEnds ? { range: { first: String(low), last: String(high) } } : {}),
          ...(kind === 'text' && hasEnds ? { lengths: { min: Number(low), max: Number(high) } } : {}),
        },
      ]
    }),
  )
}

/**
 * Six expressions a column: values, different values, then least, greatest, mean and spread where they mean something; of
 * texts the least and greatest number of characters.
 */
function countsSql(column: SqlColumn): readonly string[] {
  const kind = kindOf(column.type)
  const name = quoteName(column.name)
  // Only floating point has values that are none, and infinite ones.
  const isFloating = column.type === 'FLOAT' || column.type === 'DOUBLE'
  const only = isFloating ? ` FILTER (WHERE ${presentSql(column)})` : ''
  const counts = [
    isFloating ? `count_if(${presentSql(column)})` : `count(${name})`,
    kind === 'other' ? '0' : `approx_count_distinct(${name})${only}`,
  ]
  if (isNumeric(kind)) {
    const bounded = isFloating ? ` FILTER (WHERE ${presentSql(column)} AND isfinite(${name}))` : ''
    const spread = `stddev_samp(${name}::DOUBLE)`
    const squared = `FILTER (WHERE ${presentSql(column)} AND abs(${name}) < ${squarable})`
    return [
      ...counts,
      `min(${name})${only}::DOUBLE`,
      `max(${name})${only}::DOUBLE`,
      `avg(${name}::DOUBLE)${bounded}`,
      // What cannot be squared would end the query.
      isFloating ? `CASE WHEN max(abs(${name}))${bounded} < ${squarable} THEN ${spread} ${squared} END` : spread,
    ]
  }
  if (isTemporal(kind)) return [...counts, `min(${name})::VARCHAR`, `max(${name})::VARCHAR`, 'NULL', 'NULL']
  if (kind === 'text') return [...counts, `min(length(${name}))`, `max(length(${name}))`, 'NULL', 'NULL']
  return [...counts, 'NULL', 'NULL', 'NULL', 'NULL']
}

async function lookCloser(
  numeric: readonly { readonly column: SqlColumn; readonly edges: readonly number[] | undefined }[],
  rows: number,
  ask: Ask,
): Promise<{
  readonly quantiles: ReadonlyMap<string, (number | null)[]>
  readonly histograms: ReadonlyMap<string, Histogram | undefined>
}> {
  if (numeric.length === 0) return { quantiles: new Map(), histograms: new Map() }
  const step = Math.ceil(rows / quantileRows)
  const sampled = step > 1 ? ` AND ${quoteName(rowNumberName)} % ${step} = 0` : ''
  const binned = numeric.flatMap(({ column, edges }) => (edges === undefined ? [] : [{ column, edges }]))
  const expressions = [
    ...numeric.map(({ column }) => quantilesSql(column, sampled)),
    ...binned.map(({ column, edges }) => histogramSql(column, edges, presentSql(column))),
  ]
  const [answer = []] = await ask(`SELECT ${expressions.join(', ')} FROM ${step > 1 ? 'numbered' : 'data'}`)
  const texts = answer.map((value) => String(value ?? ''))
  const ofBins = texts.slice(numeric.length)
  const numbersOf = (list = ''): (number | null)[] => (list === '' ? [] : list.split(' ').map(finite))
  return {
    quantiles: new Map(numeric.map(({ column }, index) => [column.name, numbersOf(texts[index])])),
    histograms: new Map(
      binned.map(({ column, edges }, index) => [column.name, histogramOf(edges, ofBins[index] ?? '')]),
    ),
  }
}

/** @param sampled what chooses the rows that quantiles are taken from, beside that they have a number */
function quantilesSql(column: SqlColumn, sampled: string): string {
  const number = `${quoteName(column.name)}::DOUBLE`
  const bounded = `FILTER (WHERE ${presentSql(column)} AND isfinite(${number})${sampled})`
  return `array_to_string(quantile_cont(${number}, [${quantileLevels.join(', ')}]) ${bounded}, ' ')`
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
