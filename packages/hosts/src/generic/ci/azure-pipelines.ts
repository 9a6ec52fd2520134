import type { Environment } from '../../host-dependencies.ts'
import { variable } from '../../host-dependencies.ts'
import { isObjectName } from '../../json-shape.ts'
import { type CiChange, type CiRun, shortBranch } from './ci-run.ts'

const events: Readonly<Record<string, string>> = {
  IndividualCI: 'push',
  BatchedCI: 'push',
  PullRequest: 'pull_request',
  Schedule: 'schedule',
  Manual: 'manual',
}

/** Azure Pipelines (https://learn.microsoft.com/azure/devops/pipelines/build/variables). */
export function azureRun(env: Environment): CiRun | undefined {
  if (variable(env, 'TF_BUILD') === undefined) return undefined
  const reason = variable(env, 'BUILD_REASON')
  const [collection, project, build] = [
    variable(env, 'SYSTEM_TEAMFOUNDATIONCOLLECTIONURI'),
    variable(env, 'SYSTEM_TEAMPROJECT'),
    variable(env, 'BUILD_BUILDID'),
  ]
  const commit = variable(env, 'BUILD_SOURCEVERSION')
  const name = variable(env, 'BUILD_REPOSITORY_NAME')
  const ownRepository = variable(env, 'BUILD_REPOSITORY_PROVIDER') === 'TfsGit'
  const change = changeOf(env, ownRepository)
  return {
    system: 'azure-pipelines',
    // GitHub's names have their owner in them, those of Azure Repos do not.
    repository: ownRepository && project !== undefined && name !== undefined ? `${project}/${name}` : name,
    commit: isObjectName(commit) ? commit : undefined,
    ref: variable(env, 'BUILD_SOURCEBRANCH'),
    event: change === undefined ? (events[reason ?? ''] ?? 'azure-pipelines') : 'pull_request',
    runUrl:
      collection === undefined || project === undefined || build === undefined
        ? undefined
        : `${collection.replace(/\/+$/, '')}/${encodeURIComponent(project)}/_build/results?buildId=${build}`,
    runId: build === undefined ? undefined : `${build}-${variable(env, 'SYSTEM_JOBATTEMPT') ?? '1'}`,
    change,
  }
}

/** On GitHub the number is PULLREQUESTNUMBER, and the id is another one; Azure Repos has the id alone. */
function changeOf(env: Environment, ownRepository: boolean): CiChange | undefined {
  const id = variable(env, 'SYSTEM_PULLREQUEST_PULLREQUESTNUMBER') ?? variable(env, 'SYSTEM_PULLREQUEST_PULLREQUESTID')
  if (id === undefined) return undefined
  const repository = variable(env, 'BUILD_REPOSITORY_URI')?.replace(/(?:\.git)?\/*$/, '')
  const head = variable(env, 'SYSTEM_PULLREQUEST_SOURCECOMMITID')
  return {
    id,
    url: repository && `${repository}/${ownRepository ? 'pullrequest' : 'pull'}/${id}`,
    targetBranch: shortBranch(variable(env, 'SYSTEM_PULLREQUEST_TARGETBRANCH')),
    headCommit: isObjectName(head) ? head : undefined,
    fromFork: (variable(env, 'SYSTEM_PULLREQUEST_ISFORK') ?? 'true').toLowerCase() !== 'false',
  }
}
