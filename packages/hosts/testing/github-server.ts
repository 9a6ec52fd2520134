import { artifactServiceRoutes, makeRuntimeToken } from './artifact-service-routes.ts'
import type { MadeFile } from './git-repository.ts'
import { GitRepository } from './git-repository.ts'
import { checkRunRoutes } from './github-check-run-routes.ts'
import { addComment, commentRoutes } from './github-comment-routes.ts'
import { commitCommentRoutes } from './github-commit-comment-routes.ts'
import { githubDescription } from './github-description.ts'
import { overrideRoutes } from './github-override-routes.ts'
import { pullRoutes } from './github-pull-routes.ts'
import { repositoryRoutes } from './github-repository-routes.ts'
import { runRoutes } from './github-run-routes.ts'
import type { GitHubAccess, GitHubPermission, GitHubState } from './github-state.ts'
import { fail } from './github-state.ts'
import type { Route } from './http-exchange.ts'
import { startLocalServer } from './local-server.ts'
import { toBeClosed } from './open-servers.ts'
import { emptyLog } from './server-log.ts'

export interface GitHubServerOptions {
  /** `owner/name`. */
  readonly repository: string
  /** A real git directory whose branches are the repository's … */
  readonly gitDirectory?: string
  /** … or the files of the default branch, of which a repository is made. */
  readonly files?: Readonly<Record<string, MadeFile>>
  readonly defaultBranch?: string
  /** What the token may do; everything unless said otherwise. */
  readonly permissions?: Partial<Record<GitHubPermission, GitHubAccess>>
  readonly token?: string
  readonly viewer?: string
  /** The pull request that exists; 1 by default. */
  readonly pullRequest?: number
  /** Other repositories that the token may read, with the files of their default branch. */
  readonly otherRepositories?: Readonly<Record<string, Readonly<Record<string, MadeFile>>>>
  /** Repositories that exist and that the token may not see: GitHub answers as if there were none. */
  readonly unseenRepositories?: readonly string[]
  /** Issues that exist and are no pull requests; none by default. */
  readonly issues?: readonly number[]
  /** How many comments of other people the pull request has. */
  readonly comments?: number
}

export interface GitHubServer {
  /** Value for GITHUB_API_URL and, with a slash at its end, for ACTIONS_RUNTIME_URL and ACTIONS_RESULTS_URL. */
  readonly url: string
  readonly state: GitHubState
  readonly otherRepositories: ReadonlyMap<string, GitRepository>
  /** A runner's token for the artifact service, for the run with that number. */
  runtimeToken(run: number): string
  close(): Promise<void>
}

/**
 * A strict GitHub on this machine: REST (repository, git objects, comments, runs, artifacts), GraphQL's viewer and the
 * artifact service. Requests and answers of REST are checked against GitHub's own description. What GitHub would refuse
 * it refuses with GitHub's answer; what it does not know is answered 404 and noted in `state.unexpected`, which must be
 * empty when the server is closed: after the test, by itself.
 */
export async function startGitHubServer(options: GitHubServerOptions): Promise<GitHubServer> {
  const given = options.gitDirectory
  const git = given === undefined ? await GitRepository.make() : new GitRepository(given)
  const pull = options.pullRequest ?? 1
  const state: GitHubState = {
    repository: options.repository,
    git,
    defaultBranch: options.defaultBranch ?? 'main',
    token: options.token ?? 'ghs_test',
    viewer: options.viewer ?? 'github-actions[bot]',
    permissions: {
      contents: 'write',
      'pull-requests': 'write',
      issues: 'write',
      actions: 'write',
      checks: 'write',
      ...options.permissions,
    },
    pulls: new Set([pull]),
    issues: new Set(options.issues),
    comments: new Map(),
    commitComments: [],
    pullAnswers: [],
    events: new Map(),
    activities: [],
    collaborators: new Map(),
    commitAuthors: new Map(),
    runs: [],
    checkRuns: [],
    artifacts: [],
    blocks: new Map(),
    nextId: 1000,
    ...emptyLog(),
  }
  if (given === undefined) await git.commitFiles(state.defaultBranch, options.files ?? { 'README.md': '# test\n' })
  for (let index = 1; index <= (options.comments ?? 0); index++) addComment(state, pull, 'octocat', `Comment ${index}`)
  const others: (readonly [string, GitRepository])[] = []
  for (const [name, files] of Object.entries(options.otherRepositories ?? {})) {
    const other = await GitRepository.make()
    await other.commitFiles('main', files)
    others.push([name, other])
  }
  let url = ''
  const routes = [
    ...repositoryRoutes(state),
    ...others.flatMap(([repository, repositoryGit]) => repositoryRoutes({ ...state, repository, git: repositoryGit })),
    ...(options.unseenRepositories ?? []).map(unseen),
    ...overrideRoutes(state),
    ...pullRoutes(state),
    ...commentRoutes(state),
    ...commitCommentRoutes(state),
    ...checkRunRoutes(state),
    ...runRoutes(state, () => url),
    ...artifactServiceRoutes(state, () => url),
  ]
  const server = await startLocalServer(
    state,
    routes,
    (exchange) => fail(exchange, 404, 'Not Found'),
    await githubDescription(),
  )
  url = server.url
  return {
    url,
    state,
    otherRepositories: new Map(others),
    runtimeToken: (run) => makeRuntimeToken(String(run), 'job'),
    close: toBeClosed(async () => {
      try {
        await server.close()
      } finally {
        if (given === undefined) await git.remove()
        for (const [, other] of others) await other.remove()
      }
    }),
  }
}

function unseen(repository: string): Route {
  return {
    method: 'GET',
    pattern: new RegExp(`^/repos/${repository}(?:/|$)`, 'i'),
    handle: (exchange) => fail(exchange, 404, 'Not Found'),
  }
}
