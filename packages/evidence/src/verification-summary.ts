import { type Digest, hexOf, type NamedDigest, type StepRecord, type Verdict } from '@mlgate/core'

/** https://slsa.dev/spec/v1.0/verification_summary */
export const verificationSummaryType = 'https://slsa.dev/verification_summary/v1'

/**
 * Record of a gate's verdict: SLSA verification summary v1 about the candidate's files. The summary knows PASSED and
 * FAILED alone, so everything but `pass` is FAILED there; the extension field `mlgate_evaluation` (the in-toto rules
 * let consumers ignore fields they do not know) carries the verdict as it was, with the digests of all it rests on.
 */
export function verificationSummaryRecord(input: {
  readonly candidate: readonly [NamedDigest, ...NamedDigest[]]
  readonly verifier: { readonly id: string; readonly version: string }
  readonly timeVerified: Date
  readonly resourceUri: string
  readonly policy: { readonly uri: string; readonly digest: Digest }
  readonly inputAttestations: readonly NamedDigest[]
  readonly verdict: Verdict
  readonly evaluation: object
}): StepRecord {
  return {
    subject: input.candidate,
    predicateType: verificationSummaryType,
    predicate: {
      verifier: { id: input.verifier.id, version: { mlgate: input.verifier.version } },
      timeVerified: input.timeVerified.toISOString(),
      resourceUri: input.resourceUri,
      policy: { uri: input.policy.uri, digest: { sha256: hexOf(input.policy.digest) } },
      inputAttestations: input.inputAttestations.map(({ name, digest }) => ({
        uri: name,
        digest: { sha256: hexOf(digest) },
      })),
      verificationResult: input.verdict === 'pass' ? 'PASSED' : 'FAILED',
      verifiedLevels: [],
      mlgate_evaluation: { verdict: input.verdict, ...input.evaluation },
    },
  }
}
