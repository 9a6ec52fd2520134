import { member } from '../src/json-shape.ts'
import type { MadeFile } from './git-repository.ts'
import { GitRepository } from './git-repository.ts'
import {
  branchAnswer,
  commitAnswer,
  jobAnswer,
  listedPipeline,
  noteAnswer,
  pipelineAnswer,
  projectAnswer,
  treeEntryAnswer,
  userAnswer,
} from './gitlab-answers.ts'
import { gitlabDescription } from './gitlab-description.ts'
import { overrideHandlers } from './gitlab-override-routes.ts'
import { type GitLabState, type Note, noOverride, page, refuse } from './gitlab-state.ts'
import type { Exchange, Route } from './http-exchange.ts'
import { startLocalServer } from './local-server.ts'
import { emptyLog } from './server-log.ts'

export interface GitLabServerOptions {
  readonly projectId?: number
  /** A real git directory whose branches are the project's … */
  readonly gitDirectory?: string
  /** … or the files of the default branch, of which a repository is made. */
  readonly files?: Readonly<Record<string, MadeFile>>
  readonly defaultBranch?: string
  readonly token?: string
  /** How many notes of other people the merge request has. */
  readonly notes?: number
}

export interface GitLabServer {
  /** Value for CI_API_V4_URL. */
  readonly apiUrl: string
  readonly state: GitLabState
  close(): Promise<void>
}

const noteLimit = 1_000_000

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
  const routes = [...projectRoutes(state), ...noteRoutes(state), ...jobRoutes(state), ...overriding]
  const server = await startLocalServer(
    state,
    routes,
    (exchange) => refuse(exchange, 404, '404 Not Found'),
    await gitlabDescription(),
  )
  return {
    apiUrl: `${server.url}/api/v4`,
    state,
    close: async () => {
      try {
        await server.close()
      } finally {
        if (given === undefined) await git.remove()
      }
    },
  }
}

/** Adds a note as somebody would by hand. */
export function addNote(
  state: GitLabState,
  author: Note['author'],
  body: string,
  at: string = new Date().toISOString(),
): Note {
  const note = { id: state.nextId++, body, system: false, author, created_at: at, updated_at: at }
  state.notes.push(note)
  return note
}

function route(
  state: GitLabState,
  method: string,
  pattern: string,
  handle: (exchange: Exchange) => void | Promise<void>,
): Route {
  return {
    method,
    pattern: new RegExp(`^/api/v4${pattern}$`),
    handle: (exchange) => {
      const token = exchange.headers['private-token']
      const ofJob = exchange.headers['job-token']
      // A job token may fetch artifacts of jobs, and nothing else of what is served here.
      const jobMay = method === 'GET' && pattern.includes('/artifacts/')
      if (token !== state.token && !(ofJob === state.jobToken && jobMay)) {
        return refuse(exchange, 401, '401 Unauthorized')
      }
      if (method !== 'GET' && !state.mayWrite) {
        const scope = { error: 'insufficient_scope', error_description: 'The request requires higher privileges.' }
        return exchange.answer(403, scope)
      }
      return handle(exchange)
    },
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

function noteRoutes(state: GitLabState): readonly Route[] {
  const root = `/projects/${state.projectId}/merge_requests/1/notes`
  return [
    route(state, 'GET', root, (exchange) => {
      // GitLab sorts newest first unless asked otherwise.
      const ascending = exchange.url.searchParams.get('sort') === 'asc'
      const notes = state.notes.map((note) => noteAnswer(state.projectId, note))
      page(exchange, ascending ? notes : notes.reverse())
    }),
    route(state, 'POST', root, (exchange) => {
      const body = acceptedBody(exchange)
      if (body !== undefined) exchange.answer(201, noteAnswer(state.projectId, addNote(state, state.user, body)))
    }),
    route(state, 'PUT', `${root}/(?<id>[0-9]+)`, (exchange) => {
      const index = state.notes.findIndex(({ id }) => id === Number(exchange.captured.id))
      const note = state.notes[index]
      if (note === undefined) return refuse(exchange, 404, '404 Note Not Found')
      const body = acceptedBody(exchange)
      if (body === undefined) return
      const changed = { ...note, body, updated_at: new Date().toISOString() }
      state.notes[index] = changed
      exchange.answer(200, noteAnswer(state.projectId, changed))
    }),
    route(state, 'DELETE', `${root}/(?<id>[0-9]+)`, (exchange) => {
      const index = state.notes.findIndex(({ id }) => id === Number(exchange.captured.id))
      if (index < 0) return refuse(exchange, 404, '404 Note Not Found')
      state.notes.splice(index, 1)
      exchange.empty(204)
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

function acceptedBody(exchange: Exchange): string | undefined {
  const body = member(exchange.json(), 'body')
  if (typeof body !== 'string' || body === '') {
    refuse(exchange, 400, '400 (Bad request) "Note {:note=>["can\'t be blank"]}" not given')
    return undefined
  }
  if (body.length > noteLimit) {
    refuse(exchange, 400, `400 Bad request - Note is too long (maximum is ${noteLimit} characters)`)
    return undefined
  }
  return body
}
