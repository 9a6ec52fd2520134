import type { Logger } from '@mlgate/core'
import { Octokit } from '@octokit/core'
import { retry } from '@octokit/plugin-retry'
import { ApiFailure, apiFailure } from '../api-failure.ts'
import type { Patience } from '../host-dependencies.ts'
import { items, member, text } from '../json-shape.ts'
import { rateLimitOf, unavailableUntil, waitingBudget, waitOutLimits } from '../rate-limit.ts'
import { readBytes, timedFetch, wholeFetch } from '../timed-fetch.ts'

/** What a call is for, in words, and what the token must be allowed to: both are for the error message. */
export interface Purpose {
  readonly doing: string
  readonly permission: string
}

export interface GitHubApiOptions {
  readonly baseUrl: string
  readonly token: string | undefined
  readonly fetch: typeof globalThis.fetch
  readonly log: Logger
  readonly patience: Patience
}

type Parameters = Readonly<Record<string, unknown>>

/** No list that we read is longer; a server that always announces a next page must not keep us forever. */
const pageLimit = 300
const jsonLimit = 20_000_000

/** GitHub's REST API: bounded in time, retried where that helps, failing with advice. The token stays in here. */
export class GitHubApi {
  readonly #octokit: Octokit
  readonly #baseUrl: string
  readonly #token: string | undefined
  readonly #patientFetch: () => typeof globalThis.fetch

  constructor(options: GitHubApiOptions) {
    const { log, patience } = options
    this.#baseUrl = options.baseUrl.replace(/\/+$/, '')
    this.#token = options.token
    const timed = timedFetch(options.fetch, patience.answerSeconds)
    // One budget for each call: Octokit's further tries of it get no waiting time of their own.
    this.#patientFetch = () => waitOutLimits(timed, patience, log, waitingBudget(patience))
    const debug = (message: string) => log.debug(message)
    this.#octokit = new (Octokit.plugin(retry))({
      ...(options.token === undefined ? {} : { auth: options.token }),
      baseUrl: this.#baseUrl,
      userAgent: 'mlgate',
      log: { debug, info: debug, warn: debug, error: debug },
      retry: {
        retries: patience.retries,
        retryAfterBaseValue: patience.retryBaseMs,
        // Rate limits (403, 429) have been waited for, as far as patience goes.
        doNotRetry: [400, 401, 403, 404, 409, 410, 413, 422, 429, 451],
      },
    })
  }

  /** Whether calls are made in somebody's name. */
  get hasToken(): boolean {
    return this.#token !== undefined
  }

  /** One call; `route` as GitHub documents it: `GET /repos/{owner}/{repo}`. The answer is unchecked JSON. */
  async call(purpose: Purpose, route: string, parameters: Parameters = {}): Promise<unknown> {
    return (await this.#request(purpose, route, parameters)).data
  }

  /** One call that is not repeated when it fails: for what must not be done later than it was meant. */
  async callOnce(purpose: Purpose, route: string, parameters: Parameters): Promise<unknown> {
    return (await this.#request(purpose, route, { ...parameters, request: { retries: 0 } })).data
  }

  /** The items of a list, page after page, until GitHub announces no further one. `key` names the list in the answer. */
  async *pages(purpose: Purpose, route: string, parameters: Parameters, key?: string): AsyncGenerator<unknown> {
    for (let page = 1; page <= pageLimit; page++) {
      const { data, headers } = await this.#request(purpose, route, { ...parameters, per_page: 100, page })
      const list = key === undefined ? items(data) : items(data, key)
      if (list === undefined) throw this.unexpected(purpose, 'the answer is no list')
      yield* list
      // The announced address is not followed: the token goes to no address that an answer names.
      if (!/;\s*rel="?next"?/.test(headers.link ?? '')) return
    }
    throw this.unexpected(purpose, `more than ${pageLimit} pages`)
  }

  /**
   * A raw body. Octokit's own reading is not used: it decodes raw files as text and turns a connection that breaks
   * in the middle into an empty body (octokit/request.js, fetch-wrapper).
   */
  async bytes(purpose: Purpose, route: string, parameters: Parameters, limit: number): Promise<Uint8Array> {
    const { data } = await this.#request(purpose, route, {
      ...parameters,
      headers: { accept: 'application/vnd.github.raw+json' },
      request: { parseSuccessResponseBody: false, fetch: this.#patientFetch() },
    })
    if (data === null || data === '') return new Uint8Array()
    if (!(data instanceof ReadableStream)) throw this.unexpected(purpose, 'the answer has no body')
    try {
      return await readBytes(data, limit)
    } catch (cause) {
      throw this.#failure(purpose, cause)
    }
  }

  /** Where a redirect leads. It is not followed, since the token must not go there. */
  async location(purpose: Purpose, route: string, parameters: Parameters): Promise<string> {
    const { headers } = await this.#request(purpose, route, { ...parameters, request: { redirect: 'manual' } })
    const location = headers.location ?? ''
    if (!URL.canParse(location)) throw this.unexpected(purpose, 'no redirect to an address')
    return location
  }

  /** The login in whose name the token acts; undefined when GitHub does not tell this token. */
  async viewer(): Promise<string | undefined> {
    const purpose = { doing: 'asking who the token belongs to', permission: 'metadata: read' }
    try {
      // Enterprise servers have GraphQL beside `api/v3`, not below it.
      const data = await this.call(purpose, `POST ${this.#baseUrl.replace(/\/v3$/, '')}/graphql`, {
        query: 'query { viewer { login } }',
      })
      return text(data, 'data', 'viewer', 'login')
    } catch (error) {
      if (error instanceof ApiFailure && !error.retryable) return undefined
      throw error
    }
  }

  /** An answer of the wrong form: not ours to interpret. */
  unexpected(purpose: Purpose, found: string): ApiFailure {
    const message = `${this.#baseUrl}: ${purpose.doing} got an unexpected answer: ${found}.`
    return new ApiFailure(message, { status: undefined, retryable: true })
  }

  async #request(
    purpose: Purpose,
    route: string,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly data: unknown; readonly headers: { readonly link?: string; readonly location?: string } }> {
    try {
      const { data, headers } = await this.#octokit.request(route, {
        ...parameters,
        headers: { 'x-github-api-version': '2022-11-28', ...objectAt(parameters, 'headers') },
        request: { fetch: wholeFetch(this.#patientFetch(), jsonLimit), ...objectAt(parameters, 'request') },
      })
      return { data, headers }
    } catch (cause) {
      throw this.#failure(purpose, cause)
    }
  }

  #failure(purpose: Purpose, cause: unknown): ApiFailure {
    const headers = member(cause, 'response', 'headers')
    const found = member(cause, 'response') === undefined ? undefined : member(cause, 'status')
    const status = typeof found === 'number' ? found : undefined
    const header = (name: string) => text(headers, name)
    const known = rateLimitOf({ status, header })
    const said = cause instanceof Error ? cause.message : String(cause)
    return apiFailure({
      ...purpose,
      remote: this.#baseUrl,
      status,
      said: this.#token === undefined ? said : said.replaceAll(this.#token, '***'),
      hasToken: this.hasToken,
      rateLimit: known ?? (status === 403 && /rate limit/i.test(said) ? { until: undefined } : undefined),
      unavailableUntil: unavailableUntil({ status, header }),
      // Octokit's error holds the request with its headers: only its message travels on.
    })
  }
}

function objectAt(parameters: Parameters, key: string): object {
  const found = parameters[key]
  return typeof found === 'object' && found !== null ? found : {}
}
