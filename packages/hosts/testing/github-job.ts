import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Host } from '@mlgate/core'
import { detectHost } from '../src/detect-host.ts'
import type { GitHubServer, GitHubServerOptions } from './github-server.ts'
import { startGitHubServer } from './github-server.ts'
import { toBeClosed } from './open-servers.ts'
import type { RecordedEffects } from './recorded-effects.ts'
import { recordEffects } from './recorded-effects.ts'

/** A job of pull request 1 of acme/flights, as its host sees it, on a server of its own. */
export interface GitHubJob {
  readonly host: Host
  readonly server: GitHubServer
  readonly effects: RecordedEffects
  /** The host of another job of the same run. */
  other(): Host
  /** The host of a job with other variables. */
  hostOf(env: Readonly<Record<string, string>>): Host
  close(): Promise<void>
}

export interface GitHubJobOptions {
  /** Whether the pull request comes from a repository that is gone. */
  readonly fork?: boolean
  /** A token other than the server's. */
  readonly token?: string
  readonly event?: string
  /** The event's payload beside the pull request. */
  readonly payload?: object
  /** Attempt of the run; 1 by default. */
  readonly attempt?: number
}

export async function startGitHubJob(
  options: Partial<GitHubServerOptions> = {},
  job: GitHubJobOptions = {},
): Promise<GitHubJob> {
  const server = await startGitHubServer({ repository: 'acme/flights', ...options })
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-event-'))
  const pull = {
    number: 1,
    base: { ref: 'main', sha: 'b'.repeat(40), repo: { id: 5 } },
    head: { ref: 'topic', sha: 'c'.repeat(40), repo: job.fork ? null : { id: 5 } },
  }
  await writeFile(join(folder, 'event.json'), JSON.stringify({ pull_request: pull, ...job.payload }))
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: server.url,
    GITHUB_REPOSITORY: 'acme/flights',
    GITHUB_EVENT_NAME: job.event ?? 'pull_request',
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_RUN_ID: '50',
    GITHUB_RUN_ATTEMPT: String(job.attempt ?? 1),
    GITHUB_TOKEN: job.token ?? server.state.token,
  }
  const effects = recordEffects()
  return {
    host: detectHost(env, effects.deps),
    server,
    effects,
    other: () => detectHost(env, recordEffects().deps),
    hostOf: (more) => detectHost({ ...env, ...more }, recordEffects().deps),
    close: toBeClosed(async () => {
      try {
        await server.close()
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    }),
  }
}
