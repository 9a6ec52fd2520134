import { beforeEach, describe, expect, it } from 'vitest'
import { addComment, type GitHubJob, labelEvent, makePull, pushActivity, startGitHubJob } from '../../testing/index.ts'

const head = 'c'.repeat(40)
const label = 'gate-override'
let job: GitHubJob

async function start(...given: Parameters<typeof startGitHubJob>): Promise<GitHubJob> {
  job = await startGitHubJob(...given)
  return job
}

const at = (time: string, day = '01') => `2026-03-${day}T${time}:00Z`

/** Ada proposes and pushes at ten; Grace, who may write, sets the label at eleven and says why at five past. */
function story(
  change: {
    readonly labelled?: readonly Parameters<typeof labelEvent>[1][]
    readonly pushed?: readonly Parameters<typeof pushActivity>[1][]
    readonly comments?: readonly (readonly [by: string, at: string, body?: string])[]
    readonly pull?: Partial<Parameters<typeof makePull>[1]>
    readonly grace?: 'admin' | 'write' | 'read' | 'none'
  } = {},
): void {
  const { state } = job.server
  makePull(state, { author: 'ada', head, labels: [label], ...change.pull })
  state.collaborators.set('grace', change.grace ?? 'write').set('ada', 'admin')
  for (const push of change.pushed ?? [{ by: 'ada', at: at('10:00'), after: head }]) pushActivity(state, push)
  for (const event of change.labelled ?? [{ by: 'grace', at: at('11:00'), label }]) labelEvent(state, event)
  for (const [by, time, body = 'Rows are mislabelled.'] of change.comments ?? [['grace', at('11:05')]]) {
    addComment(state, 1, by, body, time)
  }
}

