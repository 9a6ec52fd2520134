import { InfrastructureError } from '@mlgate/core'
import type { RateLimit } from './rate-limit.ts'

/** A forge's API did not answer as it should. `status` is undefined when there was no answer at all. */
export class ApiFailure extends InfrastructureError {
  readonly status: number | undefined
  /** Whether too much was asked, or the server wants to be left alone; asking again at once makes it worse. */
  readonly rateLimited: boolean

  constructor(
    message: string,
    options: { status: number | undefined; retryable: boolean; rateLimited?: boolean; cause?: unknown },
  ) {
    super(message, { retryable: options.retryable, cause: options.cause })
    this.status = options.status
    this.rateLimited = options.rateLimited ?? false
  }
}

export interface FailedCall {
  /** The API's address. */
  readonly remote: string
  /** What was tried, as a noun phrase: `reading the branch main`. */
  readonly doing: string
  readonly status: number | undefined
  /** What the forge or the network said. */
  readonly said: string
  /** What the token must be allowed to: `contents: read`. */
  readonly permission: string
  readonly hasToken: boolean
  readonly rateLimit: RateLimit | undefined
  /** When a server in trouble wants to be asked again. */
  readonly unavailableUntil?: Date | undefined
  readonly cause?: unknown
}

/** Turns a failed call into advice: which permission is missing, whether a retry helps. */
export function apiFailure(call: FailedCall): ApiFailure {
  const { status } = call
  const rateLimited = call.rateLimit !== undefined || status === 429 || call.unavailableUntil !== undefined
  const retryable = rateLimited || status === undefined || status >= 500
  const answer = status === undefined ? 'no answer' : `HTTP ${status}`
  const said = oneLine(call.said)
  return new ApiFailure(
    `${call.remote}: ${call.doing} failed (${answer}${said === '' ? '' : `: ${said}`}). ${advice(call)}`,
    { status, retryable, rateLimited, cause: call.cause },
  )
}

function advice(call: FailedCall): string {
  if (call.rateLimit !== undefined || call.status === 429) {
    const until = call.rateLimit?.until
    return until === undefined
      ? 'The rate limit is used up; run the job again later.'
      : `The rate limit is used up until ${utc(until)}; run the job again then.`
  }
  if (call.unavailableUntil !== undefined) {
    return `The server wants to be left alone until ${utc(call.unavailableUntil)}; run the job again then.`
  }
  if (!call.hasToken && (call.status === 401 || call.status === 403 || call.status === 404)) {
    return `No token was given; this needs one with \`${call.permission}\`.`
  }
  switch (call.status) {
    case undefined:
      return 'The server cannot be reached or is silent; run the job again later.'
    case 401:
      return 'The token is wrong or has expired.'
    case 403:
      return `The token may not do this: it needs \`${call.permission}\`.`
    case 404:
      return `It does not exist, or the token may not see it: that needs \`${call.permission}\`.`
    default:
      return call.status >= 500 ? 'The server is in trouble; run the job again later.' : 'A retry will not help.'
  }
}

function utc(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** Remote text as part of our own message: one line, no control characters, not long. */
function oneLine(said: string): string {
  const flat = said.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim()
  return flat.length > 300 ? `${flat.slice(0, 300)}…` : flat
}
