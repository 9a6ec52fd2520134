import { fold, paragraph } from '@mlgate/core'
import { expect, test } from 'vitest'
import { extreme } from './fixtures/extreme.ts'
import { passing } from './fixtures/flight-delay.ts'
import { htmlReport, pageLimit } from './html-page.ts'

const made = { generated: new Date('2026-11-23T13:00:00Z'), generator: 'mlgate 0.1.0' }

test('names what stands between two folds apart from what stands above them', () => {
  const between = [paragraph('a'), fold('b', paragraph('c')), paragraph('d'), fold('e', paragraph('f'))]
  const html = htmlReport({ ...passing, blocks: between }, made)
  const labels = [...html.matchAll(/<section id="[^"]*" aria-label="([^"]*)"/g)].map((match) => match[1])
  expect(labels).toEqual(['At a glance', 'More, part 3'])
})

test('shortens a list as it does a table', () => {
  const items = Array.from({ length: 20_000 }, (_, index) => [`item ${index}`])
  const html = htmlReport({ ...passing, blocks: [{ kind: 'list', items }] }, made)
  expect(html).toContain('… and 19500 more.')
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(pageLimit)
})

test('keeps pictures of a report that is larger in everything than a page can hold', () => {
  const html = htmlReport(extreme, made)
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(pageLimit)
  for (const kind of ['class="plot fail"', 'class="matrix"']) expect(html).toContain(kind)
  expect(html).toContain('more columns.')
})
