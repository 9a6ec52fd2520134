import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InfrastructureError } from '@mlgate/core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { GitHubServer } from '../../testing/index.ts'
import { makeRun, recordEffects, startGitHubServer } from '../../testing/index.ts'
import { detectHost } from '../detect-host.ts'

// The real client reads the process's own environment: one server serves this file, which runs in a process of its own.
let server: GitHubServer
let folder: string
const before = { ...process.env }

beforeAll(async () => {
  // The client talks to the runner here; on a runner, ours must not hear it.
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  server = await startGitHubServer({ repository: 'acme/flights' })
  process.env.GITHUB_API_URL = server.url
})
afterAll(async () => {
  vi.restoreAllMocks()
  process.env = before
  await server.close()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-artifacts-'))
  await mkdir(join(folder, 'out', 'deep'), { recursive: true })
  await writeFile(join(folder, 'out', 'model.onnx'), new Uint8Array([0, 1, 2, 255, 10, 13]))
  await writeFile(join(folder, 'out', 'deep', 'record.json'), '{"a":1}')
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
  server.state.fault = undefined
  expect(server.state.unexpected).toEqual([])
})

function hostOfRun(run: number, attempt = 1) {
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: server.url,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'acme/flights',
    GITHUB_RUN_ID: String(run),
    GITHUB_RUN_ATTEMPT: String(attempt),
    GITHUB_TOKEN: server.state.token,
    ACTIONS_RUNTIME_TOKEN: server.runtimeToken(run),
    ACTIONS_RESULTS_URL: `${server.url}/`,
  }
  Object.assign(process.env, env)
  return detectHost(env, recordEffects().deps)
}

describe('a folder handed over through the real artifact client', () => {
  test('arrives in a later job of the same run, byte for byte', async () => {
    const reference = await hostOfRun(1).uploadArtifact('flights-train-model', join(folder, 'out'))
    expect(reference.digest).toBe(server.state.artifacts.at(-1)?.digest)
    await hostOfRun(1).downloadArtifact(reference, join(folder, 'in'))
    expect(new Uint8Array(await readFile(join(folder, 'in', 'model.onnx')))).toEqual(
      new Uint8Array([0, 1, 2, 255, 10, 13]),
    )
    expect(await readFile(join(folder, 'in', 'deep', 'record.json'), 'utf8')).toBe('{"a":1}')
  })

  test('arrives in another run through the API, and the token does not reach the blob store', async () => {
    const reference = await hostOfRun(2).uploadArtifact('flights-train-model', join(folder, 'out'))
    await hostOfRun(3).downloadArtifact(reference, join(folder, 'in'))
    expect(await readFile(join(folder, 'in', 'deep', 'record.json'), 'utf8')).toBe('{"a":1}')
    expect(server.state.requests.some(({ path }) => path.endsWith(`/artifacts/${reference.id}/zip`))).toBe(true)
  })

  test('is refused when its digest is another, and leaves nothing behind', async () => {
    const host = hostOfRun(4)
    const reference = await host.uploadArtifact('flights-train-model', join(folder, 'out'))
    await writeFile(join(folder, 'out', 'model.onnx'), 'another model')
    const other = await host.uploadArtifact('other', join(folder, 'out'))
    await expect(host.downloadArtifact({ ...reference, digest: other.digest }, join(folder, 'in'))).rejects.toThrow(
      /is not the one that was handed over/,
    )
    await expect(readFile(join(folder, 'in', 'model.onnx'))).rejects.toThrow(/ENOENT/)
  })

  test('collides with a second job of the run that uses its name, and says so', async () => {
    const host = hostOfRun(5)
    await host.uploadArtifact('same', join(folder, 'out'))
    await expect(host.uploadArtifact('same', join(folder, 'out'))).rejects.toThrow(/two jobs hand over under one name/)
  })

  test('is uploaded again by a second attempt of the run', async () => {
    await hostOfRun(6, 1).uploadArtifact('same', join(folder, 'out'))
    const second = await hostOfRun(6, 2).uploadArtifact('same', join(folder, 'out'))
    const stored = server.state.artifacts.find(({ id }) => String(id) === second.id)
    expect(stored?.name).toBe('same-attempt-2')
  })

  test('that does not exist is an infrastructure error that no retry helps', async () => {
    const missing = { id: '999999', digest: `sha256:${'0'.repeat(64)}` } as const
    const error: unknown = await hostOfRun(7)
      .downloadArtifact(missing, join(folder, 'in'))
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InfrastructureError)
    expect(error).toMatchObject({ retryable: false })
  })

  test('is found as the newest artifact of a branch and can be downloaded', async () => {
    const reference = await hostOfRun(70).uploadArtifact('flights/train model', join(folder, 'out'))
    const head_sha = (await server.state.git.tip('main')) ?? ''
    server.state.runs.push(makeRun(server.state, { id: 70, workflow_id: 9, head_sha }))
    server.state.runs.push(makeRun(server.state, { id: 71, workflow_id: 9, event: 'pull_request', conclusion: null }))
    const host = hostOfRun(71)
    const found = await host.findBranchArtifact('main', 'flights/train model')
    expect(found).toEqual({
      found: true,
      artifact: reference,
      runUrl: 'https://github.com/acme/flights/actions/runs/70',
      commit: head_sha,
      createdAt: new Date('2026-03-01T12:00:00Z'),
    })
    await host.downloadArtifact(reference, join(folder, 'in'))
    expect(await readFile(join(folder, 'in', 'deep', 'record.json'), 'utf8')).toBe('{"a":1}')
  })
})

