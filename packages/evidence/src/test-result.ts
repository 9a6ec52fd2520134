import { hexOf, type NamedDigest, type StepRecord, type Verdict } from '@mlgate/core'

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
export const testResultType = 'https://in-toto.io/attestation/test-result/v0.1'

/**
 * Record of a data check: in-toto test-result v0.1 about the data files. `configuration` are the files that decided
 * what was checked, the contract above all.
 */
export function testResultRecord(input: {
  readonly data: readonly [NamedDigest, ...NamedDigest[]]
  readonly configuration: readonly NamedDigest[]
  readonly verdict: Verdict
  readonly runUrl: string | undefined
  readonly passed: readonly string[]
  readonly warned: readonly string[]
  readonly failed: readonly string[]
}): StepRecord {
  const warned = input.verdict === 'pass' && input.warned.length > 0
  return {
    subject: input.data,
    predicateType: testResultType,
    predicate: {
      result: input.verdict !== 'pass' ? 'FAILED' : warned ? 'WARNED' : 'PASSED',
      configuration: input.configuration.map(({ name, digest }) => ({ name, digest: { sha256: hexOf(digest) } })),
      ...(input.runUrl === undefined ? {} : { url: input.runUrl }),
      passedTests: input.passed,
      warnedTests: input.warned,
      failedTests: input.failed,
    },
  }
}
