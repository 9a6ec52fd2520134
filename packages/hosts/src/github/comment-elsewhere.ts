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
  // To GitHub a pull request is an issue: both have the same comments.
  return target.kind === 'issue'
    ? new PullRequestComments(api, repository, target.number, marker)
    : new CommitComments(api, repository, target.commit, marker)
}

/** Why the comment could not be written there, when that is a matter of permission; undefined when it is an error. */
export function otherRefusal(error: unknown, target: OtherTarget): string | undefined {
  if (!(error instanceof ApiFailure) || error.retryable) return undefined
  if (error.status !== 403 && error.status !== 404 && error.status !== 422) return undefined
  const [what, permission] =
    target.kind === 'issue'
      ? [`issue ${target.number}`, 'issues: write']
      : [`commit ${target.commit.slice(0, 12)}`, 'contents: write']
  return `Is there a ${what} in this repository? The job needs the permission \`${permission}\`. (${error.message})`
}
