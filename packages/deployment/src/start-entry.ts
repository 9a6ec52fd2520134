import { readFileSync, statSync } from 'node:fs'
import { Agent, createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { listenProblem, messageOf } from '@mlgate/core'
import { parseState } from './environment-state.ts'
import type { Listening } from './run-launched.ts'

/**
 * Raised when what an entry does changes; a running entry with another number is replaced at the next deployment, which
 * is the one moment at which the declared port refuses connections.
 */
export const entryProtocol = 1

/** More than a serving process takes. */
const bodyLimit = 16 * 1024 * 1024
const drainMs = 10_000
const attempts = 3

/** Headers that belong to one connection (RFC 9110, 7.6.1). */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
])

/**
 * Listens on an environment's declared port and passes every request to the process that its state file names at that
 * moment: replacing the file switches. A request goes to one version as a whole. When its process does not answer and the
 * file names another one meanwhile, it is asked instead: scoring changes nothing, so that asking twice is harmless. When
 * nobody serves, the answer is 503. Throws ConfigurationError when the port is taken.
 */
export async function startEntry({
  stateFile,
  port,
}: {
  readonly stateFile: string
  readonly port: number
}): Promise<Listening> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const target = targetReader(stateFile)
  let draining = false
  const server = createServer({ requestTimeout: 60_000 }, (incoming, outgoing) => {
    if (draining) outgoing.setHeader('connection', 'close')
    void forward(incoming, outgoing, target, agent)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(listenProblem('127.0.0.1', port, cause)))
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    port,
    close: async () => {
      draining = true
      const late = setTimeout(() => server.closeAllConnections(), drainMs)
      await new Promise((resolve) => server.close(resolve))
      clearTimeout(late)
      agent.destroy()
    },
  }
}

/** The port of the process to ask, looked up anew for each request; the file is read again only when it was replaced. */
function targetReader(stateFile: string): () => number | undefined {
  let stamp = ''
  let port: number | undefined
  return () => {
    try {
      const { ino, mtimeNs, size } = statSync(stateFile, { bigint: true })
      const now = `${ino} ${mtimeNs} ${size}`
      if (now !== stamp) {
        port = parseState(readFileSync(stateFile, 'utf8'))?.current?.process?.port
        stamp = now
      }
    } catch {
      port = undefined
      stamp = ''
    }
    return port
  }
}

async function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  target: () => number | undefined,
  agent: Agent,
): Promise<void> {
  try {
    const body = await readBody(incoming)
    if (body === undefined) return refuse(outgoing, 413, `A body of more than ${bodyLimit} bytes.`)
    let asked: number | undefined
    let reason = 'Nothing is deployed here.'
    for (let attempt = 0; attempt < attempts; attempt++) {
      const port = target()
      if (port === undefined) break
      const answer = await ask(port, incoming, body, agent)
      if ('response' in answer) return pass(answer.response, outgoing)
      reason = `The serving process does not answer (${answer.failure}).`
      if (port === asked && !answer.reused) break
      asked = port
    }
    refuse(outgoing, 503, reason)
  } catch {
    // The client is gone, or sent something that is not HTTP.
    outgoing.destroy()
  }
}

/** Undefined when there is too much. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of incoming) {
    const bytes: Buffer = part
    size += bytes.byteLength
    if (size > bodyLimit) return undefined
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}

type Answer = { readonly response: IncomingMessage } | { readonly failure: string; readonly reused: boolean }

function ask(port: number, incoming: IncomingMessage, body: Buffer, agent: Agent): Promise<Answer> {
  return new Promise((resolve) => {
    const { method, url: path } = incoming
    const headers = passedOn(incoming.rawHeaders, 'content-length')
    if (body.byteLength > 0) headers.push('content-length', String(body.byteLength))
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent })
    request.once('response', (response) => resolve({ response }))
    request.once('error', (error) => resolve({ failure: messageOf(error), reused: request.reusedSocket }))
    request.end(body)
  })
}

function pass(response: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.writeHead(response.statusCode ?? 502, passedOn(response.rawHeaders))
  response.once('error', () => outgoing.destroy())
  outgoing.once('close', () => response.destroy())
  response.pipe(outgoing)
}

/** Name, value, name, value …, without the headers of the connection and without `dropped`. */
function passedOn(rawHeaders: readonly string[], dropped?: string): string[] {
  const passed: string[] = []
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!.toLowerCase()
    if (!hopByHop.has(name) && name !== dropped) passed.push(rawHeaders[i]!, rawHeaders[i + 1]!)
  }
  return passed
}

function refuse(outgoing: ServerResponse, status: number, error: string): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
  outgoing.end(JSON.stringify({ error }))
}
