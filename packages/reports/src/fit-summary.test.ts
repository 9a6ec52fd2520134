import { expect, test } from 'vitest'
import { fitSummary } from './fit-summary.ts'

const section = (key: string, length: number) => ({
  key,
  markdown: `${key} ${'ä'.repeat(length)}\n`,
  shortMarkdown: `${key}\n`,
})

test('sections that fit are kept whole and in their order', () => {
  expect(fitSummary([section('a', 2), section('b', 1)], 100)).toBe('a ää\n\nb ä\n')
})

test('the last sections are shortened first, counted in bytes', () => {
  expect(fitSummary([section('a', 10), section('b', 10)], 30)).toBe(`a ${'ä'.repeat(10)}\n\nb\n`)
})

test('what does not fit even shortened is left out and counted', () => {
  const text = fitSummary(
    Array.from({ length: 50 }, (_, index) => section(`model-${index}`, 10)),
    100,
  )
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(100)
  expect(text).toMatch(/^model-0\n[\s\S]*4\d more reports did not fit here\.\n$/)
})
