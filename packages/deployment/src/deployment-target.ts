import type { SmokeResult } from './compare-answers.ts'
import type { DeployedVersion, Release } from './release.ts'

/** What became of a deployment or a rollback. */
export interface Deployment {
  /**
   * `deployed`: the version was started, tried and serves now. `unchanged`: it served already and was tried again.
   * `rolled-back`: it could not serve or answered wrongly, and what served before still does.
   */
  readonly outcome: 'deployed' | 'unchanged' | 'rolled-back'
  /** The version that was to be deployed. */
  readonly candidate: DeployedVersion
  /** What serves now; undefined when nothing does. */
  readonly serving: DeployedVersion | undefined
  /** What served before and no longer does; kept for a rollback. */
  readonly replaced: DeployedVersion | undefined
  /** Undefined when the smoke test could not begin. */
  readonly smoke: SmokeResult | undefined
  /** Why it was rolled back. */
  readonly reason: string | undefined
  /** What the process of a version that could not serve printed last; untrusted. */
  readonly logTail: readonly string[]
  /** Where clients ask. */
  readonly url: string
}

/** Whether the candidate serves, and answered all golden rows as they were scored: at least one. */
export function passedSmokeTest({ outcome, smoke }: Deployment): boolean {
  return outcome !== 'rolled-back' && smoke !== undefined && smoke.rows > 0 && smoke.problem === undefined
}

export interface DeploymentStatus {
  readonly url: string
  /** What is meant to serve; undefined when nothing was deployed or all was stopped. */
  readonly current: DeployedVersion | undefined
  /** What a rollback would bring back. */
  readonly previous: DeployedVersion | undefined
  /** Whether the current version answers at `url` that it is ready. */
  readonly ready: boolean
}

/**
 * A place where versions of a model serve. Methods reject with ConfigurationError for what the user can put right and
 * InfrastructureError for what failed; a version that cannot serve is a result.
 */
export interface DeploymentTarget {
  deploy(release: Release): Promise<Deployment>
  /** Brings back the version that served before; it is tried as at its deployment. */
  rollback(): Promise<Deployment>
  status(): Promise<DeploymentStatus>
  /** Ends everything that serves here; versions are kept. */
  stop(): Promise<void>
}
