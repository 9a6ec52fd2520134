import { items, member, text } from '../src/json-shape.ts'
import { checkRunAnswer } from './github-answers/check-run.ts'
import type { CheckRunAnswer, GitHubState } from './github-state.ts'
import { allowed, fail, page } from './github-state.ts'
import type { Exchange, Route } from './http-exchange.ts'

/** Check runs of commits. As GitHub does, an update adds its annotations to those that are there. */
export function checkRunRoutes(state: GitHubState): readonly Route[] {
  const root = `^/repos/${state.repository}`
  const route = (method: string, pattern: string, handle: (exchange: Exchange) => void): Route => ({
    method,
    pattern: new RegExp(`${root}${pattern}$`, 'i'),
    handle: allowed(state, 'checks', method === 'GET' ? 'read' : 'write', handle),
  })
  return [
    route('GET', '/commits/(?<commit>[0-9a-f]+)/check-runs', (exchange) => {
      const query = exchange.url.searchParams
      const named = state.checkRuns.filter(
        (run) => run.head_sha === exchange.captured.commit && run.name === (query.get('check_name') ?? run.name),
      )
      const latest = new Map(named.map((run) => [`${run.app} ${run.name}`, run]))
      const { items: shown, headers } = page(exchange, query.get('filter') === 'all' ? named : [...latest.values()])
      const check_runs = shown.map((run) => checkRunAnswer(state.repository, run))
      exchange.answer(200, { total_count: named.length, check_runs }, headers)
    }),
    route('GET', '/check-runs/(?<id>[0-9]+)', (exchange) => {
      const present = state.checkRuns.find((run) => run.id === Number(exchange.captured.id))
      if (present === undefined) return fail(exchange, 404, 'Not Found')
      exchange.answer(200, checkRunAnswer(state.repository, present))
    }),
    route('POST', '/check-runs', (exchange) => {
      const request = exchange.json()
      const run: CheckRunAnswer = {
        id: state.nextId++,
        app: 'github-actions',
        name: text(request, 'name') ?? '',
        head_sha: text(request, 'head_sha') ?? '',
        external_id: '',
        details_url: 'https://github.com',
        conclusion: null,
        completed_at: new Date().toISOString(),
        title: null,
        summary: null,
        text: null,
        annotations: [],
      }
      const written = changed(run, request)
      state.checkRuns.push(written)
      exchange.answer(201, checkRunAnswer(state.repository, written))
    }),
    route('PATCH', '/check-runs/(?<id>[0-9]+)', (exchange) => {
      const index = state.checkRuns.findIndex((run) => run.id === Number(exchange.captured.id))
      const present = state.checkRuns[index]
      if (present === undefined) return fail(exchange, 404, 'Not Found')
      if (present.app !== 'github-actions') return fail(exchange, 403, 'Invalid app_id for check run')
      const written = changed(present, exchange.json())
      state.checkRuns[index] = written
      exchange.answer(200, checkRunAnswer(state.repository, written))
    }),
  ]
}

function changed(run: CheckRunAnswer, request: unknown): CheckRunAnswer {
  const conclusion = text(request, 'conclusion')
  return {
    ...run,
    name: text(request, 'name') ?? run.name,
    external_id: text(request, 'external_id') ?? run.external_id,
    details_url: text(request, 'details_url') ?? run.details_url,
    conclusion: conclusion === 'success' || conclusion === 'failure' ? conclusion : run.conclusion,
    title: text(request, 'output', 'title') ?? run.title,
    summary: text(request, 'output', 'summary') ?? run.summary,
    text: text(request, 'output', 'text') ?? run.text,
    annotations: [...run.annotations, ...(items(member(request, 'output'), 'annotations') ?? [])],
  }
}