describe('a label on the pull request', () => {
  beforeEach(async () => {
    await start()
  })

  it('set by somebody who may write, with a reason, lets this head through', async () => {
    story()
    expect(await job.host.override(label)).toEqual({
      state: 'granted',
      override: {
        by: 'grace',
        label,
        reason: 'Rows are mislabelled.',
        url: expect.stringContaining('https://github.com/acme/flights/pull/1#issuecomment-'),
        head,
        at: at('11:00'),
        change: 1,
      },
    })
  })

  it('that is not there is looked for with one question', async () => {
    story({ pull: { labels: ['documentation'] } })
    const before = job.server.state.requests.length
    expect(await job.host.override(label)).toEqual({ state: 'absent' })
    expect(job.server.state.requests.length - before).toBe(1)
  })

  it('is found behind a hundred other events and comments', async () => {
    const noise = Array.from({ length: 120 }, () => ({ by: 'ada', at: at('10:30'), label: 'other' }))
    story({ labelled: [...noise, { by: 'grace', at: at('11:00'), label }] })
    const { comments } = job.server.state
    comments.set(1, [
      ...Array.from({ length: 120 }, () => addComment(job.server.state, 2, 'ada', 'x')),
      ...(comments.get(1) ?? []),
    ])
    expect(await job.host.override(label)).toMatchObject({ state: 'granted' })
  })

  it.each<[string, Parameters<typeof story>[0], string]>([
    [
      'by the author',
      { labelled: [{ by: 'ada', at: at('11:00'), label }], comments: [['ada', at('11:05')]] },
      'ada set the label and is an author',
    ],
    [
      'by a bot',
      { labelled: [{ by: 'helper[bot]', at: at('11:00'), label }] },
      'helper[bot] set the label, which is no person',
    ],
    [
      'through an app in somebody’s name',
      { labelled: [{ by: 'grace', at: at('11:00'), label, app: true }] },
      'went through an app',
    ],
    ['by somebody who may only read', { grace: 'read' }, 'grace set the label and may not write here (read)'],
    [
      'taken off and set again by the author',
      {
        labelled: [
          { by: 'grace', at: at('11:00'), label },
          { by: 'ada', at: at('11:10'), label, off: true },
          { by: 'ada', at: at('11:11'), label },
        ],
      },
      'ada set the label and is an author',
    ],
    [
      'whose last event took it off: it has come back by another way',
      {
        labelled: [
          { by: 'grace', at: at('11:00'), label },
          { by: 'grace', at: at('11:10'), label, off: true },
        ],
      },
      'tells of nobody who set the label',
    ],
    [
      'that was renamed into this one',
      { labelled: [{ by: 'grace', at: at('11:00'), label: 'documentation' }] },
      'tells of nobody',
    ],
    [
      'set before this head was pushed over another one',
      {
        pushed: [
          { by: 'ada', at: at('10:00'), after: 'd'.repeat(40) },
          { by: 'ada', at: at('12:00'), after: head, kind: 'force_push' },
        ],
        comments: [['grace', at('12:05')]],
      },
      'before ccccccc was pushed',
    ],
    [
      'set for another commit, when this one had been head before',
      {
        pushed: [
          { by: 'ada', at: at('09:00'), after: head },
          { by: 'ada', at: at('10:00'), after: 'd'.repeat(40), kind: 'force_push' },
          { by: 'ada', at: at('12:00'), after: head },
        ],
      },
      'before ccccccc was pushed',
    ],
    [
      'when the log of pushes ends with another commit',
      { pushed: [{ by: 'ada', at: at('10:00'), after: 'd'.repeat(40) }] },
      'does not tell when ccccccc was pushed',
    ],
    ['when the head’s repository is gone', { pull: { headRepository: null } }, 'does not tell when'],
    [
      'by who pushed the head into somebody else’s change',
      { pushed: [{ by: 'grace', at: at('10:00'), after: head }] },
      'grace set the label and is an author',
    ],
    ['without a comment', { comments: [] }, 'gave no reason'],
    ['with somebody else’s comment', { comments: [['ada', at('11:05')]] }, 'gave no reason'],
    ['with an empty comment', { comments: [['grace', at('11:05'), '  \n']] }, 'gave no reason'],
    ['with a comment of two days later', { comments: [['grace', at('11:05', '03')]] }, 'gave no reason'],
    ['with a comment from before the push', { comments: [['grace', at('09:55')]] }, 'gave no reason'],
  ])('%s lets nothing through', async (_what, change, because) => {
    story(change)
    const search = await job.host.override(label)
    expect(search).toMatchObject({ state: 'refused', because: expect.stringContaining(because) })
  })

  it('lets nothing through by a comment that was edited later', async () => {
    story()
    const [comment] = job.server.state.comments.get(1) ?? []
    if (comment !== undefined) job.server.state.comments.set(1, [{ ...comment, updated_at: at('13:00') }])
    expect(await job.host.override(label)).toMatchObject({ because: expect.stringContaining('one that was edited') })
  })

  it('lets nothing through that Git says the same person made', async () => {
    story()
    job.server.state.commitAuthors.set(head, 'grace')
    expect(await job.host.override(label)).toMatchObject({ because: expect.stringContaining('is an author') })
  })

  it('lets nothing through when the change has moved on', async () => {
    story({ pull: { head: 'd'.repeat(40) } })
    expect(await job.host.override(label)).toMatchObject({
      state: 'refused',
      because: expect.stringContaining('moved on'),
    })
  })

  it.each([403, 500])('stops as an outage when it is there and who set it cannot be read (%i)', async (status) => {
    story()
    job.server.state.fault = ({ path }) => (path.includes('/events') ? { status } : undefined)
    await expect(job.host.override(label)).rejects.toMatchObject({ name: 'InfrastructureError', status })
  })

  it.each([403, 500])('that cannot be looked for is none, said so (%i)', async (status) => {
    story()
    job.server.state.fault = ({ path }) => (path.includes('/pulls/') ? { status } : undefined)
    expect(await job.host.override(label)).toMatchObject({
      state: 'unknown',
      because: expect.stringContaining(`HTTP ${status}`),
    })
  })
})

it('a pull request from a fork is let through as any other: who pushed is told by the fork’s own log', async () => {
  await start({ otherRepositories: {} }, { fork: true })
  story({ pull: { headRepository: 'acme/flights' } })
  expect(await job.host.override(label)).toMatchObject({ state: 'granted' })
})

