import type { Chart, MatrixCell } from '@mlgate/core'
import type { ElementContent } from 'hast'
import { h } from 'hastscript'
import { verdictGlyph } from './html-verdict.ts'
import { visibleName, visibleText } from './visible-text.ts'

/** More columns than this fit on no paper. */
const mostColumns = 20

/** Tables of shaded cells. They are tables, so that they can be read cell by cell; the shade only repeats the number. */
export function matrixPanels({ panels, note }: Extract<Chart, { type: 'matrix' }>, most: number): ElementContent[] {
  // One alone has its name above it already.
  const caption = (title: string): ElementContent =>
    h('caption', panels.length === 1 ? h('span.unseen', visibleText(title, 200)) : visibleText(title, 200))
  return [
    h(
      'div.panels',
      panels.map((panel) => {
        const shown = panel.rows.slice(0, most)
        const left = panel.rows.length - shown.length
        const leftColumns = panel.columns.length - mostColumns
        return h('div', [
          h('div.scroll', { role: 'group', tabIndex: 0, ariaLabel: visibleText(panel.title, 120) }, [
            h('table.matrix', [
              caption(panel.title),
              h('thead', [
                h('tr', [
                  h('th.corner', { scope: 'col' }, visibleText(panel.corner, 80)),
                  ...panel.columns
                    .slice(0, mostColumns)
                    .map((column) => h('th', { scope: 'col' }, visibleName(column, 60))),
                ]),
              ]),
              h(
                'tbody',
                shown.map(({ label, cells }) =>
                  h('tr', [
                    h('th', { scope: 'row' }, visibleName(label, 120)),
                    ...cells.slice(0, mostColumns).map(cell),
                  ]),
                ),
              ),
            ]),
          ]),
          ...(left > 0 ? [h('p.note', `… and ${left} more rows.`)] : []),
          ...(leftColumns > 0 ? [h('p.note', `… and ${leftColumns} more columns.`)] : []),
        ])
      }),
    ),
    ...(note === undefined ? [] : [h('p.scale', visibleText(note, 300))]),
  ]
}

function cell({ text, note, tone, strength, verdict }: MatrixCell): ElementContent {
  const shade = Math.round(Math.min(1, Math.max(0, Number.isFinite(strength) ? strength : 0)) * 100)
  return h('td', { class: `tone-${tone}`, style: `--shade:${shade}%` }, [
    h('span', [...(verdict === undefined ? [] : [verdictGlyph(verdict), ' ']), visibleText(text, 60)]),
    ...(note === undefined ? [] : [h('small', visibleText(note, 60))]),
  ])
}
