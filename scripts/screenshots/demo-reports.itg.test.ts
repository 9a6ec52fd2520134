import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { looks, openBrowser, printingProblemsOf, problemsOf } from '@mlgate/reports/testing'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../repository.ts'
import { runCommand, workspaceEnvironment } from '../run-command.ts'

/** A project whose data break their contract, and have drifted, in a column of a name that wants to be HTML. */
const strange = '<b>x</b>'
const files: Readonly<Record<string, string>> = {
  'mlgate.yml': `model: m
task: classification
candidate: {onnx: m.onnx}
data: {contract: c.yaml, train: train.csv, test: train.csv, label: y}
drift: {current: now.csv}
`,
  'c.yaml': `apiVersion: v3.1.0
kind: DataContract
id: c
version: 1.0.0
status: active
schema:
  - name: rows
    properties:
      - {name: '${strange}', logicalType: number, logicalTypeOptions: {maximum: 5}}
      - {name: y, logicalType: string}
`,
  'train.csv': table(0, 'abc'),
  'now.csv': table(3, 'abb'),
}

/** 400 rows of a number around `shift`, and of letters. */
function table(shift: number, letters: string): string {
  const rows = Array.from({ length: 400 }, (_, row) => {
    const letter = letters[row % letters.length]
    return `${((row * 37) % 100) / 10 + shift},${((row * 53) % 90) / 10},${letter},a`
  })
  return [`"${strange}",other,letter,y`, ...rows, ''].join('\n')
}

const demo = join(root, 'build/demo')
const failing = mkdtempSync(join(tmpdir(), 'mlgate-failing-'))
const steps = ['validate-data', 'train-model', 'register-model', 'deploy-model', 'undeploy', 'drift-report']
const pages = [
  ...steps.map((step) => join(demo, '.mlgate/flight-delay', step, 'report.html')),
  join(demo, 'reports/blocked.html'),
  join(demo, 'reports/passed.html'),
  ...['validate-data', 'drift-report', 'evaluate-gate'].map((step) => join(failing, '.mlgate/m', step, 'report.html')),
]

let browser: Browser
beforeAll(async () => {
  const { exitCode, output } = await runCommand(['node', join(root, 'scripts/demo.ts')])
  expect(exitCode, output).toBe(0)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(failing, name), text)
  const program = join(root, 'packages/app/bin/mlgate.js')
  const env = { ...workspaceEnvironment(), CI: 'false' }
  for (const [step, code] of [
    ['validate-data', 1],
    ['drift-report', 1],
    ['evaluate-gate', 2],
  ] as const) {
    const done = await runCommand(['node', program, step, '--host', 'generic'], { cwd: failing, env })
    expect(done.exitCode, done.output).toBe(code)
  }
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  rmSync(failing, { recursive: true, force: true })
})

describe.each(pages)('%s', (file) => {
  test('has no fault that axe-core knows, fits every window, loads nothing, and prints whole', async () => {
    const html = readFileSync(file, 'utf8')
    for (const look of looks) {
      expect(await problemsOf(browser, html, look)).toEqual({ accessibility: [], overflow: 0, requests: [] })
    }
    expect(await printingProblemsOf(browser, html)).toEqual([])
  })
})
