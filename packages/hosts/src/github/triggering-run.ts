import { ConfigurationError } from '@mlgate/core'
import { count, isObjectName, member, text } from '../json-shape.ts'
import type { GitHubApi } from './github-api.ts'
import type { Repository } from './repository.ts'

const permission = 'actions: read'

/** The finished run that a run of the event `workflow_run` was started for, as GitHub tells it now. */
export interface TriggeringRun {
  readonly id: number
  /** The present attempt: there may be a newer one than the one that had finished. */
  readonly attempt: number
  readonly event: string
  /** The workflow's file; undefined when GitHub does not tell. */
  readonly workflow: string | undefined
  /** The commit at the head of the pull request, for a run of one. */
  readonly headCommit: string
  /** The branch it came from; undefined when GitHub does not tell. */
  readonly headBranch: string | undefined
  /** Where that branch is; undefined when that repository is gone. */
  readonly headRepository: { readonly id: number; readonly owner: string } | undefined
  readonly fromFork: boolean
}

/** Events that start a run because another one finished. */
export function isWorkflowRunEvent(event: string): boolean {
  return event === 'workflow_run'
}

/**
 * The number of the run in a payload of `workflow_run`; nothing else of the payload is used, since it is as old as the
 * event. Throws ConfigurationError when there is none.
 */
export function triggeringRunId(payload: unknown): number {
  const id = count(payload, 'workflow_run', 'id')
  if (id === undefined || id === 0) {
    throw new ConfigurationError("The event's payload (GITHUB_EVENT_PATH): workflow_run.id is not a number.")
  }
  return id
}

/** Reads the run from the repository that this run is of: no payload can name one of another repository. */
export async function readTriggeringRun(api: GitHubApi, repository: Repository, id: number): Promise<TriggeringRun> {
  const purpose = { doing: `reading the run ${id} that triggered this one`, permission }
  const run = await api.call(purpose, 'GET /repos/{owner}/{repo}/actions/runs/{run_id}', { ...repository, run_id: id })
  const [event, headCommit, attempt] = [text(run, 'event'), member(run, 'head_sha'), count(run, 'run_attempt') ?? 1]
  const own = count(run, 'repository', 'id')
  if (count(run, 'id') !== id || event === undefined || own === undefined || !isObjectName(headCommit)) {
    throw api.unexpected(purpose, 'a run without id, event, repository or commit')
  }
  const [head, owner] = [count(run, 'head_repository', 'id'), text(run, 'head_repository', 'owner', 'login')]
  return {
    id,
    attempt,
    event,
    // With `@` and a ref behind it where the file is not the default branch's.
    workflow: text(run, 'path')?.split('@')[0],
    headCommit,
    headBranch: text(run, 'head_branch'),
    headRepository: head === undefined || owner === undefined ? undefined : { id: head, owner },
    fromFork: head !== own,
  }
}
