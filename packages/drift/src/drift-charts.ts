import type { Block } from '@mlgate/core'
import { effectText } from './column-reason.ts'
import { strongest } from './drift-table.ts'
import type { ColumnResult } from './judgement.ts'
import { numberText, percentText } from './number-text.ts'

/** More pictures than this are looked at by nobody and make the page heavy. */
const mostCharts = 6

/** Both distributions of the columns whose values drifted, in the order given. */
export function driftCharts(columns: readonly ColumnResult[]): Block[] {
  return columns.flatMap(chartOf).slice(0, mostCharts)
}

/** Columns of the overview; more are in the tables. */
const mostBars = 20

/** How far each compared column moved, all on one scale: the effect in units of its floor, from which on it is drift. */
export function driftOverview(columns: readonly ColumnResult[]): Block[] {
  const moved = columns.flatMap((column) => {
    const test = strongest(column)
    return test === undefined || !(test.floor > 0) ? [] : [{ name: column.name, size: test.effect / test.floor }]
  })
  if (moved.length < 2) return []
  const shown = moved.sort((a, b) => b.size - a.size).slice(0, mostBars)
  const rest = shown.length < moved.length ? `, the ${shown.length} that moved most` : ''
  return [
    {
      kind: 'chart',
      title: `How far the columns moved${rest}`,
      summary: `Effect in units of its floor: ${shown
        .slice(0, 10)
        .map(({ name, size }) => `${name} ${numberText(size)}`)
        .join('; ')}.`,
      chart: {
        type: 'bars',
        x: 'Effect divided by its floor: from 1 on it is drift, where it is also significant.',
        categories: shown.map(({ name }) => name),
        series: [{ name: 'current against reference', values: shown.map(({ size }) => size) }],
      },
    },
  ]
}

function chartOf(column: ColumnResult): Block[] {
  const { name, picture, values } = column
  if (picture === undefined || values === undefined) return []
  const title = `${name}: share of values, reference and current`
  const summary = `${capitalised(effectText(values, column))}.`
  if (picture.kind === 'shares') {
    const series = [
      { name: 'current', values: picture.current },
      { name: 'reference', values: picture.reference },
    ]
    const shares = picture.categories
      .map(
        (category, i) =>
          `${category} ${percentText(picture.reference[i] ?? 0)} → ${percentText(picture.current[i] ?? 0)}`,
      )
      .slice(0, 5)
      .join('; ')
    return [
      {
        kind: 'chart',
        title,
        summary: `${summary} ${shares}.`,
        chart: { type: 'bars', x: 'share of values', categories: picture.categories, series },
      },
    ]
  }
  const { edges } = picture
  // A histogram's outline: up at each bin's left edge, level to its right one.
  const outline = (shares: readonly number[]) => [
    [edges[0] as number, 0] as const,
    ...shares.flatMap((share, i) => [[edges[i] as number, share] as const, [edges[i + 1] as number, share] as const]),
    [edges.at(-1) as number, 0] as const,
  ]
  const ends = `${numberText(edges[0] as number)} to ${numberText(edges.at(-1) as number)}`
  return [
    {
      kind: 'chart',
      title,
      summary: `${summary} ${edges.length - 1} bins from ${ends}, the end bins open.`,
      chart: {
        type: 'lines',
        x: name,
        y: 'share of values',
        unit: false,
        diagonal: false,
        marks: false,
        note: 'The bins at the ends hold all that lies beyond them.',
        series: [
          { name: 'current', points: outline(picture.current) },
          { name: 'reference', points: outline(picture.reference) },
        ],
      },
    },
  ]
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
