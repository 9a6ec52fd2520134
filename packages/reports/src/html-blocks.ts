import type { Block, Inline, TableColumn } from '@mlgate/core'
import type { ElementContent } from 'hast'
import { h } from 'hastscript'
import { chartWords } from './html-curves.ts'
import { chartFigure } from './html-figure.ts'
import { intervalSvg } from './html-interval.ts'
import { verdictBadge } from './html-verdict.ts'
import { safeLink } from './safe-link.ts'
import { visibleBlock, visibleName, visibleText } from './visible-text.ts'

/** How much of a report is shown. */
export interface HtmlExtent {
  readonly rows: number
  /** Rows of one chart. */
  readonly chartRows: number
  readonly charts: number
  readonly folds: boolean
  readonly codeCharacters: number
  /** Characters of one text. */
  readonly text: number
}

/** What is counted while a page is made. */
export interface HtmlPage {
  readonly extent: HtmlExtent
  /** Whether another picture may be drawn. */
  drawsAnother(): boolean
}

export function htmlInlines(inlines: readonly Inline[], limit?: number): ElementContent[] {
  return inlines.flatMap((inline): ElementContent[] => {
    if (typeof inline === 'string') return [{ type: 'text', value: visibleText(inline, limit) }]
    switch (inline.kind) {
      case 'code':
        return [h('code', visibleName(inline.text))]
      case 'strong':
        return [h('strong', htmlInlines(inline.content, limit))]
      case 'emphasis':
        return [h('em', htmlInlines(inline.content, limit))]
      case 'link': {
        const href = safeLink(inline.href)
        const content = htmlInlines(inline.content, limit)
        return href === undefined ? content : [h('a', { href, rel: ['noopener', 'noreferrer'] }, content)]
      }
      case 'verdict':
        return [verdictBadge(inline.verdict)]
      case 'interval':
        return [intervalSvg(inline)]
      default:
        return inline satisfies never
    }
  })
}

/** What an untitled column is called where it is not seen. */
function headerCell(column: TableColumn, index: number, holdsVerdicts: boolean): ElementContent {
  const title = visibleText(column.title, 120)
  const unseen = holdsVerdicts ? 'Verdict' : index === 0 ? 'Name' : 'Remark'
  const content = title === '' ? h('span.unseen', unseen) : title
  return h('th', { role: 'columnheader', scope: 'col', class: column.align }, content)
}

/** More columns than a phone shows: there each row becomes a card. */
const stackedColumns = 3

function tableElement(table: Extract<Block, { kind: 'table' }>, extent: HtmlExtent): ElementContent[] {
  if (table.columns.length === 0) return []
  const shown = table.rows.slice(0, extent.rows)
  const caption = table.caption ? visibleText(table.caption, 300) : undefined
  const holdsVerdicts = (index: number) =>
    shown.some((row) => row[index]?.some((inline) => typeof inline === 'object' && inline.kind === 'verdict'))
  // The first column that is neither verdicts nor remarks names its rows.
  const naming = table.columns.findIndex(({ title }, index) => title !== '' || (index === 0 && !holdsVerdicts(0)))
  // Roles are said although the elements have them: laid out as cards, browsers would forget them.
  const row = (cells: readonly (readonly Inline[])[]) =>
    h(
      'tr',
      { role: 'row' },
      table.columns.map((column, index) => {
        const content = htmlInlines(cells[index] ?? [], extent.text)
        if (index === naming) return h('th', { role: 'rowheader', scope: 'row', class: column.align }, content)
        const title = visibleText(column.title, 120)
        // One child, so that a card has two: the title and all of the content.
        const whole = content.length === 0 ? [] : [h('div', content)]
        return h('td', { role: 'cell', class: column.align, ...(title === '' ? {} : { dataTitle: title }) }, whole)
      }),
    )
  const heads = table.columns.map((column, index) => headerCell(column, index, holdsVerdicts(index)))
  const className = table.columns.length >= stackedColumns ? ['stack'] : []
  // A wide table scrolls in its own frame, which the keyboard must reach.
  const element = h('div.scroll', { role: 'group', tabIndex: 0, ariaLabel: caption ?? 'Table' }, [
    h('table', { role: 'table', class: className }, [
      ...(caption ? [h('caption', caption)] : []),
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, heads)),
      h('tbody', { role: 'rowgroup' }, shown.map(row)),
    ]),
  ])
  const left = table.rows.length - shown.length
  return left > 0 ? [element, h('p.note', `… and ${left} more rows.`)] : [element]
}

/** Whether a fold holds a picture: those that do are open from the start, since who opens the page came to look. */
const holdsChart = (blocks: readonly Block[]): boolean =>
  blocks.some((block) => block.kind === 'chart' || (block.kind === 'fold' && holdsChart(block.blocks)))

/** Charts that follow each other stand beside each other where there is room. */
function chartGroup(charts: readonly Extract<Block, { kind: 'chart' }>[], page: HtmlPage): ElementContent[] {
  const drawn = charts.map((block) =>
    page.drawsAnother() ? chartFigure(block, page.extent) : chartWords(block.title, block.summary, page.extent.text),
  )
  return [h('div.figures', drawn)]
}

/** Blocks as HTML elements; `level` is the heading that the next block heading gets. */
export function htmlBlocks(blocks: readonly Block[], page: HtmlPage, level: 2 | 3 = 2): ElementContent[] {
  const { extent } = page
  return blocks.flatMap((block, index): ElementContent[] => {
    switch (block.kind) {
      case 'paragraph':
        return [h('p', htmlInlines(block.content, extent.text))]
      case 'heading':
        return [h(level === 2 ? 'h2' : 'h3', htmlInlines(block.content, extent.text))]
      case 'list': {
        const left = block.items.length - extent.rows
        return [
          h(
            'ul',
            block.items.slice(0, extent.rows).map((item) => h('li', htmlInlines(item, extent.text))),
          ),
          ...(left > 0 ? [h('p.note', `… and ${left} more.`)] : []),
        ]
      }
      case 'table':
        return tableElement(block, extent)
      case 'fold':
        return [foldElement(block, page, level)]
      case 'code':
        return [h('pre', { tabIndex: 0 }, h('code', visibleBlock(block.text, extent.codeCharacters)))]
      case 'chart': {
        if (blocks[index - 1]?.kind === 'chart') return []
        const next = blocks.findIndex((other, at) => at > index && other.kind !== 'chart')
        const group = blocks.slice(index, next < 0 ? undefined : next).filter((other) => other.kind === 'chart')
        return chartGroup(group, page)
      }
      default:
        return block satisfies never
    }
  })
}

/** A fold; its title is a heading, so that readers of the page find it among the others. */
export function foldElement(
  { title, blocks }: Extract<Block, { kind: 'fold' }>,
  page: HtmlPage,
  level: 2 | 3,
  id?: string,
): ElementContent {
  const words = htmlInlines(title, page.extent.text)
  if (!page.extent.folds) return h('p.note', [...words, ' (left out: the report would be too large)'])
  return h('details', { open: holdsChart(blocks) }, [
    h('summary', h(level === 2 ? 'h2' : 'h3', words)),
    // The address lies inside: who follows a link to it opens the fold, without a script.
    h('div.inside', id === undefined ? {} : { id }, htmlBlocks(blocks, page, 3)),
  ])
}
