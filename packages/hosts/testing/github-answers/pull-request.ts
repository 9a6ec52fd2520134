import type { CommentAnswer, EventAnswer, PullAnswer, Schemas } from '../github-state.ts'
import { accountOf, nodeId } from './account.ts'
import { repositoryOf } from './repository.ts'

/** A comment as the API shows it. */
export function commentAnswer(repository: string, number: number, comment: CommentAnswer): Schemas['issue-comment'] {
  const issues = `https://api.github.com/repos/${repository}/issues`
  return {
    node_id: nodeId('IC', comment.id),
    url: `${issues}/comments/${comment.id}`,
    issue_url: `${issues}/${number}`,
    author_association: 'NONE',
    performed_via_github_app: null,
    ...comment,
  }
}

/** An event of an issue that is about a label. */
export function labelEventAnswer(repository: string, event: EventAnswer): Schemas['labeled-issue-event'] {
  const app = event.performed_via_github_app
  return {
    node_id: nodeId('IE', event.id),
    url: `https://api.github.com/repos/${repository}/issues/events/${event.id}`,
    commit_id: null,
    commit_url: null,
    ...event,
    performed_via_github_app: app && {
      ...app,
      node_id: nodeId('A', app.id),
      owner: accountOf('app-maker'),
      name: app.slug,
      description: null,
      external_url: 'https://example.com',
      html_url: `https://github.com/apps/${app.slug}`,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      permissions: { issues: 'write' },
      events: [],
    },
  }
}

/** GitHub's types do not say it: the head has no repository when that was deleted. */
type Head<T extends { readonly head: { readonly repo: unknown } }> = Omit<T, 'head'> & {
  readonly head: Omit<T['head'], 'repo'> & { readonly repo: Schemas['repository'] | null }
}

/** The pull request as it stands in lists. */
export function listedPull(repository: string, branch: string, pull: PullAnswer): Head<Schemas['pull-request-simple']> {
  const { number, user, head, base, labels, merged_at, merge_commit_sha } = pull
  const api = `https://api.github.com/repos/${repository}`
  const [url, issue, html] = [
    `${api}/pulls/${number}`,
    `${api}/issues/${number}`,
    `https://github.com/${repository}/pull/${number}`,
  ]
  const owner = (name: string) => name.split('/')[0] ?? ''
  const addresses = {
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: `${api}/statuses/${head.sha}`,
  }
  const author = accountOf(user.login)
  return {
    url,
    id: number,
    node_id: nodeId('PR', number),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    ...addresses,
    number,
    state: pull.state,
    locked: false,
    title: 'made for a test',
    user: author,
    body: null,
    labels: labels.map(({ name }, index) => ({
      id: index + 1,
      node_id: nodeId('LA', name),
      url: `${api}/labels/${encodeURIComponent(name)}`,
      name,
      description: '',
      color: 'ffffff',
      default: false,
    })),
    milestone: null,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: merged_at ?? '2026-01-01T00:00:00Z',
    closed_at: merged_at,
    merged_at,
    merge_commit_sha,
    assignee: null,
    head: {
      label: `${head.repo === null ? 'unknown' : owner(head.repo.full_name)}:${head.ref}`,
      ref: head.ref,
      sha: head.sha,
      user: author,
      repo: head.repo === null ? null : repositoryOf(head.repo.full_name, branch),
    },
    base: {
      label: `${owner(repository)}:${base.ref}`,
      ref: base.ref,
      sha: 'b'.repeat(40),
      user: accountOf(owner(repository)),
      repo: repositoryOf(repository, branch),
    },
    _links: {
      self: { href: url },
      html: { href: html },
      issue: { href: issue },
      comments: { href: addresses.comments_url },
      review_comments: { href: addresses.review_comments_url },
      review_comment: { href: addresses.review_comment_url },
      commits: { href: addresses.commits_url },
      statuses: { href: addresses.statuses_url },
    },
    author_association: 'NONE',
    auto_merge: null,
  }
}

/** The pull request that was asked for itself. */
export function pullAnswer(repository: string, branch: string, pull: PullAnswer): Head<Schemas['pull-request']> {
  const { user, head, base, state, ...listed } = listedPull(repository, branch, pull)
  const account = user ?? accountOf('ghost')
  return {
    ...listed,
    state: state === 'open' ? 'open' : 'closed',
    user: account,
    labels: listed.labels.map((label) => ({ ...label })),
    head: { ...head, user: account },
    base: { ...base, user: base.user ?? account },
    merged: pull.merged_at !== null,
    mergeable: true,
    mergeable_state: 'clean',
    merged_by: pull.merged_at === null ? null : account,
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: 1,
    additions: 1,
    deletions: 1,
    changed_files: 1,
  }
}
