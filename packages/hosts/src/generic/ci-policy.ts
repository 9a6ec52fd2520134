import { ConfigurationError, InfrastructureError, type Logger, type PolicyTip } from '@mlgate/core'
import { fetchPolicyTip } from '../fetched-policy-tip.ts'
import type { Environment, HostDependencies } from '../host-dependencies.ts'
import { variable } from '../host-dependencies.ts'
import { isBranchName } from '../json-shape.ts'
import type { CiRun } from './ci/ci-run.ts'
import { originOf } from './origin.ts'

/** The variable by which a pipeline tells the target branch where its CI system does not. */
const targetVariable = 'MLGATE_TARGET_BRANCH'

const advice =
  'Is the branch there, and may this job fetch it with git? Jenkins: wrap the step in withCredentials([gitUsernamePassword(…)]) or sshagent; ' +
  'Azure Pipelines: checkout with persistCredentials: true; others: give the job an ssh key or a credential helper.'

/** The branch that a change is to be merged into, as the system or the pipeline tells it. */
export function toldTargetBranch(env: Environment, { change }: CiRun): string | undefined {
  if (change === undefined) return undefined
  const told = change.targetBranch ?? variable(env, targetVariable)
  if (told !== undefined && !isBranchName(told)) {
    throw new ConfigurationError(`The target branch of this change is told as ${JSON.stringify(told)}, which is none.`)
  }
  return told
}

/**
 * The tip of the target branch of the change that a CI system works on, else of the default branch of `origin`, fetched
 * by git into a repository of its own: how deep the clone is, and what the change did to it, does not matter.
 */
export async function ciPolicyTip(
  env: Environment,
  deps: Pick<HostDependencies, 'exec' | 'onExit'> & { readonly log: Logger },
  run: CiRun,
  directory: string,
): Promise<PolicyTip> {
  const branch = toldTargetBranch(env, run)
  if (branch === undefined && run.event === 'pull_request') {
    deps.log.info(
      `${run.system} does not tell the target branch: the policy is read at the default branch. ${targetVariable} can name it.`,
    )
  }
  const origin = await originOf(deps, directory)
  if (origin === undefined) {
    throw new InfrastructureError(
      `In CI the policy is read at the target branch, and ${directory} is no git clone with a remote origin. Have the job check the repository out with git, on the agent.`,
      { retryable: false },
    )
  }
  return fetchPolicyTip(deps, { ...origin, advice }, branch)
}
