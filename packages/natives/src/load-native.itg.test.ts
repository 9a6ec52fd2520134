import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadNative, type NativeSource } from './load-native.ts'
import { thisMachine } from './machine.ts'
import pinned from './natives-lock.json' with { type: 'json' }
import { packagesFor } from './natives-lock.ts'
import { type TarEntry, tarball } from './testing/tarball.ts'

let folder: string
let cache: string
let server: Server
let requests: { readonly path: string; readonly authorization: string | undefined }[]
let answer: RequestListener

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'natives-'))
  cache = join(folder, 'cache')
  requests = []
  server = createServer((request, response) => {
    requests.push({ path: request.url ?? '', authorization: request.headers.authorization })
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true, force: true })
})

const registry = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/npm/`

const integrityOf = (bytes: Buffer): string => `sha512-${createHash('sha512').update(bytes).digest('base64')}`

/** A small package under the name of a native one, and the lock that pins it. */
const smallPackage = async (): Promise<{ archive: Buffer; lock: NativeSource['lock'] }> => {
  const archive = await tarball([
    { name: 'package/package.json', content: JSON.stringify({ name: 'onnxruntime-node', main: 'index.js' }) },
    { name: 'package/index.js', content: 'module.exports = { listSupportedBackends: () => ["from the registry"] }' },
    { name: 'package/padding', content: Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * i * 31) % 251)) },
  ])
  const entry = { name: 'onnxruntime-node', version: '1.2.3', integrity: integrityOf(archive) }
  return { archive, lock: { '@duckdb/node-api': [], 'onnxruntime-node': [entry] } }
}

const sourceWith = (lock: NativeSource['lock'], more: Partial<NativeSource> = {}): Partial<NativeSource> => ({
  installedNear: undefined,
  env: { HOME: folder, npm_config_registry: registry() },
  cache,
  lock,
  ...more,
})

const leftovers = async (): Promise<string[]> => readdir(cache).catch(() => [])

test('a package that is not installed comes from the registry, once', async () => {
  const { archive, lock } = await smallPackage()
  answer = (_, response) => response.end(archive)
  for (const _ of [1, 2]) {
    const loaded = await loadNative('onnxruntime-node', sourceWith(lock))
    expect(loaded.listSupportedBackends()).toEqual(['from the registry'])
  }
  expect(requests).toEqual([{ path: '/npm/onnxruntime-node/-/onnxruntime-node-1.2.3.tgz', authorization: undefined }])
  expect(await leftovers()).toEqual([expect.stringMatching(/^onnxruntime-node-1\.2\.3-/)])
})

test('an installed package of the pinned version needs no registry', async () => {
  answer = (_, response) => response.writeHead(500).end()
  const loaded = await loadNative('onnxruntime-node', { cache, env: { npm_config_registry: registry() } })
  expect(loaded.InferenceSession).toBeDefined()
  expect(requests).toEqual([])
})

test('an installed package of another version is passed over', async () => {
  const { archive, lock } = await smallPackage()
  answer = (_, response) => response.end(archive)
  const loaded = await loadNative('onnxruntime-node', sourceWith(lock, { installedNear: import.meta.url }))
  expect(loaded.listSupportedBackends()).toEqual(['from the registry'])
})

test('a package in a folder above mlgate, which others can write to, is passed over', async () => {
  const { archive, lock } = await smallPackage()
  answer = (_, response) => response.end(archive)
  const planted = join(folder, 'node_modules/onnxruntime-node')
  await mkdir(planted, { recursive: true })
  await writeFile(join(planted, 'package.json'), JSON.stringify({ name: 'onnxruntime-node', version: '1.2.3' }))
  await writeFile(join(planted, 'index.js'), 'module.exports = { listSupportedBackends: () => ["planted"] }')
  for (const place of ['mlgate.1/node_modules/mlgate/dist/mlgate.js', 'action/dist/chunks/a.js']) {
    const installedNear = pathToFileURL(join(folder, place)).href
    const loaded = await loadNative('onnxruntime-node', sourceWith(lock, { installedNear }))
    expect(loaded.listSupportedBackends()).toEqual(['from the registry'])
  }
})

describe('a registry that does not deliver what is pinned gets an error of its own, and nothing is left', () => {
  const cases: readonly [string, (archive: Buffer) => RequestListener, RegExp, boolean][] = [
    [
      'a wrong checksum',
      (archive) => (_, response) => response.end(Buffer.concat([archive, Buffer.from([0])])),
      /onnxruntime-node-1\.2\.3\.tgz: is not the file that is pinned: sha512-\S+ is expected, sha512-\S+ came \(\d+ bytes\)\. Nothing was installed\./,
      false,
    ],
    [
      'a truncated file whose connection breaks',
      (archive) => (_, response) => {
        response.writeHead(200, { 'content-length': archive.length })
        response.write(archive.subarray(0, archive.length / 2), () => setTimeout(() => response.destroy(), 50))
      },
      /the connection ended after \d+ bytes, before the file did\. Nothing was installed\./,
      true,
    ],
    [
      'a truncated file that ends in good order',
      (archive) => (_, response) => response.end(archive.subarray(0, archive.length / 2)),
      /is not the file that is pinned/,
      false,
    ],
    [
      'a 404',
      () => (_, response) => response.writeHead(404).end(),
      /answers 404\. The registry does not have onnxruntime-node 1\.2\.3; check npm's setting registry\./,
      false,
    ],
    [
      'a 401',
      () => (_, response) => response.writeHead(401).end(),
      /answers 401\. The registry wants other credentials/,
      false,
    ],
    ['a 503', () => (_, response) => response.writeHead(503).end(), /answers 503\. Nothing was installed\./, true],
    ['a hang before the answer', () => () => {}, /no answer for 0\.3 seconds\. Nothing was installed\./, true],
    [
      'a hang in the middle',
      (archive) => (_, response) => {
        response.writeHead(200, { 'content-length': archive.length })
        response.write(archive.subarray(0, 100))
      },
      /no answer for 0\.3 seconds\. Nothing was installed\./,
      true,
    ],
  ]
  test.each(cases)('%s', async (_, misbehave, message, retryable) => {
    const { archive, lock } = await smallPackage()
    answer = misbehave(archive)
    const attempt = loadNative('onnxruntime-node', sourceWith(lock, { timeoutSeconds: 0.3 }))
    await expect(attempt).rejects.toMatchObject({
      name: 'InfrastructureError',
      message: expect.stringMatching(message),
      retryable,
    })
    expect(await leftovers()).toEqual([])
    // And the next attempt, against a registry that has come to its senses, goes through.
    answer = (_, response) => response.end(archive)
    expect(await loadNative('onnxruntime-node', sourceWith(lock))).toBeDefined()
  })

  test('nobody listening', async () => {
    const { lock } = await smallPackage()
    const env = { HOME: folder, npm_config_registry: 'http://127.0.0.1:1/' }
    await expect(loadNative('onnxruntime-node', sourceWith(lock, { env }))).rejects.toThrow('cannot be reached')
    expect(await leftovers()).toEqual([])
  })
})

test('the registry’s token is sent to it and not to where it redirects', async () => {
  const { archive, lock } = await smallPackage()
  answer = (request, response) => {
    // Another name of the same machine is another origin.
    const elsewhere = registry().replace('127.0.0.1', 'localhost')
    if (request.url?.startsWith('/npm/')) response.writeHead(302, { location: new URL('/blob', elsewhere).href }).end()
    else response.end(archive)
  }
  const [host] = registry()
    .split('/npm/')
    .map((address) => address.replace('http:', ''))
  const userconfig = join(folder, 'npmrc')
  await writeFile(userconfig, `${host}/:_authToken=secret\n`)
  const env = { HOME: folder, npm_config_registry: registry(), npm_config_userconfig: userconfig }
  server.close()
  await new Promise<void>((resolve) => server.once('close', resolve))
  const port = Number(host?.split(':').at(-1))
  await new Promise<void>((resolve) => server.listen(port, resolve))
  await loadNative('onnxruntime-node', sourceWith(lock, { env }))
  expect(requests.map(({ authorization }) => authorization)).toEqual(['Bearer secret', undefined])
})

test('a download goes through the proxy that the environment names, and only the download', async () => {
  const { archive, lock } = await smallPackage()
  answer = (_, response) => response.end(archive)
  const seen: string[] = []
  const proxy = createServer((request, response) => {
    seen.push(request.url ?? '')
    response.end(archive)
  })
  proxy.on('connect', (request, socket) => {
    seen.push(request.url ?? '')
    const onward = connect(Number(new URL(registry()).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const env = { HOME: folder, npm_config_registry: registry(), http_proxy: address }
  await loadNative('onnxruntime-node', sourceWith(lock, { env }))
  expect(seen).toHaveLength(1)
  expect(seen[0]).toContain(new URL(registry()).host)
  await fetch(registry())
  expect(seen).toHaveLength(1)
  proxy.closeAllConnections()
  proxy.close()
})

test('a machine without pinned binaries is told so before anything is asked for', async () => {
  const machine = { os: 'sunos', cpu: 'sparc', libc: undefined }
  for (const name of ['onnxruntime-node', '@duckdb/node-api'] as const) {
    await expect(loadNative(name, sourceWith(pinned, { machine }))).rejects.toThrow(
      new RegExp(`^${name} is not pinned for sunos-sparc\\. Install it beside mlgate: npm install ${name}@`),
    )
  }
  expect(requests).toEqual([])
})

const requireHere = createRequire(import.meta.url)

/** The installed package as a tarball, as the registry would have it. */
const repacked = async (name: string, near: string): Promise<{ archive: Buffer; root: string }> => {
  const root = dirname(createRequire(near).resolve(`${name}/package.json`))
  const files = await readdir(root, { recursive: true, withFileTypes: true })
  const entries: TarEntry[] = []
  for (const file of files.filter((one) => one.isFile())) {
    const path = join(file.parentPath, file.name)
    entries.push({ name: `package${path.slice(root.length)}`, content: await readFile(path) })
  }
  return { archive: await tarball(entries), root }
}

/** Code that a child process runs: it has nothing of this process's modules. */
const childCode = (source: Partial<NativeSource>): string => `
  import { loadNative } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
  const { installedNear, ...rest } = ${JSON.stringify(source)}
  const { DuckDBInstance } = await loadNative('@duckdb/node-api', { ...rest, installedNear: undefined })
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const rows = (await connection.runAndReadAll('select sum(i)::int as total from range(10) t(i)')).getRows()
  process.stdout.write(JSON.stringify(rows))
