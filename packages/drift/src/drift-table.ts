import { type Block, type Cell, code, type Inline, type TableColumn } from '@mlgate/core'
import { floorText, nullShare } from './column-reason.ts'
import type { ColumnResult, ColumnStatus, Comparison, Picture, Side } from './judgement.ts'
import { countText, numberText, pairText, percentText, pText, shortCategory } from './number-text.ts'

const urgency: Readonly<Record<ColumnResult['verdict'], number>> = {
  error: 0,
  fail: 1,
  inconclusive: 2,
  pass: 3,
  unjudged: 4,
}

/** Worst first: by verdict, then columns that are gone or changed their type, then by effect over floor. */
export function worstFirst(columns: readonly ColumnResult[]): ColumnResult[] {
  return [...columns].sort((a, b) => urgency[a.verdict] - urgency[b.verdict] || weight(b) - weight(a))
}

function weight(column: ColumnResult): number {
  if (column.status === 'missing' || column.status === 'retyped') return Number.POSITIVE_INFINITY
  const test = strongest(column)
  return test === undefined ? -1 : excess(test)
}

/** The test that says most about a column: one that found drift before one that did not, then the larger effect. */
export function strongest({ values, nulls }: Pick<ColumnResult, 'values' | 'nulls'>): Comparison | undefined {
  if (values === undefined || nulls === undefined) return values ?? nulls
  if (values.drifted !== nulls.drifted) return values.drifted ? values : nulls
  return excess(nulls) > excess(values) ? nulls : values
}

/** How often the floor goes into the effect; any effect is beyond a floor of nothing. */
function excess({ effect, floor }: Comparison): number {
  if (floor > 0) return Math.min(effect / floor, Number.MAX_VALUE)
  return effect > 0 ? Number.MAX_VALUE : 0
}

const header: readonly TableColumn[] = [
  { title: '', align: 'center' },
  { title: 'Column', align: 'left' },
  { title: 'Kind', align: 'left' },
  { title: 'reference → current', align: 'left' },
  { title: 'Effect', align: 'right' },
  { title: 'floor', align: 'right' },
  { title: 'adjusted p', align: 'right' },
  { title: '', align: 'left' },
]

/** Columns as a table, in the order given: a row for the values, and one for missing values where they say something. */
export function driftTable(columns: readonly ColumnResult[]): Block {
  return { kind: 'table', columns: header, rows: columns.flatMap(rowsOf) }
}

function rowsOf(column: ColumnResult): Cell[][] {
  const { values, nulls } = column
  const name: Inline[] = column.role === 'prediction' ? [code(column.name), ' (prediction)'] : [code(column.name)]
  const mark: Cell = column.verdict === 'unjudged' ? ['–'] : [{ kind: 'verdict', verdict: column.verdict }]
  const tests = [values, nulls].filter((test) => test !== undefined)
  // When one of the two found drift, the other has nothing to add.
  const shown = column.status === 'drifted' ? tests.filter(({ drifted }) => drifted) : [strongest(column)]
  return shown.map((test) => [
    mark,
    name,
    [column.kind ?? '–'],
    ...(test === undefined
      ? [['–'], ['–'], ['–'], ['–']]
      : [change(test, column), [effectSize(test)], [floorText(test)], [pText(test.adjustedP).replace(/^p (= )?/, '')]]),
    [wordOf(column, test)],
  ])
}

/** What a reader can check against the data: means, the category that moved most, shares of missing values. */
function change(test: Comparison, { reference, current, picture }: ColumnResult): Cell {
  if (test.effectName === 'null_rate') return [`missing ${nullShare(reference)} → ${nullShare(current)}`]
  if (test.effectName === 'js_distance') {
    if (picture?.kind === 'shares') return mostMoved(picture)
    return [`${categories(reference)} → ${categories(current)}`]
  }
  const [before, now] = pairText(reference?.range?.mean ?? Number.NaN, current?.range?.mean ?? Number.NaN)
  return [`mean ${before} → ${now}`]
}

function mostMoved({ categories, reference, current }: Extract<Picture, { kind: 'shares' }>): Cell {
  const moves = categories.map((_, i) => Math.abs((current[i] ?? 0) - (reference[i] ?? 0)))
  const most = moves.indexOf(Math.max(...moves))
  const [before, now] = [reference, current].map((shares) => percentText(shares[most] ?? 0))
  return [code(shortCategory(categories[most] ?? '')), ` ${before} → ${now}`]
}

function categories(side: Side | undefined): string {
  return side?.distinct === 1 ? '1 category' : `${countText(side?.distinct ?? 0)} categories`
}

function effectSize({ effectName, effect }: Comparison): string {
  if (effectName === 'wasserstein_over_sigma') return `${numberText(effect)} σ`
  return effectName === 'null_rate' ? `${numberText(effect * 100)} points` : `JS ${numberText(effect)}`
}

const words: Readonly<Record<Exclude<ColumnStatus, 'stable'>, string>> = {
  drifted: 'drifted',
  constant: 'same single value',
  empty: 'no values',
  missing: 'missing',
  new: 'not in the reference',
  retyped: 'another type',
  time: 'dates and times',
  identifier: 'identifiers',
}

/** The outcome in a word or two. */
function wordOf(column: ColumnResult, test: Comparison | undefined): string {
  if (column.status !== 'stable') return words[column.status]
  if (test === undefined) return 'stable'
  return test.effect >= test.floor ? 'not certain' : 'below floor'
}
