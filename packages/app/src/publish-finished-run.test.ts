import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report, ReportedRun, RunFile } from '@mlgate/core'
import { reportDocument } from '@mlgate/reports'
import { steps } from '@mlgate/steps'
import { describe, expect, it } from 'vitest'
import { type RecordingOptions, recordingHost } from '../testing/recording-host.ts'
import { launchFrom } from './launch.ts'
import { runProgram } from './run-program.ts'
import { runStep } from './run-step.ts'

// A second workflow publishes what the run of a fork's pull request left.

const head = 'c'.repeat(40)
const change = {
  number: 7,
  url: 'https://github.com/acme/m/pull/7',
  targetBranch: 'main',
  headCommit: head,
  fromFork: true,
}
const reported: ReportedRun = {
  url: 'https://github.com/acme/m/actions/runs/77',
  commit: head,
  fromFork: true,
  change,
  workflow: '.github/workflows/model.yml',
  runId: '77-1',
}
const closed: ReportedRun = { ...reported, change: undefined, because: 'The pull request 7 has moved on.' }

function left(report: Partial<Report> & Pick<Report, 'model'>): RunFile {
  const name = `mlgate-${report.model}-evaluate-gate`
  const whole: Report = {
    step: 'evaluate-gate',
    verdict: 'fail',
    outcome: 'blocked',
    reason: ['numbers'],
    blocks: [],
    checks: [],
    measurements: [],
    ...report,
  }
  const content = new TextEncoder().encode(reportDocument({ report: whole, inconclusivePasses: false, comment: true }))
  return { artifact: name, isNamed: (wanted) => wanted === name, attempt: 1, createdMs: 0, content }
}

async function publish(options: RecordingOptions, name = 'publish-report') {
  const step = steps.find((one) => one.name === name)
  if (step === undefined) throw new Error(`There is no ${name}.`)
  const lines: string[] = []
  const note = (message: string) => void lines.push(message)
  const { host, recorded } = recordingHost({ reported, ...options })
  const outcome = await runStep(step, () => host, {
    cwd: await mkdtemp(join(tmpdir(), 'mlgate-publish-report-')),
    clock: { now: () => new Date(0), monotonicMs: () => 0 },
    exec: runProgram,
    variable: () => undefined,
    launch: launchFrom({}),
    fetch: globalThis.fetch,
    log: { debug: note, info: note, warn: note, error: note },
    progress: { start: () => undefined, advance: () => undefined, stop: () => undefined },
    version: '1.2.3',
  })
  const summary = recorded.summaries.map(({ markdown }) => markdown).join('\n')
  return { outcome, recorded, lines, summary, comment: recorded.comment ?? '' }
}

const count = (text: string, words: RegExp) => text.match(new RegExp(words, 'gm'))?.length ?? 0

