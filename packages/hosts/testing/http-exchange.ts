import type { IncomingMessage, ServerResponse } from 'node:http'

/** One request with its body read, and the means to answer it. */
export class Exchange {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: Uint8Array
  /** The named groups of the route's pattern, percent-decoded. */
  readonly captured: Readonly<Record<string, string>>
  readonly #response: ServerResponse
  readonly #cutOff: boolean

  constructor(
    request: ReceivedRequest,
    captured: Readonly<Record<string, string>>,
    response: ServerResponse,
    cutOff = false,
  ) {
    this.method = request.method
    this.url = request.url
    this.headers = request.headers
    this.body = request.body
    this.captured = captured
    this.#response = response
    this.#cutOff = cutOff
  }

  /** The body as JSON; undefined when it is none. */
  json(): unknown {
    try {
      return JSON.parse(Buffer.from(this.body).toString('utf8'))
    } catch {
      return undefined
    }
  }

  answer(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): void {
    this.bytes(status, JSON.stringify(value), { 'content-type': 'application/json; charset=utf-8', ...headers })
  }

  bytes(status: number, body: Uint8Array | string, headers: Readonly<Record<string, string>> = {}): void {
    this.#response.writeHead(status, { 'content-length': String(Buffer.byteLength(body)), ...headers })
    if (this.#cutOff) this.#response.write(body.slice(0, body.length / 2), () => this.#response.destroy())
    else this.#response.end(body)
  }

  empty(status: number, headers: Readonly<Record<string, string>> = {}): void {
    this.#response.writeHead(status, headers)
    this.#response.end()
  }
}

export interface ReceivedRequest {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: Uint8Array
}

export interface Route {
  readonly method: string
  /** Of the whole path; named groups are captured. */
  readonly pattern: RegExp
  readonly handle: (exchange: Exchange) => void | Promise<void>
}

/** What a server can be told to do instead of answering. */
export type Fault =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | 'hang'
  | 'drop'
