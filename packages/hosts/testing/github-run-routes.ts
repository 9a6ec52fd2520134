import { repositoryId } from './github-answers/repository.ts'
import { artifactAnswer, runAnswer } from './github-answers/workflow-run.ts'
import type { GitHubState, RunAnswer, StoredArtifact } from './github-state.ts'
import { allowed, fail, page } from './github-state.ts'
import type { Exchange, Route } from './http-exchange.ts'

/** Workflow runs and their artifacts, as the REST API shows them. */
export function runRoutes(state: GitHubState, url: () => string): readonly Route[] {
  const root = `^/repos/${state.repository}/actions`
  const read = (pattern: string, handle: (exchange: Exchange) => void): Route => ({
    method: 'GET',
    pattern: new RegExp(`${root}${pattern}$`, 'i'),
    handle: allowed(state, 'actions', 'read', handle),
  })
  return [
    read('/runs/(?<id>[0-9]+)', (exchange) => {
      const run = state.runs.find(({ id }) => id === Number(exchange.captured.id))
      return run === undefined
        ? fail(exchange, 404, 'Not Found')
        : exchange.answer(200, runAnswer(state.repository, run))
    }),
    read('/workflows/(?<id>[0-9]+)/runs', (exchange) => {
      const workflow = Number(exchange.captured.id)
      if (!state.runs.some((run) => run.workflow_id === workflow)) return fail(exchange, 404, 'Not Found')
      const query = exchange.url.searchParams
      const wanted = (name: string, value: string | null | undefined) => !query.has(name) || query.get(name) === value
      const status = query.get('status')
      const found = state.runs.filter(
        (run) =>
          run.workflow_id === workflow &&
          wanted('branch', run.head_branch) &&
          wanted('event', run.event) &&
          (status === null || run.status === status || run.conclusion === status),
      )
      const { items, headers } = page(exchange, found.sort(newestFirst))
      exchange.answer(
        200,
        { total_count: found.length, workflow_runs: items.map((run) => runAnswer(state.repository, run)) },
        headers,
      )
    }),
    read('/runs/(?<id>[0-9]+)/artifacts', (exchange) => {
      const run = Number(exchange.captured.id)
      if (!state.runs.some(({ id }) => id === run)) return fail(exchange, 404, 'Not Found')
      const name = exchange.url.searchParams.get('name')
      const found = state.artifacts
        .filter((artifact) => artifact.finalized && Number(artifact.runBackendId) === run)
        .filter((artifact) => name === null || artifact.name === name)
        .map((artifact) => artifactAnswer(state.repository, artifact))
      const { items, headers } = page(exchange, found.sort(newestFirst))
      exchange.answer(200, { total_count: found.length, artifacts: items }, headers)
    }),
    read('/artifacts/(?<id>[0-9]+)', (exchange) => {
      const found = find(state, exchange)
      return found === undefined
        ? fail(exchange, 404, 'Not Found')
        : exchange.answer(200, artifactAnswer(state.repository, found))
    }),
    read('/artifacts/(?<id>[0-9]+)/zip', (exchange) => {
      const found = find(state, exchange)
      if (found === undefined) return fail(exchange, 404, 'Not Found')
      if (found.expired) return fail(exchange, 410, 'Artifact has expired')
      exchange.empty(302, { location: `${url()}${found.blob}` })
    }),
  ]
}

/** A finished or running workflow run; give what matters to the test. */
export function makeRun(
  state: Pick<GitHubState, 'repository'>,
  run: Pick<RunAnswer, 'id'> &
    Partial<Omit<RunAnswer, 'repository' | 'head_repository'>> & {
      /** Null when it is gone. */
      readonly headRepository?: string | null
    },
): RunAnswer {
  const { headRepository = state.repository, ...given } = run
  return {
    workflow_id: 1,
    run_attempt: 1,
    path: '.github/workflows/model.yml',
    event: 'push',
    status: 'completed',
    conclusion: 'success',
    head_branch: 'main',
    head_sha: '0'.repeat(40),
    created_at: '2026-03-01T12:00:00Z',
    html_url: `https://github.com/${state.repository}/actions/runs/${run.id}`,
    repository: namedRepository(state.repository),
    head_repository: headRepository === null ? null : namedRepository(headRepository),
    ...given,
  }
}

function namedRepository(fullName: string): RunAnswer['repository'] {
  return { id: repositoryId(fullName), full_name: fullName, owner: { login: fullName.split('/')[0] ?? '' } }
}

function find(state: GitHubState, exchange: Exchange): StoredArtifact | undefined {
  return state.artifacts.find(({ id, finalized }) => finalized && id === Number(exchange.captured.id))
}

function newestFirst(a: { readonly id: number | bigint }, b: { readonly id: number | bigint }): number {
  return Number(b.id) - Number(a.id)
}
