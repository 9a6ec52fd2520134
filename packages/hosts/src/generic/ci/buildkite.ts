import type { Environment } from '../../host-dependencies.ts'
import { variable } from '../../host-dependencies.ts'
import { isObjectName } from '../../json-shape.ts'
import { type CiRun, refOf, repositoryOf } from './ci-run.ts'

/** Buildkite (https://buildkite.com/docs/pipelines/configure/environment-variables). */
export function buildkiteRun(env: Environment): CiRun | undefined {
  if (variable(env, 'BUILDKITE') === undefined) return undefined
  // `false` where there is none; `HEAD` is a commit that nobody has looked up yet.
  const number = variable(env, 'BUILDKITE_PULL_REQUEST')
  const id = number === 'false' ? undefined : number
  const commit = variable(env, 'BUILDKITE_COMMIT')
  const known = isObjectName(commit) ? commit : undefined
  const repository = repositoryOf(variable(env, 'BUILDKITE_REPO'))
  const source = variable(env, 'BUILDKITE_SOURCE')
  const build = variable(env, 'BUILDKITE_BUILD_NUMBER')
  const retries = Number(variable(env, 'BUILDKITE_RETRY_COUNT') ?? '0')
  return {
    system: 'buildkite',
    repository,
    commit: known,
    ref: id === undefined ? refOf(variable(env, 'BUILDKITE_TAG'), variable(env, 'BUILDKITE_BRANCH')) : undefined,
    event: id === undefined ? (source === 'webhook' ? 'push' : (source ?? 'buildkite')) : 'pull_request',
    runUrl: variable(env, 'BUILDKITE_BUILD_URL'),
    runId: build === undefined ? undefined : `${build}-${retries + 1}`,
    change:
      id === undefined
        ? undefined
        : {
            id,
            url: undefined,
            targetBranch: variable(env, 'BUILDKITE_PULL_REQUEST_BASE_BRANCH'),
            headCommit: known,
            fromFork:
              repository === undefined || repositoryOf(variable(env, 'BUILDKITE_PULL_REQUEST_REPO')) !== repository,
          },
  }
}