test('an artifact service that never answers ends in an error that says a retry may help', async () => {
  hostOfRun(8)
  server.state.fault = ({ path }) => (path.startsWith('/twirp/') ? 'hang' : undefined)
  const env = { ...process.env }
  const host = detectHost(env, recordEffects({ patience: { artifactSeconds: 0.3 } }).deps)
  await expect(host.uploadArtifact('silent', join(folder, 'out'))).rejects.toThrow(/took longer than 0.3 s/)
})

describe('a page published through the real artifact client', () => {
  beforeEach(async () => {
    await writeFile(join(folder, 'report.html'), '<!doctype html><title>flights</title>')
  })
  const page = (run: number, attempt?: number) =>
    hostOfRun(run, attempt).publishPage('report-flights-train-model', join(folder, 'report.html'))
  const stored = () => server.state.artifacts.at(-1)

  test('is stored as it is, under its own name, where GitHub opens it in the browser', async () => {
    const address = await page(31)
    expect(address).toBe(`https://github.com/acme/flights/actions/runs/31/artifacts/${stored()?.id}`)
    expect(stored()).toMatchObject({
      name: 'report-flights-train-model.html',
      contentType: 'text/html',
      finalized: true,
    })
    expect(Buffer.from(stored()?.bytes ?? []).toString()).toBe('<!doctype html><title>flights</title>')
    expect(hostOfRun(31).ownsPage(address ?? '')).toBe(true)
  })

  test('has an address of its own in each attempt, and when two jobs publish under one name', async () => {
    const addresses = [await page(32), await page(32), await page(32, 2)]
    expect(new Set(addresses).size).toBe(3)
    const names = server.state.artifacts.slice(-3).map(({ name }) => name)
    expect(names[0]).toBe('report-flights-train-model.html')
    expect(names[1]).toMatch(/^report-flights-train-model-[0-9a-f]{8}\.html$/)
    expect(names[2]).toBe('report-flights-train-model-attempt-2.html')
  })

  test('is none of what publish-report looks into', async () => {
    await page(33)
    server.state.runs.push(makeRun(server.state, { id: 33 }))
    expect(await hostOfRun(33).readRunFiles({ prefix: 'mlgate-', file: 'report.json', limit: 1000 })).toEqual([])
  })

  test('is not there outside an action and on an Enterprise Server, which is no error', async () => {
    const env = { GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'acme/flights', GITHUB_RUN_ID: '5' }
    const effects = recordEffects()
    expect(await detectHost(env, effects.deps).publishPage('x', join(folder, 'report.html'))).toBeUndefined()
    const enterprise = { ...env, GITHUB_SERVER_URL: 'https://github.acme.example', ACTIONS_RUNTIME_TOKEN: 'x' }
    expect(await detectHost(enterprise, effects.deps).publishPage('x', join(folder, 'report.html'))).toBeUndefined()
  })

  test.each([
    'https://github.com/acme/flights/actions/runs/1/artifacts/2/../../../../../mallory/x',
    'https://github.com/acme/flights/actions/runs/1/artifacts/2?x=https://evil.example',
    'https://github.com/mallory/flights/actions/runs/1/artifacts/2',
    'https://github.com.evil.example/acme/flights/actions/runs/1/artifacts/2',
    'javascript:alert(1)//https://github.com/acme/flights/actions/runs/1/artifacts/2',
    'https://github.com/acme/flights/actions/runs/1',
    'https://github.com/acme/flights/actions/runs/2/artifacts/3',
  ])('is not ours at %s', (address) => expect(hostOfRun(1).ownsPage(address)).toBe(false))
})
