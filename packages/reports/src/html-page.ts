import type { Block, Inline, Report } from '@mlgate/core'
import type { ElementContent, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import { foldElement, type HtmlExtent, type HtmlPage, htmlBlocks, htmlInlines } from './html-blocks.ts'
import { pageStyle } from './html-style.ts'
import { verdictBadge } from './html-verdict.ts'
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

const extents: readonly HtmlExtent[] = [
  { rows: 500, chartRows: 40, charts: 60, folds: true, codeCharacters: 20_000, text: 2_000 },
  { rows: 200, chartRows: 40, charts: 40, folds: true, codeCharacters: 20_000, text: 500 },
  { rows: 60, chartRows: 30, charts: 24, folds: true, codeCharacters: 4_000, text: 300 },
  { rows: 20, chartRows: 20, charts: 12, folds: true, codeCharacters: 1_000, text: 200 },
  { rows: 10, chartRows: 12, charts: 6, folds: true, codeCharacters: 300, text: 120 },
  { rows: 20, chartRows: 12, charts: 4, folds: false, codeCharacters: 500, text: 160 },
  { rows: 0, chartRows: 0, charts: 0, folds: false, codeCharacters: 100, text: 120 },
]

/** Styles stand in the page; nothing may be loaded, run, framed or sent. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** Sections that a table of contents names at most. */
const mostEntries = 40

/** A part of the page that the table of contents leads to. */
interface Section {
  readonly id: string
  readonly title: readonly Inline[]
  readonly content: ElementContent[]
}

/** What stands before the first fold or heading, then a section a fold, or a heading with what follows it. */
function sectionsOf(blocks: readonly Block[], page: HtmlPage): Section[] {
  const parts: { title: readonly Inline[] | undefined; blocks: Block[] }[] = []
  for (const block of blocks) {
    const last = parts.at(-1)
    if (block.kind === 'fold') parts.push({ title: undefined, blocks: [block] })
    else if (block.kind === 'heading') parts.push({ title: block.content, blocks: [block] })
    else if (last === undefined || last.blocks[0]?.kind === 'fold') parts.push({ title: undefined, blocks: [block] })
    else last.blocks.push(block)
  }
  return parts.map(({ title, blocks: own }, index): Section => {
    const id = `part-${index + 1}`
    const [first] = own
    if (first?.kind === 'fold') return { id, title: first.title, content: [foldElement(first, page, 2, id)] }
    const content = htmlBlocks(own, page)
    // Unlike others, it has no heading that names it.
    const label = index === 0 ? 'At a glance' : `More, part ${index + 1}`
    const section = h('section', { id, ...(title === undefined ? { ariaLabel: label } : {}) }, content)
    return { id, title: title ?? [label], content: [section] }
  })
}

function contents(sections: readonly Section[], { extent }: HtmlPage): ElementContent[] {
  if (sections.length < 3 || !extent.folds) return []
  const shown = sections.slice(0, mostEntries)
  return [
    h('nav', { ariaLabel: 'Contents' }, [
      h(
        'ul',
        shown.map(({ id, title }) => h('li', h('a', { href: `#${id}` }, htmlInlines(withoutLinks(title), 120)))),
      ),
    ]),
  ]
}

/** A link in a link would be two that lie within each other. */
function withoutLinks(inlines: readonly Inline[]): Inline[] {
  return inlines.flatMap((inline) =>
    typeof inline === 'object' && inline.kind === 'link' ? withoutLinks(inline.content) : [inline],
  )
}

function footer(options: HtmlOptions): ElementContent {
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

function pageOf(extent: HtmlExtent): HtmlPage {
  let charts = 0
  return {
    extent,
    drawsAnother: () => {
      charts += 1
      return charts <= extent.charts
    },
  }
}

function document(report: Report, options: HtmlOptions, extent: HtmlExtent): string {
  const heading = `${visibleText(report.model, 120)}: ${visibleText(report.outcome, 200)}`
  const page = pageOf(extent)
  const sections = sectionsOf(report.blocks, page)
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
          h('a.skip', { href: '#main' }, 'Skip to the findings'),
          h('header', { class: report.verdict }, [
            h('p.eyebrow', [verdictBadge(report.verdict), h('span', visibleText(report.step, 60))]),
            h('h1', heading),
            h('p.reason', htmlInlines(report.reason, extent.text)),
          ]),
          ...contents(sections, page),
          h(
            'main',
            { id: 'main', tabIndex: -1 },
            sections.flatMap(({ content }) => content),
          ),
          footer(options),
        ]),
      ]),
    ],
  }
  return `${toHtml(tree)}\n`
}

/**
 * The report as one HTML file: no script, nothing loaded from elsewhere, light and dark, at most `pageLimit` bytes (long
 * tables, charts and folds give way in that order). The same report and options give the same bytes.
 */
export function htmlReport(report: Report, options: HtmlOptions): string {
  let text = ''
  for (const extent of extents) {
    text = document(report, options, extent)
    if (Buffer.byteLength(text) <= pageLimit) return text
  }
  return text
}
