import type { NamedDigest } from '@mlgate/core'
import { type EvidenceChain, type PresentedRecords, trustedKeysOf, verifyChain } from '@mlgate/evidence'
import type { ModelVersion, Registry } from '@mlgate/registry'
import type { PolicyInForce } from './policy.ts'
import type { StepDeps } from './step-deps.ts'

/**
 * Whether the records presented prove that exactly these bytes passed, by the policy in force, and were deployed to
 * `passedIn` before, where that is given. Unsigned ones count on a machine of one's own alone, where nobody else relies on
 * the answer, and for deploying to that very machine.
 */
export function presentEvidence(
  files: readonly NamedDigest[],
  records: PresentedRecords,
  policy: PolicyInForce,
  { host, clock, modelName }: StepDeps,
  options: {
    readonly trust?: 'by host' | 'accept unsigned'
    readonly passedIn?: string | undefined
    /** Whether an overridden verdict counts where this leads to; only a pass unless given. */
    readonly accept?: 'pass' | 'pass_or_override' | undefined
  } = {},
): Promise<EvidenceChain> {
  const { data, evidence = {}, trusted_keys = [] } = policy.body
  const isOwnMachine = policy.tip === undefined && host.run.event === 'local'
  return verifyChain({
    files,
    records,
    trustedKeys: trustedKeysOf(trusted_keys, 'trusted_keys'),
    requirements: {
      model: modelName,
      repository: host.run.repository,
      policyDigest: policy.digest,
      maxAgeDays: evidence.max_age_days,
      now: clock.now(),
      unsigned: isOwnMachine || options.trust === 'accept unsigned' ? 'accept' : 'refuse',
      declaredScores: evidence.scores === 'declared' ? 'accept' : 'refuse',
      overrideLabel: options.accept === 'pass_or_override' ? evidence.override?.label : undefined,
      training: 'required',
      data: 'optional',
      trainingData: [data.train, data.validation].filter((name) => name !== undefined),
      passedIn: options.passedIn,
    },
  })
}

/** What the registry keeps about a version, with the newest deployment of its bytes to the environment before. */
export async function registeredRecords(
  registry: Registry,
  version: ModelVersion,
  passedIn: string | undefined,
): Promise<PresentedRecords> {
  const records = await registry.records(version)
  const byRole = (role: string) => records.find((record) => record.role === role)
  return {
    verdict: byRole('verdict'),
    training: byRole('training'),
    data: byRole('data'),
    deployment: passedIn === undefined ? undefined : await registry.newestDeployment(version, passedIn),
  }
}
