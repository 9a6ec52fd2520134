import { type GitLabState, refuse } from './gitlab-state.ts'
import type { Exchange, Route } from './http-exchange.ts'

/** A route below `/api/v4` that lets nobody in without a token that may. */
export function route(
  state: GitLabState,
  method: string,
  pattern: string,
  handle: (exchange: Exchange) => void | Promise<void>,
): Route {
  return {
    method,
    pattern: new RegExp(`^/api/v4${pattern}$`),
    handle: (exchange) => {
      const token = exchange.headers['private-token']
      const ofJob = exchange.headers['job-token']
      // A job token may fetch artifacts of jobs, and nothing else of what is served here.
      const jobMay = method === 'GET' && pattern.includes('/artifacts/')
      if (token !== state.token && !(ofJob === state.jobToken && jobMay)) {
        return refuse(exchange, 401, '401 Unauthorized')
      }
      if (method !== 'GET' && !state.mayWrite) {
        const scope = { error: 'insufficient_scope', error_description: 'The request requires higher privileges.' }
        return exchange.answer(403, scope)
      }
      return handle(exchange)
    },
  }
}
