import type { Change, OverrideSearch } from '@mlgate/core'
import { InfrastructureError } from '@mlgate/core'
import { ApiFailure } from '../api-failure.ts'
import { count, isObjectName, items, member, text } from '../json-shape.ts'
import { type Comment, judgeOverride, type Labelling, type Person } from '../override-conditions.ts'
import type { GitLabApi } from './gitlab-api.ts'

const permission = 'read_api'
/** GitLab's Developer: the least that may push branches. */
const developer = 30

interface Project {
  readonly id: string
  readonly url: string
}

/** Of the merge request under review. */
export async function mergeRequestOverride(
  api: GitLabApi,
  project: Project,
  change: Change,
  label: string,
): Promise<OverrideSearch> {
  const request = await attempt(() => readRequest(api, project, change.number))
  if ('because' in request) return { state: 'unknown', because: request.because }
  if (!request.value.labels.includes(label)) return { state: 'absent' }
  if (request.value.head !== change.headCommit) {
    const because = `The change has moved on to ${request.value.head.slice(0, 7)}; this run is of ${change.headCommit.slice(0, 7)}.`
    return { state: 'refused', because }
  }
  return judged(api, project, request.value, label)
}

/** Of the merge request that was merged as a commit of the default branch, when its head has the tree that is judged. */
export async function mergedOverride(
  api: GitLabApi,
  project: Project,
  pushed: { readonly commit: string; readonly branch: string },
  label: string,
): Promise<OverrideSearch> {
  const found = await attempt(async () => {
    const purpose = { doing: `asking by which merge request ${pushed.commit} came`, permission }
    const requests: Request[] = []
    for await (const one of api.pages(
      purpose,
      `/projects/${project.id}/repository/commits/${pushed.commit}/merge_requests`,
    )) {
      const made = [text(one, 'merge_commit_sha'), text(one, 'squash_commit_sha'), text(one, 'sha')]
      const fits =
        text(one, 'state') === 'merged' &&
        text(one, 'target_branch') === pushed.branch &&
        String(count(one, 'project_id')) === project.id &&
        made.includes(pushed.commit)
      const iid = count(one, 'iid')
      if (fits && iid !== undefined) requests.push(await readRequest(api, project, iid))
    }
    return requests.filter(({ labels }) => labels.includes(label))
  })
  if ('because' in found) return { state: 'unknown', because: found.because }
  const [request] = found.value
  if (request === undefined) return { state: 'absent' }
  if (await differ(api, project, request.head, pushed.commit)) {
    const because = `The files of ${pushed.commit.slice(0, 7)} are not those of ${request.head.slice(0, 7)}, which was let through: other changes were merged before.`
    return { state: 'refused', because }
  }
  return judged(api, project, request, label)
}

async function attempt<T>(body: () => Promise<T>): Promise<{ readonly value: T } | { readonly because: string }> {
  try {
    return { value: await body() }
  } catch (error) {
    if (error instanceof InfrastructureError) return { because: error.message }
    throw error
  }
}

interface Request {
  readonly iid: number
  readonly author: Person
  readonly head: string
  readonly labels: readonly string[]
}

async function readRequest(api: GitLabApi, project: Project, iid: number): Promise<Request> {
  const purpose = { doing: `reading the merge request ${iid}`, permission }
  const request = await api.call(purpose, 'GET', `/projects/${project.id}/merge_requests/${iid}`)
  const [author, head, labels] = [personOf(member(request, 'author')), member(request, 'sha'), items(request, 'labels')]
  if (author === undefined || !isObjectName(head) || labels === undefined)
    throw api.unexpected(purpose, 'no merge request')
  return { iid, author, head, labels: labels.filter((label) => typeof label === 'string') }
}

/** GitLab names no tree of a commit: two commits are the same files when nothing differs between them. */
async function differ(api: GitLabApi, project: Project, one: string, other: string): Promise<boolean> {
  if (one === other) return false
  const purpose = { doing: `comparing ${one} with ${other}`, permission }
  const query = new URLSearchParams({ from: one, to: other, straight: 'true' })
  const answer = await api.call(purpose, 'GET', `/projects/${project.id}/repository/compare?${query}`)
  const diffs = items(answer, 'diffs')
  if (diffs === undefined) throw api.unexpected(purpose, 'no list of differences')
  return diffs.length > 0 || member(answer, 'compare_timeout') !== false
}

async function judged(api: GitLabApi, project: Project, request: Request, label: string): Promise<OverrideSearch> {
  const labelling = await newestLabelling(api, project, request.iid, label)
  const right = labelling === undefined ? nothing : await rightOf(api, project, labelling.by)
  return judgeOverride({
    label,
    change: request.iid,
    head: request.head,
    headSince: await headSince(api, project, request),
    authors: [
      request.author,
      ...(labelling !== undefined && (await madeBy(api, project, request.head, labelling.by)) ? [labelling.by] : []),
    ],
    labelling,
    right,
    comments: await notesOf(api, project, request.iid),
  })
}

