import { InfrastructureError } from '@mlgate/core'
import { describe, expect, test } from 'vitest'
import type { GitHubJob, GitHubServer } from '../../testing/index.ts'
import { makeRun, startGitHubJob } from '../../testing/index.ts'

const marker = '<!-- mlgate -->'

async function start(...given: Parameters<typeof startGitHubJob>): Promise<GitHubJob> {
  const job = await startGitHubJob(...given)
  return job
}

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
    server.state.fault = ({ path }) => (path.includes('/git/blobs/') ? 'cut off' : undefined)
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
    const head_sha = (await state.git.tip('main')) ?? ''
    state.runs.push(
      makeRun(state, { id: 50, workflow_id: 7, event: 'pull_request', status: 'in_progress', conclusion: null }),
    )
    for (const run of runs) state.runs.push(makeRun(state, { workflow_id: 7, head_sha, ...run }))
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
      contentType: 'application/zip',
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

  test('comes from the branch, not from a newer tag of its name', async () => {
    const { host, server } = await withRuns({ id: 40 })
    const { git } = server.state
    const beginning = await git.tip('main')
    await git.commitFiles('main', { 'newer.txt': 'x' })
    const diverged = await git.commitFiles('topic', { 'evil.txt': 'x' }, beginning)
    const unrelated = await git.commitFiles('unrelated', { 'evil.txt': 'x' })
    server.state.runs.push(makeRun(server.state, { id: 41, workflow_id: 7, head_sha: diverged }))
    server.state.runs.push(makeRun(server.state, { id: 42, workflow_id: 7, head_sha: unrelated }))
    for (const run of [40, 41, 42]) store(server, run, 'model')
    const found = await host.findBranchArtifact('main', 'model')
    expect(found).toMatchObject({ found: true, runUrl: expect.stringMatching(/40$/) })
  })

  test('is proven absent when only a tag of the branch\u2019s name has one', async () => {
    const { host, server } = await withRuns({ id: 42, conclusion: 'failure' })
    const { git } = server.state
    const ahead = await git.commitFiles('topic', { 'evil.txt': 'x' }, await git.tip('main'))
    server.state.runs.push(makeRun(server.state, { id: 41, workflow_id: 7, head_sha: ahead }))
    store(server, 41, 'model')
    expect(await host.findBranchArtifact('main', 'model')).toMatchObject({ found: false })
  })

  test('is an error when the commit cannot be compared with the branch', async () => {
    const { host, server } = await withRuns({ id: 40 })
    await server.state.git.commitFiles('main', { 'newer.txt': 'x' })
    store(server, 40, 'model')
    server.state.fault = ({ path }) => (path.includes('/compare/') ? { status: 403 } : undefined)
    await expect(host.findBranchArtifact('main', 'model')).rejects.toThrow(/contents: read/)
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
