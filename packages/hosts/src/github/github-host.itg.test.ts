import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Host } from '@mlgate/core'
import { InfrastructureError } from '@mlgate/core'
import { afterEach, describe, expect, test } from 'vitest'
import type { GitHubServer, GitHubServerOptions, RecordedEffects } from '../../testing/index.ts'
import { addComment, makeRun, recordEffects, startGitHubServer } from '../../testing/index.ts'
import { detectHost } from '../detect-host.ts'

const marker = '<!-- mlgate -->'
const open: { server: GitHubServer; folder: string }[] = []

afterEach(async () => {
  for (const { server, folder } of open.splice(0)) {
    expect(server.state.unexpected).toEqual([])
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
})

async function start(
  options: Partial<GitHubServerOptions> = {},
  more: { readonly fork?: boolean; readonly token?: string; readonly event?: string } = {},
): Promise<{ host: Host; other: () => Host; server: GitHubServer; effects: RecordedEffects }> {
  const server = await startGitHubServer({ repository: 'acme/flights', ...options })
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-event-'))
  open.push({ server, folder })
  const head = more.fork ? null : { id: 5 }
  const pull = {
    number: 1,
    base: { ref: 'main', sha: 'b'.repeat(40), repo: { id: 5 } },
    head: { ref: 'topic', sha: 'c'.repeat(40), repo: head },
  }
  await writeFile(join(folder, 'event.json'), JSON.stringify({ pull_request: pull }))
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: server.url,
    GITHUB_REPOSITORY: 'acme/flights',
    GITHUB_EVENT_NAME: more.event ?? 'pull_request',
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_RUN_ID: '50',
    GITHUB_TOKEN: more.token ?? server.state.token,
  }
  const effects = recordEffects()
  const other = () => detectHost(env, recordEffects().deps)
  return { host: detectHost(env, effects.deps), other, server, effects }
}

function bodies(server: GitHubServer): readonly string[] {
  return (server.state.comments.get(1) ?? []).filter(({ body }) => body.startsWith(marker)).map(({ body }) => body)
}

