import type { GitRepository } from './git-repository.ts'
import type { Exchange } from './http-exchange.ts'
import type { ServerLog } from './server-log.ts'

export interface Note {
  readonly id: number
  readonly body: string
  readonly system: boolean
  readonly author: { readonly id: number; readonly username: string }
  readonly created_at: string
  readonly updated_at: string
}

/** A thread of notes; its name is hexadecimal. */
export interface Discussion {
  readonly id: string
  readonly notes: Note[]
}

export interface Pipeline {
  readonly id: number
  readonly sha: string
  readonly ref: string
  readonly status: string
  readonly source: string
  /** Whether `ref` is a tag. */
  readonly tag: boolean
}

/** A successful job; without artifacts when `files` is undefined, with deleted ones when there is an expiry date. */
export interface PipelineJob {
  readonly id: number
  readonly name: string
  readonly pipeline: number
  readonly files: Readonly<Record<string, Uint8Array | string>> | undefined
  readonly expiredAt?: string
}

export interface GitLabState extends ServerLog {
  readonly projectId: number
  readonly git: GitRepository
  readonly defaultBranch: string
  readonly token: string
  readonly jobToken: string
  readonly user: { readonly id: number; readonly username: string }
  /** Whether the token has the scope `api`, not only `read_api`. */
  mayWrite: boolean
  /** Notes of the merge request 1, in order of creation. */
  readonly notes: Note[]
  /** Notes of the issues that exist, by number. */
  readonly issueNotes: Map<number, Note[]>
  /** By commit, in order of creation. */
  readonly discussions: Map<string, Discussion[]>
  readonly pipelines: Pipeline[]
  readonly jobs: PipelineJob[]
  readonly override: OverrideState
  nextId: number
}

/** People and their rights in the project, and what the merge request 1 tells about its label. */
export interface OverrideState {
  /** Undefined when there is no merge request. */
  request:
    | {
        readonly author: GitLabUser
        readonly sha: string
        labels: readonly string[]
        readonly state: 'opened' | 'merged'
        readonly targetBranch: string
        readonly mergeCommit: string | null
      }
    | undefined
  readonly labelEvents: {
    readonly id: number
    readonly user: GitLabUser
    readonly created_at: string
    readonly action: 'add' | 'remove'
    /** Null when the label was deleted. */
    readonly label: { readonly name: string } | null
  }[]
  readonly versions: { readonly id: number; readonly head_commit_sha: string; readonly created_at: string }[]
  readonly users: Map<
    number,
    { readonly name: string; readonly bot: boolean; readonly accessLevel?: number; readonly state?: string }
  >
  /** Who made which commit, by name and address. */
  readonly commits: Map<string, { readonly name: string; readonly email: string }>
}

export interface GitLabUser {
  readonly id: number
  readonly username: string
}

export function noOverride(): OverrideState {
  return { request: undefined, labelEvents: [], versions: [], users: new Map(), commits: new Map() }
}

export function refuse(exchange: Exchange, status: number, message: string): void {
  exchange.answer(status, { message })
}

/** One page as GitLab gives it: 20 items unless asked otherwise, at most 100, by offset. */
export function page(exchange: Exchange, list: readonly unknown[]): void {
  const query = exchange.url.searchParams
  const perPage = Math.min(100, Number(query.get('per_page') ?? 20))
  const number = Number(query.get('page') ?? 1)
  const last = Math.max(1, Math.ceil(list.length / perPage))
  const at = (target: number, relation: string) => {
    const url = new URL(exchange.url)
    url.host = exchange.headers.host ?? url.host
    url.searchParams.set('page', String(target))
    url.searchParams.set('per_page', String(perPage))
    return `<${url}>; rel="${relation}"`
  }
  const [previous, next] = [number > 1 ? number - 1 : undefined, number < last ? number + 1 : undefined]
  const links = [
    ...(previous === undefined ? [] : [at(previous, 'prev')]),
    ...(next === undefined ? [] : [at(next, 'next')]),
    at(1, 'first'),
    at(last, 'last'),
  ]
  exchange.answer(200, list.slice((number - 1) * perPage, number * perPage), {
    link: links.join(', '),
    'x-page': String(number),
    'x-per-page': String(perPage),
    'x-prev-page': String(previous ?? ''),
    'x-next-page': String(next ?? ''),
    'x-total': String(list.length),
    'x-total-pages': String(last),
  })
}
