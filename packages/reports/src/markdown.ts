import { code, type Inline, type Report, type SummarySection, type Verdict } from '@mlgate/core'
import type { RootContent } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { withoutMarkers } from './inert-markdown.ts'
import { foldNodes, type MarkdownExtent, markdownNodes, phrasing } from './markdown-tree.ts'
import { truncated, visibleText, withoutLogCommands } from './visible-text.ts'

/** GitHub's alerts, which GitLab reads as well. */
const alerts: Readonly<Record<Verdict, string>> = {
  pass: '[!TIP]',
  fail: '[!CAUTION]',
  error: '[!CAUTION]',
  inconclusive: '[!WARNING]',
}

const headingLimit = 200
/** The reason in a shortened section, in characters of its words. */
const shortReasonLimit = 600

/** Below GitHub's 1 MiB for a step's summary, also when every character takes three bytes. */
const summaryLimit = 340_000

function markdownOf(nodes: readonly RootContent[]): string {
  const text = toMarkdown(
    { type: 'root', children: [...nodes] },
    { bullet: '-', rule: '-', extensions: [gfmToMarkdown({ tablePipeAlign: false })] },
  )
  return withoutLogCommands(withoutMarkers(text))
}

function headNodes(report: Report, reason: readonly Inline[]): RootContent[] {
  const heading = truncated(`${visibleText(report.model, 100)}: ${visibleText(report.outcome)}`, headingLimit)
  return [
    { type: 'heading', depth: 3, children: phrasing([heading]) },
    {
      type: 'blockquote',
      // The alert's mark must stay as it is, unlike all text: hence a raw node.
      children: [
        { type: 'paragraph', children: [{ type: 'html', value: `${alerts[report.verdict]}\n` }, ...phrasing(reason)] },
      ],
    },
  ]
}

/** Whole, then with short tables, then without folds: the first that fits is said. */
const extents: readonly MarkdownExtent[] = [
  { rows: 200, folds: true },
  { rows: 20, folds: true },
  { rows: 20, folds: false },
]

/** The reason with strings cut, so that the head alone is small; marks are kept while it is short anyway. */
function shortReason(reason: readonly Inline[]): readonly Inline[] {
  let left = shortReasonLimit
  const cut = (inlines: readonly Inline[]): Inline[] =>
    inlines.flatMap((inline): Inline[] => {
      if (left <= 0) return []
      if (typeof inline === 'string') {
        const text = truncated(inline, left)
        left -= text.length
        return [text]
      }
      if (inline.kind === 'code') {
        left -= Math.min(inline.text.length, 160)
        return [inline]
      }
      return 'content' in inline ? [{ ...inline, content: cut(inline.content) }] : [inline]
    })
  return cut(reason)
}

/** The run that a section came from: a comment outlives its runs, so each section says which one it tells of. */
export interface SectionRun {
  /** The run's page. */
  readonly url: string | undefined
  /** The commit that was judged. */
  readonly commit: string | undefined
}

export interface SectionOptions {
  /** Characters that the section may have. */
  readonly limit: number
  readonly run?: SectionRun
}

/** Digits that tell a commit from the others of a repository, for people. */
const commitDigits = 7

function runNodes(run: SectionRun | undefined): RootContent[] {
  const parts: Inline[][] = []
  if (run?.url !== undefined) parts.push([{ kind: 'link', href: run.url, content: ['Run'] }])
  if (run?.commit !== undefined) parts.push(['for ', code(run.commit.slice(0, commitDigits))])
  const content = parts.flatMap((part, index) => (index === 0 ? part : [' · ', ...part]))
  return content.length === 0 ? [] : [{ type: 'paragraph', children: phrasing(content) }]
}

/** Heading and verdict alone: what a section says when there is no room for more. */
export function shortMarkdown(report: Report, run?: SectionRun): string {
  const note: RootContent = {
    type: 'paragraph',
    children: [{ type: 'text', value: 'Shortened to fit: tables and details are in the full report.' }],
  }
  return markdownOf([...headNodes(report, shortReason(report.reason)), note, ...runNodes(run)])
}

/**
 * The report as a comment's section of at most `limit` characters. When everything does not fit, tables are shortened,
 * then folds left out, then all but the verdict; nothing is cut in the middle.
 */
export function commentSection(report: Report, options: SectionOptions): string {
  for (const extent of extents) {
    const blocks = markdownNodes(report.blocks, extent)
    // Nobody should have to read when nothing is wrong.
    const body = report.verdict === 'pass' && blocks.length > 0 ? foldNodes(['Details'], blocks) : blocks
    const omitted: RootContent[] = extent.folds
      ? []
      : [{ type: 'paragraph', children: [{ type: 'text', value: 'Folded details are in the full report.' }] }]
    const text = markdownOf([...headNodes(report, report.reason), ...body, ...omitted, ...runNodes(options.run)])
    if (text.length <= options.limit) return text
  }
  return shortMarkdown(report, options.run)
}

/** A sentence that may hold anything, as a paragraph of its own. */
export function noteMarkdown(note: string): string {
  return markdownOf([{ type: 'paragraph', children: phrasing([note]) }])
}

/** The report for a run's summary page. */
export function summaryMarkdown(report: Report): string {
  return commentSection(report, { limit: summaryLimit })
}

/** A section that also knows how urgent it is: what `composeComment` sorts. */
export interface CommentSection extends SummarySection {
  readonly verdict: Verdict
}

/** Both forms of a report with its key `<model>/<step>`, of at most `limit` characters (for a summary when not given). */
export function summarySection(report: Report, options: Partial<SectionOptions> = {}): CommentSection {
  return {
    key: `${report.model}/${report.step}`,
    verdict: report.verdict,
    markdown: commentSection(report, { limit: summaryLimit, ...options }),
    shortMarkdown: shortMarkdown(report, options.run),
  }
}
