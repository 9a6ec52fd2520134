import type { Block, Inline, TableColumn, Verdict } from '@mlgate/core'
import type { ElementContent } from 'hast'
import { h } from 'hastscript'
import { intervalSvg } from './html-interval.ts'
import { safeLink } from './safe-link.ts'
import { visibleBlock, visibleName, visibleText } from './visible-text.ts'

export interface HtmlExtent {
  readonly rows: number
  readonly charts: number
  readonly folds: boolean
  readonly codeCharacters: number
}

/** Draws the picture of a chart as elements; undefined once there were enough. */
export type ChartFigure = (chart: Extract<Block, { kind: 'chart' }>) => ElementContent | undefined

const glyphs: Readonly<Record<Verdict, string>> = { pass: '✓', fail: '✕', inconclusive: '?', error: '!' }

/** A verdict as glyph and word: the colour only repeats them. */
export function verdictBadge(verdict: Verdict): ElementContent {
  return h('span', { class: ['verdict', verdict] }, [
    h('span.glyph', { ariaHidden: 'true' }, h('b', glyphs[verdict])),
    verdict,
  ])
}

export function htmlInlines(inlines: readonly Inline[]): ElementContent[] {
  return inlines.flatMap((inline): ElementContent[] => {
    if (typeof inline === 'string') return [{ type: 'text', value: visibleText(inline) }]
    switch (inline.kind) {
      case 'code':
        return [h('code', visibleName(inline.text))]
      case 'strong':
        return [h('strong', htmlInlines(inline.content))]
      case 'emphasis':
        return [h('em', htmlInlines(inline.content))]
      case 'link': {
        const href = safeLink(inline.href)
        const content = htmlInlines(inline.content)
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

function headerCell(column: TableColumn, holdsVerdicts: boolean): ElementContent {
  const title = visibleText(column.title, 120)
  const content = title === '' && holdsVerdicts ? h('span.unseen', 'Verdict') : title
  return h('th', { role: 'columnheader', scope: 'col', class: column.align }, content)
}

/** More columns than a phone shows: there each row becomes a card. */
const stackedColumns = 3

function tableElement(table: Extract<Block, { kind: 'table' }>, extent: HtmlExtent): ElementContent[] {
  if (table.columns.length === 0) return []
  const shown = table.rows.slice(0, extent.rows)
  const caption = table.caption ? visibleText(table.caption, 300) : undefined
  // The first column with a title names its rows.
  const naming = table.columns.findIndex((column) => column.title !== '')
  const holdsVerdicts = (index: number) =>
    shown.some((row) => row[index]?.some((inline) => typeof inline === 'object' && inline.kind === 'verdict'))
  // Roles are said although the elements have them: laid out as cards, browsers would forget them.
  const row = (cells: readonly (readonly Inline[])[]) =>
    h(
      'tr',
      { role: 'row' },
      table.columns.map((column, index) => {
        const content = htmlInlines(cells[index] ?? [])
        if (index === naming) return h('th', { role: 'rowheader', scope: 'row', class: column.align }, content)
        const title = visibleText(column.title, 120)
        // One child, so that a card has two: the title and all of the content.
        const whole = content.length === 0 ? [] : [h('div', content)]
        return h('td', { role: 'cell', class: column.align, ...(title === '' ? {} : { dataTitle: title }) }, whole)
      }),
    )
  const heads = table.columns.map((column, index) => headerCell(column, holdsVerdicts(index)))
  const className = table.columns.length >= stackedColumns ? ['stack'] : []
  // A wide table scrolls in its own frame, which the keyboard must reach.
  const element = h('div.scroll', { role: 'region', tabIndex: 0, ariaLabel: caption ?? 'Table' }, [
    h('table', { role: 'table', class: className }, [
      ...(caption ? [h('caption', caption)] : []),
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, heads)),
      h('tbody', { role: 'rowgroup' }, shown.map(row)),
    ]),
  ])
  const left = table.rows.length - shown.length
  return left > 0 ? [element, h('p.note', `… and ${left} more rows.`)] : [element]
}

/** Blocks as HTML elements; `level` is the heading that the next block heading gets. */
export function htmlBlocks(
  blocks: readonly Block[],
  extent: HtmlExtent,
  figure: ChartFigure,
  level: 2 | 3 = 2,
): ElementContent[] {
  return blocks.flatMap((block): ElementContent[] => {
    switch (block.kind) {
      case 'paragraph':
        return [h('p', htmlInlines(block.content))]
      case 'heading':
        return [h(level === 2 ? 'h2' : 'h3', htmlInlines(block.content))]
      case 'list':
        return [
          h(
            'ul',
            block.items.map((item) => h('li', htmlInlines(item))),
          ),
        ]
      case 'table':
        return tableElement(block, extent)
      case 'fold':
        return extent.folds
          ? [
              h('details', [
                h('summary', h('span', htmlInlines(block.title))),
                h('div.inside', htmlBlocks(block.blocks, extent, figure, 3)),
              ]),
            ]
          : [h('p.note', [...htmlInlines(block.title), ' (left out: the report would be too large)'])]
      case 'code':
        return [h('pre', { tabIndex: 0 }, h('code', visibleBlock(block.text, extent.codeCharacters)))]
      case 'chart': {
        const drawn = figure(block)
        return [drawn ?? h('p', [h('strong', visibleText(block.title)), `: ${visibleText(block.summary)}`])]
      }
      default:
        return block satisfies never
    }
  })
}
