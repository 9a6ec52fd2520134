import type { Chart } from '@mlgate/core'
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

/** Loads echarts, which only a report with a chart needs, and returns a function that draws on the server. */
export async function loadCharts(): Promise<DrawChart> {
  const [core, charts, components, renderers] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ])
  core.use([
    charts.BarChart,
    charts.CustomChart,
    charts.LineChart,
    components.GridComponent,
    components.LegendComponent,
    components.MarkLineComponent,
    renderers.SVGRenderer,
  ])
  return (chart, words, width, id) => {
    const { option, height } = chartOption(chart, width)
    const instance = core.init(null, null, { renderer: 'svg', ssr: true, width, height })
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
