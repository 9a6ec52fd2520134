import { ConfigurationError } from '@mlgate/core'
import { bringRunArtifacts } from './github/bring-run-artifacts.ts'
import { GitHubApi } from './github/github-api.ts'
import { bringPipelineArtifacts } from './gitlab/bring-pipeline-artifacts.ts'
import { GitLabApi } from './gitlab/gitlab-api.ts'
import { defaultPatience, type Environment, type HostDependencies, variable } from './host-dependencies.ts'
import { readToken } from './token.ts'
import type { WantedFiles } from './unpack-files.ts'

/** Where runs are, as somebody at a terminal or a job names them. */
export interface RunSource {
  readonly forge: 'github' | 'gitlab'
  /** `owner/name`, `group/project`. */
  readonly repository: string
  readonly apiUrl: string
  readonly token: string | undefined
}

/** What is wanted of a run. */
export interface WantedArtifacts {
  readonly isWanted: (name: string) => boolean
  /** Names that are known beforehand; GitLab lists none. */
  readonly names: readonly string[]
  readonly files: WantedFiles
}

/**
 * Where runs are: of the repository that is given (`owner/name`, or its address), else of the job that this is, else of
 * git's remote `origin`. A token is taken only for the server that its variable is for. Throws ConfigurationError when
 * there is no telling.
 */
export function runSource(env: Environment, given: string | undefined, origin: string | undefined): RunSource {
  const address = addressOf(given) ?? jobAddress(env, given) ?? addressOf(origin)
  if (address === undefined) {
    throw new ConfigurationError(
      'replay: which repository the run belongs to is not known here. Name it: --repository https://github.com/<owner>/<name>.',
    )
  }
  const { server, path } = address
  return forgeOf(env, server) === 'gitlab' ? gitlabSource(env, server, path) : githubSource(env, server, path)
}

/** Brings what is wanted of a run into folders below `into`. */
export async function bringArtifacts(
  source: RunSource,
  run: string,
  wanted: WantedArtifacts,
  into: string,
  deps: Pick<HostDependencies, 'fetch' | 'log' | 'patience'>,
): Promise<readonly { readonly name: string; readonly folder: string }[]> {
  const patience = { ...defaultPatience, ...deps.patience }
  const { apiUrl, repository, token, forge } = source
  if (forge === 'gitlab') {
    const value: { readonly kind: 'token'; readonly value: string } | undefined =
      token === undefined ? undefined : { kind: 'token', value: token }
    const api = new GitLabApi({ baseUrl: apiUrl, token: value, fetch: deps.fetch, log: deps.log, patience })
    return bringPipelineArtifacts(api, encodeURIComponent(repository), Number(run), wanted.names, into)
  }
  const [owner = '', repo = ''] = repository.split('/')
  const api = new GitHubApi({ baseUrl: apiUrl, token, fetch: deps.fetch, log: deps.log, patience })
  const download = { fetch: deps.fetch, patience }
  return bringRunArtifacts({ api, repository: { owner, repo }, download }, Number(run), wanted, into)
}

interface Address {
  /** Of the server: `https://github.com`. */
  readonly server: string
  readonly path: string
}

/** https, and git's own ways of naming the same over ssh. */
function addressOf(text: string | undefined): Address | undefined {
  if (text === undefined) return undefined
  const ssh = /^(?:ssh:\/\/)?git@(?<host>[^/:]+)(?::[0-9]+)?[:/](?<path>.+)$/.exec(text)?.groups
  if (ssh !== undefined && !URL.canParse(`https://${ssh.host}`)) {
    throw new ConfigurationError(
      `replay: ${JSON.stringify(ssh.host)} is no host. Name the repository: --repository https://github.com/<owner>/<name>.`,
    )
  }
  if (ssh !== undefined) return { server: `https://${ssh.host}`, path: repositoryOf(ssh.path ?? '') }
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return undefined
  const { origin, pathname } = new URL(text)
  return { server: origin, path: repositoryOf(pathname) }
}

