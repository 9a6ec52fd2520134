/**
 * npm run screenshots: the pictures in docs/images. Runs the demo, shows its comment and its report in Chromium as a reader
 * would see them, light and dark, on a desk and on a phone.
 */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openBrowser } from '@mlgate/reports/testing'
import { root } from './repository.ts'
import { runCommand } from './run-command.ts'
import { commentPage } from './screenshots/comment-page.ts'

interface Shot {
  readonly name: string
  readonly page: 'comment' | 'report'
  readonly width: number
  /** Pixels from the top; what is shown where a part is named: at most that much of it. */
  readonly height: number
  /** A part of the page, as a CSS selector. */
  readonly part?: string
}

const shots: readonly Shot[] = [
  { name: 'comment', page: 'comment', width: 960, height: 900 },
  { name: 'comment-phone', page: 'comment', width: 390, height: 844 },
  { name: 'report', page: 'report', width: 1200, height: 1215 },
  { name: 'report-phone', page: 'report', width: 390, height: 844 },
  { name: 'report-scores', page: 'report', width: 1200, height: 950, part: 'details:has(.curves)' },
  { name: 'report-confusion', page: 'report', width: 1200, height: 500, part: 'details:has(.matrix)' },
]
/** Bytes that a picture in the documentation may have. */
const largest = 200_000

const demo = join(root, 'build/demo')
const target = join(root, 'docs/images')

const { exitCode, output } = await runCommand(['node', join(root, 'scripts/demo.ts')])
if (exitCode !== 0) throw new Error(`The demo failed:\n${output}`)

const pages = { comment: join(demo, 'reports/comment.html'), report: join(demo, 'reports/blocked.html') }
await writeFile(pages.comment, await commentPage(await readFile(join(demo, 'reports/blocked.md'), 'utf8')))
await mkdir(target, { recursive: true })
const browser = await openBrowser()
try {
  for (const shot of shots) for (const scheme of ['light', 'dark'] as const) await take(shot, scheme)
} finally {
  await browser.close()
}

async function take({ name, page: of, width, height, part }: Shot, scheme: 'light' | 'dark'): Promise<void> {
  // A phone has more pixels; the pictures of it are small enough for them.
  const deviceScaleFactor = width < 600 ? 1.5 : 1
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, deviceScaleFactor })
  const page = await context.newPage()
  await page.goto(pathToFileURL(pages[of]).href)
  const box = part === undefined ? undefined : await page.locator(part).first().boundingBox()
  if (box === null) throw new Error(`${name}: the page has no ${part}.`)
  const whole = await page.locator('body').boundingBox()
  const clip = box
    ? { ...box, height: Math.min(height, box.height) }
    : { x: 0, y: 0, width, height: Math.min(height, Math.ceil(whole?.height ?? height)) }
  const path = join(target, `${name}-${scheme}.png`)
  await page.screenshot({ path, fullPage: true, clip })
  await context.close()
  const { size } = await stat(path)
  if (size > largest) throw new Error(`${relative(root, path)} has ${size} bytes, more than ${largest}.`)
  process.stdout.write(`${relative(root, path)}  ${Math.round(size / 1000)} kB\n`)
}
