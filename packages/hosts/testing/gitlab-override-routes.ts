import {
  commitAnswer,
  comparisonAnswer,
  labelEventAnswer,
  memberAnswer,
  mergeRequestAnswer,
  userAnswer,
  versionAnswer,
} from './gitlab-answers.ts'
import type { Exchange } from './http-exchange.ts'

/** People and their rights in the project, and what the merge request 1 tells about its label. */
export interface OverrideState {
  /** Undefined when there is no merge request. */
  request:
    | {
        readonly author: GitLabUser
        readonly sha: string
        labels: readonly string[]
        readonly state: 'opened' | 'merged'
        readonly targetBranch: string
        readonly mergeCommit: string | null
      }
    | undefined
  readonly labelEvents: {
    readonly id: number
    readonly user: GitLabUser
    readonly created_at: string
    readonly action: 'add' | 'remove'
    /** Null when the label was deleted. */
    readonly label: { readonly name: string } | null
  }[]
  readonly versions: { readonly id: number; readonly head_commit_sha: string; readonly created_at: string }[]
  readonly users: Map<
    number,
    { readonly name: string; readonly bot: boolean; readonly accessLevel?: number; readonly state?: string }
  >
  /** Who made which commit, by name and address. */
  readonly commits: Map<string, { readonly name: string; readonly email: string }>
}

export interface GitLabUser {
  readonly id: number
  readonly username: string
}

export function noOverride(): OverrideState {
  return { request: undefined, labelEvents: [], versions: [], users: new Map(), commits: new Map() }
}

type Handle = (exchange: Exchange) => void | Promise<void>

export interface OverrideAnswers {
  readonly page: (exchange: Exchange, list: readonly unknown[]) => void
  readonly refuse: (exchange: Exchange, status: number, message: string) => void
  /** Whether two commits have the same files; undefined when there is no such commit. */
  readonly sameFiles: (from: string, to: string) => Promise<boolean | undefined>
}

/** Handlers by the pattern of their path, for a project with this id. All are GET. */
export function overrideHandlers(
  projectId: number,
  state: OverrideState,
  { page, refuse, sameFiles }: OverrideAnswers,
): readonly (readonly [pattern: string, handle: Handle])[] {
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
        const isSame = await sameFiles(query.get('from') ?? '', to)
        if (isSame === undefined) return refuse(exchange, 404, '404 Ref Not Found')
        exchange.answer(200, comparisonAnswer(to, isSame))
      },
    ],
  ]
}
