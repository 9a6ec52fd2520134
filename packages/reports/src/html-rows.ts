import type { BarSeries, Chart, ForestRow } from '@mlgate/core'
import type { ElementContent } from 'hast'
import { h, s } from 'hastscript'
import { niceTicks, tickText } from './axis-ticks.ts'
import { mostSeries, seriesLegend } from './html-legend.ts'
import { visibleName, visibleText } from './visible-text.ts'

/**
 * Charts of one row a thing: name, picture, numbers. The pictures measure in per cent of their width, so that they fit
 * whatever room there is, while names stay text that wraps.
 */

const rowHeight = 26
const barHeight = 11

const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`

/** One row: a name, its picture, what the picture says in numbers. */
function row(name: string, picture: ElementContent, note: string): ElementContent {
  return h('div.row', [h('span.name', visibleName(name)), picture, h('span.note', visibleText(note, 120))])
}

function line(className: string, x1: number, x2: number, y1: number, y2: number): ElementContent {
  return s('line', { class: className, x1: percent(x1), x2: percent(x2), y1, y2 })
}

/** Gates on one scale: 0 is the other model, the limit is where the loss is no longer allowed. */
export function forestRows(chart: Extract<Chart, { type: 'forest' }>, most: number): ElementContent[] {
  const [from, to] = chart.range
  const at = (value: number): number => Math.min(1, Math.max(0, (value - from) / (to - from)))
  const shown = chart.rows.slice(0, most)
  const middle = rowHeight / 2
  const picture = ({ low, value, high, limit, verdict }: ForestRow): ElementContent => {
    const ends: ElementContent[] = [low, high].map((end) => {
      const inside = end >= from && end <= to
      if (inside) return line('end', at(end), at(end), middle - 4, middle + 4)
      // An arrow head: the interval goes on.
      const side = end < from ? 1 : -1
      return s('svg', { x: percent(at(end)), y: middle, overflow: 'visible' }, [
        s('path', { class: 'end', d: `M${6 * side} -5L0 0L${6 * side} 5` }),
      ])
    })
    const isKnown = Number.isFinite(value)
    return s('svg', { class: ['plot', verdict], height: rowHeight, ariaHidden: 'true' }, [
      ...(limit === undefined
        ? []
        : [s('rect', { class: 'beyond', x: 0, y: 0, width: percent(at(limit)), height: rowHeight })]),
      line('zero', at(0), at(0), 0, rowHeight),
      ...(limit === undefined ? [] : [line('limit', at(limit), at(limit), 0, rowHeight)]),
      ...(Number.isNaN(low) || Number.isNaN(high) ? [] : [line('range', at(low), at(high), middle, middle), ...ends]),
      ...(isKnown && value >= from && value <= to
        ? [s('circle', { class: 'value', cx: percent(at(value)), cy: middle, r: 4.5 })]
        : []),
    ])
  }
  const ticks = niceTicks(from, to, 6)
  const left = chart.rows.length - shown.length
  return [
    h('div.rows', [
      ...shown.map((one) => row(one.label, picture(one), one.note)),
      h('div.row.axis', [
        h('span.name'),
        s(
          'svg',
          { class: 'plot', height: 18, ariaHidden: 'true' },
          ticks.map((tick) => s('text', { x: percent(at(tick)), y: 13, textAnchor: 'middle' }, tickText(tick, ticks))),
        ),
        h('span.note'),
      ]),
    ]),
    h('p.scale', visibleText(chart.scale, 300)),
    ...(left > 0 ? [h('p.scale', `… and ${left} more.`)] : []),
  ]
}

/** Bars from zero; each says its number, so that nobody has to measure it. */
export function barRows(chart: Extract<Chart, { type: 'bars' }>, most: number): ElementContent[] {
  const shown = chart.categories.slice(0, most)
  const series = chart.series.slice(0, mostSeries).map(({ name, values }) => ({ name, values: values.slice(0, most) }))
  const values = series.flatMap((one) => one.values.filter(Number.isFinite))
  const largest = Math.max(Number.MIN_VALUE, ...values.map(Math.abs))
  const hasNegative = values.some((value) => value < 0)
  const zero = hasNegative ? 0.5 : 0
  // Room for the number behind the longest bar.
  const length = (value: number): number => (Math.abs(value) / largest) * (hasNegative ? 0.34 : 0.78)
  const gap = 3
  const height = series.length * (barHeight + gap) + 8
  const bar = (index: number, { values: own }: BarSeries, place: number): ElementContent[] => {
    const value = own[index] ?? Number.NaN
    const y = 4 + place * (barHeight + gap)
    const isNegative = value < 0
    const end = isNegative ? zero - length(value) : zero + length(value)
    const text = { x: percent(Number.isFinite(value) ? end : zero), y: y + barHeight - 1.5, dx: isNegative ? -5 : 5 }
    return [
      ...(Number.isFinite(value)
        ? [
            s('rect', {
              class: ['bar', `series-${place}`],
              x: percent(Math.min(zero, end)),
              y,
              width: percent(length(value)),
              height: barHeight,
            }),
          ]
        : []),
      s(
        'text',
        { ...text, textAnchor: isNegative ? 'end' : 'start' },
        Number.isFinite(value) ? numberText(value, largest) : '–',
      ),
    ]
  }
  const left = chart.categories.length - shown.length
  return [
    seriesLegend(series, 'swatch'),
    h(
      'div.rows.bars',
      shown.map((category, index) =>
        row(
          category,
          s('svg', { class: 'plot', height, ariaHidden: 'true' }, [
            line('zero', zero, zero, 0, height),
            ...series.flatMap((one, place) => bar(index, one, place)),
          ]),
          '',
        ),
      ),
    ),
    h('p.scale', visibleText(chart.x, 120)),
    ...(left > 0 ? [h('p.scale', `… and ${left} more.`)] : []),
  ]
}

/** With as many decimals as give the largest three digits; more where nothing else would be left of a number. */
function numberText(value: number, largest: number): string {
  if (largest >= 1e15) return value.toExponential(2).replace(/-/g, '−')
  const decimals = Math.min(20, Math.max(0, 2 - Math.floor(Math.log10(largest))))
  const text = value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  const told = value === 0 || /[1-9]/.test(text) ? text : value.toPrecision(2)
  return told.replace(/-/g, '−')
}