describe('the one comment', () => {
  test('is found among 120 others on a later page and updated, not duplicated', async () => {
    const { host, server } = await start({ comments: 120 })
    const first = addComment(server.state, 1, server.state.viewer, `${marker}\nold`)
    const result = await host.upsertComment(marker, (present) => `${present?.split('\n')[0]}\nnew`)
    expect(result).toEqual({ written: true, url: first.html_url })
    expect(bodies(server)).toEqual([`${marker}\nnew`])
    expect(server.state.comments.get(1)).toHaveLength(121)
  })

  test('is created when there is none, and composed from nothing', async () => {
    const { host, server } = await start({ comments: 3 })
    const result = await host.upsertComment(marker, (present) => present ?? `${marker}\nfirst`)
    expect(result.written).toBe(true)
    expect(bodies(server)).toEqual([`${marker}\nfirst`])
  })

  test('is not written again when nothing changed', async () => {
    const { host, server } = await start()
    addComment(server.state, 1, server.state.viewer, `${marker}\r\nsame  \n`)
    await host.upsertComment(marker, () => `${marker}\nsame`)
    expect(server.state.requests.filter(({ method }) => method !== 'GET').map(({ path }) => path)).toEqual(['/graphql'])
  })

  test('of somebody who copied our marker stays untouched', async () => {
    const { host, server } = await start()
    addComment(server.state, 1, 'mallory', `${marker}\nmine`)
    await host.upsertComment(marker, () => `${marker}\nours`)
    expect(bodies(server)).toEqual([`${marker}\nmine`, `${marker}\nours`])
  })

  test('quoted by ourselves in the middle of another comment is not taken for it', async () => {
    const { host, server } = await start()
    addComment(server.state, 1, server.state.viewer, `> ${marker}`)
    await host.upsertComment(marker, () => `${marker}\nours`)
    expect(server.state.comments.get(1)).toHaveLength(2)
  })

  test('swallows duplicates: the oldest stays', async () => {
    const { host, server } = await start()
    const oldest = addComment(server.state, 1, server.state.viewer, `${marker}\n1`)
    addComment(server.state, 1, server.state.viewer, `${marker}\n2`)
    const result = await host.upsertComment(marker, () => `${marker}\nnew`)
    expect(result).toEqual({ written: true, url: oldest.html_url })
    expect(bodies(server)).toEqual([`${marker}\nnew`])
  })

  test('keeps the sections of parallel jobs, though one overwrote the other', async () => {
    const { host, server } = await start()
    addComment(server.state, 1, server.state.viewer, marker)
    let stolen = false
    server.state.fault = ({ method, path }) => {
      // Between our write and our reading back, another job writes what it composed from the old body.
      if (method === 'GET' && path.includes('/comments') && bodies(server)[0]?.includes('[ours]') && !stolen) {
        stolen = true
        const list = server.state.comments.get(1)
        if (list?.[0]) list[0] = { ...list[0], body: `${marker}[theirs]` }
      }
      return undefined
    }
    const add = (present = '') => (present.includes('[ours]') ? present : `${present}[ours]`)
    expect(await host.upsertComment(marker, add)).toMatchObject({ written: true })
    expect(stolen).toBe(true)
    expect(bodies(server)).toEqual([`${marker}[theirs][ours]`])
  })

  test('gives up when other jobs never stop changing it', async () => {
    const { host, server } = await start()
    let round = 0
    const result = await host.upsertComment(marker, () => `${marker}${round++}`)
    expect(result).toMatchObject({ written: false, reason: expect.stringContaining('Other jobs kept changing') })
    expect(bodies(server)).toHaveLength(1)
  })

  test('without its marker is a bug, not a new comment each time', async () => {
    const { host, server } = await start()
    await expect(host.upsertComment(marker, () => 'no marker')).rejects.toThrow(/does not begin with its marker/)
    expect(server.state.comments.get(1)).toBeUndefined()
  })

  test('is one even when two jobs begin it at the same time', async () => {
    const { host, other, server } = await start()
    const section =
      (name: string) =>
      (present = marker) =>
        present.includes(name) ? present : `${present}${name}`
    const results = await Promise.all([
      host.upsertComment(marker, section('[a]')),
      other().upsertComment(marker, section('[b]')),
    ])
    expect(results.map(({ written }) => written)).toEqual([true, true])
    expect(bodies(server)).toHaveLength(1)
    expect(bodies(server)[0]).toContain('[a]')
    expect(bodies(server)[0]).toContain('[b]')
  }, 30_000)

  test('is not written with a read-only token; the reason names the permission', async () => {
    const { host } = await start({ permissions: { 'pull-requests': 'read' } })
    const result = await host.upsertComment(marker, () => marker)
    expect(result).toMatchObject({ written: false, reason: expect.stringContaining('pull-requests: write') })
  })

  test('is not written from a fork; the reason says what can be done', async () => {
    const { host } = await start({ permissions: { 'pull-requests': 'read' } }, { fork: true })
    const result = await host.upsertComment(marker, () => marker)
    expect(result).toMatchObject({ written: false, reason: expect.stringContaining('workflow_run') })
  })

  test('that is too long is not sent', async () => {
    const { host, server } = await start()
    const result = await host.upsertComment(marker, () => marker + 'x'.repeat(65_536))
    expect(result).toMatchObject({ written: false, reason: expect.stringContaining('65536 are allowed') })
    expect(server.state.requests.some(({ method, path }) => method === 'POST' && path !== '/graphql')).toBe(false)
  })

  test('fails as an outage, not as a missing permission, when the rate limit is used up', async () => {
    const { host, server } = await start()
    const reset = String(Math.floor(Date.now() / 1000) + 3000)
    server.state.fault = () => ({
      status: 403,
      body: { message: 'API rate limit exceeded' },
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
    })
    await expect(host.upsertComment(marker, () => marker)).rejects.toThrow(/rate limit is used up/)
  })
})

