import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { zipArchive } from '../../testing/index.ts'
import { defaultPatience } from '../host-dependencies.ts'
import { GitHubApi } from './github-api.ts'
import { readRunArtifacts } from './run-files.ts'

const quiet = () => undefined
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }

interface Stored {
  readonly name: string
  readonly content: Uint8Array
  /** What the list says; the true size when not given. */
  readonly said?: number
}

/** What is read of a run whose artifacts may have `total` bytes together, and the names of those that were brought. */
async function read(stored: readonly Stored[], total: number) {
  const brought: string[] = []
  const archives = stored.map(({ content }) => zipArchive([{ name: 'report.json', content }]))
  const list = stored.map(({ name, said }, index) => {
    const bytes = archives[index] ?? new Uint8Array()
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
    return { id: index + 1, name, size_in_bytes: said ?? bytes.byteLength, expired: false, digest }
  })
  const fetch = async (input: string | URL | Request) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const index = Number(/([0-9]+)(?:\/zip)?$/.exec(url.pathname)?.[1]) - 1
    if (url.hostname === 'store.example') {
      brought.push(stored[index]?.name ?? '')
      return new Response(Uint8Array.from(archives[index] ?? []))
    }
    if (!url.pathname.endsWith('/zip')) return Response.json({ total_count: list.length, artifacts: list })
    return new Response(null, { status: 302, headers: { location: `https://store.example/${index + 1}` } })
  }
  const patience = { ...defaultPatience, retries: 0 }
  const api = new GitHubApi({ baseUrl: 'https://api.example', token: 'x', fetch, log, patience })
  const run = { id: 7, attempt: 1 }
  const files = await readRunArtifacts(
    { api, repository: { owner: 'acme', repo: 'm' }, run, download: { fetch, patience }, total },
    { prefix: 'mlgate-', file: 'report.json', limit: 100_000 },
  )
  return { brought, said: files.map((file) => `${file.artifact}: ${'problem' in file ? file.problem : 'read'}`) }
}

test('what all artifacts of a run have together is bounded, and large ones keep no report away', async () => {
  const large = { name: 'mlgate-a-train-model', content: randomBytes(5_000) }
  const small = { name: 'mlgate-a-evaluate-gate', content: Buffer.from('{}') }
  const { brought, said } = await read([large, { ...large, name: 'mlgate-b-train-model' }, small], 8_000)
  expect(said).toEqual([
    'mlgate-a-evaluate-gate: read',
    'mlgate-a-train-model: read',
    'mlgate-b-train-model: is not brought: the artifacts of this run are too large together',
  ])
  expect(brought).toEqual(['mlgate-a-evaluate-gate', 'mlgate-a-train-model'])
})

test('an artifact that is larger than the list says counts as what came, and no more comes than may', async () => {
  const content = randomBytes(5_000)
  const liars = ['a', 'b', 'c'].map((model) => ({ name: `mlgate-${model}-x`, content, said: 1 }))
  const { brought, said } = await read(liars, 8_000)
  expect(said).toEqual([
    'mlgate-a-x: read',
    expect.stringMatching(/^mlgate-b-x: is larger than 2\d{3} bytes$/),
    expect.stringMatching(/^mlgate-c-x: is (not brought|larger than)/),
  ])
  expect(brought.length).toBeLessThanOrEqual(3)
})
