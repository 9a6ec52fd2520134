import type { IncomingMessage } from 'node:http'
import type { Fault } from './fault.ts'

export interface SeenRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: IncomingMessage['headers']
}

/** What a server saw and got wrong; tests look into it. */
export interface ServerLog {
  readonly requests: SeenRequest[]
  /**
   * Requests that the real service would not know, and requests and answers that its description forbids. The server's
   * `close` rejects while one is left here: a test that expects one takes it out.
   */
  readonly unexpected: string[]
  /** Decides, request by request, whether to fail instead of answering. */
  fault: ((request: SeenRequest) => Fault | undefined) | undefined
  /** What `failNext` has announced. */
  readonly announced: AnnouncedFault[]
}

interface AnnouncedFault {
  readonly route: string
  readonly method: string
  readonly path: RegExp
  readonly fault: Fault
  /** How often it is still to come. */
  times: number
  hasCome: boolean
}

export function emptyLog(): ServerLog {
  return { requests: [], unexpected: [], fault: undefined, announced: [] }
}

/**
 * Lets the next requests to a route fail in that way. The route as the vendor writes it, without what stands before:
 * `POST /repos/{owner}/{repo}/issues/{issue_number}/comments`, `GET /projects/{id}/pipelines`. They have to come: the server's
 * `close` rejects while one is left. With `Infinity` one has to come, and all others fail, too.
 */
export function failNext(log: ServerLog, route: string, fault: Fault, times = 1): void {
  const [method = '', template = ''] = route.split(' ', 2)
  const parts = template.split(/\{\w+\}/).map((part) => part.replaceAll(/[^\w/]/g, '\\$&'))
  const path = new RegExp(`${parts.join('[^/]+')}$`)
  log.announced.push({ route, method, path, fault, times, hasCome: false })
}

/** What is to happen to a request instead of its answer; counted. */
export function faultOf(log: ServerLog, request: SeenRequest): Fault | undefined {
  const [path = ''] = request.path.split('?', 1)
  const announced = log.announced.find((one) => one.times > 0 && one.method === request.method && one.path.test(path))
  if (announced === undefined) return log.fault?.(request)
  announced.times--
  announced.hasCome = true
  return announced.fault
}

/** What a test must not leave behind: what was unexpected, and faults that never came. */
export function complaintsOf({ unexpected, announced }: ServerLog): readonly string[] {
  const left = announced.filter(({ times, hasCome }) => (times === Number.POSITIVE_INFINITY ? !hasCome : times > 0))
  return [...unexpected, ...left.map(({ route, times }) => `no request that was to fail: ${route}, ${times} left`)]
}
