import { member } from '../src/json-shape.ts'
import { accountOf } from './github-answers/account.ts'
import { commentAnswer } from './github-answers/pull-request.ts'
import { acceptedBody } from './github-comment-body.ts'
import type { CommentAnswer, GitHubState } from './github-state.ts'
import { allowed, fail, isGranted, page, refuse } from './github-state.ts'
import type { Exchange, Route } from './http-exchange.ts'

/** Comments of pull requests and issues, and GraphQL's answer to who is asking. */
export function commentRoutes(state: GitHubState): readonly Route[] {
  const root = `^/repos/${state.repository}/issues`
  /** What a comment may be done with follows from what it is on. */
  const route = (
    method: string,
    pattern: string,
    numberOf: (exchange: Exchange) => number | undefined,
    handle: (exchange: Exchange, number: number) => void,
  ): Route => ({
    method,
    pattern: new RegExp(`${root}${pattern}$`, 'i'),
    handle: allowed(state, undefined, 'read', (exchange) => {
      const number = numberOf(exchange)
      const kind = number === undefined ? undefined : kindOf(state, number)
      if (number === undefined || kind === undefined) return fail(exchange, 404, 'Not Found')
      if (!isGranted(state, kind, method === 'GET' ? 'read' : 'write')) return refuse(exchange)
      handle(exchange, number)
    }),
  })
  const named = ({ captured }: Exchange) => Number(captured.number)
  const idOf = ({ captured }: Exchange) => Number(captured.id)
  const ofComment = (exchange: Exchange) => findComment(state, idOf(exchange))?.number
  const onComment = (method: string, handle: (exchange: Exchange, found: FoundComment) => void): Route =>
    route(method, '/comments/(?<id>[0-9]+)', ofComment, (exchange) => {
      const found = findComment(state, idOf(exchange))
      if (found !== undefined) handle(exchange, found)
    })
  return [
    route('GET', '/(?<number>[0-9]+)/comments', named, (exchange, number) => {
      const { items, headers } = page(exchange, state.comments.get(number) ?? [])
      exchange.answer(
        200,
        items.map((one) => commentAnswer(state.repository, number, one)),
        headers,
      )
    }),
    route('POST', '/(?<number>[0-9]+)/comments', named, (exchange, number) => {
      const body = acceptedBody(exchange, 'IssueComment')
      if (body === undefined) return
      exchange.answer(201, commentAnswer(state.repository, number, addComment(state, number, state.viewer, body)))
    }),
    onComment('GET', (exchange, { number, comment }) => {
      exchange.answer(200, commentAnswer(state.repository, number, comment))
    }),
    onComment('PATCH', (exchange, { number, list, index, comment }) => {
      const body = acceptedBody(exchange, 'IssueComment')
      if (body === undefined) return
      const changed = { ...comment, body, updated_at: new Date().toISOString() }
      list[index] = changed
      exchange.answer(200, commentAnswer(state.repository, number, changed))
    }),
    onComment('DELETE', (exchange, { list, index }) => {
      list.splice(index, 1)
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
  const path = state.issues.has(number) ? 'issues' : 'pull'
  const comment: CommentAnswer = {
    id,
    body,
    html_url: `https://github.com/${state.repository}/${path}/${number}#issuecomment-${id}`,
    user: accountOf(login),
    created_at: now,
    updated_at: now,
  }
  state.comments.set(number, [...(state.comments.get(number) ?? []), comment])
  return comment
}

/** The permission that a number's comments are under; undefined when there is neither pull request nor issue. */
function kindOf(state: GitHubState, number: number): 'pull-requests' | 'issues' | undefined {
  if (state.pulls.has(number)) return 'pull-requests'
  return state.issues.has(number) ? 'issues' : undefined
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