describe('the policy', () => {
  const files = {
    'mlgate.yml': 'model: flights\n',
    'data/bytes.bin': new Uint8Array([0xff, 0xfe, 0, 10]),
    'data/deep/umlaut ä#?.yml': 'x\n',
    link: { symlink: 'mlgate.yml' },
    'linked-folder': { symlink: 'data' },
    module: { submodule: 'd'.repeat(40) },
  }

  test('is read at the present tip of the target branch, byte for byte', async () => {
    const { host, server } = await start({ files })
    const moved = await server.state.git.commitFiles('main', { ...files, 'mlgate.yml': 'model: newer\n' })
    const tip = await host.policyTip()
    expect(tip).toMatchObject({ branch: 'main', commit: moved })
    expect(Buffer.from((await tip?.readFile('mlgate.yml')) ?? []).toString()).toBe('model: newer\n')
    expect(new Uint8Array((await tip?.readFile('data/bytes.bin')) ?? [])).toEqual(files['data/bytes.bin'])
    expect(Buffer.from((await tip?.readFile('data/deep/umlaut ä#?.yml')) ?? []).toString()).toBe('x\n')
  })

  test('stays at that commit when the branch moves on', async () => {
    const { host, server } = await start({ files })
    const tip = await host.policyTip()
    await server.state.git.commitFiles('main', { 'mlgate.yml': 'model: newer\n' })
    expect(Buffer.from((await tip?.readFile('mlgate.yml')) ?? []).toString()).toBe('model: flights\n')
  })

  test('is that of the default branch on other events', async () => {
    const { host } = await start({ files, defaultBranch: 'release/1.x' }, { event: 'push' })
    expect(await host.policyTip()).toMatchObject({ branch: 'release/1.x' })
  })

  test('file that does not exist is proven absent', async () => {
    const tip = await (await start({ files })).host.policyTip()
    expect(await tip?.readFile('nothing.yml')).toBeUndefined()
    expect(await tip?.readFile('nothing/at/all.yml')).toBeUndefined()
    expect(await tip?.readFile('mlgate.yml/below')).toBeUndefined()
  })

  test.each([
    ['link', /symbolic link/],
    ['linked-folder/bytes.bin', /symbolic link/],
    ['module', /submodule/],
    ['data', /folder/],
    ['../mlgate.yml', /no path inside the repository/],
    ['/etc/passwd', /no path inside the repository/],
  ])('path %s is refused', async (path, message) => {
    const tip = await (await start({ files })).host.policyTip()
    await expect(tip?.readFile(path)).rejects.toThrow(message)
  })

  test('that may not be read is an error that names the permission', async () => {
    const { host } = await start({ permissions: { contents: 'none' } })
    await expect(host.policyTip()).rejects.toThrow(/HTTP 403.*contents: read/)
  })

  test('behind a wrong token is an error that does not show the token', async () => {
    const { host, effects } = await start({}, { token: 'ghs_wrongwrong' })
    const error: unknown = await host.policyTip().catch((thrown: unknown) => thrown)
    expect(String(error)).toMatch(/token is wrong or has expired/)
    expect(String(error) + effects.logged.join()).not.toContain('ghs_wrongwrong')
  })

  test('cut off in the middle is an error, never an empty file', async () => {
    const { host, server } = await start({ files })
    const tip = await host.policyTip()
    server.state.cutOff = ({ path }) => path.includes('/git/blobs/')
    await expect(tip?.readFile('mlgate.yml')).rejects.toBeInstanceOf(InfrastructureError)
  })

  test('with other bytes than git says is an error', async () => {
    const { host, server } = await start({ files })
    const tip = await host.policyTip()
    server.state.fault = ({ path }) => (path.includes('/git/blobs/') ? { status: 200, body: 'forged' } : undefined)
    await expect(tip?.readFile('mlgate.yml')).rejects.toThrow(/other bytes/)
  })
})

describe('a server in trouble', () => {
  test.each([500, 502, 503])('that always answers %i ends in an error that a retry may help', async (status) => {
    const { host, server } = await start()
    server.state.fault = () => ({ status })
    await expect(host.policyTip()).rejects.toMatchObject({ name: 'InfrastructureError', retryable: true, status })
    expect(server.state.requests).toHaveLength(3)
  })

  test('that recovers is not noticed', async () => {
    const { host, server } = await start()
    let failures = 2
    server.state.fault = () => (failures-- > 0 ? { status: 502 } : undefined)
    expect(await host.policyTip()).toMatchObject({ branch: 'main' })
  })

  test('that hangs ends in an error', async () => {
    const { host, server } = await start()
    server.state.fault = () => 'hang'
    await expect(host.policyTip()).rejects.toThrow(/no answer.*silent/)
  })

  test('that drops connections ends in an error', async () => {
    const { host, server } = await start()
    server.state.fault = () => 'drop'
    await expect(host.policyTip()).rejects.toMatchObject({ name: 'InfrastructureError', retryable: true })
  })

  test('that answers something else than JSON ends in an error', async () => {
    const { host, server } = await start()
    server.state.fault = () => ({ status: 200, body: 'hello' })
    await expect(host.policyTip()).rejects.toThrow(/unexpected answer/)
  })
})

