import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InfrastructureError, type Report, type RunFile, strong } from '@mlgate/core'
import { reportDocument } from '@mlgate/reports'
import { steps } from '@mlgate/steps'
import { describe, expect, it } from 'vitest'
import { type RecordingOptions, recordingHost } from '../testing/recording-host.ts'
import { launchFrom } from './launch.ts'
import { runProgram } from './run-program.ts'
import { runStep } from './run-step.ts'

const change = { number: 5, url: 'https://x', targetBranch: 'main', headCommit: 'c0ffee', fromFork: false }

function reportOf(model: string, verdict: 'pass' | 'fail', reason = 'numbers'): Report {
  const outcome = verdict === 'pass' ? 'passes' : 'blocked'
  return { model, step: 'evaluate-gate', verdict, outcome, reason: [reason], blocks: [], checks: [], measurements: [] }
}

function left(report: Report, comment = true): RunFile {
  const name = `mlgate-${report.model}-${report.step}`
  const content = new TextEncoder().encode(reportDocument({ report, inconclusivePasses: false, comment }))
  return { artifact: name, isNamed: (wanted) => wanted === name, attempt: 1, createdMs: 0, content }
}

const both = [left(reportOf('a', 'pass')), left(reportOf('b', 'fail'))]

/** Titles of sections: a pass has its in its first line, the others as headings. */
function titles(comment = ''): readonly string[] {
  return [...comment.matchAll(/^(?:### (.+)|> \*\*(.+?)\.\*\*.*)$/gm)].map(([, heading, line]) => heading ?? line ?? '')
}

/** A run of a workflow, as the host tells it. */
const runOf = (workflow: string, runId: string) => ({
  reported: { url: 'https://ci.example/5', commit: 'c0ffee', fromFork: false, change, workflow, runId },
})

/** Runs publish-report where there is no project file that could be read. */
async function publish(options: RecordingOptions) {
  const step = steps.find(({ name }) => name === 'publish-report')
  if (step === undefined) throw new Error('There is no publish-report.')
  const cwd = await mkdtemp(join(tmpdir(), 'mlgate-publish-report-'))
  await writeFile(join(cwd, 'mlgate.yml'), '{ this is: [no project')
  const lines: string[] = []
  const note = (message: string) => void lines.push(message)
  const { host, recorded } = recordingHost({ change, ...options })
  const outcome = await runStep(step, () => host, {
    cwd,
    clock: { now: () => new Date(0), monotonicMs: () => 0 },
    exec: runProgram,
    variable: () => undefined,
    launch: launchFrom({}),
    fetch: globalThis.fetch,
    log: { debug: note, info: note, warn: note, error: note },
    progress: { start: () => undefined, advance: () => undefined, stop: () => undefined },
    version: '1.2.3',
  })
  const headings = (markdown = '') => markdown.match(/^### .+$/gm)
  const page = () => readFile(join(cwd, '.mlgate/mlgate/publish-report/report.md'), 'utf8')
  return { outcome, recorded, lines, headings, page, inComment: titles(recorded.comment) }
}

describe('publish-report', () => {
  it('writes one comment and one summary, the red first, also where mlgate.yml is broken', async () => {
    const { outcome, recorded, inComment, headings, page } = await publish({ runFiles: both })
    expect(outcome.exitCode).toBe(0)
    expect(recorded.calls.filter((call) => call === 'upsertComment')).toHaveLength(1)
    expect(inComment).toEqual(['b: blocked', 'a: passes'])
    expect(recorded.summaries).toHaveLength(1)
    for (const text of [recorded.summaries[0]?.markdown, await page()]) {
      expect(headings(text)).toEqual(['### mlgate: 2 reports published', '### b: blocked', '### a: passes'])
    }
    expect(recorded.outputs).toMatchObject({ verdict: 'pass', 'worst-verdict': 'fail', sections: '2' })
    expect(recorded.outputs['comment-url']).not.toBe('')
  })

  it('writes the sections that the steps would have written themselves, and keeps those of other workflows', async () => {
    const other = await publish({ runFiles: [left(reportOf('elsewhere', 'pass'))], ...runOf('other.yml', '3-1') })
    const comment = other.recorded.comment ?? ''
    const first = await publish({ runFiles: both, comment })
    expect(first.inComment).toEqual(['b: blocked', 'a: passes', 'elsewhere: passes'])
    const second = await publish({ runFiles: both, comment: first.recorded.comment ?? '' })
    expect(second.recorded.comment).toBe(first.recorded.comment)
  })

  it('removes what an earlier run of its workflow left and this one has no report for', async () => {
    const before = await publish({ runFiles: [...both, left(reportOf('gone', 'fail'))], ...runOf('ml.yml', '6-1') })
    expect(before.inComment).toEqual(['b: blocked', 'gone: blocked', 'a: passes'])
    const comment = before.recorded.comment ?? ''
    const after = await publish({ runFiles: both, comment, ...runOf('ml.yml', '7-2') })
    expect(after.inComment).toEqual(['b: blocked', 'a: passes'])
    // A job that is not needed may have written its section while this one was reading.
    const sameRun = await publish({ runFiles: both, comment, ...runOf('ml.yml', '6-2') })
    expect(sameRun.inComment).toContain('gone: blocked')
  })

  it('keeps the section of what may be in an artifact that cannot be read', async () => {
    const before = await publish({ runFiles: [...both, left(reportOf('gone', 'fail'))], ...runOf('ml.yml', '6-1') })
    const broken: RunFile = { artifact: 'x', isNamed: () => true, attempt: 1, createdMs: 0, problem: 'has expired' }
    const after = await publish({
      runFiles: [...both, broken],
      comment: before.recorded.comment ?? '',
      ...runOf('ml.yml', '7-1'),
    })
    expect(after.inComment).toContain('gone: blocked')
  })

  it('does not let the late run of an older commit overwrite what a newer one wrote', async () => {
    const newer = await publish({ runFiles: both, ...runOf('ml.yml', '8-1') })
    const late = await publish({
      runFiles: [left(reportOf('a', 'fail'))],
      comment: newer.recorded.comment ?? '',
      ...runOf('ml.yml', '7-1'),
    })
    expect(late.recorded.comment).toBe(newer.recorded.comment)
  })

  it('links the full report when it is a page of this repository, and no other address that a report names', async () => {
    const page = 'https://ci.example/pages/report-a-evaluate-gate'
    const own = await publish({ runFiles: [left({ ...reportOf('a', 'pass'), page })] })
    expect(own.recorded.comment).toContain(`[Full report](${page})`)
    const foreign = await publish({ runFiles: [left({ ...reportOf('a', 'pass'), page: 'https://evil.example/x' })] })
    expect(foreign.recorded.comment).not.toContain('evil.example')
    expect(foreign.recorded.comment).toContain('[Run](')
  })

  it('writes no comment when no report may have a section there', async () => {
    const { recorded, outcome } = await publish({ runFiles: [left(reportOf('a', 'pass'), false)] })
    expect(outcome.exitCode).toBe(0)
    expect(recorded.calls).not.toContain('upsertComment')
  })

  it('ends with 2 and says what to do when there is nothing', async () => {
    const { outcome, recorded } = await publish({ runFiles: [] })
    expect(outcome.exitCode).toBe(2)
    expect(recorded.comment).toContain('There is no report to publish')
    const mended = await publish({ runFiles: both, comment: recorded.comment ?? '' })
    expect(mended.recorded.comment).not.toContain('There is no report to publish')
  })

  it('ends as the worst verdict with fail-on: fail', async () => {
    const inputs = { 'fail-on': 'fail', expect: 'evaluate-gate' }
    const { outcome, inComment } = await publish({ runFiles: both, inputs })
    expect(outcome.exitCode).toBe(1)
    expect(inComment).toEqual(['b: blocked', 'a: passes'])
    expect((await publish({ runFiles: both.slice(0, 1), inputs })).outcome.exitCode).toBe(0)
  })

  it('without the right to comment fails nothing; log and summary say which permission is missing', async () => {
    const sentence = 'No comment was written: the job needs the permission'
    const { outcome, recorded, lines } = await publish({
      runFiles: both,
      commentRefused: 'the job needs the permission',
    })
    expect(outcome.exitCode).toBe(0)
    expect(recorded.summaries.at(-1)?.markdown).toContain(sentence)
    expect(lines).toContain(sentence)
  })

  it('that cannot reach the forge ends with 3: the comment is its work', async () => {
    const failing = { upsertComment: new InfrastructureError('502', { retryable: true }) }
    expect((await publish({ runFiles: both, failing })).outcome.exitCode).toBe(3)
  })

  it('marks every section of a fork’s pull request, and none twice', async () => {
    const marked = left({
      ...reportOf('c', 'pass'),
      reason: [strong('Unverified: reported by the fork’s own code.'), ' x'],
    })
    const first = await publish({ runFiles: [...both, marked], change: { ...change, fromFork: true } })
    expect(first.recorded.comment?.match(/Unverified/g)).toHaveLength(3)
  })

  it('shows what an artifact says as text, whatever it says', async () => {
    const hostile = '@everyone <script>alert(1)</script> <!-- mlgate:end --> | a | [x](javascript:alert(1)) ::error::x'
    const { recorded } = await publish({ runFiles: [left(reportOf('a', 'pass', hostile)), ...both.slice(1)] })
    for (const text of [recorded.comment, recorded.summaries[0]?.markdown]) {
      expect(text).not.toMatch(/@everyone|(?<!\\)<script|(?<!\\)\[x\]\(javascript|^::/m)
    }
    expect(recorded.comment?.match(/<!-- mlgate:end -->/g)).toHaveLength(2)
  })
})
