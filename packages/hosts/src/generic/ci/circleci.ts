import type { Environment } from '../../host-dependencies.ts'
import { variable } from '../../host-dependencies.ts'
import { isObjectName } from '../../json-shape.ts'
import { type CiRun, refOf } from './ci-run.ts'

/**
 * CircleCI (https://circleci.com/docs/reference/variables). It starts on pushes, so a push is known as one to a pull
 * request only once that is open, and the target branch is not among the variables.
 */
export function circleRun(env: Environment): CiRun | undefined {
  if (variable(env, 'CIRCLECI') === undefined) return undefined
  const [owner, name] = [variable(env, 'CIRCLE_PROJECT_USERNAME'), variable(env, 'CIRCLE_PROJECT_REPONAME')]
  const url = variable(env, 'CIRCLE_PULL_REQUEST')
  const forkNumber = variable(env, 'CIRCLE_PR_NUMBER')
  const id = forkNumber ?? /\/(\d+)$/.exec(url ?? '')?.[1]
  const commit = variable(env, 'CIRCLE_SHA1')
  const headCommit = isObjectName(commit) ? commit : undefined
  const [workflow, build] = [variable(env, 'CIRCLE_WORKFLOW_ID'), variable(env, 'CIRCLE_BUILD_NUM')]
  return {
    system: 'circleci',
    repository: owner === undefined || name === undefined ? undefined : `${owner}/${name}`,
    commit: headCommit,
    ref: id === undefined ? refOf(variable(env, 'CIRCLE_TAG'), variable(env, 'CIRCLE_BRANCH')) : undefined,
    event: id === undefined && url === undefined ? 'push' : 'pull_request',
    runUrl: variable(env, 'CIRCLE_BUILD_URL'),
    runId: workflow === undefined || build === undefined ? undefined : `${workflow}-${build}`,
    change:
      id === undefined
        ? undefined
        : // The number and the user are variables of their own for forks alone.
          { id, url, targetBranch: undefined, headCommit, fromFork: forkNumber !== undefined },
  }
}
