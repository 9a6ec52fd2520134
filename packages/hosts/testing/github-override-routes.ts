import { accountOf, nodeId } from './github-answers/account.ts'
import { commitAnswer } from './github-answers/commit.ts'
import { labelEventAnswer, listedPull, pullAnswer } from './github-answers/pull-request.ts'
import { repositoryId } from './github-answers/repository.ts'
import type { GitHubState, PullAnswer, Schemas } from './github-state.ts'
import { allowed, fail, page } from './github-state.ts'
import type { Exchange, Route } from './http-exchange.ts'

type Permission = Parameters<typeof allowed>[1]

/** What tells who let a change through: pull requests, their events, who pushed, and what people may do. */
export function overrideRoutes(state: GitHubState): readonly Route[] {
  const root = `^/repos/${state.repository}`
  const read = (
    permission: Permission,
    pattern: string,
    handle: (exchange: Exchange) => void | Promise<void>,
  ): Route => ({
    method: 'GET',
    pattern: new RegExp(`${root}${pattern}$`, 'i'),
    handle: allowed(state, permission, 'read', handle),
  })
  return [
    read('pull-requests', '/pulls/(?<number>[0-9]+)', (exchange) => {
      const pull = state.pullAnswers.find(({ number }) => number === Number(exchange.captured.number))
      return pull === undefined
        ? fail(exchange, 404, 'Not Found')
        : exchange.answer(200, pullAnswer(state.repository, state.defaultBranch, pull))
    }),
    read('pull-requests', '/commits/(?<sha>[0-9a-f]{40})/pulls', (exchange) => {
      const found = state.pullAnswers.filter(({ merge_commit_sha }) => merge_commit_sha === exchange.captured.sha)
      const { items, headers } = page(exchange, found)
      exchange.answer(
        200,
        items.map((pull) => listedPull(state.repository, state.defaultBranch, pull)),
        headers,
      )
    }),
    read('pull-requests', '/issues/(?<number>[0-9]+)/events', (exchange) => {
      const { items, headers } = page(exchange, state.events.get(Number(exchange.captured.number)) ?? [])
      exchange.answer(
        200,
        items.map((event) => labelEventAnswer(state.repository, event)),
        headers,
      )
    }),
    read(undefined, '/collaborators/(?<login>[^/]+)/permission', (exchange) => {
      const { login = '' } = exchange.captured
      const permission = state.collaborators.get(login) ?? 'read'
      const answer: Schemas['repository-collaborator-permission'] = {
        permission,
        role_name: permission,
        user: { ...accountOf(login), role_name: permission },
      }
      exchange.answer(200, answer)
    }),
    read('contents', '/activity', (exchange) => {
      const query = exchange.url.searchParams
      // Unlike other lists this one goes by cursors; a page number would be ignored.
      const found = state.activities.filter(({ ref }) => !query.has('ref') || ref === query.get('ref'))
      const newestFirst = found.toSorted((one, other) => Date.parse(other.timestamp) - Date.parse(one.timestamp))
      exchange.answer(200, newestFirst.slice(0, Number(query.get('per_page') ?? 30)))
    }),
    read('contents', '/commits/(?<sha>[0-9a-f]{40})', async (exchange) => {
      const { sha = '' } = exchange.captured
      const login = state.commitAuthors.get(sha)
      const author = login === undefined ? null : accountOf(login)
      const tree = (await state.git.treeOf(sha)) ?? sha
      exchange.answer(200, commitAnswer(state.repository, { sha, tree, author }))
    }),
  ]
}

/** A pull request that is open, or merged when `mergedAs` is given. */
export function makePull(
  state: GitHubState,
  pull: {
    readonly number?: number
    readonly author: string
    readonly head: string
    readonly labels?: readonly string[]
    readonly mergedAs?: { readonly commit: string; readonly at: string; readonly into?: string }
    readonly headRepository?: string | null
    readonly branch?: string
    readonly closed?: true
    /** The branch that it would change; main by default. */
    readonly into?: string
  },
): PullAnswer {
  const { mergedAs, headRepository = state.repository } = pull
  const answer: PullAnswer = {
    number: pull.number ?? 1,
    user: accountOf(pull.author),
    state: mergedAs === undefined && pull.closed === undefined ? 'open' : 'closed',
    head: {
      ref: pull.branch ?? 'topic',
      sha: pull.head,
      repo: headRepository === null ? null : { id: repositoryId(headRepository), full_name: headRepository },
    },
    base: { ref: mergedAs?.into ?? pull.into ?? 'main' },
    labels: (pull.labels ?? []).map((name) => ({ name })),
    merged_at: mergedAs?.at ?? null,
    merge_commit_sha: mergedAs?.commit ?? 'e'.repeat(40),
  }
  state.pullAnswers.push(answer)
  return answer
}

/** Somebody sets a label or takes it off. */
export function labelEvent(
  state: GitHubState,
  event: { readonly by: string; readonly at: string; readonly label: string; readonly off?: true; readonly app?: true },
  number = 1,
): void {
  const answer = {
    id: state.nextId++,
    event: event.off === true ? 'unlabeled' : 'labeled',
    actor: accountOf(event.by),
    created_at: event.at,
    label: { name: event.label, color: 'ffffff' },
    performed_via_github_app: event.app === true ? { id: 5, slug: 'helper' } : null,
  }
  state.events.set(number, [...(state.events.get(number) ?? []), answer])
}

/** Somebody pushes to the branch of the pull request. */
export function pushActivity(
  state: GitHubState,
  push: {
    readonly by: string
    readonly at: string
    readonly after: string
    readonly kind?: Schemas['activity']['activity_type']
  },
): void {
  const id = state.nextId++
  state.activities.push({
    id,
    node_id: nodeId('PA', id),
    before: '0'.repeat(40),
    after: push.after,
    ref: 'refs/heads/topic',
    timestamp: push.at,
    activity_type: push.kind ?? 'push',
    actor: accountOf(push.by),
  })
}
