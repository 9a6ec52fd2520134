import type { RunFile } from '@mlgate/core'
import { describe, expect, test } from 'vitest'
import { makeRun, startGitHubJob, storeArtifact, zipArchive } from '../../testing/index.ts'

const query = { prefix: 'mlgate-', file: 'report.json', limit: 1_000 }

/** A job of run 50, as `startGitHubJob` makes it. */
async function start(...given: Parameters<typeof startGitHubJob>) {
  const job = await startGitHubJob(...given)
  const { state } = job.server
  state.runs.push(makeRun(state, { id: 50 }), makeRun(state, { id: 51 }))
  return { ...job, state }
}

const zipped = (content: string) => zipArchive([{ name: 'report.json', content }])
const shown = (files: readonly RunFile[]) =>
  files.map((file) => `${file.artifact}: ${'content' in file ? Buffer.from(file.content) : file.problem}`)

describe('the artifacts of this run', () => {
  test('are found over all pages, newest first, and each is read', async () => {
    const { host, state } = await start()
    for (let index = 1; index <= 120; index++) {
      storeArtifact(state, { run: 50, name: `mlgate-m${index}-validate-data`, bytes: zipped(`${index}`) })
    }
    const files = await host.readRunFiles(query)
    expect(shown(files).sort()).toEqual(
      Array.from({ length: 120 }, (_, index) => `mlgate-m${index + 1}-validate-data: ${index + 1}`).sort(),
    )
    expect(state.requests.filter(({ path }) => path.includes('/runs/50/artifacts'))).toHaveLength(2)
  })

  test('are those of this run alone, and only those that can be ours are downloaded', async () => {
    const { host, state } = await start()
    storeArtifact(state, { run: 51, name: 'mlgate-m-validate-data', bytes: zipped('other run') })
    storeArtifact(state, { run: 50, name: 'coverage', bytes: zipped('not ours') })
    const long = storeArtifact(state, { run: 50, name: 'amlgate-very-long-12345678', bytes: zipped('long') })
    expect(shown(await host.readRunFiles(query))).toEqual(['amlgate-very-long-12345678: long'])
    const downloads = state.requests.filter(({ path }) => path.endsWith('/zip'))
    expect(downloads.map(({ path }) => path)).toEqual([`/repos/acme/flights/actions/artifacts/${long.id}/zip`])
  })

  test('know their attempt and when they were stored', async () => {
    const { host, state } = await start({}, { attempt: 2 })
    const createdAt = '2026-03-04T05:06:07Z'
    storeArtifact(state, { run: 50, name: 'mlgate-m-validate-data-attempt-2', bytes: zipped('second'), createdAt })
    const [file] = await host.readRunFiles(query)
    expect(file).toMatchObject({ attempt: 2, createdMs: Date.parse(createdAt) })
    expect(file?.isNamed('mlgate-m-validate-data')).toBe(true)
    expect(file?.isNamed('mlgate-m-evaluate-gate')).toBe(false)
  })

  test.each([
    [
      'has another digest',
      { digest: `sha256:${'0'.repeat(64)}` },
      /^mlgate-m-x: is sha256:\w+, but GitHub says sha256:0/,
    ],
    ['has no digest', { digest: '' }, /has no digest/],
    ['has expired', { expired: true }, /has expired/],
    ['is no archive', { bytes: Buffer.from('x') }, /is no zip archive/],
    ['holds no report', { bytes: zipArchive([{ name: 'other.json', content: '{}' }]) }, /holds no report\.json/],
    ['holds a huge one', { bytes: zipped('x'.repeat(5_000)) }, /more than 1000 bytes/],
    ['names an attempt that has not been', { name: 'mlgate-m-x-attempt-7' }, /names the attempt 7/],
  ])('one that %s is named with the reason, and hides no other', async (_what, wrong, message) => {
    const { host, state } = await start()
    storeArtifact(state, { run: 50, name: 'mlgate-m-x', bytes: zipped('x'), ...wrong })
    storeArtifact(state, { run: 50, name: 'mlgate-m-validate-data', bytes: zipped('fine') })
    const files = shown(await host.readRunFiles(query))
    const isFine = (file: string) => file === 'mlgate-m-validate-data: fine'
    expect(files).toHaveLength(2)
    expect(files.filter(isFine)).toHaveLength(1)
    expect(files.find((file) => !isFine(file))).toMatch(message)
  })

  test('that the token may not list are an error that names the permission', async () => {
    const { host } = await start({ permissions: { actions: 'none' } })
    await expect(host.readRunFiles(query)).rejects.toThrow(/403.+needs `actions: read`/)
  })

  test('whose store fails for a moment are read, and the token goes nowhere but to the API', async () => {
    const { host, state } = await start()
    storeArtifact(state, { run: 50, name: 'mlgate-m-validate-data', bytes: zipped('fine') })
    let failures = 2
    state.fault = ({ path }) => (path.startsWith('/devstore') && failures-- > 0 ? { status: 503 } : undefined)
    expect(shown(await host.readRunFiles(query))).toEqual(['mlgate-m-validate-data: fine'])
    for (const { path, headers } of state.requests)
      if (path.startsWith('/dev')) expect(headers.authorization).toBeUndefined()
  })

  test('whose store stays down are an outage, said without the signed address', async () => {
    const { host, state } = await start()
    storeArtifact(state, { run: 50, name: 'mlgate-m-validate-data', bytes: zipped('fine') })
    state.fault = ({ path }) => (path.startsWith('/devstore') ? { status: 503 } : undefined)
    const error: unknown = await host.readRunFiles(query).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'InfrastructureError', retryable: true })
    expect(String(error)).toMatch(/3 attempts: HTTP 503/)
    expect(String(error)).not.toContain('sig=')
  })
})
