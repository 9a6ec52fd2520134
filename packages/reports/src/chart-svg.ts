import type { Chart } from '@mlgate/core'
import { BarChart, CustomChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import { chartColours, chartOption } from './chart-option.ts'
import { visibleText } from './visible-text.ts'

/** Draws a chart as an SVG element that can stand in a page. `id` makes its names unique and the page repeatable. */
export type DrawChart = (
  chart: Chart,
  words: { readonly title: string; readonly summary: string },
  width: number,
  id: string,
) => string

const variableOf = new Map<string, string>(
  Object.entries(chartColours).map(([name, colour]) => [colour, `var(--${name})`]),
)
const colourPattern = new RegExp([...variableOf.keys()].join('|'), 'g')

/**
 * Sets echarts up and returns a function that draws on the server. Import this module lazily: only a report with a chart
 * needs echarts. The parts are named statically, or a bundle would hold all of them.
 */
export function chartDrawer(): DrawChart {
  use([BarChart, CustomChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer])
  return (chart, words, width, id) => {
    const { option, height } = chartOption(chart, width)
    const instance = init(null, null, { renderer: 'svg', ssr: true, width, height })
    try {
      instance.setOption(option)
      const content = instance
        .renderToSVGString()
        .replace(/^<svg[^>]*>/, '')
        .replace(/<\/svg>$/, '')
        // The page paints the ground.
        .replace(/<rect [^>]*fill="none"[^>]*><\/rect>/, '')
        // Styles for hovering, which a still picture does not need; their names count over the whole process.
        .replace(/<style\s*>[\s\S]*?<\/style>/g, '')
        .replace(/ (?:class|pointer-events)="[^"<>]*"/g, '')
        // echarts counts instances over the whole process.
        .replace(/zr\d+-/g, `${id}-`)
        .replace(colourPattern, (colour) => variableOf.get(colour) ?? colour)
      const title = toHtml(h('title', { id: `${id}-title` }, visibleText(words.title)))
      const summary = toHtml(h('desc', { id: `${id}-desc` }, visibleText(words.summary)))
      return `<svg role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${title}${summary}${content}</svg>`
    } finally {
      instance.dispose()
    }
  }
}
