import type { NamedDigest } from '@mlgate/core'
import type { GateSection } from '@mlgate/gate'
import type { Scores } from '@mlgate/models'
import type { Policy } from '../policy.ts'
import type { ModelOnDisk } from '../training-artifact.ts'
import type { AnswerKeeping } from './answer-keeping.ts'
import type { Baseline, BaselineSearch } from './baseline.ts'
import type { TestSet } from './test-data.ts'

/** What is judged, and by what. */
export interface Case {
  readonly policy: Policy
  readonly gate: GateSection
  readonly label: string
  readonly candidate: ModelOnDisk
  readonly candidateName: string
  /** What a candidate that has no file said of each test set. */
  readonly said: ReadonlyMap<TestSet, Scores> | undefined
  readonly search: BaselineSearch
  /** The fixed version that `max_total_regression` compares with. */
  readonly anchor: Baseline | undefined
  /** data.validation, where the policy fixes an operating point on it. */
  readonly validationFile: string | undefined
  /** data.train, where a demand needs the past of a series. */
  readonly trainingFile: string | undefined
  /** Whether the answers that the verdict rests on are left beside the record, as far as the columns allow. */
  readonly keeping: AnswerKeeping
  /** Digest of train-model's record, when the candidate came with one. */
  readonly attestations: readonly NamedDigest[]
}
