import type { Report, SummarySection } from '@mlgate/core'
import { fitSummary } from './fit-summary.ts'
import { summarySection } from './markdown.ts'
import { verdictRank } from './verdict-words.ts'

/** Below GitHub's 1 MiB for the summary of one step. */
const limitBytes = 1_000_000

/** A step's own report for the summary, followed by those that it publishes for other steps, the worst first. */
export function summaryOfAll(own: Report, others: readonly Report[]): SummarySection {
  const following = others.toSorted((a, b) => verdictRank[a.verdict] - verdictRank[b.verdict])
  const sections = [own, ...following].map((report) => summarySection(report))
  const short = sections.map((section) => ({ ...section, markdown: section.shortMarkdown }))
  return {
    key: `${own.model}/${own.step}`,
    markdown: fitSummary(sections, limitBytes),
    shortMarkdown: fitSummary(short, limitBytes),
  }
}
