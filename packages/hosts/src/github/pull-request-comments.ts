import { ApiFailure } from '../api-failure.ts'
import { forkDocumentation } from '../fork-documentation.ts'
import { count, text } from '../json-shape.ts'
import type { CommentThread, OwnComment } from '../sticky-comment.ts'
import type { GitHubApi } from './github-api.ts'
import type { Repository } from './repository.ts'

/** What GitHub answers to a longer body is 422. */
export const githubCommentLimit = 65_536

/** The author of what the workflow's own token writes. */
export const workflowBot = 'github-actions[bot]'

/** The comments of a pull request or, to GitHub much the same, of an issue. Ours begin with the marker and have ourselves as author: anyone can copy a marker. */
export class PullRequestComments implements CommentThread {
  readonly #api: GitHubApi
  readonly #repository: Repository
  readonly #number: number
  readonly #marker: string
  readonly #permission: 'pull-requests: write' | 'issues: write'
  #author: Promise<string> | undefined

  constructor(
    api: GitHubApi,
    repository: Repository,
    number: number,
    marker: string,
    permission: 'pull-requests: write' | 'issues: write' = 'pull-requests: write',
  ) {
    this.#api = api
    this.#repository = repository
    this.#number = number
    this.#marker = marker
    this.#permission = permission
  }

  async listOwn(): Promise<readonly OwnComment[]> {
    // Side by side: neither needs the other's answer.
    const [author, marked] = await Promise.all([this.#self(), this.#listMarked()])
    return marked.filter((comment) => comment.author === author).sort((a, b) => a.id - b.id)
  }

  async #listMarked(): Promise<readonly (OwnComment & { readonly author: string | undefined })[]> {
    const marked: (OwnComment & { readonly author: string | undefined })[] = []
    const purpose = { doing: 'listing the comments', permission: this.#permission }
    const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments'
    for await (const item of this.#api.pages(purpose, route, { ...this.#repository, issue_number: this.#number })) {
      const [id, body, url] = [count(item, 'id'), text(item, 'body') ?? '', text(item, 'html_url')]
      if (id === undefined || url === undefined) throw this.#api.unexpected(purpose, 'a comment without id')
      if (body.startsWith(this.#marker)) marked.push({ id, body, url, author: text(item, 'user', 'login') })
    }
    return marked
  }

  async create(body: string): Promise<void> {
    const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'
    const purpose = { doing: 'writing the comment', permission: this.#permission }
    await this.#api.callOnce(purpose, route, { ...this.#repository, issue_number: this.#number, body })
  }

  async update(id: number, body: string): Promise<void> {
    const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}'
    const purpose = { doing: 'updating the comment', permission: this.#permission }
    await this.#api.callOnce(purpose, route, { ...this.#repository, comment_id: id, body })
  }

  async remove(id: number): Promise<void> {
    const route = 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}'
    const purpose = { doing: 'removing a duplicate of the comment', permission: this.#permission }
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

/**
 * Why a comment could not be written, when that is a matter of permission; undefined when it is an error. `readOnly`: the
 * token is that of a run which a fork's pull request started, so that no permission would help.
 */
export function commentRefusal(error: unknown, readOnly: boolean): string | undefined {
  if (!(error instanceof ApiFailure) || error.retryable) return undefined
  if (error.status !== 403 && error.status !== 404) return undefined
  const advice = readOnly
    ? `The token of a pull request from a fork can only read. A second workflow (workflow_run) writes the comment from the report that this run leaves: ${forkDocumentation}`
    : 'The job needs the permission `pull-requests: write`.'
  return `${advice} (${error.message})`
}
