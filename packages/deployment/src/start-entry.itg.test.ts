import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@mlgate/core/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeState } from './environment-state.ts'
import type { Listening } from './run-launched.ts'
import { startEntry } from './start-entry.ts'

let folder: string
let stateFile: string
let port: number
let entry: Listening
const servers: Server[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-entry-'))
  stateFile = join(folder, 'state.json')
  port = await freePort()
  entry = await startEntry({ stateFile, port })
})
afterEach(async () => {
  await entry.close()
  for (const server of servers.splice(0)) server.closeAllConnections()
  await rm(folder, { recursive: true })
})

async function backend(listener: RequestListener): Promise<{ port: number; server: Server }> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, server }
}

const pointTo = (target: number): Promise<void> =>
  writeState(stateFile, {
    format: 1,
    current: {
      model: 'm',
      version: '1',
      digest: `sha256:${'0'.repeat(64)}`,
      release: '0'.repeat(64),
      since: '2026-01-01T00:00:00Z',
      process: { launch: crypto.randomUUID(), pid: 2, mark: 'x', port: target },
    },
  })
const ask = (path = '/', init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init)

test('a request is passed on whole, and so is the answer', async () => {
  const { port: target } = await backend((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      response.writeHead(418, { 'x-seen': `${request.method} ${request.url} ${request.headers['x-sent']}` })
      response.end(body.toUpperCase())
    })
  })
  await pointTo(target)
  const response = await ask('/a?b=1', { method: 'POST', body: 'ü'.repeat(100_000), headers: { 'x-sent': 'yes' } })
  expect(response.status).toBe(418)
  expect(response.headers.get('x-seen')).toBe('POST /a?b=1 yes')
  expect((await response.text()) === 'Ü'.repeat(100_000)).toBe(true)
  expect((await ask('/', { method: 'HEAD' })).status).toBe(418)
})

test('without anything to ask, and with a dead target, the answer is 503 in JSON', async () => {
  expect(await (await ask()).json()).toEqual({ error: 'Nothing is deployed here.' })
  await pointTo(await freePort())
  const response = await ask()
  expect(response.status).toBe(503)
  expect(await response.json()).toEqual({ error: expect.stringContaining('ECONNREFUSED') })
})

test('a request that its target drops is asked of the next one, once the state names it', async () => {
  const second = await backend((_, response) => response.end('second'))
  const first = await backend(async (request) => {
    await pointTo(second.port)
    request.socket.destroy()
  })
  await pointTo(first.port)
  expect(await (await ask('/predict', { method: 'POST', body: '{}' })).text()).toBe('second')
})

test('an idle connection that its target has closed is no failure', async () => {
  const { port: target, server } = await backend((_, response) => response.end('ok'))
  await pointTo(target)
  for (let i = 0; i < 30; i++) {
    expect(await (await ask()).text()).toBe('ok')
    server.closeIdleConnections()
  }
})

test('a target that breaks off its answer breaks it off for the client as well', async () => {
  const { port: target } = await backend((_, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('half')
    setTimeout(() => response.destroy(), 50)
  })
  await pointTo(target)
  await expect(ask().then((response) => response.text())).rejects.toThrow()
})

test('a body beyond the limit is refused', async () => {
  const { port: target } = await backend((_, response) => response.end('ok'))
  await pointTo(target)
  const sent = ask('/', { method: 'POST', body: new Uint8Array(16 * 1024 * 1024 + 1) })
  // The connection may be closed while the client still writes.
  const status = await sent.then(
    (response) => response.status,
    () => 413,
  )
  expect(status).toBe(413)
})
