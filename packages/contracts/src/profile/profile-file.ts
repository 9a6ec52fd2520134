import { quoteName, rowNumberName, type SqlColumn, type Tables } from '@mlgate/tables'
import { presentSql as presentInQuery } from '../run/value-sql.ts'
import { binEdges, histogramOf, histogramSql } from './column-histogram.ts'
import { type ColumnProfile, type FileProfile, type Histogram, quantileLevels } from './data-profile.ts'

/** Values that are listed of a column; one with more is told by its numbers, or by its most frequent values. */
const listed = 500
/** Whole numbers that are told one by one, as codes are. */
const codes = 100
/** Characters of a value that are kept. */
const valueCharacters = 200
/** Rows that quantiles are taken from; of more, every k-th, so that the memory does not grow with the file. */
const quantileRows = 200_000
/** Columns that one query asks about. */
const columnsAtOnce = 50

/** Columns are asked with the types that the reader gave them, never as written. */
const presentSql = (column: SqlColumn): string => presentInQuery({ ...column, numbersAsText: false })

type Kind = ColumnProfile['kind']

/**
 * What each column of a file holds. Counts are exact, except that of different values beyond 500; quantiles come from at
 * most 200,000 rows, evenly spaced. The same file gives the same profile.
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
 * Two scans: what all columns count to, then quantiles and histograms of numbers, whose ends the first showed, and the
 * values of columns that it showed to have few; the values of others would not fit into memory.
 *
 * @param hidden names in small letters
 */
async function profileColumns(
  columns: readonly SqlColumn[],
  hidden: ReadonlySet<string>,
  ask: Ask,
): Promise<{ readonly rows: number; readonly columns: readonly ColumnProfile[] }> {
  const isHidden = ({ name }: SqlColumn): boolean => hidden.has(name.toLowerCase())
  const [[total, ...answer] = []] = await ask(
    `SELECT ${['count(*)', ...columns.flatMap(countsSql)].join(', ')} FROM data`,
  )
  const rows = Number(total)
  const counted = columns.map((column, index) => {
    const [present, distinct, low, high, mean, sd] = answer.slice(index * 6, index * 6 + 6)
    return { column, kind: kindOf(column.type), present, distinct: Number(distinct), low, high, mean, sd }
  })
  const shown = counted.filter(({ column }) => !isHidden(column))
  const numeric = shown
    .filter(({ kind }) => isNumeric(kind))
    .map(({ column, low, high }) => ({ column, edges: binEdges(finite(low), finite(high)) }))
  const few = shown.filter(({ kind, distinct }) => isListed(kind, distinct)).map(({ column }) => column)
  const { quantiles, histograms, values } = await lookCloser(numeric, few, rows, ask)
  const profiles = counted.map(({ column, kind, present, distinct, low, high, mean, sd }): ColumnProfile => {
    const { name } = column
    const about = { name, kind, missing: rows - Number(present) }
    if (isHidden(column)) return { ...about, distinct, masked: true }
    const known = values.get(name)
    const numbers = { min: finite(low), max: finite(high), mean: finite(mean), sd: finite(sd) }
    const histogram = histograms.get(name)
    const hasEnds = low !== null && high !== null
    return {
      ...about,
      distinct: known?.complete ? known.counts.length : distinct,
      ...(isNumeric(kind)
        ? { numbers: { ...numbers, quantiles: quantiles.get(name) ?? [], ...(histogram && { histogram }) } }
        : {}),
      ...(isTemporal(kind) && hasEnds ? { range: { first: String(low), last: String(high) } } : {}),
      ...(kind === 'text' && hasEnds ? { lengths: { min: Number(low), max: Number(high) } } : {}),
      ...(known === undefined ? {} : { values: known }),
    }
  })
  return { rows, columns: profiles }
}

/**
 * Six expressions a column: values, different values, then least, greatest, mean and spread where they mean something; of
 * texts the least and greatest number of characters.
 */
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
  if (kind === 'text')
    return [...counts, `min(length(${name})) ${only}`, `max(length(${name})) ${only}`, 'NULL', 'NULL']
  return [...counts, 'NULL', 'NULL', 'NULL', 'NULL']
}

type Values = NonNullable<ColumnProfile['values']>

async function lookCloser(
  numeric: readonly { readonly column: SqlColumn; readonly edges: readonly number[] | undefined }[],
  few: readonly SqlColumn[],
  rows: number,
  ask: Ask,
): Promise<{
  readonly quantiles: ReadonlyMap<string, (number | null)[]>
  readonly histograms: ReadonlyMap<string, Histogram | undefined>
  readonly values: ReadonlyMap<string, Values>
}> {
  const step = Math.ceil(rows / quantileRows)
  const isSampled = numeric.length > 0 && step > 1
  const sampled = isSampled ? ` AND ${quoteName(rowNumberName)} % ${step} = 0` : ''
  const binned = numeric.flatMap(({ column, edges }) => (edges === undefined ? [] : [{ column, edges }]))
  const expressions = [
    ...numeric.map(({ column }) => quantilesSql(column, sampled)),
    ...binned.map(({ column, edges }) => histogramSql(column, edges, presentSql(column))),
    ...few.map((column) => {
      const text = `left(${quoteName(column.name)}::VARCHAR, ${valueCharacters})`
      return `to_json(histogram(${text}) FILTER (WHERE ${presentSql(column)}))::VARCHAR`
    }),
  ]
  if (expressions.length === 0) return { quantiles: new Map(), histograms: new Map(), values: new Map() }
  const [answer = []] = await ask(`SELECT ${expressions.join(', ')} FROM ${isSampled ? 'numbered' : 'data'}`)
  const texts = answer.map((value) => String(value ?? ''))
  const ofQuantiles = texts.slice(0, numeric.length)
  const ofBins = texts.slice(numeric.length, numeric.length + binned.length)
  const ofValues = texts.slice(numeric.length + binned.length)
  const numbersOf = (list = ''): (number | null)[] => (list === '' ? [] : list.split(' ').map(finite))
  return {
    quantiles: new Map(numeric.map(({ column }, index) => [column.name, numbersOf(ofQuantiles[index])])),
    histograms: new Map(
      binned.map(({ column, edges }, index) => [column.name, histogramOf(edges, ofBins[index] ?? '')]),
    ),
    values: new Map(few.map(({ name }, index) => [name, mostFrequent(ofValues[index] ?? '')])),
  }
}

/** @param sampled what chooses the rows that quantiles are taken from, beside that they have a number */
function quantilesSql(column: SqlColumn, sampled: string): string {
  const number = `${quoteName(column.name)}::DOUBLE`
  const bounded = `FILTER (WHERE ${presentSql(column)} AND isfinite(${number})${sampled})`
  return `array_to_string(quantile_cont(${number}, [${quantileLevels.join(', ')}]) ${bounded}, ' ')`
}

function mostFrequent(json: string): Values {
  const found: Readonly<Record<string, unknown>> = json === '' ? {} : JSON.parse(json)
  const counts = Object.entries(found).map(([value, count]) => ({ value, count: Number(count) }))
  counts.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  return { complete: counts.length <= listed, counts: counts.slice(0, listed) }
}

/** Texts and truths by their values; whole numbers too when they are few, as codes are. */
function isListed(kind: Kind, distinct: number): boolean {
  if (kind === 'text') return distinct <= 10_000
  return kind === 'boolean' || (kind === 'integer' && distinct <= codes)
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
