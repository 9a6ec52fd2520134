import {
  type Block,
  code,
  type Inline,
  type Report,
  type ReportedProject,
  type SummarySection,
  strong,
  type Verdict,
} from '@mlgate/core'
import type { RootContent } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { foldNodes, type MarkdownExtent, markdownNodes, phrasing } from './markdown-tree.ts'
import { safeLink } from './safe-link.ts'
import { withoutMarkers } from './section-marker.ts'
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

function titleOf(report: Report): string {
  return truncated(`${visibleText(report.model, 100)}: ${visibleText(report.outcome)}`, headingLimit)
}

function alertNode(verdict: Verdict, content: readonly Inline[]): RootContent {
  return {
    type: 'blockquote',
    // The alert's mark must stay as it is, unlike all text: hence a raw node.
    children: [
      { type: 'paragraph', children: [{ type: 'html', value: `${alerts[verdict]}\n` }, ...phrasing(content)] },
    ],
  }
}

/** Where a report is read: alone on a run's page, or in the comment among others. */
type Place = 'page' | 'comment'

/** Title and reason. In the comment a pass is one line, since nobody should have to read when nothing is wrong. */
function headNodes(report: Report, reason: readonly Inline[], place: Place): RootContent[] {
  const title = titleOf(report)
  if (place === 'comment' && report.verdict === 'pass') {
    return [alertNode(report.verdict, [strong(`${title}.`), ' ', ...reason])]
  }
  return [{ type: 'heading', depth: 3, children: phrasing([title]) }, alertNode(report.verdict, reason)]
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
interface SectionRun {
  /** The run's page. */
  readonly url: string | undefined
  /** The commit that was judged, as people know it. */
  readonly commit: string | undefined
}

export interface SectionOptions {
  /** Characters that the section may have. */
  readonly limit: number
  readonly run: SectionRun
}

/** Digits that tell a commit from the others of a repository, for people. */
const commitDigits = 7

/** The last line of a section: the whole report, where it has a page of its own, else the run that has it. */
function endNodes({ page }: Report, run: SectionRun | undefined): RootContent[] {
  if (run === undefined) return []
  const parts: Inline[][] = []
  if (page !== undefined && safeLink(page) !== undefined) {
    parts.push([{ kind: 'link', href: page, content: ['Full report'] }])
  } else if (run.url !== undefined) parts.push([{ kind: 'link', href: run.url, content: ['Run'] }])
  if (run.commit !== undefined) parts.push(['for ', code(run.commit.slice(0, commitDigits))])
  const content = parts.flatMap((part, index) => (index === 0 ? part : [' · ', ...part]))
  return content.length === 0 ? [] : [{ type: 'paragraph', children: phrasing(content) }]
}

/** Whether everything is folded away already. */
function isOneFold([first, ...others]: readonly Block[]): boolean {
  return first?.kind === 'fold' && others.length === 0
}

const sentence = (value: string): RootContent => ({ type: 'paragraph', children: [{ type: 'text', value }] })

/** Title and verdict alone: what is said when there is no room for more. */
function shortForm(report: Report, place: Place, run: SectionRun | undefined): string {
  const note = sentence('Shortened to fit: tables and details are in the full report.')
  return markdownOf([...headNodes(report, shortReason(report.reason), place), note, ...endNodes(report, run)])
}

/**
 * The report in at most `limit` characters. When everything does not fit, tables are shortened, then folds left out, then
 * all but the verdict; nothing is cut in the middle.
 */
function longForm(report: Report, place: Place, limit: number, run: SectionRun | undefined): string {
  for (const extent of extents) {
    const blocks = markdownNodes(report.blocks, extent)
    const omitted = extent.folds ? [] : [sentence('Folded details are in the full report.')]
    const body = [...blocks, ...omitted]
    const folds = report.verdict === 'pass' && blocks.length > 0 && !isOneFold(report.blocks)
    const folded = folds ? foldNodes(['Details'], body) : body
    const text = markdownOf([...headNodes(report, report.reason, place), ...folded, ...endNodes(report, run)])
    if (text.length <= limit) return text
  }
  return shortForm(report, place, run)
}

/** A sentence that may hold anything, as a paragraph of its own. */
export function noteMarkdown(note: string): string {
  return markdownOf([{ type: 'paragraph', children: phrasing([note]) }])
}

/** The report for a run's summary page. */
export function summaryMarkdown(report: Report): string {
  return longForm(report, 'page', summaryLimit, undefined)
}

/** The report for a check, which holds 65,535 characters on GitHub. */
export function checkSummary(report: Report): string {
  return longForm(report, 'page', 65_535, undefined)
}

/** Both forms of a report for a run's summary page, with its key `<model>/<step>`. */
export function summarySection(report: Report): SummarySection {
  const shortMarkdown = shortForm(report, 'page', undefined)
  return { key: keyOf(report), markdown: summaryMarkdown(report), shortMarkdown }
}

/** A section of the comment, which also knows how urgent it is and which project it is of: what `composeComment` sorts. */
export interface CommentSection extends SummarySection {
  readonly verdict: Verdict
  readonly project?: ReportedProject
  /** Address of the page that it links. */
  readonly page?: string
}

/** Room for what stands around a section in the comment. */
const markerRoom = 600

/** Both forms of a report for the comment. The whole form fits into a comment of `limit` characters, markers included. */
export function commentSection(report: Report, { limit, run }: SectionOptions): CommentSection {
  const shortMarkdown = shortForm(report, 'comment', run)
  // The short form travels along as base64.
  const room = limit - markerRoom - 4 * Math.ceil(Buffer.byteLength(shortMarkdown) / 3)
  return {
    key: keyOf(report),
    verdict: report.verdict,
    markdown: longForm(report, 'comment', room, run),
    shortMarkdown,
    ...(report.project === undefined ? {} : { project: report.project }),
    ...(report.page === undefined ? {} : { page: report.page }),
  }
}

function keyOf({ model, step }: Report): string {
  return `${model}/${step}`
}
