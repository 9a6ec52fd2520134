import type { Environment } from '../../host-dependencies.ts'
import { variable } from '../../host-dependencies.ts'
import { isObjectName } from '../../json-shape.ts'
import { type CiRun, refOf } from './ci-run.ts'

/**
 * Bitbucket Pipelines (https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets). It starts none for
 * pull requests from forks.
 */
export function bitbucketRun(env: Environment): CiRun | undefined {
  const build = variable(env, 'BITBUCKET_BUILD_NUMBER')
  if (build === undefined) return undefined
  const repository = variable(env, 'BITBUCKET_REPO_FULL_NAME')
  const id = variable(env, 'BITBUCKET_PR_ID')
  const commit = variable(env, 'BITBUCKET_COMMIT')
  const known = isObjectName(commit) ? commit : undefined
  const page = repository === undefined ? undefined : `https://bitbucket.org/${repository}`
  return {
    system: 'bitbucket',
    repository,
    commit: known,
    ref: id === undefined ? refOf(variable(env, 'BITBUCKET_TAG'), variable(env, 'BITBUCKET_BRANCH')) : undefined,
    event: id === undefined ? 'bitbucket' : 'pull_request',
    runUrl: page && `${page}/pipelines/results/${build}`,
    runId: `${build}-${variable(env, 'BITBUCKET_STEP_RUN_NUMBER') ?? '1'}`,
    change:
      id === undefined
        ? undefined
        : {
            id,
            url: page && `${page}/pull-requests/${id}`,
            targetBranch: variable(env, 'BITBUCKET_PR_DESTINATION_BRANCH'),
            headCommit: known,
            fromFork: false,
          },
  }
}
