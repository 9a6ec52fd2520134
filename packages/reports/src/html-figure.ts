import type { Block } from '@mlgate/core'
import type { ElementContent } from 'hast'
import { h } from 'hastscript'
import { curves } from './html-curves.ts'
import { matrixPanels } from './html-matrix.ts'
import { barRows, forestRows } from './html-rows.ts'
import { visibleText } from './visible-text.ts'

/**
 * A chart with its title; what is drawn is said in words to who cannot see it. At most so many rows and characters of words
 * are shown.
 */
export function chartFigure(
  { title, summary, chart }: Extract<Block, { kind: 'chart' }>,
  { chartRows: most, text }: { readonly chartRows: number; readonly text: number },
): ElementContent {
  const caption = h('figcaption', visibleText(title, 200))
  const picture = (content: ElementContent[]): ElementContent =>
    h('div', { role: 'img', ariaLabel: visibleText(summary, text) }, content)
  switch (chart.type) {
    case 'forest':
      return h('figure.whole', [caption, picture(forestRows(chart, most))])
    case 'bars':
      return h('figure', [caption, picture(barRows(chart, most))])
    case 'lines':
      return h('figure', [caption, picture(curves(chart))])
    case 'matrix':
      return h('figure.whole', [caption, ...matrixPanels(chart, most)])
    default:
      return chart satisfies never
  }
}
