import type { PolicyTip } from '@mlgate/core'
import type { TreeEntry, TreeSource } from '../commit-tree.ts'
import { CommitTree } from '../commit-tree.ts'
import { isBranchName, isObjectName, member, text } from '../json-shape.ts'
import { notOnBranch } from '../not-on-branch.ts'
import { branchTip } from './branch-tip.ts'
import type { GitLabApi } from './gitlab-api.ts'
import { isOnBranch } from './on-branch.ts'

const fileLimit = 100_000_000
const permission = 'read_api'

/** The present tip of a branch (the default branch when undefined) of a project, through the API. */
export async function gitlabPolicyTip(api: GitLabApi, project: string, branch: string | undefined): Promise<PolicyTip> {
  const name = branch ?? (await defaultBranch(api, project))
  const commit = await branchTip(api, project, name)
  const tree = new CommitTree(new GitLabTrees(api, project, commit))
  return { branch: name, commit, readFile: (file) => tree.readFile(file) }
}

/** A file of another project at a commit of its default branch: forks share their objects with the project's. */
export async function gitlabCommittedFile(
  api: GitLabApi,
  project: string,
  commit: string,
  path: string,
): Promise<Uint8Array | undefined> {
  const id = encodeURIComponent(project)
  const branch = await defaultBranch(api, id)
  const tip = await branchTip(api, id, branch)
  if (!(await isOnBranch(api, id, tip, commit))) throw notOnBranch(commit, branch, project)
  return new CommitTree(new GitLabTrees(api, id, commit)).readFile(path)
}

async function defaultBranch(api: GitLabApi, project: string): Promise<string> {
  const purpose = {
    doing: `asking for the default branch of ${decodeURIComponent(project)}`,
    permission: `read_api in that project`,
  }
  const name = member(await api.call(purpose, 'GET', `/projects/${project}`), 'default_branch')
  if (!isBranchName(name)) throw api.unexpected(purpose, 'no default branch')
  return name
}

class GitLabTrees implements TreeSource {
  readonly commit: string
  readonly #api: GitLabApi
  readonly #project: string

  constructor(api: GitLabApi, project: string, commit: string) {
    this.#api = api
    this.#project = project
    this.commit = commit
  }

  async entries(folder: string): Promise<ReadonlyMap<string, TreeEntry>> {
    const purpose = { doing: `reading the folder /${folder} of ${this.commit}`, permission }
    const query = new URLSearchParams({ ref: this.commit, path: folder })
    const entries = new Map<string, TreeEntry>()
    for await (const item of this.#api.pages(purpose, `/projects/${this.#project}/repository/tree?${query}`)) {
      const [name, mode, sha] = [text(item, 'name'), text(item, 'mode'), member(item, 'id')]
      if (name === undefined || mode === undefined || !isObjectName(sha))
        throw this.#api.unexpected(purpose, 'an entry')
      entries.set(name, { mode, sha })
    }
    return entries
  }

  async blob(path: string, sha: string): Promise<Uint8Array> {
    const purpose = { doing: `reading ${path} at ${this.commit}`, permission }
    return this.#api.bytes(purpose, `/projects/${this.#project}/repository/blobs/${sha}/raw`, fileLimit)
  }
}
