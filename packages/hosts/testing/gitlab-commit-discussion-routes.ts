import { discussionAnswer, noteAnswer } from './gitlab-answers.ts'
import { acceptedBody, changeNote, newNote, removeNote } from './gitlab-note-routes.ts'
import { route } from './gitlab-route.ts'
import { type Discussion, type GitLabState, type Note, page, refuse } from './gitlab-state.ts'
import type { Exchange, Route } from './http-exchange.ts'

const ofCommit = { type: 'Commit', iid: null } as const

/** The discussions of commits, oldest first. */
export function commitDiscussionRoutes(state: GitLabState): readonly Route[] {
  const root = `/projects/${state.projectId}/repository/commits/(?<sha>[0-9a-f]{40})/discussions`
  const onNote = (method: string, handle: (exchange: Exchange, discussion: Discussion) => void): Route =>
    route(state, method, `${root}/(?<discussion>[0-9a-f]+)/notes/(?<id>[0-9]+)`, (exchange) => {
      const { sha = '', discussion } = exchange.captured
      const found = state.discussions.get(sha)?.find(({ id }) => id === discussion)
      if (found === undefined) refuse(exchange, 404, '404 Discussion Not Found')
      else handle(exchange, found)
    })
  const known = async (exchange: Exchange): Promise<string | undefined> => {
    const { sha = '' } = exchange.captured
    if ((await state.git.treeOf(sha)) !== undefined) return sha
    refuse(exchange, 404, '404 Commit Not Found')
    return undefined
  }
  return [
    route(state, 'GET', root, async (exchange) => {
      const sha = await known(exchange)
      if (sha === undefined) return
      // One whose notes are all gone is gone.
      const left = (state.discussions.get(sha) ?? []).filter(({ notes }) => notes.length > 0)
      page(
        exchange,
        left.map((discussion) => discussionAnswer(state.projectId, discussion)),
      )
    }),
    route(state, 'POST', root, async (exchange) => {
      const sha = await known(exchange)
      const body = sha === undefined ? undefined : acceptedBody(exchange)
      if (sha === undefined || body === undefined) return
      exchange.answer(201, discussionAnswer(state.projectId, addDiscussion(state, sha, state.user, body)))
    }),
    onNote('PUT', (exchange, { notes }) => {
      const changed = changeNote(exchange, notes)
      if (changed !== undefined) exchange.answer(200, noteAnswer(state.projectId, changed, ofCommit))
    }),
    onNote('DELETE', (exchange, { notes }) => removeNote(exchange, notes)),
  ]
}

/** Begins a discussion as somebody would by hand. */
export function addDiscussion(state: GitLabState, sha: string, author: Note['author'], body: string): Discussion {
  const note = newNote(state, author, body)
  const discussion = { id: note.id.toString(16).padStart(40, '0'), notes: [note] }
  state.discussions.set(sha, [...(state.discussions.get(sha) ?? []), discussion])
  return discussion
}
