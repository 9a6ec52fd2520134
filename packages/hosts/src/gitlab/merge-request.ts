import type { Change, RunContext } from '@mlgate/core'
import { ConfigurationError } from '@mlgate/core'
import type { Environment } from '../host-dependencies.ts'
import { variable } from '../host-dependencies.ts'
import { isBranchName, isObjectName } from '../json-shape.ts'

/** The run as the domain names it: a merge-request pipeline has the event `pull_request`, as on GitHub. */
export function gitlabRun(env: Environment): RunContext {
  const source = variable(env, 'CI_PIPELINE_SOURCE') ?? 'local'
  const [branch, tag] = [variable(env, 'CI_COMMIT_BRANCH'), variable(env, 'CI_COMMIT_TAG')]
  const pushed = tag === undefined ? branch && `refs/heads/${branch}` : `refs/tags/${tag}`
  const [pipeline, job] = [variable(env, 'CI_PIPELINE_ID'), variable(env, 'CI_JOB_ID')]
  return {
    repository: variable(env, 'CI_PROJECT_PATH'),
    commit: variable(env, 'CI_COMMIT_SHA'),
    ref: variable(env, 'CI_MERGE_REQUEST_REF_PATH') ?? pushed,
    event: source === 'merge_request_event' ? 'pull_request' : source,
    runUrl: variable(env, 'CI_PIPELINE_URL'),
    // A retried job gets a new id: it is the attempt.
    runId: pipeline === undefined || job === undefined ? undefined : `${pipeline}-${job}`,
    // The definition of a child pipeline is its parent's matter, and has no name here.
    workflow: source === 'parent_pipeline' ? undefined : (variable(env, 'CI_CONFIG_PATH') ?? '.gitlab-ci.yml'),
  }
}

/**
 * The merge request of this pipeline; undefined when there is none. From a fork when the source project is not the
 * target's, or not the one that this pipeline runs in (pipelines of forks run in the fork, or in the parent on demand).
 */
export function mergeRequest(env: Environment): Change | undefined {
  const iid = variable(env, 'CI_MERGE_REQUEST_IID')
  if (iid === undefined) return undefined
  const number = Number(iid)
  if (!Number.isSafeInteger(number) || number <= 0) throw malformed('CI_MERGE_REQUEST_IID', 'a number')
  const targetBranch = variable(env, 'CI_MERGE_REQUEST_TARGET_BRANCH_NAME')
  if (!isBranchName(targetBranch)) throw malformed('CI_MERGE_REQUEST_TARGET_BRANCH_NAME', 'a branch name')
  // In merged-results pipelines CI_COMMIT_SHA is a merge commit that GitLab made.
  const headCommit = variable(env, 'CI_MERGE_REQUEST_SOURCE_BRANCH_SHA') ?? variable(env, 'CI_COMMIT_SHA')
  if (!isObjectName(headCommit)) throw malformed('CI_COMMIT_SHA', 'a commit')
  const source = variable(env, 'CI_MERGE_REQUEST_SOURCE_PROJECT_ID')
  return {
    number,
    url: `${targetProjectUrl(env)}/-/merge_requests/${number}`,
    targetBranch,
    headCommit,
    fromFork: source === undefined || source !== targetProject(env) || source !== variable(env, 'CI_PROJECT_ID'),
  }
}

/** Id of the project whose policy counts: the merge request's target, else the pipeline's own. */
export function targetProject(env: Environment): string {
  const id = variable(env, 'CI_MERGE_REQUEST_PROJECT_ID') ?? variable(env, 'CI_PROJECT_ID')
  if (id === undefined || !/^[0-9]+$/.test(id)) throw malformed('CI_PROJECT_ID', 'a number')
  return id
}

/** Page of that project. */
export function targetProjectUrl(env: Environment): string {
  return variable(env, 'CI_MERGE_REQUEST_PROJECT_URL') ?? variable(env, 'CI_PROJECT_URL') ?? ''
}

function malformed(name: string, expected: string): ConfigurationError {
  return new ConfigurationError(
    `${name} is not ${expected}. GitLab sets it in every such job; elsewhere use another --host.`,
  )
}
