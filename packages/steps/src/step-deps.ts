import type { Effects, SourcePosition } from '@mlgate/core'
import type { StartProcess } from '@mlgate/deployment'
import type { ModelBody } from '@mlgate/project'
import type { Policy } from './policy.ts'

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
  /**
   * Where the checked-out project file says something of this model, by the path inside the model's body and relative to
   * the repository; undefined for what it does not say itself.
   */
  readonly positionOf: (path: readonly (string | number)[]) => SourcePosition | undefined
  /** Reads the policy on first use; only the steps that judge need the permission for it. */
  readonly policy: () => Promise<Policy>
}
