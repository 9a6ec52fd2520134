import type { ReportedRun } from '@mlgate/core'
import { changeOfRun } from './change-of-run.ts'
import type { GitHubApi } from './github-api.ts'
import { commentRefusal } from './pull-request-comments.ts'
import type { Repository } from './repository.ts'
import { readTriggeringRun, triggeringRunId } from './triggering-run.ts'

/** A finished run whose reports a second workflow publishes. */
export interface FinishedRun {
  readonly run: { readonly id: number; readonly attempt: number }
  readonly reported: ReportedRun
}

/** The run that an event `workflow_run` is about, with the pull request that it was of. */
export async function finishedRun(
  api: GitHubApi,
  repository: Repository,
  repositoryUrl: string,
  payload: unknown,
): Promise<FinishedRun> {
  const run = await readTriggeringRun(api, repository, triggeringRunId(payload))
  const found = await changeOfRun(api, repository, repositoryUrl, run).catch((error: unknown) => {
    const because = commentRefusal(error, false)
    if (because === undefined) throw error
    return { because }
  })
  return {
    run: { id: run.id, attempt: run.attempt },
    reported: {
      url: `${repositoryUrl}/actions/runs/${run.id}`,
      commit: run.headCommit,
      fromFork: run.fromFork,
      workflow: run.workflow,
      runId: `${run.id}-${run.attempt}`,
      ...('change' in found ? found : { change: undefined, ...found }),
    },
  }
}
