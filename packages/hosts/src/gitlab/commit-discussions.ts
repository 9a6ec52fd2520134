import { ApiFailure } from '../api-failure.ts'
import { count, items, text } from '../json-shape.ts'
import type { CommentThread, OwnComment } from '../sticky-comment.ts'
import type { GitLabApi } from './gitlab-api.ts'
import { tokenOwner } from './merge-request-notes.ts'

const permission = 'api'

/** The discussions of one commit, whose first notes are ours by marker and author, as in `MergeRequestNotes`. */
export class CommitDiscussions implements CommentThread {
  readonly #api: GitLabApi
  readonly #path: string
  readonly #url: string
  readonly #marker: string
  readonly #discussions = new Map<number, string>()
  #author: Promise<number> | undefined

  /** `url` is the commit's page. */
  constructor(api: GitLabApi, project: string, commit: string, url: string, marker: string) {
    this.#api = api
    this.#path = `/projects/${project}/repository/commits/${commit}/discussions`
    this.#url = url
    this.#marker = marker
  }

  async listOwn(): Promise<readonly OwnComment[]> {
    const author = await this.#self()
    const purpose = { doing: 'listing the discussions of the commit', permission }
    const own: OwnComment[] = []
    for await (const discussion of this.#api.pages(purpose, this.#path)) {
      const [name, notes] = [text(discussion, 'id'), items(discussion, 'notes')]
      if (name === undefined || notes === undefined || !/^[0-9a-f]+$/.test(name)) {
        throw this.#api.unexpected(purpose, 'a discussion without id')
      }
      const [note] = notes
      const [id, body] = [count(note, 'id'), text(note, 'body') ?? '']
      if (id === undefined || count(note, 'author', 'id') !== author || !body.startsWith(this.#marker)) continue
      this.#discussions.set(id, name)
      own.push({ id, body, url: `${this.#url}#note_${id}` })
    }
    return own.sort((a, b) => a.id - b.id)
  }

  async create(body: string): Promise<void> {
    await this.#api.callOnce({ doing: 'writing the note', permission }, 'POST', this.#path, { body })
  }

  async update(id: number, body: string): Promise<void> {
    await this.#api.callOnce({ doing: 'updating the note', permission }, 'PUT', this.#note(id), { body })
  }

  async remove(id: number): Promise<void> {
    try {
      await this.#api.call({ doing: 'removing a duplicate of the note', permission }, 'DELETE', this.#note(id))
    } catch (error) {
      if (!(error instanceof ApiFailure && error.status === 404)) throw error
    }
  }

  #note(id: number): string {
    return `${this.#path}/${this.#discussions.get(id)}/notes/${id}`
  }

  async #self(): Promise<number> {
    this.#author ??= tokenOwner(this.#api, permission)
    return this.#author
  }
}
