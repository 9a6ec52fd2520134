import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Fault } from './fault.ts'
import type { ReceivedRequest, Route } from './http-exchange.ts'
import { Exchange } from './http-exchange.ts'
import { toBeClosed } from './open-servers.ts'
import type { ApiDescription, DescribedAnswer } from './openapi/api-description.ts'
import { complaintsOf, faultOf, type ServerLog } from './server-log.ts'

export interface LocalServer {
  readonly url: string
  /** Rejects when the log has something to complain of. It is called after each test by itself. */
  close(): Promise<void>
}

/**
 * A server on a free port of this machine. Routes are asked in order; the first whose path and method fit answers.
 * Requests and answers that the vendor's description forbids go into the log and are answered 500.
 */
export async function startLocalServer(
  log: ServerLog,
  routes: readonly Route[],
  notFound: (exchange: Exchange) => void,
  description?: ApiDescription,
): Promise<LocalServer> {
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const path = incoming.url ?? '/'
    const seen = { method: incoming.method ?? 'GET', path, headers: incoming.headers }
    log.requests.push(seen)
    const body = await readBody(incoming)
    const request: ReceivedRequest = { ...seen, url: new URL(path, 'http://127.0.0.1'), body }
    const found = routes.find(({ method, pattern }) => method === seen.method && pattern.test(request.url.pathname))
    const described = found?.described === false ? undefined : description
    const forbidden = (what: string, problems: readonly string[]) => {
      const said = `${what} ${seen.method} ${path}: ${problems.join('; ')}`
      log.unexpected.push(said)
      write(response, { status: 500, headers: { 'content-type': 'text/plain' }, body: said })
    }
    const problems = found === undefined ? [] : (described?.requestProblems(request) ?? [])
    if (problems.length > 0) return forbidden('the request', problems)
    const fault = faultOf(log, seen)
    if (fault === 'hang') return
    if (fault === 'drop') return void incoming.socket.destroy()
    if (typeof fault === 'object' && 'status' in fault) return write(response, answerOf(fault))
    if (typeof fault === 'object') await delay(fault.afterMs)
    const send = (given: DescribedAnswer) => {
      const wrong = described?.answerProblems(request, given) ?? []
      if (wrong.length > 0) forbidden('the answer to', wrong)
      else if (fault === 'lose the answer') incoming.socket.destroy()
      else write(response, given, fault === 'cut off')
    }
    if (found === undefined) {
      log.unexpected.push(`${request.method} ${path}`)
      return notFound(new Exchange(request, {}, send))
    }
    const groups = found.pattern.exec(request.url.pathname)?.groups ?? {}
    const captured = Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value ?? '')])
    await found.handle(new Exchange(request, Object.fromEntries(captured), send))
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
    close: toBeClosed(async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      const complaints = complaintsOf(log)
      if (complaints.length > 0) throw new Error(`The local server did not expect:\n${complaints.join('\n')}`)
    }),
  }
}

function answerOf(fault: Extract<Fault, { readonly status: number }>): DescribedAnswer {
  const { status, body = { message: 'Told to fail' }, headers = {} } = fault
  if (headers['content-type'] === 'text/plain') return { status, headers, body: String(body) }
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  }
}

function write(response: ServerResponse, { status, headers, body }: DescribedAnswer, isCutOff = false): void {
  if (body === undefined) {
    response.writeHead(status, headers).end()
    return
  }
  response.writeHead(status, { 'content-length': String(Buffer.byteLength(body)), ...headers })
  if (isCutOff) response.write(body.slice(0, body.length / 2), () => response.destroy())
  else response.end(body)
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
