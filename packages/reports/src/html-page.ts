import type { Block, Report } from '@mlgate/core'
import type { Element, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import type { Raw } from 'mdast-util-to-hast'
import { type ChartFigure, type HtmlExtent, htmlBlocks, htmlInlines, verdictBadge } from './html-blocks.ts'
import { pageStyle } from './html-style.ts'
import { safeLink } from './safe-link.ts'
import { visibleName, visibleText } from './visible-text.ts'

export interface HtmlOptions {
  /** Of the browser's window; the model and the outcome when not given. */
  readonly title?: string
  /** When the report was made. */
  readonly generated: Date
  /** What made it: `mlgate 1.0.0`. */
  readonly generator: string
  /** The commit that was judged. */
  readonly commit?: string
  /** The run's page. */
  readonly runUrl?: string
}

/** Bytes that a report may weigh; it is mailed, attached and opened on phones. */
export const pageLimit = 300_000

const wide = 760
const narrow = 340

const extents: readonly HtmlExtent[] = [
  { rows: 500, charts: 12, folds: true, codeCharacters: 20_000 },
  { rows: 100, charts: 6, folds: true, codeCharacters: 4_000 },
  { rows: 20, charts: 2, folds: true, codeCharacters: 1_000 },
  { rows: 20, charts: 0, folds: false, codeCharacters: 500 },
  { rows: 0, charts: 0, folds: false, codeCharacters: 100 },
]

/** Styles stand in the page and on echarts' text; nothing may be loaded, run, framed or sent. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

function hasChart(blocks: readonly Block[]): boolean {
  return blocks.some((block) => block.kind === 'chart' || (block.kind === 'fold' && hasChart(block.blocks)))
}

function footer(options: HtmlOptions) {
  const time = `${options.generated.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  const run = options.runUrl === undefined ? undefined : safeLink(options.runUrl)
  return h('footer', [
    h('p', [
      `Made by ${visibleText(options.generator, 80)} on `,
      h('time', { dateTime: options.generated.toISOString() }, time),
      ...(options.commit ? [' for ', h('code', visibleName(options.commit))] : []),
      ...(run ? [' · ', h('a', { href: run, rel: ['noopener', 'noreferrer'] }, 'Run')] : []),
    ]),
  ])
}

function page(report: Report, options: HtmlOptions, extent: HtmlExtent, figure: ChartFigure): string {
  const heading = `${visibleText(report.model, 120)}: ${visibleText(report.outcome, 200)}`
  const tree: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: 'en' }, [
        h('head', [
          h('meta', { charset: 'utf-8' }),
          h('meta', { httpEquiv: 'Content-Security-Policy', content: policy }),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          h('meta', { name: 'color-scheme', content: 'light dark' }),
          h('meta', { name: 'referrer', content: 'no-referrer' }),
          h('title', visibleText(options.title ?? heading, 200)),
          h('style', pageStyle),
        ]),
        h('body', [
          h('header', { class: report.verdict }, [
            h('p.eyebrow', [verdictBadge(report.verdict), h('span', visibleText(report.step, 60))]),
            h('h1', heading),
            h('p.reason', htmlInlines(report.reason)),
          ]),
          h('main', htmlBlocks(report.blocks, extent, figure)),
          footer(options),
        ]),
      ]),
    ],
  }
  // Raw nodes are the charts alone, drawn by us; everything else is escaped here.
  return `${toHtml(tree, { allowDangerousHtml: true })}\n`
}

/**
 * The report as one HTML file: no script, nothing loaded from elsewhere, light and dark, at most `pageLimit` bytes (long
 * tables, charts and folds give way in that order). The same report and options give the same bytes.
 */
export async function htmlReport(report: Report, options: HtmlOptions): Promise<string> {
  const draw = hasChart(report.blocks) ? (await import('./chart-svg.ts')).chartDrawer() : undefined
  let text = ''
  for (const extent of extents) {
    let count = 0
    const figure: ChartFigure = (block) => {
      if (draw === undefined || count >= extent.charts) return undefined
      count += 1
      // Drawn twice: scaled down to a phone, the wide one could not be read.
      const picture = (width: number, name: string): Element => {
        const drawn: Raw = { type: 'raw', value: draw(block.chart, block, width, `chart-${count}-${name}`) }
        return { type: 'element', tagName: 'div', properties: { className: [name] }, children: [drawn] }
      }
      return h('figure', [h('figcaption', visibleText(block.title)), picture(wide, 'wide'), picture(narrow, 'narrow')])
    }
    text = page(report, options, extent, figure)
    if (Buffer.byteLength(text) <= pageLimit) return text
  }
  return text
}