function repositoryOf(path: string): string {
  return path
    .replace(/^\/+/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
}

/** Of the job that this is; `given` is a repository without its server, which is github.com elsewhere. */
function jobAddress(env: Environment, given: string | undefined): Address | undefined {
  const gitlab = variable(env, 'CI_SERVER_URL')
  const server = gitlab ?? variable(env, 'GITHUB_SERVER_URL')
  const own = gitlab === undefined ? variable(env, 'GITHUB_REPOSITORY') : variable(env, 'CI_PROJECT_PATH')
  const path = given ?? own
  if (path === undefined) return undefined
  return { server: server ?? 'https://github.com', path: repositoryOf(path) }
}

/** A server of one's own is asked as what its name says, or the variables for it; GitHub's otherwise. */
function forgeOf(env: Environment, server: string): RunSource['forge'] {
  const host = new URL(server).hostname
  const isGitLab = server === variable(env, 'CI_SERVER_URL') || host === variable(env, 'GITLAB_HOST')
  return isGitLab || /(^|\.)gitlab\./.test(host) ? 'gitlab' : 'github'
}

function githubSource(env: Environment, server: string, repository: string): RunSource {
  if (!/^[^/]+\/[^/]+$/.test(repository)) throw noRepository(repository)
  const { hostname } = new URL(server)
  const isHere = server === variable(env, 'GITHUB_SERVER_URL')
  const isPublic = hostname === 'github.com' || hostname.endsWith('.ghe.com')
  const apiUrl =
    (isHere ? variable(env, 'GITHUB_API_URL') : undefined) ??
    (hostname === 'github.com' ? 'https://api.github.com' : isPublic ? `https://api.${hostname}` : `${server}/api/v3`)
  // In a job on another server GITHUB_TOKEN is that server's.
  const inOtherJob = !isHere && variable(env, 'GITHUB_SERVER_URL') !== undefined
  const ofJob = isHere && !isPublic ? ['GITHUB_TOKEN', 'GH_TOKEN'] : []
  const ofPublic = isPublic ? ['GH_TOKEN', ...(inOtherJob ? [] : ['GITHUB_TOKEN'])] : []
  const isOwn = hostname === variable(env, 'GH_HOST') && isPrivate(apiUrl)
  const ofOwn = isOwn ? ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'] : []
  return { forge: 'github', repository, apiUrl, token: tokenIn(env, [...ofJob, ...ofPublic, ...ofOwn]) }
}

function gitlabSource(env: Environment, server: string, repository: string): RunSource {
  if (!repository.includes('/')) throw noRepository(repository)
  const { hostname } = new URL(server)
  const isHere = server === variable(env, 'CI_SERVER_URL')
  const apiUrl = (isHere ? variable(env, 'CI_API_V4_URL') : undefined) ?? `${server}/api/v4`
  // In a job the token is its server's; elsewhere it is of the server that the variable beside it names.
  const inOtherJob = !isHere && variable(env, 'CI_SERVER_URL') !== undefined
  const isNamed = hostname === (variable(env, 'GITLAB_HOST') ?? 'gitlab.com')
  const isKnown = isHere || (!inOtherJob && isNamed && isPrivate(apiUrl))
  return { forge: 'gitlab', repository, apiUrl, token: isKnown ? tokenIn(env, ['GITLAB_TOKEN']) : undefined }
}

/** Whether others on the way cannot read what is sent. A job's own server is asked as the job is. */
function isPrivate(apiUrl: string): boolean {
  return apiUrl.startsWith('https://')
}

function tokenIn(env: Environment, names: readonly string[]): string | undefined {
  for (const name of names) {
    const token = readToken(env[name], name)
    if (token !== undefined) return token
  }
  return undefined
}

function noRepository(path: string): ConfigurationError {
  return new ConfigurationError(
    `replay: ${JSON.stringify(path)} names no repository. Write owner/name, or its address.`,
  )
}
