import { messageOf } from '@mlgate/core'
import { type Environment, variable } from './host-dependencies.ts'
import { member } from './json-shape.ts'
import { readBytes, timedFetch } from './timed-fetch.ts'
import { readToken } from './token.ts'

/** A right that the steps use, as far as asking for something harmless shows it. */
export interface ExaminedRight {
  /** What it is for: `read the policy`. */
  readonly what: string
  /** `unknown`: only writing would show it. */
  readonly state: 'has' | 'lacks' | 'unknown'
  readonly found: string
  readonly remedy?: string
}

/** What a forge answers to the token that is here. Nothing in it is secret. */
export interface ExaminedForge {
  readonly forge: 'github' | 'gitlab' | 'none'
  /** Name of the variable that holds the token. */
  readonly tokenFrom: string | undefined
  readonly rights: readonly ExaminedRight[]
  /** Our clock minus the forge's, in seconds; undefined when it was not told. */
  readonly skewSeconds: number | undefined
  /** Why the forge could not be asked. */
  readonly unreachable: string | undefined
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

const answerLimit = 1_000_000

/**
 * Asks the forge of this environment what its token may do, by reading alone: writing is the only proof of the right to
 * write, so of that only what the forge says of the token by itself is told. Never rejects for what the forge answers.
 */
export async function examineToken(
  env: Environment,
  deps: { readonly fetch: typeof globalThis.fetch; readonly now: () => Date },
): Promise<ExaminedForge> {
  const isGitLab =
    env.GITLAB_CI === 'true' || (env.GITHUB_ACTIONS !== 'true' && variable(env, 'GITLAB_TOKEN') !== undefined)
  const isGitHub = env.GITHUB_ACTIONS === 'true' || variable(env, 'GITHUB_REPOSITORY') !== undefined
  const none: ExaminedForge = {
    forge: 'none',
    tokenFrom: undefined,
    rights: [],
    skewSeconds: undefined,
    unreachable: undefined,
  }
  if (!isGitLab && !isGitHub) return none
  const forge = isGitLab ? 'gitlab' : 'github'
  const held = forge === 'gitlab' ? gitlabToken(env) : githubToken(env)
  if (held === undefined) return { ...none, forge }
  const root =
    (forge === 'gitlab' ? variable(env, 'CI_API_V4_URL') : variable(env, 'GITHUB_API_URL')) ?? 'https://api.github.com'
  const clock: { skewSeconds?: number } = {}
  const ask = async (path: string): Promise<Answer> => {
    // A token goes to its own forge alone, so that no redirect is followed.
    const response = await timedFetch(deps.fetch, 15)(`${root.replace(/\/+$/, '')}${path}`, {
      headers: { ...held.headers, 'user-agent': 'mlgate', accept: 'application/json' },
      redirect: 'manual',
    })
    const told = Date.parse(response.headers.get('date') ?? '')
    if (!Number.isNaN(told)) clock.skewSeconds = Math.round((deps.now().getTime() - told) / 1000)
    const bytes = response.body === null ? new Uint8Array() : await readBytes(response.body, answerLimit)
    return { status: response.status, headers: response.headers, body: parsed(bytes) }
  }
  try {
    const rights = forge === 'gitlab' ? await gitlabRights(env, held, ask) : await githubRights(env, ask)
    return { forge, tokenFrom: held.from, rights, skewSeconds: clock.skewSeconds, unreachable: undefined }
  } catch (error) {
    const said = messageOf(error instanceof Error && error.cause !== undefined ? error.cause : error)
    const unreachable = `${new URL(root).origin}: ${said.replaceAll(held.value, '***')}`
    return { forge, tokenFrom: held.from, rights: [], skewSeconds: clock.skewSeconds, unreachable }
  }
}

interface HeldToken {
  readonly from: string
  readonly value: string
  readonly headers: Readonly<Record<string, string>>
}

function githubToken(env: Environment): HeldToken | undefined {
  for (const from of ['GITHUB_TOKEN', 'GH_TOKEN']) {
    const value = readToken(env[from], from)
    if (value !== undefined) return { from, value, headers: { authorization: `Bearer ${value}` } }
  }
  return undefined
}

function gitlabToken(env: Environment): HeldToken | undefined {
  const own = readToken(env.GITLAB_TOKEN, 'GITLAB_TOKEN')
  if (own !== undefined) return { from: 'GITLAB_TOKEN', value: own, headers: { 'PRIVATE-TOKEN': own } }
  const job = readToken(env.CI_JOB_TOKEN, 'CI_JOB_TOKEN')
  return job === undefined ? undefined : { from: 'CI_JOB_TOKEN', value: job, headers: { 'JOB-TOKEN': job } }
}

type Ask = (path: string) => Promise<Answer>

async function githubRights(env: Environment, ask: Ask): Promise<readonly ExaminedRight[]> {
  const name = variable(env, 'GITHUB_REPOSITORY') ?? ''
  const path = `/repos/${name.split('/').map(encodeURIComponent).join('/')}`
  const contents = await ask(`${path}/commits?per_page=1`)
  const actions = await ask(`${path}/actions/artifacts?per_page=1`)
  const scopes = contents.headers.get('x-oauth-scopes')
  return [
    right('read the policy', contents, 'contents: read', [200, 409]),
    right('look up the baseline', actions, 'actions: read', [200]),
    commentRight(scopes),
  ]
}

/** GitHub lists the scopes of classic tokens alone; what a job's own token may write shows only in writing. */
function commentRight(scopes: string | null): ExaminedRight {
  const what = 'comment on pull requests'
  if (scopes === null || scopes === '') {
    return {
      what,
      state: 'unknown',
      found: 'GitHub does not say it of this kind of token',
      remedy: 'give the job pull-requests: write; on pull requests of forks no token may comment',
    }
  }
  const listed = scopes.split(',').map((scope) => scope.trim())
  const may = listed.some((scope) => scope === 'repo' || scope === 'public_repo')
  return may
    ? { what, state: 'has', found: `scopes ${listed.join(', ')}` }
    : { what, state: 'lacks', found: `scopes ${listed.join(', ')}`, remedy: 'make a token with the scope repo' }
}

async function gitlabRights(env: Environment, held: HeldToken, ask: Ask): Promise<readonly ExaminedRight[]> {
  const comment = 'comment on merge requests'
  const id = encodeURIComponent(variable(env, 'CI_PROJECT_ID') ?? '')
  if (held.from === 'CI_JOB_TOKEN') {
    return [
      {
        what: comment,
        state: 'lacks',
        found: 'CI_JOB_TOKEN cannot comment (gitlab-org/gitlab#464591)',
        remedy: 'set GITLAB_TOKEN to a project access token with the scope api',
      },
    ]
  }
  const project = await ask(`/projects/${id}`)
  const self = await ask('/personal_access_tokens/self')
  const listed = member(self.body, 'scopes')
  const scopes = Array.isArray(listed) ? listed.map(String) : undefined
  const found =
    scopes === undefined ? `GitLab answered ${self.status} when asked for its scopes` : `scopes ${scopes.join(', ')}`
  const remedy = 'make a project access token with the scope api and the role Reporter or higher'
  const state = scopes === undefined ? 'unknown' : scopes.includes('api') ? 'has' : 'lacks'
  return [
    right('read the policy and the baseline', project, 'the scope read_api', [200]),
    { what: comment, state, found, ...(state === 'has' ? {} : { remedy }) },
  ]
}

function right(what: string, { status, headers }: Answer, permission: string, good: readonly number[]): ExaminedRight {
  if (good.includes(status)) return { what, state: 'has', found: `answered ${status}` }
  if (status >= 500 || status === 429)
    return { what, state: 'unknown', found: `answered ${status}`, remedy: 'try again later' }
  const accepted = headers.get('x-accepted-github-permissions')
  const asked = accepted === null ? '' : `, wants ${accepted}`
  return { what, state: 'lacks', found: `answered ${status}${asked}`, remedy: `give the token ${permission}` }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
