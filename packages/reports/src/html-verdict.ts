import type { Verdict } from '@mlgate/core'
import type { ElementContent } from 'hast'
import { h } from 'hastscript'

const glyphs: Readonly<Record<Verdict, string>> = { pass: '✓', fail: '✕', inconclusive: '?', error: '!' }

/** A verdict as glyph and word: the colour only repeats them. */
export function verdictBadge(verdict: Verdict): ElementContent {
  return h('span', { class: ['verdict', verdict] }, [mark(verdict), verdict])
}

/** A verdict as glyph alone, where the word would not fit; readers of the page hear it. */
export function verdictGlyph(verdict: Verdict): ElementContent {
  return h('span', { class: ['verdict', verdict] }, [mark(verdict), h('span.unseen', verdict)])
}

function mark(verdict: Verdict): ElementContent {
  return h('span.glyph', { ariaHidden: 'true' }, h('b', glyphs[verdict]))
}