test('the token stays with GitHub when an answer points elsewhere', async () => {
  const { host, server } = await start()
  const elsewhere = await start()
  const location = `${elsewhere.server.url}/stolen`
  server.state.fault = () => ({ status: 302, headers: { location } })
  await expect(host.policyTip()).rejects.toThrow(InfrastructureError)
  expect(elsewhere.server.state.requests.map(({ path }) => path)).toEqual(['/stolen'])
  expect(elsewhere.server.state.requests[0]?.headers).not.toHaveProperty('authorization')
  elsewhere.server.state.unexpected.length = 0
})

test('no page that an answer announces elsewhere is asked for', async () => {
  const { host, server } = await start()
  const elsewhere = await start()
  server.state.fault = ({ path }) =>
    path.endsWith('page=1')
      ? { status: 200, body: [], headers: { link: `<${elsewhere.server.url}/2>; rel="next"` } }
      : undefined
  expect(await host.upsertComment(marker, () => marker)).toMatchObject({ written: false })
  expect(elsewhere.server.state.requests).toEqual([])
})

describe("a branch's artifact", () => {
  async function withRuns(...runs: Parameters<typeof makeRun>[1][]) {
    const started = await start()
    const { state } = started.server
    state.runs.push(
      makeRun(state, { id: 50, workflow_id: 7, event: 'pull_request', status: 'in_progress', conclusion: null }),
    )
    for (const run of runs) state.runs.push(makeRun(state, { workflow_id: 7, ...run }))
    return started
  }

  function store(server: GitHubServer, run: number, name: string, expired = false): number {
    const id = server.state.nextId++
    server.state.artifacts.push({
      id,
      name,
      runBackendId: String(run),
      jobBackendId: 'job',
      createdAt: '2026-01-01T00:00:00Z',
      blob: `/devstoreaccount1/actions-results/${id}.zip?sig=x`,
      bytes: new Uint8Array(),
      digest: `sha256:${'e'.repeat(64)}`,
      expired,
      finalized: true,
    })
    return id
  }

  test('comes from the newest successful push run of this repository and this workflow', async () => {
    const { host, server } = await withRuns(
      { id: 40 },
      { id: 41 },
      { id: 42, conclusion: 'failure' },
      { id: 43, event: 'workflow_dispatch' },
      { id: 44, head_branch: 'topic' },
      { id: 45, headRepository: 'mallory/flights' },
      { id: 46, workflow_id: 8 },
    )
    for (let run = 40; run <= 46; run++) store(server, run, 'model')
    const wanted = store(server, 41, 'model-attempt-2')
    store(server, 41, 'model-attempt-2b')
    const found = await host.findBranchArtifact('main', 'model')
    expect(found).toMatchObject({ found: true, artifact: { id: String(wanted) }, runUrl: expect.stringMatching(/41$/) })
  })

  test('is proven absent without a run', async () => {
    const { host } = await withRuns({ id: 42, conclusion: 'failure' })
    expect(await host.findBranchArtifact('main', 'model')).toMatchObject({ found: false })
  })

  test('is proven absent when the newest run left none of that name', async () => {
    const { host, server } = await withRuns({ id: 40 }, { id: 41 })
    store(server, 40, 'model')
    store(server, 41, 'models')
    expect(await host.findBranchArtifact('main', 'model')).toMatchObject({ found: false })
  })

  test('is an error when it has expired', async () => {
    const { host, server } = await withRuns({ id: 40 })
    store(server, 40, 'model', true)
    await expect(host.findBranchArtifact('main', 'model')).rejects.toThrow(/has expired/)
  })

  test('is an error, not absence, without permission', async () => {
    const { host, server } = await withRuns({ id: 40 })
    server.state.permissions.actions = 'none'
    await expect(host.findBranchArtifact('main', 'model')).rejects.toThrow(/actions: read/)
  })

  test('is found beyond a hundred runs of other repositories', async () => {
    const foreign = Array.from({ length: 130 }, (_, index) => ({ id: 100 + index, headRepository: 'mallory/flights' }))
    const { host, server } = await withRuns({ id: 40 }, ...foreign)
    store(server, 40, 'model')
    expect(await host.findBranchArtifact('main', 'model')).toMatchObject({ found: true })
  })
})
