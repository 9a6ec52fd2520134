import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { appendSummary, fittingSummary, summaryLimit } from './step-summary.ts'

const section = { key: 'flights/gate', markdown: 'ä'.repeat(400), shortMarkdown: 's'.repeat(400) }

test('a section is shown whole up to the last byte, short when one is missing', () => {
  expect(fittingSummary(section, 801)).toBe(`${section.markdown}\n`)
  expect(fittingSummary(section, 800)).toBe(`${section.shortMarkdown}\n`)
})

test('a section that fits in no form is named in a sentence, or left out', () => {
  expect(fittingSummary(section, 400)).toContain('summary of flights/gate does not fit')
  expect(fittingSummary(section, 10)).toBe('')
})

test('the summary never exceeds its limit, however many sections there are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-summary-'))
  try {
    const path = join(folder, 'summary.md')
    const large = { key: 'a', markdown: 'x'.repeat(600_000), shortMarkdown: 'y'.repeat(300_000) }
    for (let index = 0; index < 4; index++) await appendSummary(path, large)
    const written = await readFile(path, 'utf8')
    expect(written.length).toBeLessThanOrEqual(summaryLimit)
    expect(written).toMatch(/^x{600000}\ny{300000}\n\nThe summary of a does not fit/)
  } finally {
    await rm(folder, { recursive: true })
  }
})
