import type { Change, OverrideSearch } from '@mlgate/core'
import { InfrastructureError } from '@mlgate/core'
import { count, isBranchName, isObjectName, items, member, text } from '../json-shape.ts'
import { type Comment, judgeOverride, type Labelling, type Person } from '../override-conditions.ts'
import type { GitHubApi } from './github-api.ts'
import type { Repository } from './repository.ts'

const permission = 'pull-requests: read'

/** What is judged when no pull request is: a commit that was pushed to the default branch. */
export interface PushedCommit {
  readonly commit: string
  readonly branch: string
}

/** Of the pull request under review. */
export async function pullRequestOverride(
  api: GitHubApi,
  repository: Repository,
  change: Change,
  label: string,
): Promise<OverrideSearch> {
  const pull = await attempt(() => readPull(api, repository, change.number))
  if ('because' in pull) return { state: 'unknown', because: pull.because }
  if (!hasLabel(pull.value, label)) return { state: 'absent' }
  if (pull.value.head !== change.headCommit) {
    const because = `The change has moved on to ${pull.value.head.slice(0, 7)}; this run is of ${change.headCommit.slice(0, 7)}.`
    return { state: 'refused', because }
  }
  return judged(api, repository, pull.value, label)
}

/** Of the pull request that was merged as a commit of the default branch, when its head has the tree that is judged. */
export async function mergedOverride(
  api: GitHubApi,
  repository: Repository,
  pushed: PushedCommit,
  label: string,
): Promise<OverrideSearch> {
  const found = await attempt(async () => {
    const pulls: Pull[] = []
    for (const number of await mergedPulls(api, repository, pushed)) pulls.push(await readPull(api, repository, number))
    return pulls.filter((pull) => hasLabel(pull, label))
  })
  if ('because' in found) return { state: 'unknown', because: found.because }
  const [pull] = found.value
  if (pull === undefined) return { state: 'absent' }
  const tree = (commit: string) => treeOf(api, repository, commit)
  if ((await tree(pull.head)) !== (await tree(pushed.commit))) {
    const because = `The files of ${pushed.commit.slice(0, 7)} are not those of ${pull.head.slice(0, 7)}, which was let through: other changes were merged before.`
    return { state: 'refused', because }
  }
  return judged(api, repository, pull, label)
}

async function attempt<T>(body: () => Promise<T>): Promise<{ readonly value: T } | { readonly because: string }> {
  try {
    return { value: await body() }
  } catch (error) {
    if (error instanceof InfrastructureError) return { because: error.message }
    throw error
  }
}

interface Pull {
  readonly number: number
  readonly author: Person
  readonly head: string
  readonly headBranch: string | undefined
  /** Where the head's branch is; undefined when that repository is gone. */
  readonly headRepository: Repository | undefined
  readonly mergedAt: string | undefined
  readonly labels: readonly string[]
}

async function readPull(api: GitHubApi, repository: Repository, number: number): Promise<Pull> {
  const purpose = { doing: `reading the pull request ${number}`, permission }
  const pull = await api.call(purpose, 'GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...repository,
    pull_number: number,
  })
  const [author, head, branch] = [
    personOf(member(pull, 'user')),
    member(pull, 'head', 'sha'),
    member(pull, 'head', 'ref'),
  ]
  const labels = items(pull, 'labels')
  if (author === undefined || !isObjectName(head) || labels === undefined)
    throw api.unexpected(purpose, 'no pull request')
  const [owner, repo, ...rest] = (text(pull, 'head', 'repo', 'full_name') ?? '').split('/')
  return {
    number,
    author,
    head,
    headBranch: isBranchName(branch) ? branch : undefined,
    headRepository: owner && repo && rest.length === 0 ? { owner, repo } : undefined,
    mergedAt: text(pull, 'merged_at'),
    labels: labels.flatMap((one) => text(one, 'name') ?? []),
  }
}

/** GitHub does not tell letter case apart in labels. */
function isLabel(name: string | undefined, label: string): boolean {
  return name?.toLowerCase() === label.toLowerCase()
}

function hasLabel({ labels }: Pull, label: string): boolean {
  return labels.some((name) => isLabel(name, label))
}

async function mergedPulls(
  api: GitHubApi,
  repository: Repository,
  { commit, branch }: PushedCommit,
): Promise<readonly number[]> {
  const purpose = { doing: `asking by which pull request ${commit} came`, permission }
  const route = 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls'
  const numbers: number[] = []
  for await (const pull of api.pages(purpose, route, { ...repository, commit_sha: commit })) {
    const fits =
      text(pull, 'merged_at') !== undefined &&
      text(pull, 'base', 'ref') === branch &&
      text(pull, 'merge_commit_sha') === commit
    const number = count(pull, 'number')
    if (fits && number !== undefined) numbers.push(number)
  }
  return numbers
}

async function treeOf(api: GitHubApi, repository: Repository, commit_sha: string): Promise<string> {
  const purpose = { doing: `reading the commit ${commit_sha}`, permission: 'contents: read' }
  const route = 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}'
  const tree = member(await api.call(purpose, route, { ...repository, commit_sha }), 'tree', 'sha')
  if (!isObjectName(tree)) throw api.unexpected(purpose, 'no tree')
  return tree
}

