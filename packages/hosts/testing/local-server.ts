import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Fault, ReceivedRequest, Route } from './http-exchange.ts'
import { Exchange } from './http-exchange.ts'

interface SeenRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: IncomingMessage['headers']
}

/** What a server saw and got wrong; tests look into it. */
export interface ServerLog {
  readonly requests: SeenRequest[]
  /** Requests that the real service would not know. A test that leaves one here has failed. */
  readonly unexpected: string[]
  /** Decides, request by request, whether to fail instead of answering. */
  fault: ((request: SeenRequest) => Fault | undefined) | undefined
  /** Decides whether a raw answer breaks off in its middle. */
  cutOff: ((request: SeenRequest) => boolean) | undefined
}

export interface LocalServer {
  readonly url: string
  close(): Promise<void>
}

/** A server on a free port of this machine. Routes are asked in order; the first whose path and method fit answers. */
export async function startLocalServer(
  log: ServerLog,
  routes: readonly Route[],
  notFound: (exchange: Exchange) => void,
): Promise<LocalServer> {
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const path = incoming.url ?? '/'
    const seen = { method: incoming.method ?? 'GET', path, headers: incoming.headers }
    log.requests.push(seen)
    const body = await readBody(incoming)
    const request: ReceivedRequest = { ...seen, url: new URL(path, 'http://127.0.0.1'), body }
    const fault = log.fault?.(seen)
    if (fault === 'hang') return
    if (fault === 'drop') {
      incoming.socket.destroy()
      return
    }
    if (fault !== undefined) {
      new Exchange(request, {}, response).answer(fault.status, fault.body ?? { message: 'Told to fail' }, fault.headers)
      return
    }
    for (const route of routes) {
      const match = route.pattern.exec(request.url.pathname)
      if (match === null || route.method !== request.method) continue
      const captured = Object.fromEntries(
        Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value ?? '')]),
      )
      await route.handle(new Exchange(request, captured, response, log.cutOff?.(seen)))
      return
    }
    log.unexpected.push(`${request.method} ${path}`)
    notFound(new Exchange(request, {}, response))
  }
  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      log.unexpected.push(`${incoming.method} ${incoming.url}: ${error instanceof Error ? error.stack : error}`)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return address.port
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks)
}
