import { zeroWidthSpace as gap } from './visible-text.ts'

/**
 * Text that the forges' own filters leave alone. They run after Markdown, over what is displayed, so backslashes and
 * character references do not stop them: a zero-width space inside the pattern does.
 * GitHub: @mentions, #1, GH-1, owner/name#1, commits, :emoji:, bare addresses. GitLab also: !1 ~label $1 %1 &1 ^alert#1
 * *iteration:1 [issue:1] KEY-1 [[_TOC_]], most of them also behind the path of another project, and, at the start of a line,
 * /quick actions.
 */
export function inert(text: string): string {
  return (
    text
      .replace(/@(?=\S)/g, `@${gap}`)
      .replace(/#(?=[\p{L}\p{N}_"])/gu, `#${gap}`)
      .replace(/([!~$%&^])(?=[\w"])/g, `$1${gap}`)
      .replace(/(?<![\w])\*(?=\w)/g, `*${gap}`)
      .replace(/\[(?=[a-z_]+:|\[_TOC_\]|TOC\])/gi, `[${gap}`)
      .replace(/\b([A-Za-z]\w*)-(?=\d)/g, `$1-${gap}`)
      // Decimals are no commits, and are copied.
      .replace(/\b(?!(?<=\d\.)\d+\b)[0-9a-f]{7,}\b/gi, (hex) => hex.replace(/.{6}(?=.)/g, `$&${gap}`))
      .replace(/:(?=[\w+-]+:)/g, `:${gap}`)
      .replace(/:(?=\/\/)/g, `:${gap}`)
      .replace(/\b(www)\./gi, `$1${gap}.`)
      .replace(/(^|\s)\/(?=\w)/g, `$1${gap}/`)
  )
}