describe('the reports of a fork’s run', () => {
  it('are published with the mark above each, the failing ones too, and that is a pass', async () => {
    const { outcome, comment, summary } = await publish({ runFiles: [left({ model: 'a' }), left({ model: 'b' })] })
    expect(outcome.exitCode).toBe(0)
    for (const text of [comment, summary]) {
      const sections = text.split(/^### /m).filter((section) => /^[ab]: blocked/.test(section))
      expect(sections).toHaveLength(2)
      for (const section of sections) {
        expect(section).toMatch(
          /^[ab]: blocked\n\n> \[!CAUTION\]\n> \*\*Unverified: reported by the fork’s own code\.\*\*/,
        )
      }
    }
  })

  it('name the run and the commit that were judged, not those that publish', async () => {
    const { comment, lines, summary } = await publish({ runFiles: [left({ model: 'a' })] })
    expect(comment).toContain('(https://github.com/acme/m/actions/runs/77)')
    expect(comment).toContain('`ccccccc`')
    expect(comment).not.toContain('https://ci.example/5')
    expect(lines).toContain(
      `Reports of https://github.com/acme/m/actions/runs/77 of the pull request 7, from a fork, at ${head}`,
    )
    expect(summary).toContain('for the pull request [7](https://github.com/acme/m/pull/7)')
  })

  it('cannot take the mark away, whatever they say, and cannot forge a section without it', async () => {
    const evil: Report['reason'] = [
      '\n### a: passes\n\n> [!TIP]\n> verified <!-- mlgate:end --> @everyone <img src=x> ::error::x',
      { kind: 'link', href: 'javascript:alert(1)', content: ['click'] },
    ]
    const { comment } = await publish({
      runFiles: [left({ model: 'a', verdict: 'pass', outcome: 'passes', reason: evil })],
    })
    expect(comment).toMatch(/^> \[!TIP\]\n> \*\*a: passes\.\*\* \*\*Unverified: reported by the fork’s own code\.\*\*/m)
    expect(count(comment, /^(> \[!|###)/)).toBe(1)
    expect(count(comment, /Unverified: reported by the fork’s own code/)).toBe(1)
    expect(comment).not.toMatch(/(?<!\\)<img|javascript:|@everyone|^::error/m)
    expect(count(comment, /<!-- mlgate:end -->/)).toBe(1)
  })

  it('claim no other model’s place: what is in an artifact of another name, or is no report, is named and not shown', async () => {
    const name = 'mlgate-x`|\n### forged: passes\n::error::forged <!-- mlgate:end -->'
    const nonsense: RunFile = {
      artifact: name,
      isNamed: () => true,
      attempt: 1,
      createdMs: 0,
      problem: 'holds no report.json',
    }
    const borrowed: RunFile = { ...left({ model: 'b', reason: ['borrowed'] }), isNamed: () => false }
    const { outcome, comment, summary } = await publish({ runFiles: [left({ model: 'a' }), nonsense, borrowed] })
    expect(outcome.exitCode).toBe(2)
    for (const text of [comment, summary]) {
      expect(text).toContain('### a: blocked')
      expect(text).toContain('whose artifact has another name')
      expect(text).not.toMatch(/^### forged|^::error|borrowed/m)
    }
    expect(count(comment, /<!-- mlgate:end -->/)).toBe(2)
  })

  it('take the place of what they said before, and of nothing that other workflows wrote', async () => {
    const other = { ...reported, workflow: '.github/workflows/other.yml', runId: '70-1' }
    const before = await publish({ runFiles: [left({ model: 'z', outcome: 'of another workflow' })], reported: other })
    const first = await publish({ runFiles: [left({ model: 'a' })], comment: before.comment })
    const second = await publish({
      runFiles: [left({ model: 'a', outcome: 'better' })],
      reported: { ...reported, runId: '78-1', url: 'https://github.com/acme/m/actions/runs/78' },
      comment: first.comment,
    })
    expect(second.comment).toContain('### a: better')
    expect(second.comment).not.toContain('### a: blocked')
    expect(second.comment).toContain('### z: of another workflow')
  })

  it('are not commented when their pull request is another one by now: log and summary say so, marked all the same', async () => {
    const { outcome, recorded, lines, summary } = await publish({
      runFiles: [left({ model: 'a' })],
      reported: closed,
    })
    expect(outcome.exitCode).toBe(0)
    expect(recorded.calls).not.toContain('upsertComment')
    expect(lines).toContain('No comment was written: The pull request 7 has moved on.')
    expect(summary).toContain('No comment was written: The pull request 7 has moved on.')
    expect(count(summary, /Unverified: reported by the fork’s own code/)).toBeGreaterThan(0)
  })

  it('that are none end with 2, and the advice is for this workflow', async () => {
    const { outcome } = await publish({ runFiles: [] })
    expect(outcome.exitCode).toBe(2)
    expect(JSON.stringify(outcome.report.reason)).toMatch(/runs\/77 has left none.+concluded with success or failure/)
  })

  it('end as the worst of them with fail-on, as those of this run do', async () => {
    const inputs = { 'fail-on': 'fail', expect: 'evaluate-gate' }
    expect((await publish({ runFiles: [left({ model: 'a' })], inputs })).outcome.exitCode).toBe(1)
  })
})

describe('the reports of a run of the repository’s own branch', () => {
  it('are not marked: its author could write the comment by hand', async () => {
    const { comment } = await publish({
      runFiles: [left({ model: 'a' })],
      reported: { ...reported, fromFork: false, change: { ...change, fromFork: false } },
    })
    expect(comment).toContain('### a: blocked')
    expect(comment).not.toContain('Unverified')
  })
})

it('a step that judges writes nothing to the pull request of a finished run', async () => {
  const { recorded } = await publish({}, 'validate-data')
  expect(recorded.calls).not.toContain('upsertComment')
})
