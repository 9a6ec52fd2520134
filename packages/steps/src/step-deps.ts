import type { Digest, Effects, PolicyTip } from '@mlgate/core'
import type { StartProcess } from '@mlgate/deployment'
import type { ModelBody, PolicyChange } from '@mlgate/project'

/** Where the project lies. All paths absolute. */
export interface ProjectFolder {
  /** Folder of mlgate.yml; paths in it are relative to this. */
  readonly directory: string
  /** Root of the repository (or the working directory outside one): nothing outside it is read without `data.roots`. */
  readonly repositoryRoot: string
  /** Folder for this step's record, reports and files: `.mlgate/<model>/<step>`. */
  readonly output: string
  /** Version of mlgate, for records. */
  readonly version: string
}

/** What judges: the policy parts of the project file as they stand where the candidate cannot change them. */
export interface Policy {
  readonly body: ModelBody
  /** Digest of the project file that was read as policy. */
  readonly digest: Digest
  /** Where it was read, in words: `mlgate.yml at main@4f1c2d`. */
  readonly origin: string
  /** Undefined on a machine of one's own, where the working tree is the policy. */
  readonly tip: PolicyTip | undefined
  /**
   * Why the change is judged by itself: the target branch has no policy for this model. Nothing then passes, since a
   * change could bring about the same by renaming its model. Undefined when a policy in force judges.
   */
  readonly ownBecause: string | undefined
  /** Folders outside the repository that may be read: those of the policy in force, and none without one. */
  readonly roots: readonly string[]
  /** What this change would alter in the policy; judged by the old one nevertheless. */
  readonly changes: readonly PolicyChange[]
  /** A file of the policy, by its path relative to mlgate.yml; undefined when it is proven not to be at the tip. */
  readFile(path: string): Promise<Uint8Array | undefined>
}

/** How processes are started that outlive the step. */
export interface Launch {
  /** Program and first arguments that start this mlgate. */
  readonly mlgate: readonly [string, ...string[]]
  /** The whole environment that they get: no credentials, nothing by which a CI system would end them with the job. */
  readonly env: Readonly<Record<string, string>>
  readonly start: StartProcess
}

export interface StepDeps extends Effects {
  readonly launch: Launch
  readonly fetch: typeof globalThis.fetch
  /** Whether the step's record will be signed. */
  readonly signs: boolean
  readonly folder: ProjectFolder
  readonly modelName: string
  /** The model as the checked-out project file declares it: what the change proposes. */
  readonly model: ModelBody
  /** Reads the policy on first use; only the steps that judge need the permission for it. */
  readonly policy: () => Promise<Policy>
}
