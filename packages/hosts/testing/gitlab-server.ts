import type { MadeFile } from './git-repository.ts'
import { GitRepository } from './git-repository.ts'
import {
  branchAnswer,
  commitAnswer,
  jobAnswer,
  listedPipeline,
  pipelineAnswer,
  projectAnswer,
  treeEntryAnswer,
  userAnswer,
} from './gitlab-answers.ts'
import { commitDiscussionRoutes } from './gitlab-commit-discussion-routes.ts'
import { gitlabDescription } from './gitlab-description.ts'
import { addNote, noteRoutes } from './gitlab-note-routes.ts'
import { overrideHandlers } from './gitlab-override-routes.ts'
import { route } from './gitlab-route.ts'
import { type GitLabState, noOverride, page, refuse } from './gitlab-state.ts'
import type { Route } from './http-exchange.ts'
import { startLocalServer } from './local-server.ts'
import { toBeClosed } from './open-servers.ts'
import { emptyLog } from './server-log.ts'

export interface GitLabServerOptions {
  readonly projectId?: number
  /** A real git directory whose branches are the project's … */
  readonly gitDirectory?: string
  /** … or the files of the default branch, of which a repository is made. */
  readonly files?: Readonly<Record<string, MadeFile>>
  readonly defaultBranch?: string
  readonly token?: string
  /** Issues that exist; none by default. */
  readonly issues?: readonly number[]
  /** How many notes of other people the merge request has. */
  readonly notes?: number
}

export interface GitLabServer {
  /** Value for CI_API_V4_URL. */
  readonly apiUrl: string
  readonly state: GitLabState
  close(): Promise<void>
}

/** A strict GitLab on this machine, as far as a job speaks with it; the rules are those of the GitHub server. */
export async function startGitLabServer(options: GitLabServerOptions = {}): Promise<GitLabServer> {
  const given = options.gitDirectory
  const git = given === undefined ? await GitRepository.make() : new GitRepository(given)
  const state: GitLabState = {
    projectId: options.projectId ?? 7,
    git,
    defaultBranch: options.defaultBranch ?? 'main',
    token: options.token ?? 'glpat-test',
    jobToken: 'glcbt-test',
    user: { id: 99, username: 'project_7_bot' },
    mayWrite: true,
    notes: [],
    issueNotes: new Map(options.issues?.map((number) => [number, []])),
    discussions: new Map(),
    pipelines: [],
    jobs: [],
    override: noOverride(),
    nextId: 1000,
    ...emptyLog(),
  }
  if (given === undefined) await git.commitFiles(state.defaultBranch, options.files ?? { 'README.md': '# test\n' })
  for (let index = 1; index <= (options.notes ?? 0); index++)
    addNote(state, { id: 1, username: 'alice' }, `Note ${index}`)
  const overriding = overrideHandlers(state).map(([pattern, handle]) => route(state, 'GET', pattern, handle))
  const routes = [
    ...projectRoutes(state),
    ...noteRoutes(state),
    ...commitDiscussionRoutes(state),
    ...jobRoutes(state),
    ...overriding,
  ]
  const server = await startLocalServer(
    state,
    routes,
    (exchange) => refuse(exchange, 404, '404 Not Found'),
    await gitlabDescription(),
  )
  return {
    apiUrl: `${server.url}/api/v4`,
    state,
    close: toBeClosed(async () => {
      try {
        await server.close()
      } finally {
        if (given === undefined) await git.remove()
      }
    }),
  }
}

function projectRoutes(state: GitLabState): readonly Route[] {
  // By its number, or by its path with the slashes encoded.
  const root = `/projects/(?:${state.projectId}|acme%2Fpolicy)`
  return [
    route(state, 'GET', '/user', (exchange) =>
      exchange.answer(200, userAnswer(state.user, { name: state.user.username, bot: true })),
    ),
    route(state, 'GET', root, (exchange) => exchange.answer(200, projectAnswer(state.projectId, state.defaultBranch))),
    route(state, 'GET', `${root}/repository/branches/(?<branch>[^/]+)`, async (exchange) => {
      const { branch = '' } = exchange.captured
      const commit = await state.git.tip(branch)
      if (commit === undefined) refuse(exchange, 404, '404 Branch Not Found')
      else exchange.answer(200, branchAnswer(branch, commit, branch === state.defaultBranch))
    }),
    route(state, 'GET', `${root}/repository/tree`, async (exchange) => {
      const query = exchange.url.searchParams
      const folder = query.get('path') ?? ''
      const entries = await state.git.entries(`${query.get('ref')}:${folder}`)
      if (entries === undefined) return refuse(exchange, 404, '404 Tree Not Found')
      page(
        exchange,
        entries.map((entry) => treeEntryAnswer(entry, folder)),
      )
    }),
    route(state, 'GET', `${root}/repository/merge_base`, async (exchange) => {
      const [one, other, ...more] = exchange.url.searchParams.getAll('refs[]')
      if (one === undefined || other === undefined || more.length > 0)
        return refuse(exchange, 400, 'Provide exactly 2 refs')
      const common = await state.git.mergeBase(one, other)
      if (common === undefined) refuse(exchange, 404, '404 Merge Base Not Found')
      else exchange.answer(200, commitAnswer(common))
    }),
    route(state, 'GET', `${root}/repository/blobs/(?<sha>[0-9a-f]+)/raw`, async (exchange) => {
      const bytes = await state.git.blob(exchange.captured.sha ?? '')
      if (bytes === undefined) refuse(exchange, 404, '404 Blob Not Found')
      else exchange.bytes(200, bytes, { 'content-type': 'text/plain; charset=utf-8' })
    }),
  ]
}

function jobRoutes(state: GitLabState): readonly Route[] {
  const root = `/projects/${state.projectId}`
  return [
    route(state, 'GET', `${root}/pipelines`, (exchange) => {
      const query = exchange.url.searchParams
      const wanted = (name: string, value: string) => (query.get(name) ?? value) === value
      const found = state.pipelines.filter(
        ({ ref, status, source }) => wanted('ref', ref) && wanted('status', status) && wanted('source', source),
      )
      const list = found.sort((a, b) => b.id - a.id).map((one) => listedPipeline(state.projectId, one))
      page(exchange, list)
    }),
    route(state, 'GET', `${root}/pipelines/(?<id>[0-9]+)`, (exchange) => {
      const pipeline = state.pipelines.find(({ id }) => id === Number(exchange.captured.id))
      if (pipeline === undefined) refuse(exchange, 404, '404 Not found')
      else exchange.answer(200, pipelineAnswer(state.projectId, pipeline))
    }),
    route(state, 'GET', `${root}/pipelines/(?<id>[0-9]+)/jobs`, (exchange) => {
      const pipeline = state.pipelines.find(({ id }) => id === Number(exchange.captured.id))
      if (pipeline === undefined) return refuse(exchange, 404, '404 Not found')
      // Of one pipeline the newest job is the first.
      const jobs = state.jobs.filter((job) => job.pipeline === pipeline.id).toSorted((one, other) => other.id - one.id)
      page(
        exchange,
        jobs.map((job) => jobAnswer(state.projectId, job, pipeline)),
      )
    }),
    route(state, 'GET', `${root}/jobs/(?<id>[0-9]+)/artifacts/(?<path>.+)`, (exchange) => {
      const files = state.jobs.find(({ id }) => id === Number(exchange.captured.id))?.files
      const content = files?.[exchange.captured.path ?? '']
      if (content === undefined) refuse(exchange, 404, '404 Not Found')
      else exchange.bytes(200, content, { 'content-type': 'application/octet-stream' })
    }),
  ]
}
