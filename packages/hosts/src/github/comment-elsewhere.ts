import type { CommentTarget } from '@mlgate/core'
import { ApiFailure } from '../api-failure.ts'
import type { CommentThread } from '../sticky-comment.ts'
import { CommitComments } from './commit-comments.ts'
import type { GitHubApi } from './github-api.ts'
import { PullRequestComments } from './pull-request-comments.ts'
import type { Repository } from './repository.ts'

/** A commit or issue of the repository, as a place to comment. */
export type OtherTarget = Exclude<CommentTarget, { readonly kind: 'change' }>

export function otherThread(
  api: GitHubApi,
  repository: Repository,
  target: OtherTarget,
  marker: string,
): CommentThread {
  return target.kind === 'issue'
    ? new PullRequestComments(api, repository, target.number, marker, 'issues: write')
    : new CommitComments(api, repository, target.commit, marker)
}

/**
 * Why the comment could not be written there, when that is a matter of permission or of there being no such thing; undefined
 * when it is an error. `readOnly`: as for `commentRefusal`.
 */
export function otherRefusal(error: unknown, target: OtherTarget, readOnly: boolean): string | undefined {
  if (!(error instanceof ApiFailure) || error.retryable) return undefined
  // An unknown commit is 422, an issue where issues are switched off 410.
  const ofTarget = target.kind === 'commit' ? 422 : 410
  if (error.status !== 403 && error.status !== 404 && error.status !== ofTarget) return undefined
  const what = target.kind === 'issue' ? `issue ${target.number}` : `commit ${target.commit.slice(0, 12)}`
  const advice = readOnly
    ? `The token of a pull request from a fork can only read, and cannot comment on ${what}.`
    : `Is there ${target.kind === 'issue' ? 'an' : 'a'} ${what} in this repository? The job needs the permission \`${permissionFor(target)}\`.`
  return `${advice} (${error.message})`
}

/** GitHub puts comments on commits under `contents`, which also lets a job push. */
function permissionFor(target: OtherTarget): string {
  return target.kind === 'issue' ? 'issues: write' : 'contents: write'
}
