import type { CheckRunAnswer, Schemas } from '../github-state.ts'
import { accountOf, nodeId } from './account.ts'

/** A check run as the API shows it. */
export function checkRunAnswer(repository: string, run: CheckRunAnswer): Schemas['check-run'] {
  const url = `https://api.github.com/repos/${repository}/check-runs/${run.id}`
  const { annotations, title, summary, text } = run
  return {
    id: run.id,
    node_id: nodeId('CR', run.id),
    head_sha: run.head_sha,
    external_id: run.external_id,
    url,
    html_url: `https://github.com/${repository}/runs/${run.id}`,
    details_url: run.details_url,
    status: 'completed',
    conclusion: run.conclusion,
    started_at: run.completed_at,
    completed_at: run.completed_at,
    output: { title, summary, text, annotations_count: annotations.length, annotations_url: `${url}/annotations` },
    name: run.name,
    check_suite: { id: 5 },
    app: {
      id: 15368,
      slug: run.app,
      node_id: nodeId('A', 15368),
      owner: accountOf('github'),
      name: run.app,
      description: null,
      external_url: 'https://docs.github.com',
      html_url: `https://github.com/apps/${run.app}`,
      created_at: '2018-07-30T09:30:17Z',
      updated_at: '2024-04-10T20:33:16Z',
      permissions: { checks: 'write' },
      events: [],
    },
    pull_requests: [],
  }
}
