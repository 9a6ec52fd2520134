import type { Change } from '@mlgate/core'
import { isBranchName } from '../json-shape.ts'
import type { GitHubApi } from './github-api.ts'
import { movedOn, type PullRequestHead, pullRequestHead, shortCommit } from './pull-request-head.ts'
import type { Repository } from './repository.ts'
import type { TriggeringRun } from './triggering-run.ts'

const permission = 'pull-requests: read'

/** The one open pull request that a run was of, or a sentence that says why it is none. */
export type ChangeOfRun = { readonly change: Change } | { readonly because: string }

/**
 * Finds the pull request of a run by head repository and head commit: for forks GitHub names none
 * (`workflow_run.pull_requests` is empty), and what the fork's own code says is not asked. Another fork's branch of the
 * same name, and a pull request that has moved on, are not it.
 */
export async function changeOfRun(
  api: GitHubApi,
  repository: Repository,
  repositoryUrl: string,
  run: TriggeringRun,
): Promise<ChangeOfRun> {
  const { id, event, headCommit, headBranch, headRepository } = run
  if (event !== 'pull_request') {
    return {
      because: `The run ${id} was started by ${event}, and only the event pull_request has a pull request to write to.`,
    }
  }
  if (headRepository === undefined || headBranch === undefined) {
    return { because: `The repository that the run ${id} was started from is gone.` }
  }
  const purpose = { doing: `looking for the pull request of the run ${id}`, permission }
  const route = 'GET /repos/{owner}/{repo}/pulls'
  const wanted = { ...repository, state: 'open', head: `${headRepository.owner}:${headBranch}` }
  const found: PullRequestHead[] = []
  // Filtered again here: GitHub ignores a filter that it does not understand, and one owner can have several forks.
  for await (const item of api.pages(purpose, route, wanted)) {
    const pull = pullRequestHead(item)
    if (pull === undefined) throw api.unexpected(purpose, 'a pull request without number or head')
    if (pull.open && pull.repository === headRepository.id && pull.branch === headBranch) found.push(pull)
  }
  const [current, ...others] = found.filter(({ commit }) => commit === headCommit)
  if (current === undefined) return { because: noneBecause(found, headCommit) }
  if (others.length > 0) {
    const numbers = [current, ...others].map(({ number }) => String(number)).join(', ')
    return {
      because: `Several pull requests have the head ${shortCommit(headCommit)} (${numbers}), and GitHub does not tell which one the run ${id} was of.`,
    }
  }
  const { number, targetBranch } = current
  if (!isBranchName(targetBranch)) throw api.unexpected(purpose, 'a pull request without target')
  return {
    change: {
      number,
      url: `${repositoryUrl}/pull/${number}`,
      targetBranch,
      headCommit,
      fromFork: run.fromFork,
    },
  }
}

function noneBecause(moved: readonly PullRequestHead[], headCommit: string): string {
  const [pull] = moved
  if (pull === undefined)
    return `No open pull request has the head ${shortCommit(headCommit)}: it was closed or merged.`
  return movedOn(pull, headCommit)
}
