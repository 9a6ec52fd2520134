import type { Digest, NamedDigest } from '@mlgate/core'
import type { RecordContent } from '../open-record.ts'
import type { TrustedKey } from '../trusted-keys.ts'

/** What the evidence must show; every value comes from the policy or the run, none from the evidence. */
export interface ChainRequirements {
  /** The model's name in the project file: passing another model's gate is not enough. */
  readonly model: string
  /** As the forge names it; undefined outside one, where the verdict's repository is not compared. */
  readonly repository: string | undefined
  /** Of the policy that is in force now. */
  readonly policyDigest: Digest
  /** Undefined when a verdict and a deployment may be of any age. */
  readonly maxAgeDays: number | undefined
  readonly now: Date
  /** `accept` for a server on one's own machine alone. */
  readonly unsigned: 'refuse' | 'accept'
  /** Whether a verdict on scores that the candidate handed in counts. */
  readonly declaredScores: 'refuse' | 'accept'
  /** The label whose overrides count as a pass (evidence.override of the policy); undefined where only a pass does. */
  readonly overrideLabel: string | undefined
  /** What is optional is checked when it is presented. */
  readonly training: 'required' | 'optional'
  readonly data: 'required' | 'optional'
  /** The files that training learns from, as the policy names them (data.train, data.validation). */
  readonly trainingData: readonly string[]
  /** The environment where these bytes must have been deployed and passed; undefined when there is none. */
  readonly passedIn: string | undefined
}

/** The records as they were presented: signed or not, from a folder or a registry. */
export interface PresentedRecords {
  /** evaluate-gate's. */
  readonly verdict: RecordContent | undefined
  /** train-model's. */
  readonly training: RecordContent | undefined
  /** validate-data's. */
  readonly data: RecordContent | undefined
  /** deploy-model's, of the environment that must come before. */
  readonly deployment: RecordContent | undefined
}

export interface ChainInput {
  /** The bytes in question: the model's file and the weights beside it, names relative to its folder. */
  readonly files: readonly NamedDigest[]
  readonly records: PresentedRecords
  readonly trustedKeys: readonly TrustedKey[]
  readonly requirements: ChainRequirements
}
