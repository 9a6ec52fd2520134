import type { components } from '@octokit/openapi-types'
import type { GitRepository } from './git-repository.ts'
import type { Exchange } from './http-exchange.ts'
import type { ServerLog } from './server-log.ts'

/** GitHub's own description of its answers; the fields that the server gives are checked against it. */
export type Schemas = components['schemas']

export type GitHubPermission = 'contents' | 'pull-requests' | 'issues' | 'actions' | 'checks'
/** What most jobs do not ask for. */
type RarePermission = 'issues' | 'checks'
export type GitHubAccess = 'none' | 'read' | 'write'

export type CommentAnswer = Pick<Schemas['issue-comment'], 'id' | 'html_url' | 'created_at' | 'updated_at'> & {
  readonly body: string
  readonly user: Schemas['simple-user']
}

export type CommitCommentAnswer = Pick<
  Schemas['commit-comment'],
  'id' | 'body' | 'html_url' | 'commit_id' | 'created_at' | 'updated_at'
> & {
  readonly user: Schemas['simple-user']
}

export type RunAnswer = Pick<
  Schemas['workflow-run'],
  | 'id'
  | 'workflow_id'
  | 'run_attempt'
  | 'event'
  | 'status'
  | 'conclusion'
  | 'head_branch'
  | 'head_sha'
  | 'html_url'
  | 'created_at'
  | 'path'
> & {
  readonly repository: NamedRepository
  /** Null when that repository is gone. */
  readonly head_repository: NamedRepository | null
}

/** A repository as far as one is told from another. */
type NamedRepository = Pick<Schemas['minimal-repository'], 'id' | 'full_name'> & {
  readonly owner: Pick<Schemas['simple-user'], 'login'>
}

type Account = Schemas['simple-user']

export type PullAnswer = Pick<Schemas['pull-request'], 'number' | 'state' | 'merged_at' | 'merge_commit_sha'> & {
  readonly user: Account
  readonly head: {
    readonly ref: string
    readonly sha: string
    readonly repo: Pick<Schemas['repository'], 'id' | 'full_name'> | null
  }
  readonly base: Pick<Schemas['pull-request']['base'], 'ref'>
  labels: readonly Pick<Schemas['pull-request']['labels'][0], 'name'>[]
}

export type EventAnswer = Pick<Schemas['labeled-issue-event'], 'id' | 'event' | 'created_at' | 'label'> & {
  readonly actor: Account
  readonly performed_via_github_app: { readonly id: number; readonly slug: string } | null
}

type ActivityAnswer = Pick<
  Schemas['activity'],
  'id' | 'node_id' | 'before' | 'after' | 'ref' | 'timestamp' | 'activity_type'
> & {
  readonly actor: Account
}

/** A check run; the annotations as they came. */
export interface CheckRunAnswer {
  readonly id: number
  /** Slug of the app whose token made it. */
  readonly app: string
  readonly name: string
  readonly head_sha: string
  readonly external_id: string
  readonly details_url: string
  readonly conclusion: 'success' | 'failure' | null
  readonly completed_at: string
  readonly title: string | null
  readonly summary: string | null
  readonly text: string | null
  readonly annotations: readonly unknown[]
}

/** An artifact in the store. Bytes may be changed by a test that wants them corrupted. */
export interface StoredArtifact {
  readonly id: number
  readonly name: string
  /** The runner's token names the run by this, not by its number; act uses the number. */
  readonly runBackendId: string
  readonly jobBackendId: string
  readonly createdAt: string
  readonly blob: string
  /** `text/html` of a page that is stored without an archive. */
  readonly contentType: string
  bytes: Uint8Array
  digest: string
  expired: boolean
  finalized: boolean
}

