import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { storeArtifact, zipArchive } from '@mlgate/hosts/testing'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { jobOf, logsOf } from './testing/act-run.ts'
import { FlightsOnGitHub, type NumberedRun } from './testing/flights-on-github.ts'
import { replaced } from './testing/flights-repository.ts'

// The example's two workflows and a pull request from a fork: its own runs may only read, a second one of main comments.

const commentWorkflow = '.github/workflows/mlgate-comment.yml'
const mark = '**Unverified: reported by the fork’s own code.**'

let github: FlightsOnGitHub

beforeAll(async () => {
  github = await FlightsOnGitHub.start(inject('prepared'), { comments: 40 })
  await github.repository.switchTo('topic', 'main')
})

afterAll(async () => {
  await github?.stop()
})

const reading = { contents: 'read', 'pull-requests': 'read', actions: 'read' } as const
const commenting = { contents: 'none', 'pull-requests': 'write', actions: 'read' } as const

async function inTheName<T>(permissions: typeof reading | typeof commenting, body: () => Promise<T>): Promise<T> {
  const { state } = github.server
  const before = state.permissions
  state.permissions = { ...before, ...permissions }
  try {
    return await body()
  } finally {
    state.permissions = before
  }
}

/** Pushes to the fork: the pull request moves to the new commit, and its run goes through. */
async function pushToFork(before: string, after: string): Promise<NumberedRun> {
  await github.repository.replace('mlgate.yml', before, after)
  await github.repository.commit(`${before} → ${after}`)
  await github.propose({ fromFork: true })
  return inTheName(reading, () => github.pullRequest({ fromFork: true }))
}

const comment = (run: NumberedRun) => inTheName(commenting, () => github.finished(run, commentWorkflow))
const body = () => github.comment?.body ?? ''
const writes = () =>
  github.server.state.requests.filter(({ method, path }) => method !== 'GET' && path.includes('/comments')).length

describe('a pull request from a fork', () => {
  let first: NumberedRun
  let second: NumberedRun

  it('is judged by its own run, which may not comment and says what will', async () => {
    first = await pushToFork('distance, origin,', 'distance,')
    expect(jobOf(first, 'gate').exitCode, logsOf(first)).toBeUndefined()
    const { log, summary } = jobOf(first, 'validate')
    for (const text of [log, summary]) {
      expect(text).toContain('No comment was written: The token of a pull request from a fork can only read.')
      expect(text).toContain('docs/publish-report.md')
    }
    expect(summary).toContain(mark)
    expect(github.comment).toBeUndefined()
  })

  it('gets its comment from the second workflow, with each section marked', async () => {
    const run = await comment(first)
    expect(run.exitCode, logsOf(run)).toBe(0)
    expect(github.comments).toHaveLength(41)
    const sections = body().split('<!-- mlgate:begin ').slice(1)
    expect(sections.map((section) => /^\S+/.exec(section)?.[0]).sort()).toEqual([
      'flight-delay%2Fevaluate-gate',
      'flight-delay%2Ftrain-model',
      'flight-delay%2Fvalidate-data',
    ])
    for (const section of sections) expect(section).toContain(mark)
    expect(body()).toContain(`/actions/runs/${first.runId}`)
    expect(jobOf(run, 'comment').outputs).toMatchObject({ verdict: 'pass', 'comment-url': github.comment?.html_url })
  })

  it('checks nothing out there, and asks for nothing but the run, its artifacts, the pull request and its comments', async () => {
    const { requested } = github.runs.at(-1) ?? { requested: [] }
    const own = requested.filter((path) => path.startsWith('/repos/')).map((path) => path.split('?')[0] ?? '')
    for (const path of own) {
      expect(path).toMatch(
        /^\/repos\/acme\/flights\/(actions\/(runs\/\d+(\/artifacts)?|artifacts\/\d+\/zip)|pulls(\/7)?|issues\/(7\/)?comments.*)$/,
      )
    }
    expect(own).toContain(`/repos/acme/flights/actions/runs/${first.runId}`)
  })

  it('has its one comment updated after the next push', async () => {
    const before = github.comment
    second = await pushToFork('hour, distance', 'hour_of_day, distance')
    const run = await comment(second)
    expect(run.exitCode, logsOf(run)).toBe(0)
    expect(github.comments).toHaveLength(41)
    expect(github.comment?.id).toBe(before?.id)
    expect(body()).toContain(`/actions/runs/${second.runId}`)
    expect(body()).not.toContain(`/actions/runs/${first.runId})`)
  })

  it('keeps it when the run of the commit before is reported late', async () => {
    const [present, written] = [body(), writes()]
    const run = await comment(first)
    expect(run.exitCode, logsOf(run)).toBe(0)
    for (const text of [jobOf(run, 'comment').log, jobOf(run, 'comment').summary]) {
      expect(text).toMatch(/No comment was written: The pull request 7 has moved on to [0-9a-f]/)
    }
    expect(body()).toBe(present)
    expect(writes()).toBe(written)
  })

  it('cannot bring anything but a report: what its code uploads beside it is named as unreadable', async () => {
    storeArtifact(github.server.state, {
      run: second.runId,
      name: 'mlgate-flight-delay-drift-report',
      bytes: zipArchive([
        { name: '../../../evil', content: 'x' },
        { name: 'report.json', content: '{"html":"@everyone <script>alert(1)</script>"}' },
      ]),
    })
    const run = await comment(second)
    expect(jobOf(run, 'comment').exitCode, logsOf(run)).toBe(2)
    expect(body()).toContain('`mlgate-flight-delay-drift-report`, its report is not of the schema of report.json.')
    expect(body()).not.toMatch(/everyone|script>/)
  })

  it('gets no comment once it is closed', async () => {
    await github.propose({ fromFork: true, closed: true })
    const written = writes()
    const run = await comment(second)
    expect(jobOf(run, 'comment').log).toContain('it was closed or merged')
    expect(writes()).toBe(written)
  })
})

describe('a pull request from a branch of the repository', () => {
  let run: NumberedRun

  it('is left to the steps, which comment themselves', async () => {
    await github.propose()
    run = await github.pullRequest({ job: 'validate' })
    expect(jobOf(run, 'validate').outputs['comment-url']).toBe(github.comment?.html_url)
    const commented = await comment(run)
    expect(commented.jobs.get('comment')?.log ?? '').toBe('')
  })

  it('gets its comment from the second workflow, unmarked, where that one comments on all', async () => {
    const all = '.github/workflows/comment-on-all.yml'
    const text = await readFile(join(github.repository.folder, commentWorkflow), 'utf8')
    const forksAlone = 'github.event.workflow_run.head_repository.full_name != github.repository &&'
    await github.repository.write(all, replaced(text, forksAlone, ''))
    const commented = await inTheName(commenting, () => github.finished(run, all))
    expect(commented.exitCode, logsOf(commented)).toBe(0)
    expect(jobOf(commented, 'comment').outputs['comment-url']).toBe(github.comment?.html_url)
    const section = body()
      .split('<!-- mlgate:begin ')
      .find((part) => part.startsWith('flight-delay%2Fvalidate-data'))
    expect(section).toContain(`/actions/runs/${run.runId}`)
    expect(section).not.toContain(mark)
  })
})

it('nothing was asked of GitHub that it does not know', () => {
  expect(github.server.state.unexpected).toEqual([])
})
