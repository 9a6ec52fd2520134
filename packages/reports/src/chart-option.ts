import type { BarSeries, Chart, ForestRow, LineSeries, Verdict } from '@mlgate/core'
import type { CustomSeriesOption } from 'echarts/charts'
import type { EChartsCoreOption } from 'echarts/core'
import { visibleText } from './visible-text.ts'

/**
 * Colours that stand for the page's variables: a chart is drawn once and shown in light and dark. Each is a colour that
 * nothing else draws with; `chart-svg.ts` puts the variable in its place.
 */
export const chartColours = {
  ink: '#010203',
  muted: '#010204',
  rule: '#010205',
  pass: '#010206',
  fail: '#010207',
  inconclusive: '#010208',
  error: '#010209',
  first: '#01020a',
  second: '#01020b',
  third: '#01020c',
  fourth: '#01020d',
} as const

const seriesColours = [chartColours.first, chartColours.second, chartColours.third, chartColours.fourth] as const
/** The second channel beside colour. */
const strokes = ['solid', 'dashed', 'dotted', [8, 3, 2, 3]] as const
const symbols = ['circle', 'diamond', 'triangle', 'rect'] as const
const verdictColour = (verdict: Verdict): string => chartColours[verdict]

const maximumSeries = 8
const maximumRows = 60
const maximumPoints = 200
const fontSize = 13

