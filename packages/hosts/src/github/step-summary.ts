import { appendFile, stat } from 'node:fs/promises'
import type { SummarySection } from '@mlgate/core'

/** A step's summary; the runner drops the whole file when it is one byte longer. */
export const summaryLimit = 1024 * 1024

const apology = (section: SummarySection) =>
  `\nThe summary of ${section.key.replace(/[^\w ./-]/gu, '_').slice(0, 200)} does not fit here; see the report artifact.\n`

/** What of a section fits into `room` bytes: all, the short form, a sentence, or nothing. */
export function fittingSummary(section: SummarySection, room: number): string {
  const forms = [`${section.markdown}\n`, `${section.shortMarkdown}\n`, apology(section)]
  return forms.find((form) => Buffer.byteLength(form) <= room) ?? ''
}

/** Appends a section to the file named by GITHUB_STEP_SUMMARY, within its limit. */
export async function appendSummary(path: string, section: SummarySection): Promise<void> {
  const used = await stat(path).then(
    (file) => file.size,
    () => 0,
  )
  await appendFile(path, fittingSummary(section, summaryLimit - used))
}
