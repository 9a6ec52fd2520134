import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Element, ElementContent, Root, RootContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toHast } from 'mdast-util-to-hast'
import { gfm } from 'micromark-extension-gfm'

const require = createRequire(import.meta.url)

/** GitHub's alerts, by the word that makes a quotation one. */
const alerts: Readonly<Record<string, string>> = {
  NOTE: 'Note',
  TIP: 'Tip',
  IMPORTANT: 'Important',
  WARNING: 'Warning',
  CAUTION: 'Caution',
}

const drawn = (shapes: string): string =>
  `<svg width="18" height="18" viewBox="0 0 20 20" style="vertical-align:-3px" aria-hidden="true">${shapes}</svg>`

/** Emoji as pictures: forges take them from the reader's fonts, and machines that take screenshots may have none. */
const drawnEmoji: Readonly<Record<string, string>> = {
  '✅': drawn(
    '<rect x="1" y="1" width="18" height="18" rx="3" fill="#2da44e"/><path d="M5 10.5l3.5 3.5L15.5 6" fill="none" stroke="#fff" stroke-width="2.6"/>',
  ),
  '❌': drawn('<path d="M3.5 3.5l13 13M16.5 3.5l-13 13" fill="none" stroke="#dd2e44" stroke-width="3.6"/>'),
  '⚠': drawn(
    '<path d="M10 1.5L19.5 18.5H.5z" fill="#ffcc4d"/><path d="M10 7v6M10 14.8v2" stroke="#231f20" stroke-width="2"/>',
  ),
  '⛔': drawn('<circle cx="10" cy="10" r="9" fill="#be1931"/><rect x="4" y="8" width="12" height="4" fill="#fff"/>'),
}

/** A comment's Markdown as the page of a forge shows it, with GitHub's own style: tables, folds, alerts. */
export async function commentPage(markdown: string): Promise<string> {
  const style = require.resolve('github-markdown-css/github-markdown.css')
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const root = toHast(tree, { allowDangerousHtml: true }) as Root
  const html = toHtml({ ...root, children: root.children.map(withAlert) }, { allowDangerousHtml: true })
  const content = html.replace(/[✅❌⛔]|⚠\uFE0F?/gu, (emoji) => drawnEmoji[emoji[0] ?? ''] ?? emoji)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Comment</title><style>
${await readFile(style, 'utf8')}
body{margin:0;padding:20px;background:light-dark(#fff,#0d1117)}
.markdown-body{max-width:900px;margin:auto;box-sizing:border-box;border:1px solid light-dark(#d1d9e0,#3d444d);border-radius:6px;padding:16px}
@media (max-width:600px){body{padding:8px}.markdown-body{padding:12px}}
</style></head><body><main class="markdown-body">${content}</main></body></html>
`
}

/** A quotation that begins with `[!CAUTION]` as the element that GitHub makes of it; anything else as it is. */
function withAlert(node: RootContent): RootContent {
  if (node.type !== 'element' || node.tagName !== 'blockquote') return node
  const first = node.children.find((child): child is Element => child.type === 'element')
  const [text, ...rest] = first?.children ?? []
  const [, word] = (text?.type === 'text' && /^\[!(\w+)\]\n?/.exec(text.value)) || []
  const title = word === undefined ? undefined : alerts[word]
  if (first === undefined || text?.type !== 'text' || word === undefined || title === undefined) return node
  const said = { ...text, value: text.value.replace(/^\[!\w+\]\n?/, '') }
  const others = node.children.filter((child) => child !== first)
  return element('div', `markdown-alert markdown-alert-${word.toLowerCase()}`, [
    element('p', 'markdown-alert-title', [{ type: 'text', value: title }]),
    { ...first, children: [said, ...rest] },
    ...others,
  ])
}

function element(tagName: string, className: string, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties: { className: className.split(' ') }, children }
}
