import type { RunAnswer, Schemas, StoredArtifact } from '../github-state.ts'
import { nodeId } from './account.ts'
import { minimalRepository } from './repository.ts'

/** A run as the API shows it. */
export function runAnswer(
  repository: string,
  run: RunAnswer,
): Omit<Schemas['workflow-run'], 'head_repository'> & {
  /** GitHub's description does not say that it is null when that repository is gone; it is. */
  readonly head_repository: Schemas['minimal-repository'] | null
} {
  const url = `https://api.github.com/repos/${repository}/actions`
  const own = `${url}/runs/${run.id}`
  const [name, email] = ['test', 'test@example.com']
  return {
    node_id: nodeId('WFR', run.id),
    name: 'model',
    display_title: 'made for a test',
    run_number: Number(run.id),
    url: own,
    updated_at: run.created_at,
    pull_requests: [],
    jobs_url: `${own}/jobs`,
    logs_url: `${own}/logs`,
    check_suite_url: `https://api.github.com/repos/${repository}/check-suites/${run.id}`,
    artifacts_url: `${own}/artifacts`,
    cancel_url: `${own}/cancel`,
    rerun_url: `${own}/rerun`,
    workflow_url: `${url}/workflows/${run.workflow_id}`,
    head_commit: {
      id: run.head_sha,
      tree_id: run.head_sha,
      message: 'made for a test',
      timestamp: run.created_at,
      author: { name, email },
      committer: { name, email },
    },
    ...run,
    repository: minimalRepository(repository),
    head_repository: run.head_repository && minimalRepository(run.head_repository.full_name),
  }
}

export function artifactAnswer(repository: string, artifact: StoredArtifact): Schemas['artifact'] {
  const url = `https://api.github.com/repos/${repository}/actions/artifacts/${artifact.id}`
  return {
    id: artifact.id,
    node_id: nodeId('A', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.bytes.byteLength,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired,
    digest: artifact.digest,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: new Date(Date.parse(artifact.createdAt) + 90 * 86_400_000).toISOString(),
  }
}
