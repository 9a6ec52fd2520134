import type { Schemas } from '../github-state.ts'
import { nodeId } from './account.ts'

/** What is known of a commit: git's own, and the accounts that GitHub takes for its makers. */
export interface KnownCommit {
  readonly sha: string
  readonly tree: string
  readonly author?: Schemas['simple-user'] | null
}

const made = { name: 'test', email: 'test@example.com', date: '1970-01-01T00:00:00Z' }

export function commitAnswer(repository: string, { sha, tree, author = null }: KnownCommit): Schemas['commit'] {
  const url = `https://api.github.com/repos/${repository}`
  return {
    url: `${url}/commits/${sha}`,
    sha,
    node_id: nodeId('C', sha),
    html_url: `https://github.com/${repository}/commit/${sha}`,
    comments_url: `${url}/commits/${sha}/comments`,
    commit: {
      url: `${url}/git/commits/${sha}`,
      author: made,
      committer: made,
      message: 'made for a test',
      comment_count: 0,
      tree: { sha: tree, url: `${url}/git/trees/${tree}` },
    },
    author,
    committer: author,
    parents: [],
  }
}

/** The commit as git's own object. */
export function gitCommitAnswer(repository: string, { sha, tree }: KnownCommit): Schemas['git-commit'] {
  const url = `https://api.github.com/repos/${repository}/git`
  return {
    sha,
    node_id: nodeId('C', sha),
    url: `${url}/commits/${sha}`,
    html_url: `https://github.com/${repository}/commit/${sha}`,
    author: made,
    committer: made,
    message: 'made for a test',
    tree: { sha: tree, url: `${url}/trees/${tree}` },
    parents: [],
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  }
}

export function branchAnswer(repository: string, name: string, commit: KnownCommit): Schemas['branch-with-protection'] {
  const url = `https://api.github.com/repos/${repository}/branches/${name}`
  return {
    name,
    commit: commitAnswer(repository, commit),
    _links: { html: `https://github.com/${repository}/tree/${name}`, self: url },
    protected: false,
    protection: { enabled: false },
    protection_url: `${url}/protection`,
  }
}

/** How two commits relate. The second page and all later ones leave out the files; nobody here asks for the first. */
export function comparisonAnswer(
  repository: string,
  compared: {
    readonly base: KnownCommit
    readonly head: KnownCommit
    readonly common: KnownCommit
    readonly status: Schemas['commit-comparison']['status']
    readonly ahead: number
    readonly behind: number
  },
): Schemas['commit-comparison'] {
  const { base, head, common, status, ahead, behind } = compared
  const basehead = `compare/${base.sha}...${head.sha}`
  const html = `https://github.com/${repository}/${basehead}`
  return {
    url: `https://api.github.com/repos/${repository}/${basehead}`,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: commitAnswer(repository, base),
    merge_base_commit: commitAnswer(repository, common),
    status,
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    commits: [],
  }
}
