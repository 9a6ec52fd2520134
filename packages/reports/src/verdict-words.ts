import type { Verdict } from '@mlgate/core'

/** Said beside the icon or instead of it: colour and pictures are never the only channel. */
export const verdictIcon: Readonly<Record<Verdict, string>> = { pass: '✅', fail: '❌', inconclusive: '⚠️', error: '⛔' }

/** How much a verdict wants to be read: the worst comes first. */
export const verdictRank: Readonly<Record<Verdict, number>> = { error: 0, fail: 1, inconclusive: 2, pass: 3 }
