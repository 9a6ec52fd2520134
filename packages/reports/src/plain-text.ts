import type { Inline } from '@mlgate/core'
import { intervalText } from './interval-text.ts'
import { visibleName, visibleText, withoutLogCommands } from './visible-text.ts'

/** Text without marks, still hostile to whatever format it goes into next, but with nothing hidden in it. */
export function wordsOf(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (typeof inline === 'string') return visibleText(inline)
      switch (inline.kind) {
        case 'code':
          return visibleName(inline.text)
        case 'strong':
        case 'emphasis':
        case 'link':
          return wordsOf(inline.content)
        case 'verdict':
          return inline.verdict
        case 'interval':
          return intervalText(inline)
        default:
          return inline satisfies never
      }
    })
    .join('')
}

/** One line for annotations and logs: no marks, nothing hidden, no workflow command. */
export function plainText(inlines: readonly Inline[]): string {
  return withoutLogCommands(wordsOf(inlines))
}
