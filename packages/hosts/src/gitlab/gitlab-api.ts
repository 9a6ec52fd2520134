import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '@mlgate/core'
import { ApiFailure, apiFailure } from '../api-failure.ts'
import type { Patience } from '../host-dependencies.ts'
import { items, member } from '../json-shape.ts'
import { rateLimitOf, unavailableUntil, waitOutLimits } from '../rate-limit.ts'
import { readBytes, timedFetch } from '../timed-fetch.ts'

/** What a call is for, in words, and the scope that the token needs: both are for the error message. */
export interface Purpose {
  readonly doing: string
  readonly permission: string
}

export interface GitLabToken {
  /** A job token has a header of its own and may do much less. */
  readonly kind: 'token' | 'job-token'
  readonly value: string
}

export interface GitLabApiOptions {
  /** CI_API_V4_URL. */
  readonly baseUrl: string
  readonly token: GitLabToken | undefined
  readonly fetch: typeof globalThis.fetch
  readonly log: Logger
  readonly patience: Patience
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

const jsonLimit = 20_000_000
const pageLimit = 300
const redirectLimit = 5

/** GitLab's REST API: bounded in time, retried where that helps, failing with advice. The token stays in here. */
export class GitLabApi {
  readonly #baseUrl: string
  readonly #token: GitLabToken | undefined
  readonly #fetch: typeof globalThis.fetch
  readonly #patience: Patience

  constructor(options: GitLabApiOptions) {
    this.#baseUrl = options.baseUrl.replace(/\/+$/, '')
    this.#token = options.token
    const { fetch, patience, log } = options
    this.#fetch = waitOutLimits(timedFetch(fetch, patience.answerSeconds), patience, log)
    this.#patience = patience
  }

  get tokenKind(): GitLabToken['kind'] | undefined {
    return this.#token?.kind
  }

  /** One call; `path` begins with a slash, its parts are percent-encoded. The answer is unchecked JSON. */
  async call(purpose: Purpose, method: Method, path: string, body?: object): Promise<unknown> {
    const { bytes } = await this.#request(purpose, method, path, body, jsonLimit)
    return bytes.byteLength === 0 ? undefined : this.#parse(purpose, bytes)
  }

  /** One call that is not repeated when it fails: for what must not be done later than it was meant. */
  async callOnce(purpose: Purpose, method: Method, path: string, body: object): Promise<void> {
    await this.#once(purpose, method, path, body, jsonLimit)
  }

  /** The items of a list, page after page. `path` has no query yet, or one with other parameters. */
  async *pages(purpose: Purpose, path: string): AsyncGenerator<unknown> {
    for (let page = 1; page <= pageLimit; page++) {
      const query = `${path.includes('?') ? '&' : '?'}per_page=100&page=${page}`
      const { bytes, headers } = await this.#request(purpose, 'GET', `${path}${query}`, undefined, jsonLimit)
      const list = items(this.#parse(purpose, bytes))
      if (list === undefined) throw this.unexpected(purpose, 'the answer is no list')
      yield* list
      if ((headers.get('x-next-page') ?? '') === '') return
    }
    throw this.unexpected(purpose, `more than ${pageLimit} pages`)
  }

  async bytes(purpose: Purpose, path: string, limit: number): Promise<Uint8Array> {
    return (await this.#request(purpose, 'GET', path, undefined, limit)).bytes
  }

  unexpected(purpose: Purpose, found: string): ApiFailure {
    const message = `${this.#baseUrl}: ${purpose.doing} got an unexpected answer: ${found}.`
    return new ApiFailure(message, { status: undefined, retryable: true })
  }

  #parse(purpose: Purpose, bytes: Uint8Array): unknown {
    try {
      return JSON.parse(Buffer.from(bytes).toString('utf8'))
    } catch {
      throw this.unexpected(purpose, 'no JSON')
    }
  }

  async #request(
    purpose: Purpose,
    method: Method,
    path: string,
    body: object | undefined,
    limit: number,
  ): Promise<{ readonly bytes: Uint8Array; readonly headers: Headers }> {
    const { retries, retryBaseMs } = this.#patience
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(purpose, method, path, body, limit)
      } catch (error) {
        const passing = error instanceof ApiFailure && error.retryable && !error.rateLimited
        if (!passing || attempt > retries) throw error
        await delay(retryBaseMs * attempt * attempt)
      }
    }
  }

  async #once(
    purpose: Purpose,
    method: Method,
    path: string,
    body: object | undefined,
    limit: number,
  ): Promise<{ readonly bytes: Uint8Array; readonly headers: Headers }> {
    try {
      const response = await this.#follow(method, `${this.#baseUrl}${path}`, body)
      const bytes = response.body === null ? new Uint8Array() : await readBytes(response.body, limit)
      if (response.ok) return { bytes, headers: response.headers }
      throw this.#failure(purpose, response.status, saidIn(bytes), response.headers)
    } catch (error) {
      if (error instanceof ApiFailure) throw error
      throw this.#failure(purpose, undefined, networkMessage(error), undefined)
    }
  }

  /**
   * Redirects are followed by hand: artifacts may lie in an object store, and fetch would take GitLab's own token
   * headers there (it drops only Authorization).
   */
  async #follow(method: Method, address: string, body: object | undefined): Promise<Response> {
    const home = new URL(this.#baseUrl).origin
    let url = new URL(address)
    for (let hop = 0; hop <= redirectLimit; hop++) {
      const headers = new Headers({ 'user-agent': 'mlgate' })
      if (url.origin === home && this.#token !== undefined) {
        headers.set(this.#token.kind === 'token' ? 'PRIVATE-TOKEN' : 'JOB-TOKEN', this.#token.value)
      }
      if (body !== undefined) headers.set('content-type', 'application/json')
      const content = body === undefined ? {} : { body: JSON.stringify(body) }
      const response = await this.#fetch(url, { method, headers, redirect: 'manual', ...content })
      const location = response.headers.get('location')
      if (response.status < 300 || response.status > 399 || location === null) return response
      await response.body?.cancel()
      if (method !== 'GET') throw new Error(`redirected to ${new URL(location, url).origin}`)
      url = new URL(location, url)
    }
    throw new Error(`more than ${redirectLimit} redirects`)
  }

  #failure(purpose: Purpose, status: number | undefined, said: string, headers: Headers | undefined): ApiFailure {
    const header = (name: string) => headers?.get(name) ?? undefined
    return apiFailure({
      ...purpose,
      remote: this.#baseUrl,
      status,
      said: this.#token === undefined ? said : said.replaceAll(this.#token.value, '***'),
      hasToken: this.#token !== undefined,
      rateLimit: rateLimitOf({ status, header }),
      unavailableUntil: unavailableUntil({ status, header }),
    })
  }
}

/** GitLab says what is wrong in `message`, which is a text or an object, or in `error`. */
function saidIn(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes).toString('utf8')
  try {
    const answer: unknown = JSON.parse(raw)
    const said = member(answer, 'message') ?? member(answer, 'error_description') ?? member(answer, 'error')
    return typeof said === 'string' ? said : JSON.stringify(said ?? '')
  } catch {
    return raw.slice(0, 300)
  }
}

function networkMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
