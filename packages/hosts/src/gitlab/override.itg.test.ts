import { describe, expect, it } from 'vitest'
import { addNote, recordEffects, startGitLabServer } from '../../testing/index.ts'
import { detectHost } from '../detect-host.ts'

const head = 'c'.repeat(40)
const label = 'gate-override'
const [ada, grace] = [
  { id: 11, username: 'ada' },
  { id: 12, username: 'grace' },
]

const at = (time: string) => `2026-03-01T${time}:00.000Z`

/** Ada proposes and pushes at ten; Grace, a developer, sets the label at eleven and says why at five past. */
async function start(env: Readonly<Record<string, string | undefined>> = {}) {
  const server = await startGitLabServer({ files: { 'mlgate.yml': 'model: a\n' } })
  const { override } = server.state
  override.request = {
    author: ada,
    sha: head,
    labels: [label],
    state: 'opened',
    targetBranch: 'main',
    mergeCommit: null,
  }
  override.users
    .set(ada.id, { name: 'Ada', bot: false, accessLevel: 40 })
    .set(grace.id, { name: 'Grace', bot: false, accessLevel: 30 })
  override.versions.push({ id: 1, head_commit_sha: head, created_at: at('10:00') })
  override.labelEvents.push({ id: 1, user: grace, created_at: at('11:00'), action: 'add', label: { name: label } })
  addNote(server.state, grace, 'Rows are mislabelled.', at('11:05'))
  const variables = {
    GITLAB_CI: 'true',
    CI_API_V4_URL: server.apiUrl,
    CI_PROJECT_ID: '7',
    CI_PROJECT_PATH: 'acme/flights',
    CI_PROJECT_URL: 'https://gitlab.example/acme/flights',
    CI_COMMIT_SHA: head,
    CI_PIPELINE_SOURCE: 'merge_request_event',
    CI_MERGE_REQUEST_IID: '1',
    CI_MERGE_REQUEST_PROJECT_ID: '7',
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '7',
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
    GITLAB_TOKEN: server.state.token,
    ...env,
  }
  return { host: detectHost(variables, recordEffects().deps), server, override }
}

describe('a label on the merge request', () => {
  it('set by a developer, with a reason, lets this head through', async () => {
    const { host } = await start()
    expect(await host.override(label)).toMatchObject({
      state: 'granted',
      override: { by: 'grace', label, reason: 'Rows are mislabelled.', head, at: at('11:00'), change: 1 },
    })
  })

  it('that is not there is none', async () => {
    const { host, override } = await start()
    if (override.request !== undefined) override.request.labels = ['other']
    expect(await host.override(label)).toEqual({ state: 'absent' })
  })

  it.each<[string, (started: Awaited<ReturnType<typeof start>>) => void, string]>([
    [
      'by the author',
      ({ override }) =>
        override.labelEvents.push({ id: 2, user: ada, created_at: at('11:10'), action: 'add', label: { name: label } }),
      'is an author',
    ],
    [
      'by an access token',
      ({ override }) => override.users.set(grace.id, { name: 'Grace', bot: true, accessLevel: 40 }),
      'is no person',
    ],
    [
      'by a reporter',
      ({ override }) => override.users.set(grace.id, { name: 'Grace', bot: false, accessLevel: 20 }),
      'may not write here (access level 20)',
    ],
    [
      'by somebody who is blocked',
      ({ override }) => override.users.set(grace.id, { name: 'Grace', bot: false, accessLevel: 40, state: 'blocked' }),
      'may not write here (not active)',
    ],
    [
      'by no member',
      ({ override }) => override.users.set(grace.id, { name: 'Grace', bot: false }),
      'may not write here (no member)',
    ],
    [
      'that was taken off',
      ({ override }) =>
        override.labelEvents.push({
          id: 2,
          user: ada,
          created_at: at('11:10'),
          action: 'remove',
          label: { name: label },
        }),
      'tells of nobody',
    ],
    [
      'before another push',
      ({ override }) => override.versions.push({ id: 2, head_commit_sha: head, created_at: at('12:00') }),
      'it was for another commit',
    ],
    [
      'when the newest version is of another commit',
      ({ override }) => override.versions.push({ id: 2, head_commit_sha: 'd'.repeat(40), created_at: at('10:30') }),
      'does not tell when',
    ],
    [
      'by who made the head',
      ({ override }) => override.commits.set(head, { name: 'Grace', email: 'g@example.invalid' }),
      'is an author',
    ],
    ['without a comment', ({ server }) => server.state.notes.splice(0), 'gave no reason'],
    [
      'with a system note',
      ({ server }) =>
        server.state.notes.splice(0, 1, {
          id: 5,
          body: 'added 1 commit',
          system: true,
          author: grace,
          created_at: at('11:05'),
          updated_at: at('11:05'),
        }),
      'gave no reason',
    ],
    [
      'with a note that was edited',
      ({ server }) =>
        server.state.notes.splice(0, 1, {
          id: 5,
          body: 'x',
          system: false,
          author: grace,
          created_at: at('11:05'),
          updated_at: at('13:00'),
        }),
      'one that was edited',
    ],
  ])('%s lets nothing through', async (_what, change, because) => {
    const started = await start()
    change(started)
    expect(await started.host.override(label)).toMatchObject({
      state: 'refused',
      because: expect.stringContaining(because),
    })
  })

  it('stops as an outage when it is there and who set it cannot be read', async () => {
    const { host, server } = await start()
    server.state.fault = ({ path }) => (path.includes('/resource_label_events') ? { status: 403 } : undefined)
    await expect(host.override(label)).rejects.toMatchObject({ name: 'InfrastructureError', status: 403 })
  })

  it('that cannot be looked for is none, said so: in trouble, and with the job token', async () => {
    const { host, server } = await start()
    server.state.fault = () => ({ status: 403 })
    expect(await host.override(label)).toMatchObject({ state: 'unknown' })
    const job = await start({ GITLAB_TOKEN: undefined, CI_JOB_TOKEN: 'glcbt-test' })
    expect(await job.host.override(label)).toMatchObject({ because: expect.stringContaining('set GITLAB_TOKEN') })
  })
})

