import type { Schemas } from '../github-state.ts'
import { accountOf, nodeId } from './account.ts'

/** What every answer tells of a repository. */
export function minimalRepository(fullName: string) {
  const [owner = '', name = ''] = fullName.split('/')
  const account = accountOf(owner)
  return {
    id: repositoryId(fullName),
    node_id: nodeId('R', fullName),
    name,
    full_name: fullName,
    owner: account,
    private: false,
    description: null,
    fork: false,
    ...addresses(fullName),
  } satisfies Schemas['minimal-repository']
}

/** A repository as the two sides of a pull request show it. */
export function repositoryOf(fullName: string, defaultBranch: string): Schemas['repository'] {
  const times = {
    created_at: '2026-01-01T00:00:00Z',
    pushed_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  }
  const { owner, private: isPrivate, ...minimal } = minimalRepository(fullName)
  return {
    ...minimal,
    ...cloneAddresses(fullName),
    owner,
    private: isPrivate,
    ...times,
    ...counts,
    license: null,
    homepage: null,
    language: null,
    default_branch: defaultBranch,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: false,
    archived: false,
    disabled: false,
  }
}

/** A repository that was asked for itself. */
export function fullRepository(fullName: string, defaultBranch: string): Schemas['full-repository'] {
  const { has_downloads, license, ...known } = repositoryOf(fullName, defaultBranch)
  return {
    ...known,
    created_at: '2026-01-01T00:00:00Z',
    pushed_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    license,
    has_downloads,
    has_discussions: false,
    subscribers_count: 0,
    network_count: 0,
  }
}

const counts = {
  forks: 0,
  forks_count: 0,
  stargazers_count: 0,
  watchers: 0,
  watchers_count: 0,
  open_issues: 0,
  open_issues_count: 0,
  size: 1,
}

function cloneAddresses(fullName: string) {
  return {
    clone_url: `https://github.com/${fullName}.git`,
    git_url: `git://github.com/${fullName}.git`,
    mirror_url: null,
    ssh_url: `git@github.com:${fullName}.git`,
    svn_url: `https://github.com/${fullName}`,
  }
}

function addresses(fullName: string) {
  const url = `https://api.github.com/repos/${fullName}`
  return {
    url,
    html_url: `https://github.com/${fullName}`,
    archive_url: `${url}/{archive_format}{/ref}`,
    assignees_url: `${url}/assignees{/user}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    branches_url: `${url}/branches{/branch}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    comments_url: `${url}/comments{/number}`,
    commits_url: `${url}/commits{/sha}`,
    compare_url: `${url}/compare/{base}...{head}`,
    contents_url: `${url}/contents/{+path}`,
    contributors_url: `${url}/contributors`,
    deployments_url: `${url}/deployments`,
    downloads_url: `${url}/downloads`,
    events_url: `${url}/events`,
    forks_url: `${url}/forks`,
    git_commits_url: `${url}/git/commits{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    hooks_url: `${url}/hooks`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    issue_events_url: `${url}/issues/events{/number}`,
    issues_url: `${url}/issues{/number}`,
    keys_url: `${url}/keys{/key_id}`,
    labels_url: `${url}/labels{/name}`,
    languages_url: `${url}/languages`,
    merges_url: `${url}/merges`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    pulls_url: `${url}/pulls{/number}`,
    releases_url: `${url}/releases{/id}`,
    stargazers_url: `${url}/stargazers`,
    statuses_url: `${url}/statuses/{sha}`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    tags_url: `${url}/tags`,
    teams_url: `${url}/teams`,
    trees_url: `${url}/git/trees{/sha}`,
  }
}

/** An id that follows from a repository's full name, so that each has its own. */
export function repositoryId(fullName: string): number {
  return [...fullName].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 11)
}
