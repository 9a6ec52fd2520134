import { listedPull } from './github-answers/pull-request.ts'
import type { GitHubState, PullAnswer } from './github-state.ts'
import { allowed, page } from './github-state.ts'
import type { Route } from './http-exchange.ts'

/** The list of pull requests: open ones unless asked otherwise, the newest first. */
export function pullRoutes(state: GitHubState): readonly Route[] {
  return [
    {
      method: 'GET',
      pattern: new RegExp(`^/repos/${state.repository}/pulls$`, 'i'),
      handle: allowed(state, 'pull-requests', 'read', (exchange) => {
        const query = exchange.url.searchParams
        const [wanted, head] = [query.get('state') ?? 'open', query.get('head')]
        const found = state.pullAnswers
          .filter((pull) => wanted === 'all' || pull.state === wanted)
          .filter((pull) => head === null || !head.includes(':') || hasHead(pull, head))
          .toSorted((one, other) => other.number - one.number)
        const { items, headers } = page(exchange, found)
        const listed = items.map((pull) => listedPull(state.repository, state.defaultBranch, pull))
        exchange.answer(200, listed, headers)
      }),
    },
  ]
}

/** `owner:branch`. Of a repository that is gone nobody is the owner. GitHub does not tell letter case apart in owners. */
function hasHead({ head }: PullAnswer, wanted: string): boolean {
  const [owner = '', ...branch] = wanted.split(':')
  return head.repo?.full_name.split('/')[0]?.toLowerCase() === owner.toLowerCase() && head.ref === branch.join(':')
}
