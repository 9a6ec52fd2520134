import type { Environment } from '../../host-dependencies.ts'
import { variable } from '../../host-dependencies.ts'
import { isObjectName } from '../../json-shape.ts'
import type { CiRun } from './ci-run.ts'

/** GitHub Actions where somebody asked for the generic host, as in a `run:` step. */
export function githubActionsRun(env: Environment): CiRun | undefined {
  if (env.GITHUB_ACTIONS !== 'true') return undefined
  const repository = variable(env, 'GITHUB_REPOSITORY')
  const [ref, commit, id] = [variable(env, 'GITHUB_REF'), variable(env, 'GITHUB_SHA'), variable(env, 'GITHUB_RUN_ID')]
  const number = /^refs\/pull\/(\d+)\//.exec(ref ?? '')?.[1]
  const server = (variable(env, 'GITHUB_SERVER_URL') ?? 'https://github.com').replace(/\/+$/, '')
  return {
    system: 'github-actions',
    repository,
    commit: isObjectName(commit) ? commit : undefined,
    ref,
    event: variable(env, 'GITHUB_EVENT_NAME') ?? 'github-actions',
    runUrl: repository && id && `${server}/${repository}/actions/runs/${id}`,
    runId: id && `${id}-${variable(env, 'GITHUB_RUN_ATTEMPT') ?? '1'}`,
    change:
      number === undefined
        ? undefined
        : {
            id: number,
            url: repository && `${server}/${repository}/pull/${number}`,
            targetBranch: variable(env, 'GITHUB_BASE_REF'),
            headCommit: undefined,
            // The event's file would tell; the host of GitHub reads it.
            fromFork: true,
          },
  }
}

/** Any other system, known by `CI` alone. */
export function unknownCiRun(env: Environment): CiRun | undefined {
  const ci = (variable(env, 'CI') ?? 'false').toLowerCase()
  if (ci === 'false' || ci === '0') return undefined
  const nothing = { repository: undefined, commit: undefined, ref: undefined, runUrl: undefined, runId: undefined }
  return { system: 'ci', ...nothing, event: 'ci', change: undefined }
}
