import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { looks, openBrowser, printingProblemsOf, problemsOf } from '@mlgate/reports/testing'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../repository.ts'
import { runCommand } from '../run-command.ts'

const steps = ['validate-data', 'train-model', 'register-model', 'deploy-model', 'undeploy', 'drift-report']
const pages = [
  ...steps.map((step) => `.mlgate/flight-delay/${step}/report.html`),
  'reports/blocked.html',
  'reports/passed.html',
]

let browser: Browser
beforeAll(async () => {
  const { exitCode, output } = await runCommand(['node', join(root, 'scripts/demo.ts')])
  expect(exitCode, output).toBe(0)
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe.each(pages)('%s of the demo', (file) => {
  const html = (): string => readFileSync(join(root, 'build/demo', file), 'utf8')

  test('has no fault that axe-core knows, fits every window, loads nothing, and prints whole', async () => {
    for (const look of looks) {
      expect(await problemsOf(browser, html(), look)).toEqual({ accessibility: [], overflow: 0, requests: [] })
    }
    expect(await printingProblemsOf(browser, html())).toEqual([])
  })
})
