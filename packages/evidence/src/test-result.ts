import { type Digest, hexOf, type NamedDigest, type StepRecord, type Verdict } from '@mlgate/core'

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
export const testResultType = 'https://in-toto.io/attestation/test-result/v0.1'

/** One table that was read, whole: a file, or several that are one. */
export interface ReadData {
  /** What it is to the project: train, validation, test, or the name of a table; the path of a file that a contract names. */
  readonly role: string
  /** As the project file or the contract names it; a subject of the record. */
  readonly name: string
  readonly digest: Digest
  /** How many files it is; each of several is a subject of its own. */
  readonly files: number
  readonly rows: number
  /** On the disk, of all files. */
  readonly bytes: number
  /** Format, and of CSV encoding and dialect, in words. */
  readonly readAs: string
}

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
  /** What was read; nothing is said of it unless given. */
  readonly read?: readonly ReadData[]
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
      ...(input.read && {
        mlgate_data: input.read.map(({ digest, ...data }) => ({ ...data, digest: { sha256: hexOf(digest) } })),
      }),
    },
  }
}
