import type { Annotation, CheckReport } from '@mlgate/core'
import { describe, expect, test } from 'vitest'
import type { GitHubJob } from '../../testing/index.ts'
import { startGitHubJob } from '../../testing/index.ts'
import { member } from '../json-shape.ts'

const annotation = (line: number, more: Partial<Annotation> = {}): Annotation => ({
  level: 'error',
  title: 'flights, evaluate-gate',
  message: `line ${line}`,
  position: { file: 'mlgate.yml', line, column: 5 },
  ...more,
})

const report = (more: Partial<CheckReport> = {}): CheckReport => ({
  name: 'mlgate / flights / evaluate-gate',
  key: 'mlgate/flights/evaluate-gate',
  passed: false,
  title: 'blocked',
  summary: 'Recall falls.',
  url: 'https://github.com/acme/flights/actions/runs/50',
  annotations: [annotation(7)],
  ...more,
})

const writes = ({ server }: GitHubJob) => server.state.requests.filter(({ method }) => method !== 'GET')

describe('a check run', () => {
  test('stands on the head of the pull request, not on the merge commit, and says what failed on its line', async () => {
    const job = await startGitHubJob()
    const written = await job.host.writeCheck(report())
    expect(job.server.state.checkRuns).toMatchObject([
      {
        name: 'mlgate / flights / evaluate-gate',
        head_sha: 'c'.repeat(40),
        external_id: expect.stringMatching(/^mlgate\/flights\/evaluate-gate@[0-9a-f]{12}$/),
        details_url: 'https://github.com/acme/flights/actions/runs/50',
        conclusion: 'failure',
        title: 'blocked',
        summary: 'Recall falls.',
        annotations: [
          {
            path: 'mlgate.yml',
            start_line: 7,
            end_line: 7,
            annotation_level: 'failure',
            title: 'flights, evaluate-gate',
            message: 'line 7',
          },
        ],
      },
    ])
    expect(written).toEqual({ written: true, url: expect.stringContaining('https://github.com/acme/flights/runs/') })
  })

  test('of a push stands on the commit of the run', async () => {
    const job = await startGitHubJob()
    const commit = 'd'.repeat(40)
    await job.hostOf({ GITHUB_EVENT_NAME: 'push', GITHUB_SHA: commit }).writeCheck(report())
    expect(job.server.state.checkRuns.map(({ head_sha }) => head_sha)).toEqual([commit])
  })

  test('succeeds or fails, and is never neutral, which would satisfy a required check', async () => {
    const job = await startGitHubJob()
    await job.host.writeCheck(report({ passed: true }))
    await job.host.writeCheck(report({ key: 'other', passed: false }))
    expect(job.server.state.checkRuns.map(({ conclusion }) => conclusion)).toEqual(['success', 'failure'])
  })

  test('leaves annotations without a line to the summary', async () => {
    const job = await startGitHubJob()
    const { position: _, ...unplaced } = annotation(1)
    await job.host.writeCheck(report({ annotations: [unplaced] }))
    expect(job.server.state.checkRuns[0]?.annotations).toEqual([])
  })

  test('gets many annotations by further requests of fifty, in their order, and no more than 200', async () => {
    const job = await startGitHubJob()
    await job.host.writeCheck(report({ annotations: Array.from({ length: 260 }, (_, index) => annotation(index + 1)) }))
    const lines = job.server.state.checkRuns[0]?.annotations.map((one) => member(one, 'start_line'))
    expect(lines).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
    expect(writes(job).map(({ method }) => method)).toEqual(['POST', 'PATCH', 'PATCH', 'PATCH'])
  })

  test('fits what GitHub takes, whatever it is made of', async () => {
    const job = await startGitHubJob()
    const long = '\u{1F600}'.repeat(200_000)
    await job.host.writeCheck(
      report({
        title: long,
        summary: `x${long}`,
        annotations: [annotation(1, { title: long, message: `\uD800${long}` })],
      }),
    )
    const [run] = job.server.state.checkRuns
    expect(run?.summary?.length).toBe(65_535)
    expect(run?.summary?.isWellFormed()).toBe(true)
  })
})

describe('a job that is run again', () => {
  test('writes nothing when it says the same', async () => {
    const job = await startGitHubJob()
    const first = await job.host.writeCheck(report())
    expect(await job.other().writeCheck(report())).toEqual(first)
    expect(writes(job)).toHaveLength(1)
  })

  test('updates its check run when that has no annotations', async () => {
    const job = await startGitHubJob()
    await job.host.writeCheck(report({ passed: true, annotations: [] }))
    await job.other().writeCheck(report())
    expect(job.server.state.checkRuns).toHaveLength(1)
    expect(job.server.state.checkRuns[0]).toMatchObject({ conclusion: 'failure', annotations: [{ start_line: 7 }] })
  })

  test('writes a new one of the same name where an update would double the annotations', async () => {
    const job = await startGitHubJob()
    await job.host.writeCheck(report())
    await job.other().writeCheck(report({ annotations: [annotation(9)] }))
    const runs = job.server.state.checkRuns
    expect(runs.map(({ name, annotations }) => [name, annotations.length])).toEqual([
      ['mlgate / flights / evaluate-gate', 1],
      ['mlgate / flights / evaluate-gate', 1],
    ])
    await job.other().writeCheck(report({ annotations: [annotation(9)], passed: true, title: 'may be deployed' }))
    expect(job.server.state.checkRuns.at(-1)).toMatchObject({ conclusion: 'success', title: 'may be deployed' })
  })

  test('leaves the check run of another app alone, even of the same name and key', async () => {
    const job = await startGitHubJob()
    await job.host.writeCheck(report({ annotations: [] }))
    job.server.state.checkRuns.splice(0, 1, ...job.server.state.checkRuns.map((run) => ({ ...run, app: 'eve' })))
    await job.other().writeCheck(report({ passed: true, annotations: [] }))
    expect(job.server.state.checkRuns.map(({ app, conclusion }) => [app, conclusion])).toEqual([
      ['eve', 'failure'],
      ['github-actions', 'success'],
    ])
  })
})

test('annotations whose update was answered by an error are not added twice', async () => {
  const job = await startGitHubJob()
  const many = Array.from({ length: 60 }, (_, line) => annotation(line + 1))
  let failed = false
  job.server.state.fault = ({ method }) => {
    if (method !== 'PATCH' || failed) return undefined
    failed = true
    return 'lose the answer'
  }
  expect(await job.host.writeCheck(report({ annotations: many }))).toMatchObject({ written: true })
  expect(failed).toBe(true)
  expect(job.server.state.checkRuns.map(({ annotations }) => annotations.length)).toEqual([60])
})

describe('without the right to write checks', () => {
  test('the reason names the permission, and nothing is thrown', async () => {
    const job = await startGitHubJob({ permissions: { checks: 'read' } })
    const written = await job.host.writeCheck(report())
    expect(written).toMatchObject({ written: false, reason: expect.stringContaining('`checks: write`') })
  })

  test('a fork is told that its token can only read', async () => {
    const job = await startGitHubJob({ permissions: { checks: 'read' } }, { fork: true })
    expect(await job.host.writeCheck(report())).toMatchObject({ reason: expect.stringContaining('from a fork') })
  })

  test('an outage is an error, which is no matter of permission', async () => {
    const job = await startGitHubJob()
    job.server.state.fault = ({ method }) => (method === 'POST' ? { status: 502 } : undefined)
    await expect(job.host.writeCheck(report())).rejects.toThrow('HTTP 502')
  })
})
