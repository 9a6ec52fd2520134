import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '@mlgate/core'
import type { Patience } from './host-dependencies.ts'

/** A forge refused a request for there having been too many; nothing was carried out. */
export interface RateLimit {
  /** When it will answer again; undefined when it does not say. */
  readonly until: Date | undefined
}

interface Refusal {
  readonly status: number | undefined
  readonly header: (name: string) => string | undefined
}

/**
 * What an answer says of rates; undefined when it is about something else. GitHub answers 403 or 429, with `retry-after`
 * when there was too much at once, and with `x-ratelimit-remaining: 0` when the hour's requests are used up; GitLab
 * answers 429 with `retry-after`.
 */
export function rateLimitOf({ status, header }: Refusal, now: Date = new Date()): RateLimit | undefined {
  if (status !== 403 && status !== 429) return undefined
  const [after, reset] = [header('retry-after'), header('x-ratelimit-reset') ?? header('ratelimit-reset')]
  const isUsedUp = (header('x-ratelimit-remaining') ?? header('ratelimit-remaining')) === '0'
  if (after !== undefined) return { until: atTime(after, now) }
  if (isUsedUp || status === 429) return { until: isUsedUp && reset !== undefined ? atSecond(reset) : undefined }
  return undefined
}

/**
 * When a server in trouble (503) wants to be asked again; undefined when it does not say. Unlike a refusal it leaves open
 * whether something was carried out.
 */
export function unavailableUntil({ status, header }: Refusal, now: Date = new Date()): Date | undefined {
  const after = status === 503 ? header('retry-after') : undefined
  return after === undefined ? undefined : atTime(after, now)
}

/** What is left of the time that a forge may keep one call waiting, over all its tries. */
export interface WaitingBudget {
  ms: number
}

export function waitingBudget(patience: Patience): WaitingBudget {
  return { ms: patience.limitSeconds * 1000 }
}

/**
 * A fetch that waits while a forge limits its rate, and asks again: as long as the forge says, or longer each time when it
 * says nothing. It gives the refusal back when that would take longer than patience has it. What was refused was not
 * carried out, so that also what writes may be asked again.
 * A server in trouble that says when to come again gets that time, too; then its answer is given back without that header,
 * and whoever asked decides, as after any trouble, whether to ask again. All requests through one such fetch share its
 * patience where `budget` is given.
 */
export function waitOutLimits(
  fetch: typeof globalThis.fetch,
  patience: Patience,
  log: Logger,
  budget?: WaitingBudget,
): typeof globalThis.fetch {
  return async (input, init) => {
    const left = budget ?? waitingBudget(patience)
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(input, init)
      const header = (name: string) => response.headers.get(name) ?? undefined
      const limit = rateLimitOf({ status: response.status, header })
      const until = limit?.until ?? unavailableUntil({ status: response.status, header })
      if ((limit ?? until) === undefined || attempt > patience.retries) return response
      // The clocks of two machines differ, and who waits to the second comes too early.
      const toldMs = until === undefined ? undefined : Math.max(0, until.getTime() - Date.now()) + patience.retryBaseMs
      const waitMs = toldMs ?? patience.retryBaseMs * attempt * attempt
      if (waitMs > left.ms) return response
      left.ms -= waitMs
      const { host } = new URL(input instanceof Request ? input.url : input)
      const doing = limit === undefined ? 'is unavailable; going on' : 'limits its rate; asking again'
      log.info(`${host} ${doing} in ${Math.ceil(waitMs / 1000)} s.`)
      if (limit === undefined) return afterWaiting(response, waitMs)
      await response.body?.cancel()
      await delay(waitMs)
    }
  }
}

async function afterWaiting(response: Response, waitMs: number): Promise<Response> {
  // Nobody reads meanwhile, and a body that stands still is taken for a silent server.
  const body = await response.arrayBuffer()
  await delay(waitMs)
  const headers = new Headers(response.headers)
  headers.delete('retry-after')
  return new Response(body, { status: response.status, statusText: response.statusText, headers })
}

/** `Retry-After` in seconds, or as a date (RFC 9110, 10.2.3). */
function atTime(value: string, now: Date): Date | undefined {
  if (/^[0-9]{1,9}$/.test(value)) return new Date(now.getTime() + Number(value) * 1000)
  return valid(new Date(value))
}

/** Seconds since 1970. */
function atSecond(value: string): Date | undefined {
  return /^[0-9]{1,10}$/.test(value) ? valid(new Date(Number(value) * 1000)) : undefined
}

function valid(date: Date): Date | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date
}
