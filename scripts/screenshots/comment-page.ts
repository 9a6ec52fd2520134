import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Element, ElementContent, Root, RootContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toHast } from 'mdast-util-to-hast'
import { gfm } from 'micromark-extension-gfm'

/** GitHub's alerts, by the word that makes a quotation one. */
const alerts: Readonly<Record<string, string>> = {
  NOTE: 'Note',
  TIP: 'Tip',
  IMPORTANT: 'Important',
  WARNING: 'Warning',
  CAUTION: 'Caution',
}

/** A comment's Markdown as the page of a forge shows it, with GitHub's own style: tables, folds, alerts. */
export async function commentPage(markdown: string): Promise<string> {
  const style = createRequire(import.meta.url).resolve('github-markdown-css/github-markdown.css')
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const root = toHast(tree, { allowDangerousHtml: true }) as Root
  const content = toHtml({ ...root, children: root.children.map(withAlert) }, { allowDangerousHtml: true })
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
