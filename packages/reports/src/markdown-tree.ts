import type { Block, Cell, Inline } from '@mlgate/core'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import type { BlockContent, PhrasingContent, RootContent, TableCell } from 'mdast'
import { inert } from './inert-markdown.ts'
import { intervalText } from './interval-text.ts'
import { wordsOf } from './plain-text.ts'
import { safeLink } from './safe-link.ts'
import { verdictIcon } from './verdict-words.ts'
import { visibleBlock, visibleName, visibleText } from './visible-text.ts'

/** How much of a report the Markdown holds. */
export interface MarkdownExtent {
  /** Rows of one table; the rest is counted. */
  readonly rows: number
  readonly folds: boolean
}

/** The highlighters that we ask for. A forge draws others (mermaid, math, geojson, suggestion), so there is no other. */
const languages = new Set(['sh', 'console', 'python', 'json', 'yaml', 'toml', 'sql', 'diff', 'text'])

/** Raw HTML: only ever made here, of constants or of text that `toHtml` has escaped. */
const html = (value: string) => ({ type: 'html' as const, value })

/** Strings that touch are joined first: `@` and `everyone` apart would slip through, then meet on the page. */
function joined(inlines: readonly Inline[]): readonly Inline[] {
  const result: Inline[] = []
  for (const inline of inlines) {
    const last = result.at(-1)
    if (typeof inline === 'string' && typeof last === 'string') result[result.length - 1] = last + inline
    else result.push(inline)
  }
  return result
}

/** Prose is broken up where a forge would find a commit or an emoji; digests and `file:line:column` are there to be copied. */
const copied = /(\bsha256:[0-9a-f]{12,64}\b|(?<![^\s(])\w[\w./-]{0,200}\.[A-Za-z]\w{0,9}:\d{1,7}:\d{1,7}(?![\w:]))/

/**
 * What is copied is code. GitHub sets `$…$` as a formula, and a backslash does not stop it; a sign in an element of its own
 * does.
 */
function prose(text: string): PhrasingContent[] {
  return visibleText(text)
    .split(copied)
    .flatMap((part): PhrasingContent[] =>
      copied.test(part) ? [{ type: 'inlineCode', value: part }] : plainProse(part),
    )
}

function plainProse(text: string): PhrasingContent[] {
  return inert(text)
    .split(/(\$)/)
    .filter((part) => part !== '')
    .map((part) => (part === '$' ? html('<span>$</span>') : { type: 'text', value: part }))
}

const isSpan = ({ type }: PhrasingContent): boolean => type === 'inlineCode'
const isStress = ({ type }: PhrasingContent): boolean => type === 'strong' || type === 'emphasis'

/**
 * A blank between code and code, and between stress and stress: their marks would touch and be read as one longer mark,
 * which sets free what stands in the code.
 */
function apart(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return nodes.flatMap((node, index): PhrasingContent[] => {
    const previous = nodes[index - 1]
    const touch = previous && [isSpan, isStress].some((isMarked) => isMarked(previous) && isMarked(node))
    return touch ? [{ type: 'text', value: ' ' }, node] : [node]
  })
}

export function phrasing(inlines: readonly Inline[]): PhrasingContent[] {
  const nodes = joined(inlines).flatMap((inline): PhrasingContent[] => {
    if (typeof inline === 'string') return prose(inline)
    switch (inline.kind) {
      case 'code':
        return [{ type: 'inlineCode', value: visibleName(inline.text) }]
      case 'strong':
      case 'emphasis': {
        const children = phrasing(inline.content)
        return children.length === 0 ? [] : [{ type: inline.kind, children }]
      }
      case 'link': {
        const url = safeLink(inline.href)
        const children = phrasing(inline.content)
        return url === undefined ? children : [{ type: 'link', url, children }]
      }
      case 'verdict':
        return [{ type: 'text', value: `${verdictIcon[inline.verdict]} ${inline.verdict}` }]
      case 'interval':
        return [{ type: 'inlineCode', value: intervalText(inline) }]
      default:
        return inline satisfies never
    }
  })
  return apart(nodes)
}

/** A cell with a verdict alone shows the icon: the table says the word in its last column or its title. */
function tableCell(cell: Cell): TableCell {
  const [only] = cell
  if (cell.length === 1 && typeof only === 'object' && only.kind === 'verdict') {
    return { type: 'tableCell', children: [{ type: 'text', value: verdictIcon[only.verdict] }] }
  }
  return { type: 'tableCell', children: phrasing(cell) }
}

const paragraphOf = (children: PhrasingContent[]): BlockContent => ({ type: 'paragraph', children })

function tableBlocks(table: Extract<Block, { kind: 'table' }>, extent: MarkdownExtent): BlockContent[] {
  if (table.columns.length === 0) return []
  const shown = table.rows.slice(0, extent.rows)
  const left = table.rows.length - shown.length
  const blocks: BlockContent[] = []
  if (table.caption) blocks.push(paragraphOf([{ type: 'strong', children: prose(table.caption) }]))
  blocks.push({
    type: 'table',
    align: table.columns.map((column) => column.align),
    children: [
      { type: 'tableRow', children: table.columns.map((column) => tableCell([column.title])) },
      // A row of another length would move its cells under wrong titles' neighbours: it is cut or filled.
      ...shown.map((row) => ({
        type: 'tableRow' as const,
        children: table.columns.map((_, index) => tableCell(row[index] ?? [])),
      })),
    ],
  })
  if (left > 0) blocks.push(paragraphOf([{ type: 'text', value: `… ${left} more rows in the full report.` }]))
  return blocks
}

/** A title inside `<summary>`, where Markdown is not read but the forges' filters are run. */
function summaryHtml(title: readonly Inline[]): string {
  const words = inert(wordsOf(title)).split(/(\$)/)
  return toHtml(h('summary', ...words.map((part) => (part === '$' ? h('span', '$') : part))))
}

/** A fold: GitHub and GitLab read Markdown inside when blank lines surround it. */
export function foldNodes(title: readonly Inline[], content: readonly RootContent[]): RootContent[] {
  return [html(`<details>${summaryHtml(title)}`), ...content, html('</details>')]
}

/** A fold of nothing but pictures is none here. */
const contentFold = (title: readonly Inline[], content: readonly RootContent[]): RootContent[] =>
  content.length === 0 ? [] : foldNodes(title, content)

/** Blocks as Markdown nodes. Charts are left out: forges strip pictures, and the tables say the same. */
export function markdownNodes(blocks: readonly Block[], extent: MarkdownExtent): RootContent[] {
  return blocks.flatMap((block): RootContent[] => {
    switch (block.kind) {
      case 'paragraph': {
        const children = phrasing(block.content)
        return children.length === 0 ? [] : [{ type: 'paragraph', children }]
      }
      case 'heading':
        return [{ type: 'heading', depth: 4, children: phrasing(block.content) }]
      case 'list':
        return [
          {
            type: 'list',
            spread: false,
            children: block.items.map((item) => ({ type: 'listItem', children: [paragraphOf(phrasing(item))] })),
          },
        ]
      case 'table':
        return tableBlocks(block, extent)
      case 'fold':
        return extent.folds ? contentFold(block.title, markdownNodes(block.blocks, extent)) : []
      case 'code': {
        const language = block.language && languages.has(block.language) ? block.language : null
        return [{ type: 'code', lang: language, value: visibleBlock(block.text) }]
      }
      case 'chart':
        return []
      default:
        return block satisfies never
    }
  })
}
