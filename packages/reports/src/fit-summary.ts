import type { SummarySection } from '@mlgate/core'

const leftOut = (count: number) => `${count} more ${count === 1 ? 'report' : 'reports'} did not fit here.\n`
const bytes = (text: string): number => Buffer.byteLength(text)

/**
 * Sections joined in their order, within a host's budget in bytes: one byte over and GitHub shows nothing at all.
 * The last ones are shortened first; when even short forms are too much, the last ones are left out and counted.
 */
export function fitSummary(sections: readonly SummarySection[], limitBytes: number): string {
  const texts = sections.map((section) => section.markdown)
  const whole = () => texts.join('\n')
  for (let index = sections.length - 1; index >= 0 && bytes(whole()) > limitBytes; index--) {
    const short = sections[index]?.shortMarkdown ?? ''
    if (bytes(short) < bytes(texts[index] ?? '')) texts[index] = short
  }
  if (bytes(whole()) <= limitBytes) return whole()
  for (let kept = texts.length - 1; kept >= 0; kept--) {
    const text = [...texts.slice(0, kept), leftOut(texts.length - kept)].join('\n')
    if (bytes(text) <= limitBytes) return text
  }
  return ''
}