describe('after the merge', () => {
  const push = { CI_PIPELINE_SOURCE: 'push', CI_MERGE_REQUEST_IID: undefined, CI_COMMIT_BRANCH: 'main' }

  async function merged(files: Readonly<Record<string, string>>) {
    const first = await start()
    const { git } = first.server.state
    const [tip, topic] = [(await git.tip('main')) ?? '', await git.commitFiles('topic', files)]
    first.override.request = {
      author: ada,
      sha: topic,
      labels: [label],
      state: 'merged',
      targetBranch: 'main',
      mergeCommit: tip,
    }
    first.override.versions.splice(0, 1, { id: 1, head_commit_sha: topic, created_at: at('10:00') })
    const variables = {
      GITLAB_CI: 'true',
      CI_API_V4_URL: first.server.apiUrl,
      CI_PROJECT_ID: '7',
      CI_PROJECT_URL: 'https://gitlab.example/acme/flights',
      CI_COMMIT_SHA: tip,
      GITLAB_TOKEN: first.server.state.token,
      ...push,
    }
    return detectHost(variables, recordEffects().deps)
  }

  it('the push to the default branch is let through when the files are those', async () => {
    const host = await merged({ 'mlgate.yml': 'model: a\n' })
    expect(await host.override(label)).toMatchObject({ state: 'granted', override: { by: 'grace' } })
  })

  it('what came beside other changes is not', async () => {
    const host = await merged({ 'mlgate.yml': 'model: b\n' })
    expect(await host.override(label)).toMatchObject({
      because: expect.stringContaining('other changes were merged before'),
    })
  })
})

it('an organisation’s policy is read in its project, at a commit of its default branch alone', async () => {
  const { host, server } = await start()
  const tip = (await server.state.git.tip('main')) ?? ''
  expect(Buffer.from((await host.readCommitted('acme/policy', tip, 'mlgate.yml')) ?? []).toString()).toBe('model: a\n')
  expect(await host.readCommitted('acme/policy', tip, 'none.yml')).toBeUndefined()
  const fork = await server.state.git.commitFiles('fork', { 'mlgate.yml': 'model: forged\n' })
  await expect(host.readCommitted('acme/policy', fork, 'mlgate.yml')).rejects.toThrow('is not a commit of main')
})
