import { type Digest, hexOf, type NamedDigest, type StepRecord, type Verdict } from '@mlgate/core'

/** https://slsa.dev/spec/v1.0/verification_summary */
export const verificationSummaryType = 'https://slsa.dev/verification_summary/v1'

/** Who made a verdict: a key may sign other summaries, too. */
export const gateVerifierId = 'https://github.com/mlgate/mlgate/evaluate-gate'

/** What a verdict is about: the model of a repository; outside a forge, of a project without a name. */
export function resourceUriOf(repository: string | undefined, model: string): string {
  return repository === undefined ? model : `${repository}#${model}`
}

/** What those who check a verdict need to know of its making; everything else that is said beside is for reading. */
export interface Evaluation {
  /** The model's name in the project file. */
  readonly model: string
  /** The commit that was judged; undefined where nobody tells. */
  readonly commit: string | undefined
  /** What started the run; `pull_request` makes a verdict for reading. */
  readonly event: string
  /** Whether mlgate computed the candidate's scores or was handed them. */
  readonly scoredBy: 'mlgate' | 'declared'
  readonly [more: string]: unknown
}

/**
 * Record of a gate's verdict: SLSA verification summary v1 about the candidate's files. The summary knows PASSED and
 * FAILED alone, so everything but `pass` is FAILED there; the extension field `mlgate_evaluation` (the in-toto rules
 * let consumers ignore fields they do not know) carries the verdict as it was, with the digests of all it rests on.
 */
export function verificationSummaryRecord(input: {
  readonly candidate: readonly [NamedDigest, ...NamedDigest[]]
  /** Of mlgate. */
  readonly version: string
  readonly timeVerified: Date
  /** As the forge names it; undefined outside one. */
  readonly repository: string | undefined
  readonly policy: { readonly uri: string; readonly digest: Digest }
  readonly inputAttestations: readonly NamedDigest[]
  readonly verdict: Verdict
  readonly evaluation: Evaluation
}): StepRecord {
  return {
    subject: input.candidate,
    predicateType: verificationSummaryType,
    predicate: {
      verifier: { id: gateVerifierId, version: { mlgate: input.version } },
      timeVerified: input.timeVerified.toISOString(),
      resourceUri: resourceUriOf(input.repository, input.evaluation.model),
      policy: { uri: input.policy.uri, digest: { sha256: hexOf(input.policy.digest) } },
      inputAttestations: input.inputAttestations.map(({ name, digest }) => ({
        uri: name,
        digest: { sha256: hexOf(digest) },
      })),
      verificationResult: input.verdict === 'pass' ? 'PASSED' : 'FAILED',
      verifiedLevels: [],
      mlgate_evaluation: { ...input.evaluation, verdict: input.verdict },
    },
  }
}
