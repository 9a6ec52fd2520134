import { accountOf, nodeId } from './github-answers/account.ts'
import { acceptedBody } from './github-comment-body.ts'
import type { CommitCommentAnswer, GitHubState, Schemas } from './github-state.ts'
import { allowed, fail, page } from './github-state.ts'
import type { Exchange, Route } from './http-exchange.ts'

/**
 * Comments of commits. Writing wants `contents: write`: GitHub once documented `read`, and corrected it (github/docs#35024).
 */
export function commitCommentRoutes(state: GitHubState): readonly Route[] {
  const root = `^/repos/${state.repository}`
  const route = (method: string, pattern: string, handle: (exchange: Exchange) => void | Promise<void>): Route => ({
    method,
    pattern: new RegExp(`${root}${pattern}$`, 'i'),
    handle: allowed(state, 'contents', method === 'GET' ? 'read' : 'write', handle),
  })
  const answered = (comment: CommitCommentAnswer) => commitCommentAnswer(state.repository, comment)
  const onComment = (
    method: string,
    handle: (exchange: Exchange, index: number, comment: CommitCommentAnswer) => void,
  ) =>
    route(method, '/comments/(?<id>[0-9]+)', (exchange) => {
      const index = state.commitComments.findIndex(({ id }) => id === Number(exchange.captured.id))
      const comment = state.commitComments[index]
      if (comment === undefined) return fail(exchange, 404, 'Not Found')
      handle(exchange, index, comment)
    })
  return [
    route('GET', '/commits/(?<sha>[0-9a-f]+)/comments', (exchange) => {
      const found = state.commitComments.filter(({ commit_id }) => commit_id === exchange.captured.sha)
      const { items, headers } = page(exchange, found)
      exchange.answer(200, items.map(answered), headers)
    }),
    route('POST', '/commits/(?<sha>[0-9a-f]+)/comments', async (exchange) => {
      const { sha = '' } = exchange.captured
      if ((await state.git.treeOf(sha)) === undefined) return fail(exchange, 422, `No commit found for SHA: ${sha}`)
      const body = acceptedBody(exchange, 'CommitComment')
      if (body !== undefined) exchange.answer(201, answered(addCommitComment(state, sha, state.viewer, body)))
    }),
    onComment('PATCH', (exchange, index, comment) => {
      const body = acceptedBody(exchange, 'CommitComment')
      if (body === undefined) return
      const changed = { ...comment, body, updated_at: new Date().toISOString() }
      state.commitComments[index] = changed
      exchange.answer(200, answered(changed))
    }),
    onComment('DELETE', (exchange, index) => {
      state.commitComments.splice(index, 1)
      exchange.empty(204)
    }),
  ]
}

/** Adds a comment as somebody would by hand. */
export function addCommitComment(state: GitHubState, sha: string, login: string, body: string): CommitCommentAnswer {
  const [id, now] = [state.nextId++, new Date().toISOString()]
  const comment: CommitCommentAnswer = {
    id,
    body,
    html_url: `https://github.com/${state.repository}/commit/${sha}#commitcomment-${id}`,
    commit_id: sha,
    user: accountOf(login),
    created_at: now,
    updated_at: now,
  }
  state.commitComments.push(comment)
  return comment
}

function commitCommentAnswer(repository: string, comment: CommitCommentAnswer): Schemas['commit-comment'] {
  return {
    ...comment,
    node_id: nodeId('CC', comment.id),
    url: `https://api.github.com/repos/${repository}/comments/${comment.id}`,
    path: null,
    position: null,
    line: null,
    author_association: 'NONE',
  }
}
