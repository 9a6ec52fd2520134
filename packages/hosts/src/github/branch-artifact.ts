import type { BranchArtifact } from '@mlgate/core'
import { InfrastructureError, parseDigest } from '@mlgate/core'
import { count, isObjectName, member, text, time } from '../json-shape.ts'
import { branchTip } from './branch-tip.ts'
import type { GitHubApi } from './github-api.ts'
import { isOnBranch } from './on-branch.ts'
import type { Repository } from './repository.ts'
import { isArtifactOf } from './run-artifacts.ts'

const permission = 'actions: read'

interface PushRun {
  readonly id: number
  readonly commit: string
  readonly createdAt: Date | undefined
}

/**
 * The artifact of that name from the newest successful push run of this run's own workflow on a branch. Runs started
 * from other repositories are passed over: a fork can have a branch of the same name. So are runs of commits that are
 * not on the branch: for the push of a tag, `head_branch` is the tag's name, and people may push a tag of the branch's
 * name who may not push to the branch.
 */
export async function findPushArtifact(
  api: GitHubApi,
  repository: Repository,
  here: { readonly runId: number; readonly repositoryUrl: string },
  branch: string,
  name: string,
): Promise<BranchArtifact> {
  const workflow = await workflowOfRun(api, repository, here.runId)
  const run = await newestPushRun(api, repository, workflow, branch, here.runId)
  if (run === undefined) {
    return { found: false, reason: `This workflow has no successful push run on ${branch}.` }
  }
  const runUrl = `${here.repositoryUrl}/actions/runs/${run.id}`
  const artifact = await newestArtifact(api, repository, run.id, name)
  if (artifact === undefined) {
    return { found: false, reason: `The newest successful push run on ${branch} (${runUrl}) left no artifact ${name}.` }
  }
  if (artifact.expired) {
    throw new InfrastructureError(
      `The artifact ${name} of ${runUrl} has expired. Run the workflow on ${branch} again, or keep artifacts longer.`,
      { retryable: false },
    )
  }
  if (artifact.digest === undefined) {
    throw new InfrastructureError(`GitHub knows no digest for the artifact ${name} of ${runUrl}.`, { retryable: false })
  }
  const digest = parseDigest(artifact.digest, `the artifact ${name} of ${runUrl}`)
  return {
    found: true,
    artifact: { id: String(artifact.id), digest },
    runUrl,
    commit: run.commit,
    createdAt: run.createdAt,
  }
}

async function workflowOfRun(api: GitHubApi, repository: Repository, run: number): Promise<number> {
  const purpose = { doing: `reading this run (${run})`, permission }
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}'
  const workflow = count(await api.call(purpose, route, { ...repository, run_id: run }), 'workflow_id')
  if (workflow === undefined) throw api.unexpected(purpose, 'no workflow')
  return workflow
}

async function newestPushRun(
  api: GitHubApi,
  repository: Repository,
  workflow: number,
  branch: string,
  thisRun: number,
): Promise<PushRun | undefined> {
  const purpose = { doing: `listing the push runs on ${branch}`, permission }
  const route = 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs'
  const wanted = { workflow_id: workflow, branch, event: 'push', status: 'success', exclude_pull_requests: true }
  let tip: string | undefined
  const own = `${repository.owner}/${repository.repo}`.toLowerCase()
  // Newest first, as the API documents; the filters are checked again, since a proxy or an old server may ignore them.
  for await (const run of api.pages(purpose, route, { ...repository, ...wanted }, 'workflow_runs')) {
    const [id, commit] = [count(run, 'id'), text(run, 'head_sha')]
    if (id === undefined || !isObjectName(commit)) throw api.unexpected(purpose, 'a run without id or commit')
    const fits =
      id !== thisRun &&
      text(run, 'event') === 'push' &&
      text(run, 'conclusion') === 'success' &&
      text(run, 'head_branch') === branch &&
      text(run, 'head_repository', 'full_name')?.toLowerCase() === own
    if (!fits) continue
    tip ??= await branchTip(api, repository, branch)
    if (await isOnBranch(api, repository, tip, commit)) return { id, commit, createdAt: time(run, 'created_at') }
  }
  return undefined
}

interface ListedArtifact {
  readonly id: number
  readonly expired: boolean
  readonly digest: string | undefined
}

async function newestArtifact(
  api: GitHubApi,
  repository: Repository,
  run: number,
  name: string,
): Promise<ListedArtifact | undefined> {
  const purpose = { doing: `listing the artifacts of run ${run}`, permission }
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts'
  let newest: ListedArtifact | undefined
  for await (const item of api.pages(purpose, route, { ...repository, run_id: run }, 'artifacts')) {
    const [id, stored, expired] = [count(item, 'id'), text(item, 'name'), member(item, 'expired')]
    if (id === undefined || stored === undefined || typeof expired !== 'boolean') {
      throw api.unexpected(purpose, 'an artifact without id or name')
    }
    if (!isArtifactOf(stored, name)) continue
    if (newest === undefined || id > newest.id) newest = { id, expired, digest: text(item, 'digest') }
  }
  return newest
}
