import type { PolicyTip } from '@mlgate/core'
import { InfrastructureError } from '@mlgate/core'
import type { TreeEntry, TreeSource } from '../commit-tree.ts'
import { CommitTree } from '../commit-tree.ts'
import { isBranchName, isObjectName, items, member, text } from '../json-shape.ts'
import { notOnBranch } from '../not-on-branch.ts'
import { branchTip } from './branch-tip.ts'
import type { GitHubApi } from './github-api.ts'
import { isOnBranch } from './on-branch.ts'
import type { Repository } from './repository.ts'

/** The API serves blobs up to 100 MB. */
const fileLimit = 100_000_000

const ownPermission = 'contents: read'

/**
 * The present tip of a branch, or of the default branch when `branch` is undefined, asked of GitHub now: what an event
 * carries is as old as the event.
 */
export async function githubPolicyTip(
  api: GitHubApi,
  repository: Repository,
  branch: string | undefined,
): Promise<PolicyTip> {
  const name = branch ?? (await defaultBranch(api, repository, 'metadata: read'))
  const commit = await branchTip(api, repository, name)
  const tree = new CommitTree(new GitHubTrees(api, repository, commit))
  return { branch: name, commit, readFile: (path) => tree.readFile(path) }
}

/**
 * A file of another repository at a commit of its default branch. GitHub serves the commits of all forks of a repository
 * in its name, so that anybody could pass one off as the organisation's.
 */
export async function githubCommittedFile(
  api: GitHubApi,
  repository: Repository,
  commit: string,
  path: string,
): Promise<Uint8Array | undefined> {
  const name = `${repository.owner}/${repository.repo}`
  // The job's own token may not see another repository that is private.
  const permission = `contents: read in ${name}`
  const branch = await defaultBranch(api, repository, permission)
  const tip = await branchTip(api, repository, branch, permission)
  if (!(await isOnBranch(api, repository, tip, commit))) throw notOnBranch(commit, branch, name)
  return new CommitTree(new GitHubTrees(api, repository, commit, permission)).readFile(path)
}

async function defaultBranch(api: GitHubApi, repository: Repository, permission: string): Promise<string> {
  const purpose = { doing: 'asking for the default branch', permission }
  const name = member(await api.call(purpose, 'GET /repos/{owner}/{repo}', { ...repository }), 'default_branch')
  if (!isBranchName(name)) throw api.unexpected(purpose, 'no default branch')
  return name
}

class GitHubTrees implements TreeSource {
  readonly commit: string
  readonly #api: GitHubApi
  readonly #repository: Repository
  readonly #permission: string

  constructor(api: GitHubApi, repository: Repository, commit: string, permission = ownPermission) {
    this.#api = api
    this.#repository = repository
    this.commit = commit
    this.#permission = permission
  }

  async entries(folder: string, tree: string | undefined): Promise<ReadonlyMap<string, TreeEntry>> {
    const purpose = {
      doing: `reading the folder /${folder} of ${this.commit}`,
      permission: this.#permission,
    }
    const route = 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}'
    const tree_sha = tree ?? (await this.#rootTree())
    const answer = await this.#api.call(purpose, route, { ...this.#repository, tree_sha })
    const list = items(answer, 'tree')
    if (list === undefined) throw this.#api.unexpected(purpose, 'no tree')
    if (member(answer, 'truncated') !== false) {
      throw new InfrastructureError(`The folder /${folder} has more entries than the API lists.`, { retryable: false })
    }
    const entries = new Map<string, TreeEntry>()
    for (const item of list) {
      const [path, mode, sha] = [text(item, 'path'), text(item, 'mode'), member(item, 'sha')]
      if (path === undefined || mode === undefined || !isObjectName(sha))
        throw this.#api.unexpected(purpose, 'an entry')
      entries.set(path, { mode, sha })
    }
    return entries
  }

  async blob(path: string, file_sha: string): Promise<Uint8Array> {
    const purpose = { doing: `reading ${path} at ${this.commit}`, permission: this.#permission }
    const route = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}'
    return this.#api.bytes(purpose, route, { ...this.#repository, file_sha }, fileLimit)
  }

  async #rootTree(): Promise<string> {
    const purpose = { doing: `reading the commit ${this.commit}`, permission: this.#permission }
    const route = 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}'
    const tree = member(
      await this.#api.call(purpose, route, { ...this.#repository, commit_sha: this.commit }),
      'tree',
      'sha',
    )
    if (!isObjectName(tree)) throw this.#api.unexpected(purpose, 'no tree')
    return tree
  }
}
