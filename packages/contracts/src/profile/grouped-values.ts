import { quoteName, type SqlColumn } from '@mlgate/tables'
import { binEdges, countInBins } from './column-histogram.ts'
import { type ColumnProfile, quantileLevels } from './data-profile.ts'

/** Different values up to which a column is told from the counts of each. */
export const mostGrouped = 10_000
/** Values that are listed of a column. */
const listed = 500
/** Whole numbers that are told one by one, as codes are. */
const codes = 100
/** Characters of a value that are kept. */
const valueCharacters = 200

/** What is counted of each value: nothing but how many there are, the numbers, the texts, or the first and last in time. */
export type Grouping = 'numbers' | 'texts' | 'times' | 'none'

/**
 * A subquery that groups the rows by the values of a column, and answers with JSON for `groupedColumn`. Where there are
 * few different values the engine groups five times as fast as it estimates how many they are.
 *
 * @param present SQL for whether a row has a value, in terms of the column
 * @param isWhole whether numbers are integers, whose digits are all kept
 */
export function groupedSql(column: SqlColumn, present: string, grouping: Grouping, isWhole: boolean): string {
  const name = quoteName(column.name)
  const number = isWhole ? 'v' : 'v::DOUBLE'
  const few = `WHEN count(*) <= ${mostGrouped} THEN`
  const own: Readonly<Record<Grouping, readonly string[]>> = {
    none: [],
    numbers: [`pairs: CASE ${few} string_agg(${number}::VARCHAR || ' ' || n, ';') END`],
    texts: [
      'low: min(length(v::VARCHAR))',
      'high: max(length(v::VARCHAR))',
      `top: CASE ${few} list({v: left(v::VARCHAR, ${valueCharacters}), n: n} ORDER BY n DESC, v)[:${listed}] END`,
    ],
    times: ['low: min(v)::VARCHAR', 'high: max(v)::VARCHAR'],
  }
  const told = ['"distinct": count(*)', 'present: coalesce(sum(n), 0)::BIGINT', ...own[grouping]]
  return (
    `(SELECT to_json({${told.join(', ')}})::VARCHAR ` +
    `FROM (SELECT ${name} AS v, count(*) AS n FROM data WHERE ${present} GROUP BY 1))`
  )
}

interface Counted {
  readonly value: number
  readonly count: number
}

type Told = Omit<ColumnProfile, 'name' | 'kind' | 'missing'> & { readonly present: number }

/** What a subquery of `groupedSql` tells of a column; undefined for numbers of more different values than are grouped. */
export function groupedColumn(answer: unknown, kind: ColumnProfile['kind'], grouping: Grouping): Told | undefined {
  const { distinct, present, pairs, low, high, top } = JSON.parse(String(answer)) as {
    readonly distinct: number
    readonly present: number
    readonly pairs?: string | null
    readonly low?: number | string | null
    readonly high?: number | string | null
    readonly top?: readonly { readonly v: string; readonly n: number }[] | null
  }
  const hasEnds = low !== undefined && low !== null && high !== undefined && high !== null
  switch (grouping) {
    case 'none':
      return { present, distinct }
    case 'times':
      return { present, distinct, ...(hasEnds && { range: { first: String(low), last: String(high) } }) }
    case 'texts': {
      const values = top === undefined || top === null ? undefined : valuesOf(top, distinct)
      const lengths = kind === 'text' && hasEnds ? { min: Number(low), max: Number(high) } : undefined
      // Of no value at all, none is missing from the list.
      const none = distinct === 0 ? { complete: true, counts: [] } : undefined
      const told = values ?? none
      return { present, distinct, ...(lengths && { lengths }), ...(told && { values: told }) }
    }
    case 'numbers': {
      if (distinct > mostGrouped) return undefined
      const counted = pairsOf(pairs ?? '')
      const isCode = kind === 'integer' && distinct <= codes
      const values = isCode ? valuesOf(countsOf(pairs ?? ''), distinct) : undefined
      return { present, distinct, numbers: numbersOf(counted), ...(values && { values }) }
    }
  }
}

function countsOf(pairs: string): readonly { readonly v: string; readonly n: number }[] {
  return pairs === ''
    ? []
    : pairs.split(';').map((pair) => ({ v: pair.split(' ')[0] ?? '', n: Number(pair.split(' ')[1]) }))
}

function pairsOf(pairs: string): readonly Counted[] {
  return countsOf(pairs)
    .map(({ v, n }) => ({ value: numberOf(v), count: n }))
    .sort((a, b) => a.value - b.value)
}

function numberOf(text: string): number {
  if (text === 'inf') return Number.POSITIVE_INFINITY
  return text === '-inf' ? Number.NEGATIVE_INFINITY : Number(text)
}

/** Most frequent first; values that begin alike and are cut become one. */
function valuesOf(
  counts: readonly { readonly v: string; readonly n: number }[],
  distinct: number,
): NonNullable<ColumnProfile['values']> {
  const byValue = new Map<string, number>()
  for (const { v, n } of counts) byValue.set(v, (byValue.get(v) ?? 0) + n)
  const sorted = [...byValue].map(([value, count]) => ({ value, count }))
  sorted.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  return { complete: distinct <= listed, counts: sorted.slice(0, listed) }
}

/** @param counted rising */
function numbersOf(counted: readonly Counted[]): NonNullable<ColumnProfile['numbers']> {
  const bounded = counted.filter(({ value }) => Number.isFinite(value))
  const rows = bounded.reduce((total, { count }) => total + count, 0)
  const sum = bounded.reduce((total, { value, count }) => total + value * count, 0)
  const mean = Number.isFinite(sum)
    ? sum / rows
    : bounded.reduce((total, { value, count }) => total + value * (count / rows), 0)
  const squares = bounded.reduce((total, { value, count }) => total + (value - mean) ** 2 * count, 0)
  const [low, high] = [finite(counted[0]?.value), finite(counted.at(-1)?.value)]
  const edges = binEdges(low, high)
  return {
    min: low,
    max: high,
    mean: rows === 0 ? null : finite(mean),
    sd: rows < 2 ? null : finite(Math.sqrt(squares / (rows - 1))),
    quantiles: rows === 0 ? [] : quantileLevels.map((level) => finite(quantile(bounded, level * (rows - 1)))),
    ...(edges && { histogram: { edges: [...edges], counts: countInBins(edges, bounded) } }),
  }
}

/** The value at a place counted from 0, between neighbours linearly. */
function quantile(counted: readonly Counted[], place: number): number {
  const below = valueAt(counted, Math.floor(place))
  const above = valueAt(counted, Math.ceil(place))
  return below + (above - below) * (place - Math.floor(place))
}

function valueAt(counted: readonly Counted[], place: number): number {
  let seen = 0
  for (const { value, count } of counted) {
    seen += count
    if (place < seen) return value
  }
  return Number.NaN
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}