const nothing = { name: 'no member', mayWrite: false }

/** The label's last event, when it added it. */
async function newestLabelling(
  api: GitLabApi,
  project: Project,
  iid: number,
  label: string,
): Promise<Labelling | undefined> {
  const purpose = { doing: `reading the label events of the merge request ${iid}`, permission }
  let newest: { readonly id: number; readonly event: unknown } | undefined
  for await (const event of api.pages(purpose, `/projects/${project.id}/merge_requests/${iid}/resource_label_events`)) {
    if (text(event, 'label', 'name') !== label) continue
    const id = count(event, 'id')
    if (id === undefined) throw api.unexpected(purpose, 'an event without id')
    if (newest === undefined || id > newest.id) newest = { id, event }
  }
  if (newest === undefined || text(newest.event, 'action') !== 'add') return undefined
  const [by, at] = [personOf(member(newest.event, 'user')), text(newest.event, 'created_at')]
  if (by === undefined || at === undefined) return undefined
  return { by, automatic: await isBot(api, by), at }
}

/** Whose account is a project's or group's access token, or GitLab's own. */
async function isBot(api: GitLabApi, { id, name }: Person): Promise<boolean> {
  const purpose = { doing: `asking who ${name} is`, permission }
  return member(await api.call(purpose, 'GET', `/users/${id}`), 'bot') !== false
}

/** When the commit became the head: GitLab keeps a version of the merge request for each push, the newest first. */
async function headSince(api: GitLabApi, project: Project, { iid, head }: Request): Promise<string | undefined> {
  const purpose = { doing: `reading the versions of the merge request ${iid}`, permission }
  let newest: { readonly id: number; readonly version: unknown } | undefined
  for await (const version of api.pages(purpose, `/projects/${project.id}/merge_requests/${iid}/versions`)) {
    const id = count(version, 'id')
    if (id === undefined) throw api.unexpected(purpose, 'a version without id')
    if (newest === undefined || id > newest.id) newest = { id, version }
  }
  return text(newest?.version, 'head_commit_sha') === head ? text(newest?.version, 'created_at') : undefined
}

/** Whether the head says that this person made it. GitLab knows commits by name and address alone. */
async function madeBy(api: GitLabApi, project: Project, head: string, { id, name }: Person): Promise<boolean> {
  const doing = `reading the commit ${head}`
  const commit = await api.call({ doing, permission }, 'GET', `/projects/${project.id}/repository/commits/${head}`)
  const user = await api.call({ doing: `asking who ${name} is`, permission }, 'GET', `/users/${id}`)
  const called = [name, text(user, 'name'), text(user, 'public_email')].filter((one) => one !== undefined && one !== '')
  const makers = ['author_name', 'author_email', 'committer_name', 'committer_email'].map((key) => text(commit, key))
  return makers.some((maker) => called.includes(maker))
}

async function rightOf(
  api: GitLabApi,
  project: Project,
  { id, name }: Person,
): Promise<{ readonly name: string; readonly mayWrite: boolean }> {
  const purpose = { doing: `asking what ${name} may do here`, permission }
  try {
    const found = await api.call(purpose, 'GET', `/projects/${project.id}/members/all/${id}`)
    const level = count(found, 'access_level')
    if (level === undefined) throw api.unexpected(purpose, 'no access level')
    const active = text(found, 'state') === 'active'
    return { name: active ? `access level ${level}` : 'not active', mayWrite: active && level >= developer }
  } catch (error) {
    // The token has read this project just now: it is no member.
    if (error instanceof ApiFailure && error.status === 404) return nothing
    throw error
  }
}

async function notesOf(api: GitLabApi, project: Project, iid: number): Promise<readonly Comment[]> {
  const purpose = { doing: `reading the notes of the merge request ${iid}`, permission }
  const comments: Comment[] = []
  for await (const note of api.pages(purpose, `/projects/${project.id}/merge_requests/${iid}/notes?sort=asc`)) {
    const [id, by, at] = [count(note, 'id'), count(note, 'author', 'id'), text(note, 'created_at')]
    if (id === undefined || by === undefined || at === undefined || member(note, 'system') !== false) continue
    const url = `${project.url}/-/merge_requests/${iid}#note_${id}`
    comments.push({ by, at, edited: text(note, 'updated_at') !== at, body: text(note, 'body') ?? '', url })
  }
  return comments
}

function personOf(user: unknown): Person | undefined {
  const [id, name] = [count(user, 'id'), text(user, 'username')]
  return id === undefined || name === undefined ? undefined : { id, name }
}
