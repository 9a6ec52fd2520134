import type { Exec, Logger } from '@mlgate/core'
import type { ArtifactClient } from './github/artifact-client.ts'

/** How long to wait for a forge, and how often to ask again. Tests shorten it. */
export interface Patience {
  /** Until an answer begins, and between two pieces of it. */
  readonly answerSeconds: number
  /** Further attempts after a 5xx, a lost connection or a timeout. */
  readonly retries: number
  /** Waiting before the n-th retry is n² of these. */
  readonly retryBaseMs: number
  /** The longest that a forge's rate limit may keep one request waiting; a limit that lasts longer is an error. */
  readonly limitSeconds: number
  /** The least time that a written comment must stay as it is; longer where the forge is slow. */
  readonly settleMs: number
  /** For a whole artifact, up or down. */
  readonly artifactSeconds: number
}

/** A silent server ends in an error after about 54 s, one that answers 5xx after 14 s. */
export const defaultPatience: Patience = {
  answerSeconds: 10,
  retries: 3,
  retryBaseMs: 1000,
  // GitHub asks for a minute when there was too much at once, GitLab counts by the minute.
  limitSeconds: 90,
  settleMs: 500,
  artifactSeconds: 1800,
}

/** Everything effectful that a host works with. */
export interface HostDependencies {
  readonly fetch: typeof globalThis.fetch
  /** Standard output, where forges read workflow commands and section marks. Gets whole lines. */
  readonly write: (text: string) => void
  readonly exec: Exec
  readonly log: Logger
  /** The wall clock, for the times that section marks carry; the machine's by default. */
  readonly now?: () => Date
  /** Has work done when the process ends, which then can only be synchronous; the process's own event by default. */
  readonly onExit?: (work: () => void) => void
  /** Inputs that take precedence over the forge's own way of passing them: the command line's. */
  readonly inputs?: Readonly<Record<string, string | undefined>>
  readonly patience?: Partial<Patience>
  /** Makes the client of GitHub's artifact service; by default `@actions/artifact`, loaded when first needed. */
  readonly artifactClient?: () => Promise<ArtifactClient>
}

export type Environment = Readonly<Record<string, string | undefined>>

/** A variable's value; undefined when it is missing or empty, which forges use for "not set". */
export function variable(env: Environment, name: string): string | undefined {
  const value = env[name]
  return value === undefined || value === '' ? undefined : value
}
