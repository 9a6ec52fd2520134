import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addComment, makePull, makeRun, startGitHubJob, storeArtifact, zipArchive } from '../../testing/index.ts'

const marker = '<!-- mlgate -->'
const commit = 'c'.repeat(40)
const newer = 'd'.repeat(40)

interface Triggering extends Partial<Omit<Parameters<typeof makeRun>[1], 'id'>> {
  readonly permissions?: { readonly actions?: 'none'; readonly 'pull-requests'?: 'none' | 'read' }
}

/** A job of run 50, which was started because run 77 had finished: that of eve's pull request 1 from a fork. */
async function start({ permissions = {}, ...run }: Triggering = {}) {
  const job = await startGitHubJob({ permissions }, { event: 'workflow_run', payload: { workflow_run: { id: 77 } } })
  const { state } = job.server
  state.runs.push(
    makeRun(state, { id: 50, event: 'workflow_run' }),
    makeRun(state, {
      id: 77,
      event: 'pull_request',
      head_branch: 'topic',
      head_sha: commit,
      headRepository: 'eve/flights',
      ...run,
    }),
  )
  const pull = (given: Partial<Parameters<typeof makePull>[1]> = {}) =>
    makePull(state, { number: 1, author: 'eve', head: commit, headRepository: 'eve/flights', ...given })
  const moveTo = (head: string) => {
    const number = state.pullAnswers.splice(0)[0]?.number ?? 1
    pull({ number, head })
  }
  const bodies = () => (state.comments.get(1) ?? []).map(({ body }) => body)
  const asked = (method: string, path: RegExp) =>
    state.requests.filter((request) => request.method === method && path.test(request.path))
  return { ...job, state, pull, moveTo, bodies, asked, becauseOf: async () => (await job.host.reportedRun()).because }
}

