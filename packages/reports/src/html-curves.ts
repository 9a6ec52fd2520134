import type { Chart, LineSeries } from '@mlgate/core'
import type { ElementContent } from 'hast'
import { h, s } from 'hastscript'
import { niceTicks, tickText } from './axis-ticks.ts'
import { mostSeries, seriesLegend } from './html-legend.ts'
import { visibleText } from './visible-text.ts'

/** The picture in its own units; the page scales it. */
const width = 420
const height = 320
const inner = { left: 58, right: width - 14, top: 10, bottom: height - 52 } as const
/** Points of one curve; more weigh without being seen. */
const mostPoints = 200

type Point = LineSeries['points'][number]

/** Every n-th point, first and last included. */
function thinned(points: readonly Point[]): readonly Point[] {
  if (points.length <= mostPoints) return points
  const step = (points.length - 1) / (mostPoints - 1)
  return Array.from({ length: mostPoints }, (_, index) => points[Math.round(index * step)] as Point)
}

interface Range {
  readonly from: number
  readonly to: number
}

const unitRange: Range = { from: 0, to: 1 }

/** From the least to the largest; a single value gets room on both sides. */
function rangeOf(values: readonly number[]): Range {
  const finite = values.filter(Number.isFinite)
  if (finite.length === 0) return unitRange
  const [from, to] = [Math.min(...finite), Math.max(...finite)]
  return from < to ? { from, to } : { from: from - (Math.abs(from) || 1) / 2, to: to + (Math.abs(to) || 1) / 2 }
}

function rangesOf(chart: Extract<Chart, { type: 'lines' }>): { readonly x: Range; readonly y: Range } {
  if (chart.unit) return { x: unitRange, y: unitRange }
  const points = chart.series.flatMap((series) => series.points)
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  if (chart.diagonal) {
    const both = rangeOf([...xs, ...ys])
    return { x: both, y: both }
  }
  // Shares and counts are compared by their height, which begins at zero.
  const y = rangeOf([0, ...ys])
  return { x: rangeOf(xs), y: { from: y.from, to: y.to + (y.to - y.from) * 0.06 } }
}

/** Curves as one picture. Outside of it are words: the legend, and what `aria-label` of the figure says. */
export function curves(whole: Extract<Chart, { type: 'lines' }>): ElementContent[] {
  const series = whole.series.slice(0, mostSeries).map(({ name, points }) => ({ name, points: thinned(points) }))
  const chart = { ...whole, series }
  const ranges = rangesOf(chart)
  const place = (value: number, { from, to }: Range, low: number, high: number): number =>
    Math.round((low + ((value - from) / (to - from)) * (high - low)) * 10) / 10
  const x = (value: number): number => place(value, ranges.x, inner.left, inner.right)
  const y = (value: number): number => place(value, ranges.y, inner.bottom, inner.top)
  const drawn = (points: readonly Point[]): readonly Point[] =>
    points.filter(([a, b]) => Number.isFinite(a) && Number.isFinite(b))
  const xTicks = niceTicks(ranges.x.from, ranges.x.to, 5)
  const yTicks = niceTicks(ranges.y.from, ranges.y.to, 5)
  const middle = (inner.top + inner.bottom) / 2
  return [
    seriesLegend(series, 'stroke'),
    s('svg', { class: 'curves', viewBox: `0 0 ${width} ${height}`, ariaHidden: 'true' }, [
      ...yTicks.flatMap((tick) => [
        s('line', { class: 'grid', x1: inner.left, x2: inner.right, y1: y(tick), y2: y(tick) }),
        s('text', { x: inner.left - 7, y: y(tick) + 4.5, textAnchor: 'end' }, tickText(tick, yTicks)),
      ]),
      ...xTicks.flatMap((tick) => [
        s('line', { class: 'grid', x1: x(tick), x2: x(tick), y1: inner.top, y2: inner.bottom }),
        s('text', { x: x(tick), y: inner.bottom + 18, textAnchor: 'middle' }, tickText(tick, xTicks)),
      ]),
      s('text', { class: 'title', x: (inner.left + inner.right) / 2, y: height - 8, textAnchor: 'middle' }, [
        visibleText(chart.x, 48),
      ]),
      s(
        'text',
        { class: 'title', x: 0, y: 0, textAnchor: 'middle', transform: `translate(13 ${middle}) rotate(-90)` },
        [visibleText(chart.y, 40)],
      ),
      ...(chart.diagonal
        ? [
            s('line', {
              class: 'diagonal',
              x1: x(ranges.x.from),
              x2: x(ranges.x.to),
              y1: y(ranges.y.from),
              y2: y(ranges.y.to),
            }),
          ]
        : []),
      // What is compared with lies below what the report is about.
      ...series
        .map((one, index) => ({ points: drawn(one.points), index }))
        .reverse()
        .flatMap(({ points, index }) => [
          s('path', {
            class: ['curve', `series-${index}`],
            d: points.map(([a, b], at) => `${at === 0 ? 'M' : 'L'}${x(a)} ${y(b)}`).join(''),
          }),
          ...(chart.marks
            ? points.map(([a, b]) => s('circle', { class: ['mark', `series-${index}`], cx: x(a), cy: y(b), r: 3.6 }))
            : []),
        ]),
    ]),
    ...(chart.note === undefined ? [] : [h('p.scale', visibleText(chart.note, 300))]),
  ]
}

/** The same without a picture, where there is no room for one. */
export const chartWords = (title: string, summary: string, limit: number): ElementContent =>
  h('p', [h('strong', visibleText(title, Math.min(200, limit))), `: ${visibleText(summary, limit)}`])
