import type { Change, CommentTarget } from '@mlgate/core'
import type { CommentThread } from '../sticky-comment.ts'
import { CommitDiscussions } from './commit-discussions.ts'
import type { GitLabApi } from './gitlab-api.ts'
import { MergeRequestNotes } from './merge-request-notes.ts'

/** The notes of what a comment is for: the merge request, or an issue or commit of the same project. */
export function notesOf(
  api: GitLabApi,
  project: { readonly id: string; readonly url: string },
  { target, change }: { readonly target: CommentTarget; readonly change: Change | undefined },
  marker: string,
): CommentThread {
  if (target.kind === 'commit') {
    return new CommitDiscussions(api, project.id, target.commit, `${project.url}/-/commit/${target.commit}`, marker)
  }
  if (target.kind === 'issue') {
    const issue = { path: `issues/${target.number}`, url: `${project.url}/-/issues/${target.number}` }
    return new MergeRequestNotes(api, project.id, issue, marker)
  }
  if (change === undefined) throw new RangeError('Without a change nobody comments on one.')
  return new MergeRequestNotes(api, project.id, { path: `merge_requests/${change.number}`, url: change.url }, marker)
}