`

test('several processes that download DuckDB at once all query it, and one copy stays', async () => {
  const archives = new Map<string, Buffer>()
  const root = requireHere.resolve('@duckdb/node-api/package.json')
  const bindings = createRequire(root).resolve('@duckdb/node-bindings/package.json')
  const packages = packagesFor(thisMachine(), pinned['@duckdb/node-api'])
  const locked = []
  for (const wanted of packages) {
    const near = wanted.name === '@duckdb/node-api' || wanted.name === '@duckdb/node-bindings' ? root : bindings
    const { archive } = await repacked(wanted.name, near)
    archives.set(`/npm/${wanted.name}/-/${wanted.name.split('/').at(-1)}-${wanted.version}.tgz`, archive)
    locked.push({ ...wanted, integrity: integrityOf(archive) })
  }
  answer = (request, response) => {
    const archive = archives.get(request.url ?? '')
    if (archive === undefined) response.writeHead(404).end()
    else response.end(archive)
  }
  const source = sourceWith({ '@duckdb/node-api': locked, 'onnxruntime-node': [] })
  const run = async (): Promise<string> => {
    const argv = ['--input-type=module-typescript', '--eval', childCode(source)]
    const { stdout } = await promisify(execFile)(process.execPath, argv, { cwd: folder })
    return stdout
  }
  expect(await Promise.all([run(), run()])).toEqual(['[[45]]', '[[45]]'])
  expect(await leftovers()).toEqual([expect.stringMatching(/^duckdb-node-api-/)])
  const before = requests.length
  expect(await run()).toBe('[[45]]')
  expect(requests).toHaveLength(before)
})
