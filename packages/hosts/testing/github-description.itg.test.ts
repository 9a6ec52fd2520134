import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { prepareGitHubDescription } from './github-description.ts'

let cache: string

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'mlgate-description-'))
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(cache, { recursive: true, force: true })
})

test('GitHub’s description is brought into an empty cache once, alone of all that its package holds', async () => {
  const path = await prepareGitHubDescription(cache)
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ openapi: '3.0.3', info: { version: '23.0.2' } })
  expect(await readdir(join(path, '..'))).toEqual(['api.github.com.json'])
  const { mtimeMs } = await stat(path)
  expect(await prepareGitHubDescription(cache)).toBe(path)
  expect((await stat(path)).mtimeMs).toBe(mtimeMs)
})

test('another package in its place is refused, and nothing of it is kept', async () => {
  const url = await startRegistry(gzipSync('another package'))
  vi.stubEnv('npm_config_registry', url)
  vi.stubEnv('npm_config_cache', join(cache, 'npm'))
  await expect(prepareGitHubDescription(cache)).rejects.toThrow(
    /^@octokit\/openapi@23\.0\.2 is sha512-.*, not sha512-pV8M7L9/,
  )
  expect(existsSync(join(cache, 'openapi/23.0.2/api.github.com.json'))).toBe(false)
})

test('without a registry the error says what is needed and what was tried', async () => {
  vi.stubEnv('npm_config_registry', 'http://127.0.0.1:9/')
  vi.stubEnv('npm_config_fetch_retries', '0')
  vi.stubEnv('npm_config_cache', join(cache, 'npm'))
  const words = /need GitHub's description of its API, and `npm pack @octokit\/openapi@23\.0\.2` failed/
  await expect(prepareGitHubDescription(cache)).rejects.toThrow(words)
})

/** A registry that has these bytes under every name and version. Ends with the process. */
async function startRegistry(tarball: Uint8Array): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url?.endsWith('.tgz')) {
      response.end(tarball)
      return
    }
    const name = decodeURIComponent((request.url ?? '/').slice(1))
    const manifest = { name, version: '23.0.2', dist: { tarball: `http://${request.headers.host}/a.tgz` } }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ name, 'dist-tags': { latest: '23.0.2' }, versions: { '23.0.2': manifest } }))
  }).unref()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}/`
}
