import type { Change } from '@mlgate/core'
import type { CommentThread, OwnComment } from '../sticky-comment.ts'
import type { GitHubApi } from './github-api.ts'
import { movedOn, pullRequestHead } from './pull-request-head.ts'
import type { Repository } from './repository.ts'

/** Said by a write that came too late. */
class NoLongerHead extends Error {}

/**
 * The comments of a pull request for as long as the commit that the reports are about is its head: asked again right
 * before every write, so that the run of an older commit that comes late overwrites nothing of a newer one.
 */
export class CommentsOfHead implements CommentThread {
  readonly #api: GitHubApi
  readonly #repository: Repository
  readonly #change: Change
  readonly #thread: CommentThread

  constructor(api: GitHubApi, repository: Repository, change: Change, thread: CommentThread) {
    this.#api = api
    this.#repository = repository
    this.#change = change
    this.#thread = thread
  }

  async listOwn(): Promise<readonly OwnComment[]> {
    return this.#thread.listOwn()
  }

  async create(body: string): Promise<void> {
    await this.#assertHead()
    await this.#thread.create(body)
  }

  async update(id: number, body: string): Promise<void> {
    await this.#assertHead()
    await this.#thread.update(id, body)
  }

  async remove(id: number): Promise<void> {
    await this.#assertHead()
    await this.#thread.remove(id)
  }

  async #assertHead(): Promise<void> {
    const { number, headCommit } = this.#change
    const purpose = { doing: `reading the pull request ${number} again`, permission: 'pull-requests: read' }
    const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}'
    const pull = pullRequestHead(await this.#api.call(purpose, route, { ...this.#repository, pull_number: number }))
    if (pull === undefined) throw this.#api.unexpected(purpose, 'no number or head')
    if (!pull.open) throw new NoLongerHead(`Meanwhile the pull request ${number} was closed or merged.`)
    if (pull.commit !== headCommit) throw new NoLongerHead(movedOn(pull, headCommit))
  }
}

/** Why a write was refused by `CommentsOfHead`; undefined for other errors. */
export function lateBecause(error: unknown): string | undefined {
  return error instanceof NoLongerHead ? error.message : undefined
}