const text = { color: chartColours.muted, fontSize, fontFamily: 'inherit' }
const axis = {
  nameTextStyle: text,
  axisLabel: { ...text, hideOverlap: true },
  axisLine: { show: true, lineStyle: { color: chartColours.rule } },
  axisTick: { show: false },
  splitLine: { show: false },
}
const valueGrid = { splitLine: { show: true, lineStyle: { color: chartColours.rule, width: 1 } } }
const still = { animation: false, silent: true, emphasis: { disabled: true } }
const base = (legend: boolean, right: number, left = 8) => ({
  animation: false,
  textStyle: text,
  grid: { left, right, top: legend ? 40 : 16, bottom: 30, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
  ...(legend ? { legend: { top: 0, left: 0, itemWidth: 26, textStyle: { ...text, color: chartColours.ink } } } : {}),
})

/** Axis names below the middle of the x axis: at its end they would widen the picture. */
const named = (name: string) => ({ name: visibleText(name, 60), nameLocation: 'middle' as const })

function trimmed(number: number): string {
  return String(Number(number.toPrecision(4))).replace('-', '−')
}

function forest(rows: readonly ForestRow[], unit: string, width: number): EChartsCoreOption {
  const shown = rows.slice(0, maximumRows)
  const values = shown.map((row, index) => [index, row.low, row.value, row.high, row.limit ?? Number.NaN])
  const renderItem: CustomSeriesOption['renderItem'] = (_, api) => {
    const index = Number(api.value(0))
    const at = (dimension: number) => api.coord([Number(api.value(dimension)), index])
    const [low, value, high, limit] = [at(1), at(2), at(3), at(4)]
    const colour = verdictColour(shown[index]?.verdict ?? 'error')
    const y = value[1] ?? Number.NaN
    const isDrawn = (point: readonly (number | undefined)[]) => Number.isFinite(point[0]) && Number.isFinite(y)
    const line = (x1: number, y1: number, x2: number, y2: number, stroke: string, lineWidth: number) => ({
      type: 'line' as const,
      shape: { x1, y1, x2, y2 },
      style: { stroke, lineWidth },
    })
    const interval =
      isDrawn(low) && isDrawn(high)
        ? [
            line(low[0] ?? 0, y, high[0] ?? 0, y, colour, 2.5),
            line(low[0] ?? 0, y - 4, low[0] ?? 0, y + 4, colour, 2),
            line(high[0] ?? 0, y - 4, high[0] ?? 0, y + 4, colour, 2),
          ]
        : []
    const mark = isDrawn(limit) ? [line(limit[0] ?? 0, y - 9, limit[0] ?? 0, y + 9, chartColours.ink, 2)] : []
    const dot = isDrawn(value)
      ? [{ type: 'circle' as const, shape: { cx: value[0] ?? 0, cy: y, r: 5 }, style: { fill: colour } }]
      : []
    return { type: 'group', children: [...interval, ...mark, ...dot] }
  }
  const numbers = values.flatMap((row) => row.slice(1)).filter(Number.isFinite)
  const zero = { symbol: 'none', silent: true, data: [{ xAxis: 0 }], label: { show: false } }
  return {
    ...base(false, 20),
    xAxis: {
      type: 'value',
      ...axis,
      ...valueGrid,
      ...named(unit),
      nameGap: 28,
      min: Math.min(0, ...numbers) * 1.05,
      max: Math.max(0, ...numbers) * 1.05,
      axisLabel: { ...axis.axisLabel, formatter: trimmed, showMinLabel: false, showMaxLabel: false },
      splitNumber: width < 500 ? 3 : 6,
    },
    yAxis: {
      type: 'category',
      inverse: true,
      ...axis,
      axisLine: { show: false },
      axisLabel: {
        ...text,
        color: chartColours.ink,
        interval: 0,
        width: Math.round(width * 0.36),
        overflow: 'truncate',
      },
      data: shown.map((row) => visibleText(row.label, 80)),
    },
    series: [
      {
        type: 'custom',
        ...still,
        renderItem,
        encode: { x: [1, 2, 3, 4], y: 0 },
        data: values,
        markLine: { ...zero, lineStyle: { color: chartColours.muted, type: 'dashed', width: 1 } },
      },
    ],
  }
}

/** Every n-th point, first and last included: a curve of a million rows looks the same and weighs nothing. */
function thinned(points: LineSeries['points']): LineSeries['points'] {
  if (points.length <= maximumPoints) return points
  const step = (points.length - 1) / (maximumPoints - 1)
  return Array.from(
    { length: maximumPoints },
    (_, index) => points[Math.round(index * step)] ?? [Number.NaN, Number.NaN],
  )
}

function lines(chart: Extract<Chart, { type: 'lines' }>): EChartsCoreOption {
  const range = chart.diagonal ? { min: 0, max: 1 } : { scale: true }
  const diagonal = {
    type: 'line',
    ...still,
    data: [
      [0, 0],
      [1, 1],
    ],
    symbol: 'none',
    lineStyle: { color: chartColours.muted, type: 'dotted', width: 1.5 },
  }
  return {
    ...base(true, 24, 30),
    xAxis: { type: 'value', ...axis, ...range, ...named(chart.x), nameGap: 28 },
    yAxis: { type: 'value', ...axis, ...valueGrid, ...range, ...named(chart.y), nameGap: 42 },
    series: [
      ...(chart.diagonal ? [diagonal] : []),
      ...chart.series.slice(0, maximumSeries).map((series, index) => ({
        type: 'line',
        ...still,
        name: visibleText(series.name, 60),
        data: thinned(series.points).map((point) => [...point]),
        showSymbol: series.points.length <= 24,
        symbol: symbols[index % symbols.length],
        symbolSize: 7,
        itemStyle: { color: seriesColours[index % seriesColours.length] },
        lineStyle: {
          color: seriesColours[index % seriesColours.length],
          type: strokes[index % strokes.length],
          width: 2.5,
        },
      })),
    ],
  }
}

function bars(x: string, categories: readonly string[], series: readonly BarSeries[]): EChartsCoreOption {
  return {
    ...base(true, 20),
    xAxis: {
      type: 'category',
      ...axis,
      ...named(x),
      nameGap: 30,
      data: categories.slice(0, maximumRows).map((category) => visibleText(category, 24)),
    },
    yAxis: { type: 'value', ...axis, ...valueGrid, axisLine: { show: false } },
    series: series.slice(0, maximumSeries).map((one, index) => ({
      type: 'bar',
      ...still,
      name: visibleText(one.name, 60),
      data: one.values.slice(0, maximumRows),
      barMaxWidth: 28,
      itemStyle: { color: seriesColours[index % seriesColours.length], borderRadius: [2, 2, 0, 0] },
    })),
  }
}

/** What to draw and how high, for a picture of this width in pixels. */
export function chartOption(
  chart: Chart,
  width: number,
): { readonly option: EChartsCoreOption; readonly height: number } {
  switch (chart.type) {
    case 'forest':
      return {
        option: forest(chart.rows, chart.unit, width),
        height: 72 + 34 * Math.max(1, Math.min(chart.rows.length, maximumRows)),
      }
    case 'lines':
      return { option: lines(chart), height: chart.diagonal && width >= 500 ? 420 : 320 }
    case 'bars':
      return { option: bars(chart.x, chart.categories, chart.series), height: 300 }
    default:
      return chart satisfies never
  }
}
