import type { NamedDigest } from '@mlgate/core'
import { type EvidenceChain, type PresentedRecords, trustedKeysOf, verifyChain } from '@mlgate/evidence'
import type { PolicyInForce } from './policy.ts'
import type { StepDeps } from './step-deps.ts'

/**
 * Whether the records presented prove that exactly these bytes passed, by the policy in force. Unsigned ones count on a
 * machine of one's own alone, where nobody else relies on the answer, and for deploying to that very machine.
 */
export function presentEvidence(
  files: readonly NamedDigest[],
  records: PresentedRecords,
  policy: PolicyInForce,
  { host, clock, modelName }: StepDeps,
  trust: 'by host' | 'accept unsigned' = 'by host',
): Promise<EvidenceChain> {
  const { train, validation } = policy.body.data
  const isOwnMachine = policy.tip === undefined && host.run.event === 'local'
  return verifyChain({
    files,
    records,
    trustedKeys: trustedKeysOf(policy.body.trusted_keys ?? [], 'trusted_keys'),
    requirements: {
      model: modelName,
      repository: host.run.repository,
      policyDigest: policy.digest,
      maxAgeDays: undefined,
      now: clock.now(),
      unsigned: isOwnMachine || trust === 'accept unsigned' ? 'accept' : 'refuse',
      declaredScores: 'refuse',
      training: 'required',
      data: 'optional',
      trainingData: [train, validation].filter((name) => name !== undefined),
    },
  })
}