describe('the pull request of a finished run', () => {
  test('from a fork is found by its head, and is marked as a fork’s', async () => {
    const { host, pull } = await start()
    pull({ into: 'release/1.x' })
    expect(await host.reportedRun()).toEqual({
      url: 'https://github.com/acme/flights/actions/runs/77',
      commit,
      fromFork: true,
      workflow: '.github/workflows/model.yml',
      runId: '77-1',
      change: {
        number: 1,
        url: 'https://github.com/acme/flights/pull/1',
        targetBranch: 'release/1.x',
        headCommit: commit,
        fromFork: true,
      },
    })
  })

  test('from the repository itself is found too, and is not marked', async () => {
    const { host, pull } = await start({ headRepository: 'acme/flights' })
    pull({ headRepository: 'acme/flights' })
    expect(await host.reportedRun()).toMatchObject({ fromFork: false, change: { number: 1, fromFork: false } })
  })

  test('is found over all pages among those of other forks of the same owner, with branches of the same name', async () => {
    const { host, pull, asked } = await start()
    pull({ number: 1 })
    for (let number = 2; number <= 130; number++) pull({ number, headRepository: `eve/flights-${number}` })
    expect((await host.reportedRun()).change?.number).toBe(1)
    expect(asked('GET', /\/pulls\?/)).toHaveLength(2)
  })

  test('is no other fork’s that has the same branch and the same commit', async () => {
    const { pull, becauseOf } = await start()
    pull({ headRepository: 'mallory/flights' })
    pull({ number: 2, headRepository: 'acme/flights' })
    expect(await becauseOf()).toBe('No open pull request has the head ccccccc: it was closed or merged.')
  })

  test('is no other branch’s of the fork with the same commit', async () => {
    const { host, pull } = await start()
    pull({ number: 2, branch: 'other' })
    pull({ number: 3 })
    expect((await host.reportedRun()).change?.number).toBe(3)
  })

  test('is looked for as its owner and branch are, whatever the branch is called', async () => {
    const branch = 'x&state=closed#?head=acme:main %2F'
    const { host, pull } = await start({ head_branch: branch })
    pull({ branch })
    expect((await host.reportedRun()).change?.number).toBe(1)
  })

  test.each([
    ['is closed', { closed: true }, /^No open pull request has the head ccccccc: it was closed or merged\.$/],
    ['has moved on', { head: newer }, /^The pull request 1 has moved on to ddddddd; these reports are of ccccccc\.$/],
    ['has lost its fork', { headRepository: null }, /^No open pull request has the head ccccccc/],
  ] as const)('that %s is none, and the reason is said', async (_, given, because) => {
    const { host, pull, becauseOf } = await start()
    pull(given)
    expect(await becauseOf()).toMatch(because)
    expect(await host.reportedRun()).toMatchObject({ fromFork: true, change: undefined })
  })

  test('that is one of several of the same head is none: nobody can tell which', async () => {
    const { pull, becauseOf } = await start()
    pull()
    pull({ number: 4, into: 'release/1.x' })
    expect(await becauseOf()).toMatch(/^Several pull requests have the head ccccccc \(4, 1\), and GitHub does not tell/)
  })

  test('of a run whose fork is gone is none, and counts as a fork’s', async () => {
    const { host, becauseOf } = await start({ headRepository: null })
    expect(await becauseOf()).toBe('The repository that the run 77 was started from is gone.')
    expect((await host.reportedRun()).fromFork).toBe(true)
  })

  test.each(['push', 'schedule', 'pull_request_target', 'workflow_dispatch'])('of a %s is none', async (event) => {
    const { pull, becauseOf, asked } = await start({ event, headRepository: 'acme/flights' })
    pull({ headRepository: 'acme/flights' })
    expect(await becauseOf()).toContain(`The run 77 was started by ${event}`)
    expect(asked('GET', /\/pulls/)).toEqual([])
  })

  test('is not looked for in another repository: its run is unknown here', async () => {
    const { host, state } = await start()
    state.runs.length = 1
    await expect(host.reportedRun()).rejects.toThrow(/reading the run 77 that triggered this one failed \(HTTP 404/)
  })

  test('that the token may not list is none, and the permission is named; runs it may not read are an error', async () => {
    const without = await start({ permissions: { 'pull-requests': 'none' } })
    without.pull()
    expect(await without.becauseOf()).toMatch(/^The job needs the permission `pull-requests: write`\..+HTTP 403/)
    const { host } = await start({ permissions: { actions: 'none' } })
    await expect(host.reportedRun()).rejects.toThrow(/403.+needs `actions: read`/)
  })

  test('is asked for once, and GitHub in trouble is an error, not “none”', async () => {
    const { host, pull, asked, state } = await start()
    pull()
    await Promise.all([host.reportedRun(), host.reportedRun()])
    await host.reportedRun()
    expect(asked('GET', /\/pulls\?/)).toHaveLength(1)
    const broken = await start()
    broken.state.fault = ({ path }) => (path.includes('/pulls?') ? { status: 502 } : undefined)
    await expect(broken.host.reportedRun()).rejects.toMatchObject({ name: 'InfrastructureError', retryable: true })
    expect(state.requests.length).toBeGreaterThan(0)
  })

  test('is no change of this run itself: steps that judge see none', async () => {
    const { host, pull } = await start()
    pull()
    expect(await host.change()).toBeUndefined()
  })
})

describe('the reports of a finished run', () => {
  const query = { prefix: 'mlgate-', file: 'report.json', limit: 1_000 }
  const zipped = (content: string) => zipArchive([{ name: 'report.json', content }])

  test('are read, and not those of the run that publishes them', async () => {
    const { host, state } = await start()
    storeArtifact(state, { run: 50, name: 'mlgate-a-evaluate-gate', bytes: zipped('own') })
    storeArtifact(state, { run: 77, name: 'mlgate-a-evaluate-gate', bytes: zipped('theirs') })
    const files = await host.readRunFiles(query)
    expect(files.map((file) => 'content' in file && Buffer.from(file.content).toString())).toEqual(['theirs'])
  })

  test('of all its attempts are read, also of one that began after this run was started', async () => {
    const { host, state } = await start({ run_attempt: 2 })
    for (const [name, content] of [
      ['mlgate-a-evaluate-gate', 'first'],
      ['mlgate-a-evaluate-gate-attempt-2', 'second'],
      ['mlgate-a-evaluate-gate-attempt-3', 'not yet'],
    ] as const) {
      storeArtifact(state, { run: 77, name, bytes: zipped(content) })
    }
    const files = await host.readRunFiles(query)
    expect(files.map((file) => ('content' in file ? file.attempt : file.problem)).sort()).toEqual([
      1,
      2,
      'names the attempt 3, and the run is in attempt 2',
    ])
  })

  test('do not fill disk or memory: a bomb is refused, and so are more artifacts than a run of ours has', async () => {
    const { host, state } = await start()
    const bomb = zipArchive([{ name: 'report.json', content: Buffer.alloc(50_000_000), claimedSize: 10 }])
    expect(bomb.byteLength).toBeLessThan(100_000)
    storeArtifact(state, { run: 77, name: 'mlgate-a-evaluate-gate', bytes: bomb })
    expect(await host.readRunFiles(query)).toMatchObject([{ problem: 'holds a report.json of more than 1000 bytes' }])
    for (let index = 0; index < 500; index++) {
      storeArtifact(state, { run: 77, name: `mlgate-m${index}-x`, bytes: new Uint8Array() })
    }
    await expect(host.readRunFiles(query)).rejects.toThrow(/The run 77 has more than 500 artifacts/)
  })

  test('are found beside thousands of artifacts that are none', async () => {
    const { host, state, asked } = await start()
    storeArtifact(state, { run: 77, name: 'mlgate-a-evaluate-gate', bytes: zipped('x') })
    for (let index = 0; index < 2_000; index++) {
      storeArtifact(state, { run: 77, name: `noise-${index}\n::error::x`, bytes: new Uint8Array() })
    }
    expect(await host.readRunFiles(query)).toHaveLength(1)
    expect(asked('GET', /\/zip$/)).toHaveLength(1)
  })
})

describe('the comment about a finished run', () => {
  test('is written by the bot, found again, and updated when the next run reports', async () => {
    const { host, pull, bodies, hostOf, moveTo, state } = await start()
    pull()
    expect(await host.upsertComment(marker, () => `${marker} first`)).toMatchObject({ written: true })
    moveTo(newer)
    state.runs.push(
      makeRun(state, {
        id: 78,
        event: 'pull_request',
        head_branch: 'topic',
        head_sha: newer,
        headRepository: 'eve/flights',
      }),
    )
    const folder = await mkdtemp(join(tmpdir(), 'mlgate-event-'))
    await writeFile(join(folder, 'next.json'), JSON.stringify({ workflow_run: { id: 78 } }))
    const next = hostOf({ GITHUB_EVENT_PATH: join(folder, 'next.json') })
    const second = (present = '') => (present.endsWith('second') ? present : `${present} second`)
    expect(await next.upsertComment(marker, second)).toMatchObject({ written: true })
    expect(bodies()).toEqual([`${marker} first second`])
    await rm(folder, { recursive: true })
  })

  test('of a commit that is no longer the head is not written, and overwrites nothing', async () => {
    const { host, pull, bodies, moveTo } = await start()
    pull()
    moveTo(newer)
    expect(await host.upsertComment(marker, () => `${marker} stale`)).toEqual({
      written: false,
      reason: 'The pull request 1 has moved on to ddddddd; these reports are of ccccccc.',
    })
    expect(bodies()).toEqual([])
  })

  test.each([
    ['is pushed to', (job: Awaited<ReturnType<typeof start>>) => job.moveTo(newer), /has moved on to ddddddd/],
    [
      'is closed',
      ({ state, pull }: Awaited<ReturnType<typeof start>>) => {
        state.pullAnswers.length = 0
        pull({ closed: true })
      },
      /^Meanwhile the pull request 1 was closed or merged\.$/,
    ],
  ])('is not written when the pull request %s while the reports are read', async (_, change, reason) => {
    const job = await start()
    job.pull()
    expect((await job.host.reportedRun()).change?.number).toBe(1)
    change(job)
    expect(await job.host.upsertComment(marker, () => `${marker} late`)).toMatchObject({
      written: false,
      reason: expect.stringMatching(reason),
    })
    expect(job.asked('POST', /\/comments$/)).toEqual([])
  })

  test('that is there already is not overwritten by a run that the newer one has overtaken', async () => {
    const job = await start()
    job.pull()
    await job.host.reportedRun()
    job.moveTo(newer)
    addComment(job.state, 1, job.state.viewer, `${marker} newer`)
    expect(await job.host.upsertComment(marker, () => `${marker} older`)).toMatchObject({ written: false })
    expect(job.bodies()).toEqual([`${marker} newer`])
  })

  test('without the right to write is none, and the permission is named', async () => {
    const { host, pull } = await start({ permissions: { 'pull-requests': 'read' } })
    pull()
    expect(await host.upsertComment(marker, () => `${marker} x`)).toMatchObject({
      written: false,
      reason: expect.stringMatching(/^The job needs the permission `pull-requests: write`\./),
    })
  })
})

test('a fork’s own run that may not comment says what writes the comment', async () => {
  const job = await startGitHubJob({ permissions: { 'pull-requests': 'read' } }, { fork: true })
  expect(await job.host.upsertComment(marker, () => marker)).toMatchObject({
    written: false,
    reason: expect.stringContaining('docs/publish-report.md#pull-requests-from-forks'),
  })
})
