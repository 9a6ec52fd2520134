import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'

export interface Look {
  readonly width: number
  readonly scheme: 'light' | 'dark'
}

/** How people look at a report. */
export const looks: readonly Look[] = [
  { width: 1280, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
  { width: 360, scheme: 'light' },
  { width: 360, scheme: 'dark' },
]

/** What a browser finds wrong with a page; each list is empty when nothing is. */
export interface PageProblems {
  /** Of axe-core, all its rules, all folds open: the rule, and where it is broken. */
  readonly accessibility: readonly string[]
  /** Pixels by which the page is wider than the window. */
  readonly overflow: number
  /** Addresses that the page asked for beside its own. */
  readonly requests: readonly string[]
}

/** Opens a page as a file, as a downloaded report is opened. */
async function withPage<T>(
  browser: Browser,
  html: string,
  look: Look,
  use: (page: Page, requests: string[]) => Promise<T>,
) {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-page-'))
  const context = await browser.newContext({ viewport: { width: look.width, height: 900 }, colorScheme: look.scheme })
  try {
    const file = join(folder, 'report.html')
    await writeFile(file, html)
    const page = await context.newPage()
    const own = pathToFileURL(file).href
    const requests: string[] = []
    page.on('request', (request) => {
      if (request.url() !== own) requests.push(request.url())
    })
    await page.goto(own)
    return await use(page, requests)
  } finally {
    await context.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Looks at a page in a browser, in one way. */
export function problemsOf(browser: Browser, html: string, look: Look): Promise<PageProblems> {
  return withPage(browser, html, look, async (page, requests) => {
    const closed = await overflowOf(page)
    await page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    const overflow = Math.max(closed, await overflowOf(page))
    await page.evaluate(axe.source)
    const found: axe.AxeResults = await page.evaluate('axe.run(document)')
    const accessibility = found.violations.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map(({ html: where, failureSummary }) => `${id}: ${where.slice(0, 200)} ${failureSummary ?? ''}`),
    )
    return { accessibility, overflow, requests }
  })
}

function overflowOf(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}

/** A4 without the margins of the page's own style, in CSS pixels. */
const printedWidth = Math.floor(((210 - 2 * 14) / 25.4) * 96)

/** What printing on A4 would cut off or leave out: elements that reach beyond the paper, folds that stay closed. */
export function printingProblemsOf(browser: Browser, html: string): Promise<readonly string[]> {
  return withPage(browser, html, { width: printedWidth, scheme: 'dark' }, async (page) => {
    await page.emulateMedia({ media: 'print' })
    return page.evaluate(`(() => {
      const problems = []
      for (const element of document.querySelectorAll('table, svg, pre, figure, p, summary')) {
        const { right, width } = element.getBoundingClientRect()
        if (width > 1 && right > ${printedWidth} + 1) problems.push(element.tagName + ' ends at ' + right + ': ' + element.textContent.slice(0, 60))
      }
      for (const inside of document.querySelectorAll('details > .inside')) {
        if (inside.getBoundingClientRect().height === 0) problems.push('closed: ' + inside.textContent.slice(0, 60))
      }
      return problems
    })()`)
  })
}

/** The page as printed on A4: how many sheets. */
export function printedSheets(browser: Browser, html: string): Promise<number> {
  return withPage(browser, html, { width: 1280, scheme: 'light' }, async (page) => {
    const pdf = await page.pdf({ preferCSSPageSize: true })
    return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
  })
}
