import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Host } from '@mlgate/core'
import { forgeActions } from '@mlgate/reports/testing'
import { steps } from '@mlgate/steps'
import { expect, onTestFinished, test } from 'vitest'
import { recordingHost } from '../testing/recording-host.ts'
import { launchFrom } from './launch.ts'
import { runProgram } from './run-program.ts'
import { runStep } from './run-step.ts'

/** Text that a change brings, at each place where it has a say in the words of a report. */
const hostile = {
  column: '</details>@everyone <img src=x>',
  category: '[click](https://evil.example) #1 | `a``b`',
  label: '::error::pwned ##[error]x <script>alert(1)</script>',
  branch: 'main`](https://evil.example)<b>',
  commit: '@everyone/merge',
}

const quoted = (cell: string) => JSON.stringify(cell)
const count = 60
const rows = Array.from({ length: count }, (_, row) => row)
const csv = (header: readonly string[], cells: (row: number) => readonly string[]) =>
  `${[header, ...rows.map(cells)].map((line) => line.map(quoted).join(',')).join('\n')}\n`

const files = {
  'data.csv': csv(['id', hostile.column, 'y'], (row) => [
    String(row),
    row % 2 === 0 ? hostile.category : 'usual',
    row % 3 === 0 ? hostile.label : 'no',
  ]),
  'scores.csv': csv(['id', 'prediction'], (row) => [String(row), row % 5 === 0 ? hostile.label : 'no']),
  'mlgate.yml': JSON.stringify({
    model: 'm',
    task: 'classification',
    candidate: { predictions: 'scores.csv' },
    data: {
      contract: 'contract.yaml',
      train: 'data.csv',
      test: 'data.csv',
      label: 'y',
      positive: hostile.label,
      id: 'id',
    },
    gate: { metrics: { recall: { min: 0.9, slices: [hostile.column], min_rows: 1 } } },
  }),
  'contract.yaml': JSON.stringify({
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: 'c',
    version: '1.0.0',
    status: 'active',
    schema: [
      {
        name: 'rows',
        properties: [
          {
            name: hostile.column,
            logicalType: 'string',
            quality: [{ metric: 'invalidValues', arguments: { validValues: ['usual'] }, mustBe: 0 }],
          },
        ],
      },
    ],
  }),
}

/** Runs a step on the hostile project, as a pull request would. */
async function published(name: string) {
  const step = steps.find((one) => one.name === name)
  if (step === undefined) throw new Error(`There is no ${name}.`)
  const cwd = await mkdtemp(join(tmpdir(), 'mlgate-hostile-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
  for (const [file, text] of Object.entries(files)) await writeFile(join(cwd, file), text)
  const { host, recorded } = recordingHost({
    change: { number: 5, url: 'https://x', targetBranch: hostile.branch, headCommit: hostile.commit, fromFork: false },
    policyTip: {
      branch: hostile.branch,
      commit: '4f1c2d0'.padEnd(40, '0'),
      readFile: async (path) => {
        const text = Object.entries(files).find(([file]) => file === path)?.[1]
        return text === undefined ? undefined : new TextEncoder().encode(text)
      },
    },
  })
  const searched: Host = { ...host, findBranchArtifact: async () => ({ found: false, reason: hostile.category }) }
  const quiet = () => undefined
  const { report } = await runStep(step, () => searched, {
    cwd,
    clock: { now: () => new Date(0), monotonicMs: () => 0 },
    exec: runProgram,
    variable: () => undefined,
    launch: launchFrom({}),
    fetch: () => Promise.reject(new Error('The test expects no request.')),
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    progress: { start: quiet, advance: quiet, stop: quiet },
    version: '1.2.3',
  })
  const file = (one: string) => readFile(join(cwd, `.mlgate/m/${name}`, one), 'utf8')
  return { report, recorded, file }
}

test.each([
  ['validate-data', hostile.column],
  ['evaluate-gate', hostile.category],
])('what %s publishes of a hostile project is text', async (name, told) => {
  const { report, recorded, file } = await published(name)
  expect(report.verdict).toBe('fail')
  // The attack is in the report: otherwise there would be nothing to be seen.
  expect(JSON.stringify(report)).toContain(JSON.stringify(told).slice(1, -1))
  const markdowns = [
    recorded.comment ?? '',
    ...recorded.summaries.map(({ markdown }) => markdown),
    await file('report.md'),
  ]
  for (const markdown of markdowns) {
    expect(markdown).toContain('m: ')
    expect(forgeActions(markdown, /^https:\/\/ci\.example\//)).toEqual([])
  }
  const lines = [...markdowns, await file('junit.xml'), await file('openmetrics.txt'), await file('result.json')]
  for (const text of lines) expect(text).not.toMatch(/^\s*::|##\[/m)
  expect(await file('report.html')).not.toMatch(/<script>alert|<img src=x>/)
  const outputs = Object.values(recorded.outputs)
  expect(outputs.length).toBeGreaterThan(5)
  // What a workflow may put into a command is a plain word; the rest is JSON, for programs.
  for (const value of outputs) {
    if (value.startsWith('{')) expect(JSON.parse(value)).toMatchObject({ step: name, verdict: 'fail' })
    else expect(value).toMatch(/^[\w:/.#-]*$/)
  }
})
