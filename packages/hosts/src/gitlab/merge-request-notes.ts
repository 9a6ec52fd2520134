import type { CommentTarget } from '@mlgate/core'
import { ApiFailure } from '../api-failure.ts'
import { count, member, text } from '../json-shape.ts'
import type { CommentThread, OwnComment } from '../sticky-comment.ts'
import type { GitLabApi } from './gitlab-api.ts'

export const gitlabCommentLimit = 1_000_000

const permission = 'api'

/** What notes are of: a merge request or an issue. */
export interface Noteable {
  /** `merge_requests/5` or `issues/5`. */
  readonly path: string
  /** Its page. */
  readonly url: string
}

/** The notes of a merge request or an issue. Ours begin with the marker and have ourselves as author. */
export class MergeRequestNotes implements CommentThread {
  readonly #api: GitLabApi
  readonly #path: string
  readonly #noteable: Noteable
  readonly #marker: string
  #author: Promise<number> | undefined

  constructor(api: GitLabApi, project: string, noteable: Noteable, marker: string) {
    this.#api = api
    this.#path = `/projects/${project}/${noteable.path}/notes`
    this.#noteable = noteable
    this.#marker = marker
  }

  async listOwn(): Promise<readonly OwnComment[]> {
    const author = await this.#self()
    const purpose = { doing: 'listing the notes', permission }
    const own: OwnComment[] = []
    for await (const note of this.#api.pages(purpose, `${this.#path}?order_by=created_at&sort=asc`)) {
      const [id, body] = [count(note, 'id'), text(note, 'body') ?? '']
      if (id === undefined) throw this.#api.unexpected(purpose, 'a note without id')
      const ours = count(note, 'author', 'id') === author && member(note, 'system') === false
      if (ours && body.startsWith(this.#marker)) own.push({ id, body, url: `${this.#noteable.url}#note_${id}` })
    }
    return own.sort((a, b) => a.id - b.id)
  }

  async create(body: string): Promise<void> {
    await this.#api.callOnce({ doing: 'writing the note', permission }, 'POST', this.#path, { body })
  }

  async update(id: number, body: string): Promise<void> {
    await this.#api.callOnce({ doing: 'updating the note', permission }, 'PUT', `${this.#path}/${id}`, { body })
  }

  async remove(id: number): Promise<void> {
    try {
      await this.#api.call({ doing: 'removing a duplicate of the note', permission }, 'DELETE', `${this.#path}/${id}`)
    } catch (error) {
      if (!(error instanceof ApiFailure && error.status === 404)) throw error
    }
  }

  async #self(): Promise<number> {
    this.#author ??= tokenOwner(this.#api, permission)
    return this.#author
  }
}

/** Id of the user whose token it is. */
export async function tokenOwner(api: GitLabApi, permission: string): Promise<number> {
  const purpose = { doing: 'asking who the token belongs to', permission }
  const id = count(await api.call(purpose, 'GET', '/user'), 'id')
  if (id === undefined) throw api.unexpected(purpose, 'no user')
  return id
}

/**
 * Why a note could not be written, when that is a matter of permission or of there being no such issue or commit; undefined
 * when it is an error.
 */
export function noteRefusal(error: unknown, target: CommentTarget): string | undefined {
  if (!(error instanceof ApiFailure) || error.retryable) return undefined
  if (error.status !== 401 && error.status !== 403 && error.status !== 404) return undefined
  const where = target.kind === 'change' ? '' : `Is there ${targetName(target)} in this project? `
  return `${where}GITLAB_TOKEN must be a project or personal token with the scope \`api\` and at least the role Reporter. (${error.message})`
}

function targetName(target: Exclude<CommentTarget, { readonly kind: 'change' }>): string {
  return target.kind === 'issue' ? `an issue ${target.number}` : `a commit ${target.commit.slice(0, 12)}`
}
