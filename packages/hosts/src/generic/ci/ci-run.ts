import type { RunContext } from '@mlgate/core'

/** The pull or merge request that a CI system says it works on. What it does not say is undefined. */
export interface CiChange {
  /** As the system writes it; a number on every forge that has pull requests. */
  readonly id: string
  readonly url: string | undefined
  readonly targetBranch: string | undefined
  readonly headCommit: string | undefined
  /** True also where the system does not rule it out. */
  readonly fromFork: boolean
}

/** A run as its CI system tells it by variables. */
export interface CiRun extends RunContext {
  /** The system, as in `azure-pipelines`. */
  readonly system: string
  readonly change: CiChange | undefined
}

/** `owner/name` out of a repository's address (https, ssh, `git@host:owner/name.git`); undefined when it is none. */
export function repositoryOf(address: string | undefined): string | undefined {
  const path = /^(?:[a-z+]+:\/\/[^/]+\/|[\w.-]+@[\w.-]+:)(.+?)(?:\.git)?\/?$/.exec(address ?? '')?.[1]
  return path === undefined || /[\s?#]/.test(path) ? undefined : path
}

/** `main` for `refs/heads/main` and for `main`. */
export function shortBranch(name: string | undefined): string | undefined {
  return name?.replace(/^refs\/heads\//, '')
}

/** The full name of a tag or, without one, of a branch. */
export function refOf(tag: string | undefined, branch: string | undefined): string | undefined {
  if (tag !== undefined) return `refs/tags/${tag}`
  return branch === undefined ? undefined : `refs/heads/${branch}`
}
