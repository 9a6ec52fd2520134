import type { Report } from '@mlgate/core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { carriedChromium, openBrowser } from '../testing/browser.ts'
import { looks, printedSheets, printingProblemsOf, problemsOf } from '../testing/look-at-page.ts'
import { attacks, reportOf } from './fixtures/attacks.ts'
import { extreme } from './fixtures/extreme.ts'
import { blocked, passing } from './fixtures/flight-delay.ts'
import { htmlReport, pageLimit } from './html-page.ts'

const made = { generated: new Date('2026-11-23T13:00:00Z'), generator: 'mlgate 0.1.0', commit: '3f2a1b0' }

/** Large pages take their time: each scheme and each width once. */
const fewLooks = looks.filter(({ width, scheme }) => (width === 360) === (scheme === 'dark'))

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const reports: Readonly<Record<string, Report>> = {
  'that blocks': blocked,
  'that passes': passing,
  'of strings that break out of their place': reportOf(Object.values(attacks).join(' ').slice(0, 4_000)),
  'of one very long word': reportOf('x'.repeat(100_000)),
  'of 5,000 slices with names of 2,000 characters': extreme,
}

describe.each(Object.entries(reports))('a report %s', (_name, report) => {
  const html = htmlReport(report, made)

  test.each(report === blocked || report === passing ? looks : fewLooks)(
    'has no fault that axe-core knows, and fits a window of $width pixels, $scheme',
    async (look) => {
      expect(await problemsOf(browser, html, look)).toEqual({ accessibility: [], overflow: 0, requests: [] })
    },
  )

  test('is printed on A4 whole, with its folds open', async () => {
    expect(await printingProblemsOf(browser, html)).toEqual([])
    expect(await printedSheets(browser, html)).toBeGreaterThan(0)
  })

  test('is no larger than may be attached', () => {
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(pageLimit)
  })
})

describe('without a script', () => {
  test('every part can be reached with the keyboard, and a link opens its fold', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.setContent(htmlReport(blocked, made))
    await page.keyboard.press('Tab')
    await expect
      .poll(() =>
        page
          .locator('a.skip')
          .boundingBox()
          .then((box) => box?.x),
      )
      .toBe(0)
    const fold = page.locator('details', { hasText: 'Fairness by sex' })
    expect(await fold.getAttribute('open')).toBeNull()
    await page.locator('nav a', { hasText: 'Fairness by sex' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => fold.getAttribute('open')).not.toBeNull()
    await context.close()
  })

  test('a fault would be seen: axe-core is not silent about everything', async () => {
    const broken = htmlReport(blocked, made)
      .replace(/aria-label="[^"]*"/g, '')
      .replace('lang="en"', '')
    const { accessibility } = await problemsOf(browser, broken, looks[0] as (typeof looks)[number])
    expect(accessibility.some((problem) => problem.startsWith('html-has-lang'))).toBe(true)
    const wide = htmlReport(blocked, made).replace('<main', '<p style="width:900px">wide</p><main')
    expect((await problemsOf(browser, wide, { width: 360, scheme: 'light' })).overflow).toBeGreaterThan(0)
  })
})

test.runIf(process.platform === 'linux' && process.arch === 'x64')('a machine without Chromium gets one', async () => {
  expect(await carriedChromium()).toMatch(/chromium/)
})
