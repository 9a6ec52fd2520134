import type { Environment } from '../../host-dependencies.ts'
import { variable } from '../../host-dependencies.ts'
import { isObjectName } from '../../json-shape.ts'
import { type CiRun, refOf, repositoryOf } from './ci-run.ts'

/**
 * Jenkins: `CHANGE_*` of multibranch projects, `GIT_*` of the Git plugin (`/env-vars.html` of every server lists them).
 * Where Jenkins builds the merge of a change with its target, GIT_COMMIT is that merge.
 */
export function jenkinsRun(env: Environment): CiRun | undefined {
  if (variable(env, 'JENKINS_URL') === undefined) return undefined
  const id = variable(env, 'CHANGE_ID')
  const commit = variable(env, 'GIT_COMMIT')
  const branch = variable(env, 'BRANCH_NAME') ?? variable(env, 'GIT_BRANCH')?.replace(/^origin\//, '')
  const [job, build] = [variable(env, 'JOB_NAME'), variable(env, 'BUILD_NUMBER')]
  return {
    system: 'jenkins',
    repository: repositoryOf(variable(env, 'GIT_URL')),
    commit: isObjectName(commit) ? commit : undefined,
    // Of a change BRANCH_NAME is `PR-5`, which no branch is called.
    ref: id === undefined ? refOf(variable(env, 'TAG_NAME'), branch) : undefined,
    event: id === undefined ? 'jenkins' : 'pull_request',
    runUrl: variable(env, 'BUILD_URL'),
    runId: job === undefined || build === undefined ? undefined : `${job}-${build}`,
    change:
      id === undefined
        ? undefined
        : {
            id,
            url: variable(env, 'CHANGE_URL'),
            targetBranch: variable(env, 'CHANGE_TARGET'),
            headCommit: isObjectName(commit) ? commit : undefined,
            fromFork: variable(env, 'CHANGE_FORK') !== undefined,
          },
  }
}
