import type { ElementContent } from 'hast'
import { h, s } from 'hastscript'
import { visibleText } from './visible-text.ts'

/** Series that a chart shows at most: more have no colour of their own. */
export const mostSeries = 4

/** Which series is which: by colour, and by its stroke or filling. */
export function seriesLegend(series: readonly { readonly name: string }[], shape: 'swatch' | 'stroke'): ElementContent {
  const key = (place: number): ElementContent =>
    shape === 'swatch'
      ? s('rect', { class: ['bar', `series-${place}`], x: 1, y: 2, width: 22, height: 10 })
      : s('line', { class: ['curve', `series-${place}`], x1: 0, x2: 26, y1: 7, y2: 7 })
  return h(
    'div.legend',
    series
      .slice(0, mostSeries)
      .map(({ name }, place) =>
        h('span', [s('svg', { width: 26, height: 14, ariaHidden: 'true' }, [key(place)]), visibleText(name, 60)]),
      ),
  )
}
