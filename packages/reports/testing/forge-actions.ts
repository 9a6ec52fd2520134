import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

const all = (node: Nodes): Nodes[] => ('children' in node ? [node, ...node.children.flatMap(all)] : [node])

/** The HTML that a comment or a summary of ours holds: folds, signs set apart, alerts and hidden markers. */
const ownHtml =
  /^(<details><summary>[^<]*(<span>\$<\/span>[^<]*)*<\/summary>|<\/?details>|<\/?span>|\[!\w+\]|<!-- mlgate[^>]*-->)$/

/** What a forge would do, beyond showing text, with Markdown of ours: foreign links, pictures, HTML, mentions, references. */
export function forgeActions(markdown: string, ownAddress: RegExp): readonly string[] {
  const root = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  return all(root).flatMap((node): string[] => {
    switch (node.type) {
      case 'link':
        return ownAddress.test(node.url) ? [] : [`link to ${node.url}`]
      case 'image':
      case 'imageReference':
      case 'linkReference':
      case 'definition':
      case 'footnoteReference':
        return [node.type]
      case 'html':
        return node.value
          .split('\n')
          .flatMap((line) => (line === '' || ownHtml.test(line.trim()) ? [] : [`HTML ${line}`]))
      case 'text':
        return /@\w|#\w|:\/\/|^\/(close|merge)/m.test(node.value) ? [`text ${node.value}`] : []
      default:
        return []
    }
  })
}
