import { ApiFailure } from '../api-failure.ts'
import { count, text } from '../json-shape.ts'
import type { CommentThread, OwnComment } from '../sticky-comment.ts'
import type { GitHubApi } from './github-api.ts'
import { workflowBot } from './pull-request-comments.ts'
import type { Repository } from './repository.ts'

const permission = 'contents: write'

/** The comments of one commit; ours as `PullRequestComments` knows them. */
export class CommitComments implements CommentThread {
  readonly #api: GitHubApi
  readonly #repository: Repository
  readonly #commit: string
  readonly #marker: string
  #author: Promise<string> | undefined

  constructor(api: GitHubApi, repository: Repository, commit: string, marker: string) {
    this.#api = api
    this.#repository = repository
    this.#commit = commit
    this.#marker = marker
  }

  async listOwn(): Promise<readonly OwnComment[]> {
    const author = await this.#self()
    const own: OwnComment[] = []
    const purpose = { doing: 'listing the comments of the commit', permission }
    const route = 'GET /repos/{owner}/{repo}/commits/{commit_sha}/comments'
    for await (const item of this.#api.pages(purpose, route, { ...this.#repository, commit_sha: this.#commit })) {
      const [id, body, url] = [count(item, 'id'), text(item, 'body') ?? '', text(item, 'html_url')]
      if (id === undefined || url === undefined) throw this.#api.unexpected(purpose, 'a comment without id')
      if (body.startsWith(this.#marker) && text(item, 'user', 'login') === author) own.push({ id, body, url })
    }
    return own.sort((a, b) => a.id - b.id)
  }

  async create(body: string): Promise<void> {
    const route = 'POST /repos/{owner}/{repo}/commits/{commit_sha}/comments'
    const purpose = { doing: 'writing the comment', permission }
    await this.#api.callOnce(purpose, route, { ...this.#repository, commit_sha: this.#commit, body })
  }

  async update(id: number, body: string): Promise<void> {
    const route = 'PATCH /repos/{owner}/{repo}/comments/{comment_id}'
    await this.#api.callOnce({ doing: 'updating the comment', permission }, route, {
      ...this.#repository,
      comment_id: id,
      body,
    })
  }

  async remove(id: number): Promise<void> {
    const route = 'DELETE /repos/{owner}/{repo}/comments/{comment_id}'
    const purpose = { doing: 'removing a duplicate of the comment', permission }
    try {
      await this.#api.call(purpose, route, { ...this.#repository, comment_id: id })
    } catch (error) {
      if (!(error instanceof ApiFailure && error.status === 404)) throw error
    }
  }

  async #self(): Promise<string> {
    this.#author ??= this.#api.viewer().then((login) => login ?? workflowBot)
    return this.#author
  }
}