describe('after the merge', () => {
  const files = { 'mlgate.yml': 'model: a\n' }

  /** A topic with the same files as main's tip, merged there; the run is of the push. */
  async function merged(change: Parameters<typeof story>[0] = {}, topic: Readonly<Record<string, string>> = files) {
    const first = await startGitHubJob({ files }, { event: 'push' })
    job = first
    const { git } = first.server.state
    const tip = (await git.tip('main')) ?? ''
    const headCommit = await git.commitFiles('topic', topic)
    const pushed = [
      { by: 'ada', at: at('10:00'), after: headCommit },
      { by: 'ada', at: at('15:00'), after: '0'.repeat(40), kind: 'branch_deletion' as const },
    ]
    story({ pushed, ...change, pull: { head: headCommit, mergedAs: { commit: tip, at: at('14:00') }, ...change.pull } })
    return { host: first.hostOf({ GITHUB_SHA: tip, GITHUB_REF: 'refs/heads/main' }), headCommit, tip, first }
  }

  it('the push to the default branch is let through by the label on what was merged', async () => {
    const { host, headCommit } = await merged()
    expect(await host.override(label)).toMatchObject({ state: 'granted', override: { by: 'grace', head: headCommit } })
  })

  it('what came beside other changes is not', async () => {
    const { host } = await merged({}, { ...files, 'train.py': 'other' })
    expect(await host.override(label)).toMatchObject({
      state: 'refused',
      because: expect.stringContaining('other changes were merged before'),
    })
  })

  it('a pull request that was merged elsewhere says nothing about it', async () => {
    const { host, tip } = await merged({
      pull: { mergedAs: { commit: 'a'.repeat(40), at: at('14:00'), into: 'main' } },
    })
    expect(tip).not.toBe('a'.repeat(40))
    expect(await host.override(label)).toEqual({ state: 'absent' })
  })

  it('a pull request into another branch says nothing about it', async () => {
    const { first, tip } = await merged()
    const [pull] = first.server.state.pullAnswers.splice(0)
    if (pull !== undefined) first.server.state.pullAnswers.push({ ...pull, base: { ref: 'release' } })
    const host = first.hostOf({ GITHUB_SHA: tip, GITHUB_REF: 'refs/heads/main' })
    expect(await host.override(label)).toEqual({ state: 'absent' })
  })

  it('a push to another branch is not, nor another event', async () => {
    const { first, tip } = await merged()
    expect(await first.hostOf({ GITHUB_SHA: tip, GITHUB_REF: 'refs/heads/topic' }).override(label)).toEqual({
      state: 'absent',
    })
    const scheduled = first.hostOf({ GITHUB_SHA: tip, GITHUB_REF: 'refs/heads/main', GITHUB_EVENT_NAME: 'schedule' })
    expect(await scheduled.override(label)).toEqual({ state: 'absent' })
  })
})

describe('an organisation’s policy', () => {
  const policy = { 'mlgate-policy.yml': 'gate: {}\n', 'policies/strict.yml': 'evidence: {}\n' }

  it('is read at a commit of another repository’s default branch', async () => {
    await start({ otherRepositories: { 'acme/policy': policy } })
    const git = job.server.otherRepositories.get('acme/policy')
    const old = (await git?.tip('main')) ?? ''
    await git?.commitFiles('main', { 'mlgate-policy.yml': 'gate: {threshold: 1}\n' })
    const read = async (path: string) =>
      Buffer.from((await job.host.readCommitted('acme/policy', old, path)) ?? []).toString()
    expect(await read('mlgate-policy.yml')).toBe('gate: {}\n')
    expect(await read('policies/strict.yml')).toBe('evidence: {}\n')
    expect(await job.host.readCommitted('acme/policy', old, 'none.yml')).toBeUndefined()
  })

  it('is not read at a commit of somebody’s fork, which GitHub would serve', async () => {
    await start({ otherRepositories: { 'acme/policy': policy } })
    const forked =
      (await job.server.otherRepositories.get('acme/policy')?.commitFiles('fork', { 'mlgate-policy.yml': '{}\n' })) ??
      ''
    await expect(job.host.readCommitted('acme/policy', forked, 'mlgate-policy.yml')).rejects.toThrow(
      `extends: ${forked} is not a commit of main, the default branch of acme/policy`,
    )
  })

  it('that the token may not see is an error that names the permission', async () => {
    await start({ otherRepositories: { 'acme/policy': policy }, permissions: { contents: 'none' } })
    await expect(job.host.readCommitted('acme/policy', 'a'.repeat(40), 'p.yml')).rejects.toThrow(
      /HTTP 403.*`contents: read in acme\/policy`/,
    )
  })
  it('that is private is an error that says so, as GitHub does not', async () => {
    await start({ unseenRepositories: ['acme/policy'] })
    await expect(job.host.readCommitted('acme/policy', 'a'.repeat(40), 'p.yml')).rejects.toThrow(
      /HTTP 404.*does not exist, or the token may not see it: that needs `contents: read in acme\/policy`/,
    )
  })
})
