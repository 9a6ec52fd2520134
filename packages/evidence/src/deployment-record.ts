import type { Digest, NamedDigest, StepRecord } from '@mlgate/core'
import { resourceUriOf } from './verification-summary.ts'

/** Our own predicate: what was deployed where, by which policy, and whether it passed its smoke test there. */
export const deploymentType = 'https://github.com/mlgate/mlgate/deployment/v1'

/**
 * Record of a deployment about the files that were to serve. Those who let a model through to the next environment rely
 * on `result`; everything that `details` adds is for reading.
 */
export function deploymentRecord(input: {
  readonly files: readonly [NamedDigest, ...NamedDigest[]]
  /** The model's name in the project file. */
  readonly model: string
  /** As the forge names it; undefined outside one. */
  readonly repository: string | undefined
  readonly environment: string
  /** Whether the files serve there and answered all golden rows as they were scored. */
  readonly passed: boolean
  readonly deployedOn: Date
  /** What started the run. */
  readonly event: string
  readonly policy: { readonly uri: string; readonly digest: Digest }
  readonly details: Readonly<Record<string, unknown>>
}): StepRecord {
  const { files, model, repository, environment, passed, deployedOn, event, policy, details } = input
  return {
    subject: files,
    predicateType: deploymentType,
    predicate: {
      ...details,
      resourceUri: resourceUriOf(repository, model),
      model,
      environment,
      result: passed ? 'PASSED' : 'FAILED',
      deployedOn: deployedOn.toISOString(),
      event,
      policy,
    },
  }
}
