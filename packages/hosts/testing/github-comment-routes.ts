import { member } from '../src/json-shape.ts'
import { accountOf } from './github-answers/account.ts'
import { commentAnswer } from './github-answers/pull-request.ts'
import type { CommentAnswer, GitHubState } from './github-state.ts'
import { allowed, fail, page } from './github-state.ts'
import type { Exchange, Route } from './http-exchange.ts'

const bodyLimit = 65_536

/** Comments of pull requests, and GraphQL's answer to who is asking. */
export function commentRoutes(state: GitHubState): readonly Route[] {
  const root = `^/repos/${state.repository}/issues`
  const route = (method: string, pattern: string, handle: (exchange: Exchange) => void): Route => ({
    method,
    pattern: new RegExp(`${root}${pattern}$`, 'i'),
    handle: allowed(state, 'pull-requests', method === 'GET' ? 'read' : 'write', handle),
  })
  return [
    route('GET', '/(?<number>[0-9]+)/comments', (exchange) => {
      const number = Number(exchange.captured.number)
      if (!state.pulls.has(number)) return fail(exchange, 404, 'Not Found')
      const { items, headers } = page(exchange, state.comments.get(number) ?? [])
      exchange.answer(
        200,
        items.map((one) => commentAnswer(state.repository, number, one)),
        headers,
      )
    }),
    route('POST', '/(?<number>[0-9]+)/comments', (exchange) => {
      const number = Number(exchange.captured.number)
      if (!state.pulls.has(number)) return fail(exchange, 404, 'Not Found')
      const body = acceptedBody(exchange)
      if (body === undefined) return
      exchange.answer(201, commentAnswer(state.repository, number, addComment(state, number, state.viewer, body)))
    }),
    route('GET', '/comments/(?<id>[0-9]+)', (exchange) => {
      const found = findComment(state, Number(exchange.captured.id))
      if (found === undefined) return fail(exchange, 404, 'Not Found')
      exchange.answer(200, commentAnswer(state.repository, found.number, found.comment))
    }),
    route('PATCH', '/comments/(?<id>[0-9]+)', (exchange) => {
      const found = findComment(state, Number(exchange.captured.id))
      if (found === undefined) return fail(exchange, 404, 'Not Found')
      const body = acceptedBody(exchange)
      if (body === undefined) return
      const changed = { ...found.comment, body, updated_at: new Date().toISOString() }
      found.list[found.index] = changed
      exchange.answer(200, commentAnswer(state.repository, found.number, changed))
    }),
    route('DELETE', '/comments/(?<id>[0-9]+)', (exchange) => {
      const found = findComment(state, Number(exchange.captured.id))
      if (found === undefined) return fail(exchange, 404, 'Not Found')
      found.list.splice(found.index, 1)
      exchange.empty(204)
    }),
    {
      method: 'POST',
      pattern: /^(?:\/api)?\/graphql$/,
      // Only REST is described by OpenAPI.
      described: false,
      handle: allowed(state, undefined, 'read', (exchange) => {
        const query = member(exchange.json(), 'query')
        if (typeof query === 'string' && /^\s*(?:query\s*)?\{\s*viewer\s*\{\s*login\s*\}\s*\}\s*$/.test(query)) {
          return exchange.answer(200, { data: { viewer: { login: state.viewer } } })
        }
        state.unexpected.push(`GraphQL ${String(query)}`)
        exchange.answer(200, { errors: [{ message: 'The tests’ server knows only the viewer.' }] })
      }),
    },
  ]
}

/** Adds a comment as somebody would by hand. */
export function addComment(
  state: GitHubState,
  number: number,
  login: string,
  body: string,
  now: string = new Date().toISOString(),
): CommentAnswer {
  const id = state.nextId++
  const comment: CommentAnswer = {
    id,
    body,
    html_url: `https://github.com/${state.repository}/pull/${number}#issuecomment-${id}`,
    user: accountOf(login),
    created_at: now,
    updated_at: now,
  }
  state.comments.set(number, [...(state.comments.get(number) ?? []), comment])
  return comment
}

interface FoundComment {
  readonly number: number
  readonly list: CommentAnswer[]
  readonly index: number
  readonly comment: CommentAnswer
}

function findComment(state: GitHubState, id: number): FoundComment | undefined {
  for (const [number, list] of state.comments) {
    const index = list.findIndex((one) => one.id === id)
    const comment = list[index]
    if (comment !== undefined) return { number, list, index, comment }
  }
  return undefined
}

/** The body to be stored; otherwise answers what GitHub does and returns undefined. */
function acceptedBody(exchange: Exchange): string | undefined {
  const request = exchange.json()
  if (typeof request !== 'object' || request === null) {
    fail(exchange, 400, 'Problems parsing JSON')
    return undefined
  }
  const body = member(request, 'body')
  if (typeof body !== 'string') {
    fail(exchange, 422, `Invalid request.\n\nFor 'properties/body', ${JSON.stringify(body)} is not a string.`)
    return undefined
  }
  const problem =
    body.trim() === ''
      ? "Body can't be blank"
      : body.length > bodyLimit
        ? `Body is too long (maximum is ${bodyLimit} characters)`
        : undefined
  if (problem === undefined) return body
  const errors = [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message: problem }]
  fail(exchange, 422, 'Validation Failed', { errors })
  return undefined
}
