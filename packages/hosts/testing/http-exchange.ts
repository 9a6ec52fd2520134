import type { IncomingMessage } from 'node:http'
import type { DescribedAnswer } from './openapi/api-description.ts'

/** One request with its body read, and the means to answer it. */
export class Exchange {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: Uint8Array
  /** The named groups of the route's pattern, percent-decoded. */
  readonly captured: Readonly<Record<string, string>>
  readonly #send: (answer: DescribedAnswer) => void

  constructor(
    request: ReceivedRequest,
    captured: Readonly<Record<string, string>>,
    send: (answer: DescribedAnswer) => void,
  ) {
    this.method = request.method
    this.url = request.url
    this.headers = request.headers
    this.body = request.body
    this.captured = captured
    this.#send = send
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
    this.#send({ status, body, headers })
  }

  empty(status: number, headers: Readonly<Record<string, string>> = {}): void {
    this.#send({ status, body: undefined, headers })
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
  /** Whether the vendor's OpenAPI description has it; true unless said otherwise. */
  readonly described?: false
  readonly handle: (exchange: Exchange) => void | Promise<void>
}
