import { member } from '../src/json-shape.ts'
import { noteAnswer } from './gitlab-answers.ts'
import { route } from './gitlab-route.ts'
import { type GitLabState, type Note, page, refuse } from './gitlab-state.ts'
import type { Exchange, Route } from './http-exchange.ts'

const noteLimit = 1_000_000

/** The notes of merge request 1 and of the issues. */
export function noteRoutes(state: GitLabState): readonly Route[] {
  return [
    ...routesOfNotes(state, 'merge_requests/1', () => ({ notes: state.notes, type: 'MergeRequest', iid: 1 })),
    ...routesOfNotes(state, 'issues/(?<iid>[0-9]+)', ({ captured }) => {
      const iid = Number(captured.iid)
      const notes = state.issueNotes.get(iid)
      return notes && { notes, type: 'Issue', iid }
    }),
  ]
}

interface Noteable {
  readonly notes: Note[]
  readonly type: 'MergeRequest' | 'Issue'
  readonly iid: number
}

function routesOfNotes(
  state: GitLabState,
  path: string,
  noteableOf: (exchange: Exchange) => Noteable | undefined,
): readonly Route[] {
  const root = `/projects/${state.projectId}/${path}/notes`
  const on = (method: string, pattern: string, handle: (exchange: Exchange, noteable: Noteable) => void): Route =>
    route(state, method, pattern, (exchange) => {
      const noteable = noteableOf(exchange)
      if (noteable === undefined) refuse(exchange, 404, '404 Issue Not Found')
      else handle(exchange, noteable)
    })
  const answered = (note: Note, { type, iid }: Noteable) => noteAnswer(state.projectId, note, { type, iid })
  return [
    on('GET', root, (exchange, noteable) => {
      // GitLab sorts newest first unless asked otherwise.
      const ascending = exchange.url.searchParams.get('sort') === 'asc'
      const notes = noteable.notes.map((note) => answered(note, noteable))
      page(exchange, ascending ? notes : notes.reverse())
    }),
    on('POST', root, (exchange, noteable) => {
      const body = acceptedBody(exchange)
      if (body === undefined) return
      const note = newNote(state, state.user, body)
      noteable.notes.push(note)
      exchange.answer(201, answered(note, noteable))
    }),
    on('PUT', `${root}/(?<id>[0-9]+)`, (exchange, noteable) => {
      const changed = changeNote(exchange, noteable.notes)
      if (changed !== undefined) exchange.answer(200, answered(changed, noteable))
    }),
    on('DELETE', `${root}/(?<id>[0-9]+)`, (exchange, { notes }) => removeNote(exchange, notes)),
  ]
}

/** Adds a note to the merge request, or to what else these notes are of, as somebody would by hand. */
export function addNote(
  state: GitLabState,
  author: Note['author'],
  body: string,
  at: string = new Date().toISOString(),
  notes: Note[] = state.notes,
): Note {
  const note = newNote(state, author, body, at)
  notes.push(note)
  return note
}

export function newNote(
  state: GitLabState,
  author: Note['author'],
  body: string,
  at: string = new Date().toISOString(),
): Note {
  return { id: state.nextId++, body, system: false, author, created_at: at, updated_at: at }
}

/** Gives the note that the request names another body; answers by itself and returns undefined when it cannot. */
export function changeNote(exchange: Exchange, notes: Note[]): Note | undefined {
  const index = notes.findIndex(({ id }) => id === Number(exchange.captured.id))
  const note = notes[index]
  if (note === undefined) {
    refuse(exchange, 404, '404 Note Not Found')
    return undefined
  }
  const body = acceptedBody(exchange)
  if (body === undefined) return undefined
  const changed = { ...note, body, updated_at: new Date().toISOString() }
  notes[index] = changed
  return changed
}

export function removeNote(exchange: Exchange, notes: Note[]): void {
  const index = notes.findIndex(({ id }) => id === Number(exchange.captured.id))
  if (index < 0) {
    refuse(exchange, 404, '404 Note Not Found')
    return
  }
  notes.splice(index, 1)
  exchange.empty(204)
}

/** The body to be stored; otherwise answers what GitLab does and returns undefined. */
export function acceptedBody(exchange: Exchange): string | undefined {
  const body = member(exchange.json(), 'body')
  if (typeof body !== 'string' || body === '') {
    refuse(exchange, 400, '400 (Bad request) "Note {:note=>["can\'t be blank"]}" not given')
    return undefined
  }
  if (body.length > noteLimit) {
    refuse(exchange, 400, `400 Bad request - Note is too long (maximum is ${noteLimit} characters)`)
    return undefined
  }
  return body
}
