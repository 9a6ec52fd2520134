import {
  commitAnswer,
  comparisonAnswer,
  labelEventAnswer,
  memberAnswer,
  mergeRequestAnswer,
  userAnswer,
  versionAnswer,
} from './gitlab-answers.ts'
import { type GitLabState, page, refuse } from './gitlab-state.ts'
import type { Exchange } from './http-exchange.ts'

type Handle = (exchange: Exchange) => void | Promise<void>

/** Handlers by the pattern of their path. All are GET. */
export function overrideHandlers({
  projectId,
  git,
  override: state,
}: GitLabState): readonly (readonly [pattern: string, handle: Handle])[] {
  const root = `/projects/${projectId}`
  const described = () => state.request && mergeRequestAnswer(projectId, state.request)
  return [
    [
      `${root}/merge_requests/1`,
      (exchange) =>
        state.request === undefined ? refuse(exchange, 404, '404 Not found') : exchange.answer(200, described()),
    ],
    [
      `${root}/repository/commits/(?<sha>[0-9a-f]{40})/merge_requests`,
      (exchange) => page(exchange, state.request?.mergeCommit === exchange.captured.sha ? [described()] : []),
    ],
    [
      `${root}/merge_requests/1/resource_label_events`,
      (exchange) => page(exchange, state.labelEvents.map(labelEventAnswer)),
    ],
    [`${root}/merge_requests/1/versions`, (exchange) => page(exchange, state.versions.map(versionAnswer).reverse())],
    [
      `${root}/members/all/(?<id>[0-9]+)`,
      (exchange) => {
        const id = Number(exchange.captured.id)
        const user = state.users.get(id)
        if (user?.accessLevel === undefined) return refuse(exchange, 404, '404 Not found')
        const right = { state: user.state ?? 'active', access_level: user.accessLevel }
        exchange.answer(200, memberAnswer({ id, username: user.name }, right))
      },
    ],
    [
      '/users/(?<id>[0-9]+)',
      (exchange) => {
        const id = Number(exchange.captured.id)
        const user = state.users.get(id)
        if (user === undefined) return refuse(exchange, 404, '404 User Not Found')
        exchange.answer(200, userAnswer({ id, username: user.name }, { name: user.name, bot: user.bot }))
      },
    ],
    [
      `${root}/repository/commits/(?<sha>[0-9a-f]{40})`,
      (exchange) => {
        const { sha = '' } = exchange.captured
        exchange.answer(200, commitAnswer(sha, state.commits.get(sha)))
      },
    ],
    [
      `${root}/repository/compare`,
      async (exchange) => {
        const query = exchange.url.searchParams
        const to = query.get('to') ?? ''
        const [one, other] = [await git.treeOf(query.get('from') ?? ''), await git.treeOf(to)]
        if (one === undefined || other === undefined) return refuse(exchange, 404, '404 Ref Not Found')
        exchange.answer(200, comparisonAnswer(to, one === other))
      },
    ],
  ]
}