async function judged(api: GitHubApi, repository: Repository, pull: Pull, label: string): Promise<OverrideSearch> {
  const labelling = await newestLabelling(api, repository, pull.number, label)
  const push = await pushOfHead(api, pull)
  return judgeOverride({
    label,
    change: pull.number,
    head: pull.head,
    headSince: push?.at,
    authors: [pull.author, ...(push === undefined ? [] : [push.by]), ...(await makersOf(api, repository, pull.head))],
    labelling,
    right: labelling === undefined ? nothing : await rightOf(api, repository, labelling.by),
    comments: await commentsOf(api, repository, pull.number),
  })
}

const nothing = { name: 'none', mayWrite: false }

/** The label's last event, when it set it; a label that was renamed has none of its present name. */
async function newestLabelling(
  api: GitHubApi,
  repository: Repository,
  issue_number: number,
  label: string,
): Promise<Labelling | undefined> {
  const purpose = { doing: `reading the events of the pull request ${issue_number}`, permission }
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/events'
  let newest: { readonly id: number; readonly labelling: Labelling | undefined } | undefined
  for await (const event of api.pages(purpose, route, { ...repository, issue_number })) {
    const kind = text(event, 'event')
    if ((kind !== 'labeled' && kind !== 'unlabeled') || !isLabel(text(event, 'label', 'name'), label)) continue
    const [id, by, at] = [count(event, 'id'), personOf(member(event, 'actor')), text(event, 'created_at')]
    if (id === undefined || at === undefined) throw api.unexpected(purpose, 'an event without id or time')
    if (newest !== undefined && newest.id > id) continue
    const app = member(event, 'performed_via_github_app')
    const automatic = text(event, 'actor', 'type') !== 'User' || (app !== null && app !== undefined)
    newest = { id, labelling: kind === 'labeled' && by !== undefined ? { by, automatic, at } : undefined }
  }
  return newest?.labelling
}

/**
 * The push that made the commit the head, out of the repository's log of activity: dates inside commits are their author's
 * word, and the same commit may have been head before, when the label was set for another one. Of a merged change what
 * came after the merge is left out. Undefined when the last push was of something else, or there is no such log.
 */
async function pushOfHead(
  api: GitHubApi,
  pull: Pull,
): Promise<{ readonly by: Person; readonly at: string } | undefined> {
  const { headBranch, headRepository, mergedAt } = pull
  if (headBranch === undefined || headRepository === undefined) return undefined
  const purpose = { doing: `reading who pushed to ${headBranch}`, permission: 'contents: read' }
  const route = 'GET /repos/{owner}/{repo}/activity'
  const query = { ...headRepository, ref: `refs/heads/${headBranch}`, direction: 'desc', per_page: 100 }
  const list = items(await api.call(purpose, route, query))
  if (list === undefined) throw api.unexpected(purpose, 'no list')
  const limit = mergedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(mergedAt)
  const pushes = list.flatMap((activity) => {
    const [at, kind] = [text(activity, 'timestamp'), text(activity, 'activity_type')]
    if (at === undefined || kind === undefined) throw api.unexpected(purpose, 'an activity without time')
    const counts = text(activity, 'ref') === query.ref && kind !== 'branch_deletion' && Date.parse(at) <= limit
    return counts ? [{ at, after: text(activity, 'after'), by: personOf(member(activity, 'actor')) }] : []
  })
  const newest = pushes.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))[0]
  if (newest === undefined || newest.after !== pull.head || newest.by === undefined) return undefined
  return { by: newest.by, at: newest.at }
}

/** The accounts that GitHub takes for the commit's author and committer; web-flow is GitHub itself. */
async function makersOf(api: GitHubApi, repository: Repository, ref: string): Promise<readonly Person[]> {
  const purpose = { doing: `reading the commit ${ref}`, permission: 'contents: read' }
  const commit = await api.call(purpose, 'GET /repos/{owner}/{repo}/commits/{ref}', { ...repository, ref, per_page: 1 })
  return [member(commit, 'author'), member(commit, 'committer')].flatMap((account) => personOf(account) ?? [])
}

async function rightOf(
  api: GitHubApi,
  repository: Repository,
  { name }: Person,
): Promise<{ readonly name: string; readonly mayWrite: boolean }> {
  const purpose = { doing: `asking what ${name} may do here`, permission: 'metadata: read' }
  const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission'
  const right = text(await api.call(purpose, route, { ...repository, username: name }), 'permission')
  if (right === undefined) throw api.unexpected(purpose, 'no permission')
  return { name: right, mayWrite: right === 'write' || right === 'admin' }
}

async function commentsOf(api: GitHubApi, repository: Repository, issue_number: number): Promise<readonly Comment[]> {
  const purpose = { doing: `reading the comments of the pull request ${issue_number}`, permission }
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments'
  const comments: Comment[] = []
  for await (const comment of api.pages(purpose, route, { ...repository, issue_number })) {
    const [by, at, url] = [count(comment, 'user', 'id'), text(comment, 'created_at'), text(comment, 'html_url')]
    if (by === undefined || at === undefined || url === undefined) continue
    comments.push({ by, at, edited: text(comment, 'updated_at') !== at, body: text(comment, 'body') ?? '', url })
  }
  return comments
}

function personOf(account: unknown): Person | undefined {
  const [id, name] = [count(account, 'id'), text(account, 'login')]
  return id === undefined || name === undefined ? undefined : { id, name }
}