export interface GitHubState extends ServerLog {
  readonly repository: string
  readonly git: GitRepository
  readonly defaultBranch: string
  readonly token: string
  /** In whose name the token acts. */
  readonly viewer: string
  /** Without `checks` or `issues` it has no right to them. */
  permissions: Record<Exclude<GitHubPermission, RarePermission>, GitHubAccess> &
    Partial<Readonly<Record<RarePermission, GitHubAccess>>>
  /** Pull requests that exist. */
  readonly pulls: Set<number>
  /** Issues that exist and are no pull requests. */
  readonly issues: Set<number>
  /** By pull request or issue, in order of creation. */
  readonly comments: Map<number, CommentAnswer[]>
  /** Of all commits, in order of creation. */
  readonly commitComments: CommitCommentAnswer[]
  readonly pullAnswers: PullAnswer[]
  /** Events of pull requests, by number, oldest first. */
  readonly events: Map<number, EventAnswer[]>
  readonly activities: ActivityAnswer[]
  /** What people may do, by login; `read` unless said otherwise. */
  readonly collaborators: Map<string, 'admin' | 'write' | 'read' | 'none'>
  /** Whose commits are whose, by commit. */
  readonly commitAuthors: Map<string, string>
  readonly runs: RunAnswer[]
  /** Oldest first. */
  readonly checkRuns: CheckRunAnswer[]
  readonly artifacts: StoredArtifact[]
  /** Blocks of uploads that are not committed yet, by blob and block. */
  readonly blocks: Map<string, Map<string, Uint8Array>>
  nextId: number
}

export function fail(exchange: Exchange, status: number, message: string, more: object = {}): void {
  const basic: Schemas['basic-error'] = {
    message,
    documentation_url: 'https://docs.github.com/rest',
    // What is described of 422 does not have it.
    ...(status === 422 ? {} : { status: String(status) }),
  }
  exchange.answer(status, { ...basic, ...more })
}

/**
 * Lets a handler run only with the token, and with the permission; otherwise answers as GitHub does: 401 for a wrong
 * token, 403 for one that may not.
 */
export function allowed(
  state: GitHubState,
  permission: GitHubPermission | undefined,
  access: 'read' | 'write',
  handle: (exchange: Exchange) => void | Promise<void>,
): (exchange: Exchange) => void | Promise<void> {
  return (exchange) => {
    const authorization = exchange.headers.authorization
    if (authorization === undefined) return fail(exchange, 401, 'Requires authentication')
    if (!/^(?:token|bearer) /i.test(authorization) || authorization.replace(/^\S+ /, '') !== state.token) {
      return fail(exchange, 401, 'Bad credentials')
    }
    if (exchange.headers['user-agent'] === undefined) return fail(exchange, 403, 'Request forbidden: no User-Agent')
    if (permission !== undefined && !isGranted(state, permission, access)) return refuse(exchange)
    return handle(exchange)
  }
}

export function isGranted(state: GitHubState, permission: GitHubPermission, access: 'read' | 'write'): boolean {
  const granted = state.permissions[permission] ?? 'none'
  return granted === 'write' || granted === access
}

/** GitHub's answer to a job that may not. */
export function refuse(exchange: Exchange): void {
  fail(exchange, 403, 'Resource not accessible by integration')
}

/** One page of a list with GitHub's Link header: 30 items unless asked otherwise, never more than 100. */
export function page<T>(
  exchange: Exchange,
  list: readonly T[],
): { items: readonly T[]; headers: Record<string, string> } {
  const query = exchange.url.searchParams
  const perPage = Math.min(100, positive(query.get('per_page'), 30))
  const number = positive(query.get('page'), 1)
  const last = Math.max(1, Math.ceil(list.length / perPage))
  const link = (target: number, relation: string) => {
    const url = new URL(exchange.url)
    url.host = exchange.headers.host ?? url.host
    url.searchParams.set('page', String(target))
    return `<${url}>; rel="${relation}"`
  }
  const links = [
    ...(number > 1 ? [link(number - 1, 'prev'), link(1, 'first')] : []),
    ...(number < last ? [link(number + 1, 'next'), link(last, 'last')] : []),
  ]
  return {
    items: list.slice((number - 1) * perPage, number * perPage),
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  }
}

function positive(value: string | null, otherwise: number): number {
  const number = Number(value ?? otherwise)
  return Number.isInteger(number) && number > 0 ? number : otherwise
}
